"""The pieces that FHIR resources are made of, and the document in which they name each other."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from .names import HL7, LOINC, SNOMED, UCUM, URN

Resource = dict[str, Any]
SCORE_POINTS = "{score}"


def concept(text: str, *codings: dict[str, str]) -> Resource:
    """Give a concept: its words, and the codes that mean the same."""
    return {"text": text, **({"coding": list(codings)} if codings else {})}


def code(system: str, value: str) -> dict[str, str]:
    """Give a code of a system."""
    return {"system": system, "code": value}


def loinc(value: str) -> dict[str, str]:
    """Give a code of LOINC."""
    return code(LOINC, value)


def snomed(value: str) -> dict[str, str]:
    """Give a code of SNOMED CT."""
    return code(SNOMED, value)


def hl7(system: str, value: str) -> Resource:
    """Give a concept out of one of HL7's own code systems."""
    return {"coding": [code(f"{HL7}{system}", value)]}


def quantity(value: float, unit: str, display: str = "") -> Resource:
    """Give a number with its unit, as UCUM writes it."""
    return {"value": value, "unit": display or unit, "system": UCUM, "code": unit}


def points(low: int, high: int) -> Resource:
    """Give a score: one number, or the range in which it still lies."""
    if low == high:
        return {"valueInteger": low}
    return {"valueRange": {"low": quantity(low, SCORE_POINTS), "high": quantity(high, SCORE_POINTS)}}


def numbered(number: uuid.UUID) -> Resource:
    """Give the identifier that a report has everywhere: its own random number."""
    return {"system": "urn:ietf:rfc:3986", "value": f"{URN}{number}"}


def first(told: Resource, kind: str) -> Resource:
    """Give the first resource of a kind in a Bundle; raises StopIteration where there is none."""
    found: Resource = next(e["resource"] for e in told["entry"] if e["resource"]["resourceType"] == kind)
    return found


@dataclass(slots=True)
class Document:
    """The resources of one report, which name each other by numbers made of the report's own.

    The same report gives the same numbers each time, so that whoever receives it twice knows it. `at` is when
    it was signed, `is_amended` whether it amends another.
    """

    report: uuid.UUID
    at: str
    is_amended: bool
    entries: list[Resource] = field(default_factory=list)

    @property
    def status(self) -> str:
        """Give how final what it says is, in the word of observations and reports."""
        return "amended" if self.is_amended else "final"

    @property
    def about(self) -> Resource:
        """Give what names the patient in every resource."""
        return {"subject": self.reference(PATIENT)}

    @property
    def source(self) -> Resource:
        """Give what names the answers from which something follows."""
        return {"derivedFrom": [self.reference(RESPONSE)]}

    def add(self, role: str, resource: Resource) -> Resource:
        """Add a resource under what it is here, and give the reference to it."""
        self.entries.append({"fullUrl": self.address(role), "resource": resource})
        return self.reference(role)

    def has(self, role: str) -> bool:
        """Tell whether something was added under this role."""
        return any(entry["fullUrl"] == self.address(role) for entry in self.entries)

    def address(self, role: str) -> str:
        """Give the address that a resource has within this document."""
        return f"{URN}{uuid.uuid5(self.report, role)}"

    def reference(self, role: str) -> Resource:
        """Give a reference to what stands, or will stand, under this role."""
        return {"reference": self.address(role)}


PATIENT, AUTHOR, PRIMARY_TUMOUR, RESPONSE = "patient", "author", "primary", "response"
REPORT, PROVENANCE, COMPOSITION = "report", "provenance", "composition"
