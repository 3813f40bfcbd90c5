"""Erasing who a patient is, for ever, while the chain of what was signed can still be proved.

The clinical content stays; identifier, name and date of birth go. Each sealed record keeps the digest under
which it was sealed, and a new link of the chain says which records were changed by the erasure and what
they are now: any other change is still found.
"""

from __future__ import annotations

import json
import secrets
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
from assessments.record.identity_words import GONE, IdentityWords
from assessments.record.of_patient import fields_of, rows_of

from .signing import seal

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def erase_identity(*, patient: Patient, by: User, keep: frozenset[str] = frozenset()) -> IdentityWords:
    """Erase who a patient is, and all duplicates that were joined with them. There is no way back.

    `keep` are words, in small letters, that are not taken for the name. Give what was found in free text.
    """
    patients = list(patient.everyone.select_for_update().order_by("pk"))
    sealed = _sealed_of(patients)
    words = _words(patients, sealed, keep)
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
    return words


def rehearse_erasure(*, patient: Patient, by: User, keep: frozenset[str] = frozenset()) -> IdentityWords:
    """Erase and take it back: what would be erased from free text, and what may remain."""
    with transaction.atomic():
        words = erase_identity(patient=patient, by=by, keep=keep)
        transaction.set_rollback(True)
    return words


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


def _words(patients: list[Patient], sealed: list[Sealed], keep: frozenset[str]) -> IdentityWords:
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
    return IdentityWords(identifiers, names, born, keep)


def _of_sealed(sealed: Sealed, words: IdentityWords) -> str:
    content = json.loads(sealed.content)
    if sealed.kind == SealedKind.REPORT:
        known = content["patient"]
        shown = escape(known["identifier"]) + (f", {escape(known['name'])}" if known["name"] else "")
        content["html"] = content["html"].replace(f"<dd>{shown}</dd>", f"<dd>{GONE}</dd>")
        content["patient"] |= {"identifier": GONE, "name": "", "birth_date": None}
        content["report"]["identity"] |= {"identifier": GONE, "name": "", "born": ""}
    return canonical(words.out_of(content))


def _redact(rows: QuerySet[Any], words: IdentityWords) -> None:
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
