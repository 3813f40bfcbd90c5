"""Bringing in cases at a unit's start: new patients with their assessments, as drafts of a named author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from assessments.answers.document import Answers
from assessments.models import AccessEntry, AccessKind, Assessment, Lesion

from .access_log import record_access
from .assessments import append_revision, create_patient

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Protocol

    from assessments.answers.document import Document
    from assessments.models import Patient, Unit
    from bonemet.accounts.models import User

    class ACase(Protocol):
        """One assessment: its answers, and the numbers of its lesions within the patient."""

        document: Document
        lesions: list[int]

    class APerson(Protocol):
        """A patient, with cases."""

        identifier: str
        name: str
        birth_date: date | None

        @property
        def sex(self) -> str: ...
        @property
        def cases(self) -> Iterable[ACase]: ...


LOGGED = "cases brought in"  # as the access log calls it
AT_ONCE = 500
BROUGHT_IN = "import"  # what the first revision of such an assessment says that it is


@transaction.atomic
def bring_in(*, people: Iterable[APerson], unit: Unit, by: User) -> int:
    """Enter patients with their assessments, all or none, and tell how many assessments; none is signed.

    The access log has it, for the unit and for each patient. Raises IdentifierTakenError where the unit has
    one of them already.
    """
    count = 0
    patients = []
    for person in people:
        patient = create_patient(
            unit=unit,
            identifier=person.identifier,
            name=person.name,
            birth_date=person.birth_date,
            sex=person.sex,
            by=by,
        )
        patients.append(patient)
        lesions: dict[int, Lesion] = {}
        for case in person.cases:
            for number in case.lesions:
                if number not in lesions:
                    lesions[number] = Lesion.objects.create(patient=patient, number=number)
            assessment = Assessment.objects.create(
                patient=patient, unit=unit, author=by, updated=timezone.now()
            )
            keys = [lesions[number].key for number in case.lesions]
            append_revision(assessment, Answers.from_document(case.document, keys), {}, BROUGHT_IN, by)
            count += 1
    _log(patients, unit, by)
    return count


def _log(patients: list[Patient], unit: Unit, by: User) -> None:
    """Write down who brought in whom: one line of the unit, and one of each patient."""
    record_access(by, AccessKind.VIEWED, what=LOGGED, unit=unit, count=len(patients))
    told = [
        AccessEntry(
            at=timezone.now(), user=by, kind=AccessKind.VIEWED, what=LOGGED, patient=patient, unit=unit
        )
        for patient in patients
    ]
    AccessEntry.objects.bulk_create(told, batch_size=AT_ONCE)
