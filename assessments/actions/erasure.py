"""Erasing who a patient is, for ever, while the chain of what was signed can still be proved.

The clinical content stays, and no erasure can touch it: it is sealed by a digest of its own. Identifier,
name, date of birth and key images go, and free text is searched for them. Each record keeps its seal; an
event of the unit, sealed in the same chain, says which records were changed and what is left of them: any
other change is found.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import JSONField, Q, QuerySet, TextField

from assessments.models import (
    AssessedLesion,
    Correction,
    CorrectionKind,
    EmergencyDraft,
    KeyImagePixels,
    Patient,
    Response,
    Sealed,
    SealedKind,
    StudyKey,
    UnitEvent,
    UnitEventKind,
    chains,
    normalised,
)
from assessments.models.append_only import permitted
from assessments.models.base import AppendOnly
from assessments.models.corrections import IDENTITY
from assessments.record.chain import check, content_of
from assessments.record.identity_words import GONE, IdentityWords
from assessments.record.of_patient import fields_of, rows_of
from bonemet.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bonemet.accounts.models import User


@transaction.atomic
def erase_identity(*, patient: Patient, by: User, keep: frozenset[str] = frozenset()) -> IdentityWords:
    """Erase who a patient is, and all duplicates that were joined with them. There is no way back.

    `keep` are words, in small letters, that are not taken for the name. Give what was found in free text.
    Raises DamagedRecordError where a record was changed since it was sealed: an erasure must not hide that.
    """
    patients = list(patient.everyone.select_for_update().order_by("pk"))
    chains.hold(patient.unit_id)
    sealed = _sealed_of(patients)
    words = _words(patients, sealed, keep)
    changed: dict[int, list[Any]] = {}
    with permitted("erasure"):
        QuerySet(KeyImagePixels).filter(image__assessment__patient__in=patients).delete()
        for row in _rows_of(patients, sealed):
            check(row)
            was = row.erasable_digest
            if (now := _erase(row, words)) is not None:
                changed[row.sequence] = [row.sequence, was, now]
    for who in patients:
        for model, rows in rows_of(who):
            if not issubclass(model, AppendOnly) and model not in (Patient, AssessedLesion):
                _redact(rows, words)
        StudyKey.objects.filter(patient=who).delete()
        _forget_typed(who)
        who.identifier, who.name, who.birth_date = f"ERASED-{secrets.token_hex(6)}", "", None
        who.save()
    UnitEvent.objects.create(
        unit=patient.unit,
        kind=UnitEventKind.ERASED,
        text=f"{len(changed)} sealed records",
        told={"patients": [str(who.uuid) for who in patients], "erased": sorted(changed.values())},
        by=by,
    )
    return words


def rehearse_erasure(*, patient: Patient, by: User, keep: frozenset[str] = frozenset()) -> IdentityWords:
    """Erase and take it back: what would be erased from free text, and what may remain.

    Raises DamagedRecordError where a record was changed since it was sealed.
    """
    with transaction.atomic():
        words = erase_identity(patient=patient, by=by, keep=keep)
        transaction.set_rollback(True)
    return words


def _rows_of(patients: list[Patient], sealed: list[Sealed]) -> Iterator[AppendOnly]:
    """Give the rows, only ever added, that may tell who the patients are, each once."""
    yield from sealed
    given: set[int] = set()  # by their places, which are those of one chain
    assessments = [one.assessment_id for one in sealed]
    found: list[QuerySet[Any]] = [QuerySet(Response).filter(assessment__in=assessments)]
    for who in patients:
        found += [rows for model, rows in rows_of(who) if issubclass(model, AppendOnly)]
        found.append(QuerySet(Correction).filter(other=who))
    for rows in found:
        if rows.model.erasable_columns and rows.model is not Sealed:
            for row in rows.select_related("chain"):
                if row.sequence not in given:
                    given.add(row.sequence)
                    yield row


def _erase(row: AppendOnly, words: IdentityWords) -> str | None:
    """Take the words out of what may be erased of a row; give the digest of what is left if that is less."""
    columns: dict[str, Any] = {}
    for name in row.erasable_columns:
        value = getattr(row, name)
        if isinstance(row, Sealed):
            columns[name] = _of_sealed(value, words)
        elif isinstance(value, dict):
            columns[name] = _put_right(value)
        else:
            columns[name] = words.out_of(value, "text")
    if all(getattr(row, name) == value for name, value in columns.items()):
        return None
    for name, value in columns.items():
        setattr(row, name, value)
    QuerySet(type(row)).filter(pk=row.pk).update(**columns)
    return chains.erasable_digest(row)


def _forget_typed(patient: Patient) -> None:
    """Forget what somebody has typed of this patient into the emergency page, if it is not saved yet."""
    for draft in EmergencyDraft.objects.filter(user__memberships__unit=patient.unit):
        if normalised(draft.who) == patient.identifier:
            draft.delete()


def _sealed_of(patients: list[Patient]) -> list[Sealed]:
    """List what is sealed of the patients' assessments, or was sealed under their name and moved since."""
    away = Correction.objects.filter(patient__in=patients, kind=CorrectionKind.MOVED_AWAY)
    moved = {uuid for correction in away for uuid in correction.told["assessments"]}
    theirs = Q(assessment__patient__in=patients) | Q(assessment__uuid__in=moved)
    found = Sealed.objects.filter(theirs, unit=patients[0].unit)
    return list(found.select_related("assessment", "chain").order_by("sequence"))


def _words(patients: list[Patient], sealed: list[Sealed], keep: frozenset[str]) -> IdentityWords:
    """Gather the words, of the signed reports and of corrections too: names change and are put right."""
    identifiers, names, born = set(), set(), set()
    for patient in patients:
        identifiers.add(patient.identifier)
        names.add(patient.name)
        born.add(patient.birth_date.isoformat() if patient.birth_date else "")
    for one in (one for one in sealed if one.kind == SealedKind.REPORT):
        content = content_of(one)
        identifiers.add(content["patient"]["identifier"])
        names.add(content["patient"]["name"])
        born |= {content["patient"]["birth_date"], content["report"]["identity"]["born"]}
    for correction in Correction.objects.filter(patient__in=patients):
        for key, words in (("identifier", identifiers), ("name", names), ("birth_date", born)):
            told = correction.told.get(key, "")
            words |= set(told) if isinstance(told, list) else {told}
    return IdentityWords(identifiers, names, born, keep)


def _of_sealed(identity: str, words: IdentityWords) -> str:
    told = json.loads(identity)
    for known in (told.get("patient", {}), told.get("report", {}).get("identity", {})):
        known |= {key: GONE for key, value in known.items() if value}
    return canonical(words.out_of(told))


def _redact(rows: QuerySet[Any], words: IdentityWords) -> None:
    """Take the words out of the free texts and documents of rows."""
    for row in rows:
        columns = {}
        for column in fields_of(type(row)):
            value = getattr(row, column.name)
            if isinstance(column, JSONField):
                now = words.out_of(value)
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
    return {
        key: ([GONE] * len(was) if isinstance(was, list) else GONE) if key in IDENTITY else was
        for key, was in told.items()
    }
