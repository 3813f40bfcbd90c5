"""Fetching a record, out of a file or from a FHIR server: of one patient, and of nobody who only seems it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assessments.models import normalised

from .asking import LARGEST_ANSWER, NotAnsweredError, entries_in, read_json
from .codes import READ_AS
from .left import Why
from .names import LOINC
from .patient import differing, patient_resource, patients_called
from .reading import Left, Reading, read_record
from .smart import NotTrustedError, patient_there

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from assessments.clinical.language.questions import Question
    from assessments.models import Patient

    from .asking import FhirServer, Found
    from .resources import Resource

AT_ONCE = 20  # values of one question: the newest ones, of which some may not be final


class NotRead(TextChoices):
    """Why nothing was read at all."""

    LARGE = "large", _("The file is larger than 2 MB.")
    NO_BUNDLE = "no_bundle", _("The file is no FHIR Bundle in JSON.")
    NOBODY = "nobody", _("The file does not say whose record it is: it has no patient.")
    SEVERAL = "several", _("There are several patients: it cannot be told whose values these are.")
    UNKNOWN = "unknown", _("The hospital's system knows no patient with this identifier.")
    ANOTHER = "another", _("The patient there has another identifier.")
    OTHER = "other", _("The patient there has another date of birth or sex.")
    UNREACHABLE = "unreachable", _("The hospital's system does not answer.")
    REFUSED = "refused", _("The hospital's system does not let bonemet in.")
    REJECTED = "rejected", _("The hospital's system does not take the question.")


class NotReadError(Exception):
    """Nothing was read; `why` is one of NotRead."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = NotRead(why)


@dataclass(frozen=True, slots=True)
class Record:
    """A record that was read: of whom it says it is, and what it offers."""

    theirs: Resource
    reading: Reading


def record_in_file(text: bytes, patient: Patient, today: date) -> Record:
    """Read an uploaded Bundle of this patient. Raises NotReadError."""
    if len(text) > LARGEST_ANSWER:
        raise NotReadError(NotRead.LARGE)
    try:
        bundle = read_json(text)
    except ValueError as error:
        raise NotReadError(NotRead.NO_BUNDLE) from error
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise NotReadError(NotRead.NO_BUNDLE)
    entries = entries_in(bundle)
    people = [(address, one) for address, one in entries if one.get("resourceType") == "Patient"]
    if len(people) != 1:
        raise NotReadError(NotRead.SEVERAL if people else NotRead.NOBODY)
    address, theirs = people[0]
    refuse_another(patient, theirs)
    names = {name for name in (address, _reference(theirs)) if name}
    every = [one for _address, one in entries if one is not theirs]
    return Record(theirs, read_record(every, names, today))


def record_on_server(server: FhirServer, patient: Patient, today: date) -> Record:
    """Read the record that a server has under the patient's number. Raises NotReadError."""
    try:
        found = patients_called(server, patient.identifier)
        if len(found) != 1:
            raise NotReadError(NotRead.SEVERAL if found else NotRead.UNKNOWN)
        refuse_another(patient, found[0])
        return Record(found[0], reading_of(server, found[0], today))
    except NotAnsweredError as error:
        raise NotReadError(error.why) from error


def record_of_chart(server: FhirServer, number: str, patient: Patient, today: date) -> Record:
    """Read the record of the patient of a chart, who has this number on its server. Raises NotReadError."""
    try:
        theirs = patient_there(server.address, number, server.token)
        refuse_another(patient, theirs)
        return Record(theirs, reading_of(server, theirs, today))
    except NotAnsweredError as error:
        raise NotReadError(error.why) from error
    except NotTrustedError as error:
        raise NotReadError(NotRead.REJECTED) from error


def reading_of(server: FhirServer, theirs: Resource, today: date) -> Reading:
    """Read what a server says of a patient of its own. Raises NotAnsweredError: half a record is none."""
    number = str(theirs["id"])
    resources: list[Resource] = []
    left: list[Left] = []
    for question, codes in _codes():
        asked = {
            "patient": number,
            "code": ",".join(f"{LOINC}|{code}" for code in codes),
            "_sort": "-date",
            "_count": str(AT_ONCE),
        }
        found = server.search("Observation", asked)
        if found.has_more and not _newest_first(found):
            left.append(Left(question.path, "", "", f"LOINC {codes[0]}", Why.INCOMPLETE))
        else:
            resources += found.resources
    problems = {"patient": number, "category": "problem-list-item", "_count": "200"}
    resources += server.search("Condition", problems).resources
    names = {name for name in (_reference(theirs), f"{server.address}/{_reference(theirs)}") if name}
    read = read_record(resources, names, today)
    return Reading(read.offers, [*left, *read.left], read.others)


def refuse_another(patient: Patient, theirs: Resource) -> None:
    """Raise NotReadError unless they have the patient's number, and no other date of birth or sex."""
    ours = patient_resource(
        {
            "identifier": patient.identifier,
            "birth_date": patient.birth_date.isoformat() if patient.birth_date else "",
            "sex": patient.sex,
        }
    )
    wanted = ours["identifier"][0]
    told = theirs.get("identifier")
    numbers = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    if not any(
        normalised(str(one.get("value"))) == wanted["value"]
        and one.get("system") == wanted.get("system", one.get("system"))
        for one in numbers
    ):
        raise NotReadError(NotRead.ANOTHER)
    if differing(ours, theirs):
        raise NotReadError(NotRead.OTHER)


def name_of(theirs: Resource) -> str:
    """Give the name of a patient as their record has it; empty where it has none."""
    told = theirs.get("name")
    names = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    for name in sorted(names, key=lambda one: one.get("use") != "official"):
        given = name.get("given")
        parts = [name.get("family"), " ".join(map(str, given)) if isinstance(given, list) else None]
        written = ", ".join(str(part) for part in parts if part) or str(name.get("text") or "")
        if written:
            return written
    return ""


def _reference(theirs: Resource) -> str:
    return f"Patient/{theirs['id']}" if "id" in theirs else ""


def _codes() -> Iterator[tuple[Question, list[str]]]:
    """Go through the questions that are asked for, each with the codes of its values."""
    for question in dict.fromkeys(READ_AS.values()):
        yield question, [code for code, of in READ_AS.items() if of is question]


def _newest_first(found: Found) -> bool:
    days = [str(one.get("effectiveDateTime", ""))[:10] for one in found.resources]
    return days == sorted(days, reverse=True)
