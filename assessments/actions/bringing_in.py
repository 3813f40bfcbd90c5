"""Bringing in cases at a unit's start: new patients with their assessments, as drafts of a named author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from assessments.answers.document import Answers
from assessments.models import Assessment, Lesion

from .assessments import append_revision, create_patient

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Protocol

    from assessments.answers.document import Document
    from assessments.models import Unit
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


BROUGHT_IN = "import"  # what the first revision of such an assessment says that it is


@transaction.atomic
def bring_in(*, people: Iterable[APerson], unit: Unit, by: User) -> int:
    """Enter patients with their assessments, all or none, and tell how many assessments; none is signed.

    Raises IdentifierTakenError where the unit has one of them already.
    """
    count = 0
    for person in people:
        patient = create_patient(
            unit=unit,
            identifier=person.identifier,
            name=person.name,
            birth_date=person.birth_date,
            sex=person.sex,
            by=by,
        )
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
    return count
