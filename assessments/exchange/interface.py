"""What the interface says of itself: as a CapabilityStatement for FHIR clients, as OpenAPI for all others.

`ADDRESSES` is the one declaration: what can be asked, of what, and how it is answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessments.clinical.versions import VERSIONS
from bonemet import __version__

from .asked import MOST, USUAL
from .names import own

if TYPE_CHECKING:
    from collections.abc import Iterator

DATE = "eq, ge, gt, le or lt and a date or time, such as ge2026-11-20"
DAY = (
    "(02-(0[1-9]|1[0-9]|2[0-8])|(04|06|09|11)-(0[1-9]|[12][0-9]|30)|"
    "(01|03|05|07|08|10|12)-(0[1-9]|[12][0-9]|3[01]))"
)
TIME = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
DATES = {
    "type": "string",
    "pattern": (
        f"^(eq|ge|gt|le|lt)?(19|20)[0-9]{{2}}(-(0[1-9]|1[0-2])|-{DAY}({TIME}(Z|[+-]0[0-9]:[0-5][0-9]))?)?$"
    ),
}
PLACE = {
    "type": "string",
    "pattern": (
        f"^20[0-9]{{2}}-{DAY}{TIME}Z_[0-9a-f]{{8}}-[0-9a-f]{{4}}-4[0-9a-f]{{3}}-[0-9a-f]{{4}}-[0-9a-f]{{12}}$"
    ),
}
SEARCH = {
    "_lastUpdated": {
        "description": f"When it was signed, or anything was added to it: {DATE}.",
        "schema": DATES,
    },
    "date": {"description": f"When it was signed: {DATE}.", "schema": DATES},
    "_count": {
        "description": "How many at most.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    },
    "_after": {
        "description": "Where a page goes on: out of its link next.",
        "schema": PLACE,
    },
}
NUMBER = {
    "number": {
        "description": "The random number of the report.",
        "schema": {"type": "string", "format": "uuid"},
    }
}


@dataclass(frozen=True, slots=True)
class Address:
    """An address under /fhir: what it gives (a resource's type), and whether a token has to be shown."""

    path: str
    gives: str
    says: str
    of: str = ""  # the type of resource that a FHIR client asks for
    how: str = ""  # in FHIR's word: read, search-type, or the name of an operation
    is_open: bool = False


ADDRESSES = (
    Address("/fhir/metadata", "CapabilityStatement", "What can be asked here.", is_open=True),
    Address(
        "/fhir/Questionnaire/bonemet", "Questionnaire", "The questions, in both languages.",
        "Questionnaire", "read",
    ),
    Address(
        "/fhir/QuestionnaireResponse/{number}", "QuestionnaireResponse", "The answers of a signed report.",
        "QuestionnaireResponse", "read",
    ),
    Address(
        "/fhir/DiagnosticReport", "Bundle",
        "Signed reports of the unit, the one longest unchanged first, without their PDFs.",
        "DiagnosticReport", "search-type",
    ),
    Address(
        "/fhir/DiagnosticReport/{number}", "DiagnosticReport", "A signed report, with its PDF.",
        "DiagnosticReport", "read",
    ),
    Address(
        "/fhir/DiagnosticReport/{number}/$document", "Bundle", "A signed report as a document.",
        "DiagnosticReport", "document",
    ),
)  # fmt: skip


def capability(address: str) -> dict[str, Any]:
    """Give the CapabilityStatement of the interface at this address."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": VERSIONS[0].made_on,
        "kind": "instance",
        "software": {"name": "bonemet", "version": __version__},
        "implementation": {"description": "bonemet: signed reports of a unit", "url": address},
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "security": {"description": "Authorization: Bearer, with the token of a unit's program."},
                "resource": [
                    _resource(kind) for kind in ("DiagnosticReport", "Questionnaire", "QuestionnaireResponse")
                ],
            }
        ],
    }


def _resource(kind: str) -> dict[str, Any]:
    hows = [one.how for one in ADDRESSES if one.of == kind]
    told: dict[str, Any] = {
        "type": kind,
        "interaction": [{"code": how} for how in hows if how in ("read", "search-type")],
    }
    if "search-type" in hows:
        told["searchParam"] = [{"name": name, "type": "date"} for name in ("_lastUpdated", "date")]
    if "document" in hows:
        told["operation"] = [{"name": "document", "definition": own("OperationDefinition/document")}]
    return told


def openapi() -> dict[str, Any]:
    """Give the description of the interface as OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "bonemet", "version": __version__, "description": "Signed reports, as FHIR R4."},
        "paths": {one.path: {"get": _operation(one)} for one in ADDRESSES},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                kind: _schema(kind) for kind in {"OperationOutcome", *(one.gives for one in ADDRESSES)}
            },
        },
    }


def _operation(address: Address) -> dict[str, Any]:
    parameters = [
        *(_parameter(name, told, "path") for name, told in NUMBER.items() if "{number}" in address.path),
        *(_parameter(name, told, "query") for name, told in SEARCH.items() if address.how == "search-type"),
    ]
    return {
        "summary": address.says,
        "security": [] if address.is_open else [{"token": []}],
        "parameters": parameters,
        "responses": {str(status): _response(kind, said) for status, kind, said in _answers(address)},
    }


def _parameter(name: str, told: dict[str, Any], where: str) -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", **told}


def _answers(address: Address) -> Iterator[tuple[int, str, str]]:
    yield 200, address.gives, address.says
    refusals = {400: "It cannot be read.", 429: "Too many at once: Retry-After says how long to wait."}
    if not address.is_open:
        refusals |= {401: "No valid token.", 403: "Not by HTTPS."}
    if "{number}" in address.path:
        refusals |= {
            404: "None of this unit's signed reports.",
            409: "It was changed since it was signed, or whose it is was corrected.",
            410: "It was replaced by an amendment, which is named.",
        }
    for status, said in sorted(refusals.items()):
        yield status, "OperationOutcome", said


def _response(kind: str, said: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{kind}"}
    return {"description": said, "content": {"application/fhir+json": {"schema": schema}}}


def _schema(kind: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["resourceType"],
        "properties": {"resourceType": {"const": kind}},
    }
