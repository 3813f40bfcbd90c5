"""Putting records right: an identity, an assessment of the wrong patient, a patient entered twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from assessments.models import (
    Assessment,
    Correction,
    CorrectionKind,
    Lesion,
    Patient,
    chains,
    normalised,
)

from .assessments import save_patient
from .follow_up import note_due

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bonemet.accounts.models import User

IDENTITY = ("identifier", "name", "birth_date", "sex")


class OtherUnitError(Exception):
    """Records are not moved between units."""


class SamePatientError(Exception):
    """There is nothing to move or to join: it is one patient, or was joined with another meanwhile."""


def _identity(patient: Patient) -> dict[str, Any]:
    born = patient.birth_date
    return {
        "identifier": patient.identifier,
        "name": patient.name,
        "birth_date": born.isoformat() if born else "",
        "sex": patient.sex,
    }


@transaction.atomic
def correct_identity(
    *,
    patient: Patient,
    identifier: str,
    name: str,
    birth_date: date | None,
    sex: str,
    reason: str,
    by: User,
) -> Correction | None:
    """Correct who a patient is. Reports signed before keep the identity they were signed with.

    Raises IdentifierTakenError where another patient of the unit has the identifier.
    """
    patient = Patient.objects.select_for_update().get(pk=patient.pk)
    before = _identity(patient)
    patient.identifier, patient.name = normalised(identifier), name
    patient.birth_date, patient.sex = birth_date, sex
    after = _identity(patient)
    changed = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    if not changed:
        return None
    save_patient(patient)
    return _note(patient, CorrectionKind.IDENTITY, None, changed, reason, by)


def belonging_together(assessment: Assessment) -> list[Assessment]:
    """List the assessments that can only be moved as one: those that share a lesion or an amendment."""
    every = list(assessment.patient.assessments.prefetch_related("assessed").order_by("created"))
    lesions = {one.pk: {row.lesion_id for row in one.assessed.all()} for one in every}
    found, open_ones = {assessment.pk}, [assessment.pk]
    while open_ones:
        pk = open_ones.pop()
        this = next(one for one in every if one.pk == pk)
        for one in every:
            linked = one.amends_id == pk or this.amends_id == one.pk or lesions[one.pk] & lesions[pk]
            if linked and one.pk not in found:
                found.add(one.pk)
                open_ones.append(one.pk)
    return [one for one in every if one.pk in found]


@transaction.atomic
def move_assessment(*, assessment: Assessment, to: Patient, reason: str, by: User) -> list[Assessment]:
    """Move an assessment, with its lesions and all that share them, to the patient it is of.

    Raises SamePatientError where it is of that patient already, or one of the two was joined meanwhile,
    OtherUnitError where the patient is another unit's.
    """
    fresh = Assessment.objects.select_for_update(of=("self",)).select_related("patient").get(pk=assessment.pk)
    wrong, right = _both(fresh.patient, to)
    moved = belonging_together(fresh)
    _move(moved, wrong, right)
    told = {"assessments": [str(one.uuid) for one in moved]}
    _note(wrong, CorrectionKind.MOVED_AWAY, right, told, reason, by)
    _note(right, CorrectionKind.MOVED_HERE, wrong, told, reason, by)
    return moved


@transaction.atomic
def merge_patients(*, duplicate: Patient, into: Patient, reason: str, by: User) -> Correction:
    """Join a patient who was entered twice: everything of the duplicate becomes the other's.

    The duplicate stays as an empty record that leads to the other one.

    Raises SamePatientError where the two are one, or one of them was joined meanwhile, OtherUnitError where
    they are of two units.
    """
    duplicate, into = _both(duplicate, into)
    moved = list(duplicate.assessments.all())
    _move(moved, duplicate, into)
    Patient.objects.filter(pk=duplicate.pk).update(merged_into=into)
    Patient.objects.filter(merged_into=duplicate).update(merged_into=into)
    told = {**_identity(duplicate), "assessments": [str(one.uuid) for one in moved]}
    return _note(into, CorrectionKind.MERGED, duplicate, told, reason, by)


def _both(first: Patient, second: Patient) -> tuple[Patient, Patient]:
    """Take both patients for this transaction, always in the same order."""
    if first.pk == second.pk:
        raise SamePatientError
    if first.unit_id != second.unit_id:
        raise OtherUnitError
    rows = Patient.objects.select_for_update().filter(pk__in=[first.pk, second.pk]).order_by("pk")
    by_key = {patient.pk: patient for patient in rows}
    chains.hold(first.unit_id)
    if any(patient.merged_into_id for patient in by_key.values()):
        raise SamePatientError
    return by_key[first.pk], by_key[second.pk]


def _move(assessments: Iterable[Assessment], wrong: Patient, right: Patient) -> None:
    keys = [one.pk for one in assessments]
    last = right.lesions.order_by("-number").first()
    free = last.number + 1 if last else 1
    moving = Lesion.objects.filter(patient=wrong, assessed__assessment__in=keys).distinct().order_by("number")
    if not Assessment.objects.filter(patient=wrong).exclude(pk__in=keys).exists():
        moving = wrong.lesions.order_by("number")  # with those that no assessment has any more
    for number, lesion in enumerate(list(moving), start=free):
        Lesion.objects.filter(pk=lesion.pk).update(patient=right, number=number)
    Assessment.objects.filter(pk__in=keys).update(patient=right)
    for patient in (wrong, right):
        note_due(patient)


def _note(
    patient: Patient, kind: str, other: Patient | None, told: dict[str, Any], reason: str, by: User
) -> Correction:
    return Correction.objects.create(
        patient=patient, kind=kind, other=other, told=told, reason=reason, by=by, at=timezone.now()
    )


def alike(patient: Patient | None, *, unit_id: int, name: str, birth_date: date | None) -> list[Patient]:
    """List patients of the unit who may be the same person: the same name, born on the same day."""
    if not name or birth_date is None:
        return []
    found = Patient.objects.filter(unit=unit_id, birth_date=birth_date, merged_into__isnull=True).named(name)
    return list(found.exclude(pk=patient.pk) if patient else found)
