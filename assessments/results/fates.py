"""What became of the patients of a unit: one pass over all current follow-ups."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from assessments.models import FollowUp
from assessments.record.outcomes import Course, Entry, Outcome, course_of, outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.models import Unit


# The fields of an Entry, in its order.
READ = (
    *("lesion__patient_id", "lesion_id", "pk", "on", "operated", "operated_on", "implant", "implant_on"),
    *("life", "died_on", "died_about"),
)


@dataclass(frozen=True, slots=True)
class Fates:
    """Outcomes by patient, and the course of each lesion that somebody followed."""

    outcomes: dict[int, Outcome] = field(default_factory=dict)
    courses: dict[int, Course] = field(default_factory=dict)
    patient_of: dict[int, int] = field(default_factory=dict)

    def outcome(self, patient: int) -> Outcome:
        """Give the outcome of a patient; of one whom nobody followed nothing is known."""
        return self.outcomes.get(patient, Outcome())


def fates_of(unit: Unit) -> Fates:
    """Read the current follow-ups of a unit, patient by patient."""
    fates = Fates()
    for patient, entries in groupby(_entries(unit), attrgetter("patient")):
        told = list(entries)
        fates.outcomes[patient] = outcome_of(told)
        for lesion, of_lesion in groupby(told, attrgetter("lesion")):
            fates.courses[lesion] = course_of(of_lesion)
            fates.patient_of[lesion] = patient
    return fates


def _entries(unit: Unit) -> Iterator[Entry]:
    told = FollowUp.objects.current().filter(lesion__patient__unit=unit)
    rows = told.order_by("lesion__patient_id", "lesion_id", "on", "pk").values_list(*READ)
    return (Entry(*row) for row in rows.iterator(chunk_size=5000))
