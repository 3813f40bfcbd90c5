"""Erasing who a patient is, for ever, while the chain of what was signed can still be proved.

The clinical content stays; identifier, name and date of birth go. Each sealed record keeps the digest under
which it was sealed, and a new link of the chain says which records were changed by the erasure and what
they are now: any other change is still found.
"""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import JSONField, Q, QuerySet, TextField
from django.utils.html import escape

from assessments.models import (
    Correction,
    EmergencyDraft,
    Patient,
    Response,
    Revision,
    Sealed,
    SealedKind,
    StudyKey,
    UnitEvent,
    UnitEventKind,
    normalised,
)
from assessments.record.chain import canonical, digest_of
from assessments.record.of_patient import fields_of, rows_of

from .signing import seal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GONE = "[erased]"
# A shorter identifier or name is also a word or a number; it is erased where it stands as such only.
RECOGNISABLE = 5
# Whose names these are: of those who wrote, not of the patient.
OF_OTHERS = frozenset({"author", "by", "by_full_name", "by_name", "signed_by", "unit", "unit_name"})
FREE_TEXT = frozenset({"text", "amendment_reason"})


@dataclass
class Words:
    """The words by which a patient is known."""

    identifiers: set[str]
    names: set[str]
    born: set[str]

    def __post_init__(self) -> None:
        words = self.identifiers | self.names
        whole = {word for word in words if len(word) >= RECOGNISABLE} | self.born
        parts = {part for name in self.names for part in re.split(r"[\s,]+", name)} | words
        self.whole = _pattern(whole | {escape(word) for word in whole})
        self.in_text = _pattern(whole | {part for part in parts if len(part) > 2})

    def out_of(self, value: Any, key: str = "") -> Any:
        """Give a value without these words, all the way down."""
        if isinstance(value, dict):
            return {name: self.out_of(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [self.out_of(part, key) for part in value]
        if not isinstance(value, str) or key in OF_OTHERS:
            return value
        return (self.in_text if key in FREE_TEXT else self.whole).sub(GONE, value)


def _pattern(words: set[str]) -> re.Pattern[str]:
    longest_first = sorted(words - {"", GONE}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)", re.IGNORECASE)


@transaction.atomic
def erase_identity(*, patient: Patient, by: User) -> Patient:
    """Erase who a patient is, and all duplicates that were joined with them. There is no way back."""
    found = Patient.objects.select_for_update().filter(Q(pk=patient.pk) | Q(merged_into=patient))
    patients = list(found.order_by("pk"))
    sealed = _sealed_of(patients)
    words = _words(patients, sealed)
    changed = []
    for one in sealed:
        if (now := _of_sealed(one, words)) != one.content:
            QuerySet(Sealed).filter(pk=one.pk).update(content=now)
            changed.append([one.sequence, one.digest, digest_of(now)])
    _redact(QuerySet(Response).filter(assessment__in=[one.assessment_id for one in sealed]), words)
    for who in patients:
        for model, rows in rows_of(who):
            if model not in (
                Patient,
                Response,
                Revision,
                Sealed,
            ):  # revisions hold answers, and the seal their digest
                _redact(rows, words)
        _redact(QuerySet(Correction).filter(other=who), words)
        StudyKey.objects.filter(patient=who).delete()
        _forget_typed(who)
        who.identifier, who.name, who.birth_date = f"ERASED-{secrets.token_hex(6)}", "", None
        who.save()
    if sealed:
        content = {"patients": [str(who.uuid) for who in patients], "erased": changed}
        seal(sealed[-1].assessment, SealedKind.ERASURE, content, by)
    UnitEvent.objects.create(
        unit=patient.unit, kind=UnitEventKind.ERASED, text=f"{len(changed)} sealed records", by=by
    )
    return Patient.objects.get(pk=patient.pk)


def _forget_typed(patient: Patient) -> None:
    """Forget what somebody has typed of this patient into the emergency page, if it is not saved yet."""
    for draft in EmergencyDraft.objects.filter(user__memberships__unit=patient.unit):
        if normalised(draft.who) == patient.identifier:
            draft.delete()


def _sealed_of(patients: list[Patient]) -> list[Sealed]:
    """List what is sealed of the patients' assessments, or was sealed under their name and moved since."""
    every = Sealed.objects.filter(unit=patients[0].unit).exclude(kind=SealedKind.ERASURE)
    theirs = Q(assessment__patient__in=patients)
    for patient in patients:
        theirs |= Q(content__contains=str(patient.uuid))
    assessments = set(every.filter(theirs).values_list("assessment", flat=True))
    found = every.filter(assessment__in=assessments)
    return list(found.select_related("assessment").order_by("sequence"))


def _words(patients: list[Patient], sealed: list[Sealed]) -> Words:
    """Gather the words, of the signed reports and of corrections too: names change and are put right."""
    identifiers, names, born = set(), set(), set()
    for patient in patients:
        identifiers.add(patient.identifier)
        names.add(patient.name)
        born.add(patient.birth_date.isoformat() if patient.birth_date else "")
    for one in (one for one in sealed if one.kind == SealedKind.REPORT):
        content = json.loads(one.content)
        identifiers.add(content["patient"]["identifier"])
        names.add(content["patient"]["name"])
        born |= {content["patient"]["birth_date"] or "", content["report"]["identity"]["born"]}
    for correction in Correction.objects.filter(patient__in=patients):
        for key, words in (("identifier", identifiers), ("name", names), ("birth_date", born)):
            told = correction.told.get(key, "")
            words |= set(told) if isinstance(told, list) else {told}
    return Words(identifiers - {GONE}, names - {GONE}, born - {"", GONE})


def _of_sealed(sealed: Sealed, words: Words) -> str:
    content = json.loads(sealed.content)
    if sealed.kind == SealedKind.REPORT:
        known = content["patient"]
        shown = escape(known["identifier"]) + (f", {escape(known['name'])}" if known["name"] else "")
        content["html"] = content["html"].replace(f"<dd>{shown}</dd>", f"<dd>{GONE}</dd>")
        content["patient"] |= {"identifier": GONE, "name": "", "birth_date": None}
        content["report"]["identity"] |= {"identifier": GONE, "name": "", "born": ""}
    return canonical(words.out_of(content))


def _redact(rows: QuerySet[Any], words: Words) -> None:
    """Take the words out of the free texts and documents of rows, though they may be append-only."""
    for row in rows:
        columns = {}
        for column in fields_of(type(row)):
            value = getattr(row, column.name)
            if isinstance(column, JSONField):
                now = _put_right(value) if isinstance(row, Correction) else words.out_of(value)
            elif isinstance(column, TextField):
                now = words.out_of(value, "text")
            else:
                continue
            if now != value:
                columns[column.name] = now
        if columns:
            QuerySet(type(row)).filter(pk=row.pk).update(**columns)


def _put_right(told: dict[str, Any]) -> dict[str, Any]:
    """Leave of a correction what was corrected, and not from what to what."""
    identity = {"identifier", "name", "birth_date"}
    return {
        key: ([GONE] * len(was) if isinstance(was, list) else GONE) if key in identity else was
        for key, was in told.items()
    }
