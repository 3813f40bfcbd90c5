"""What became of the patients of some units: one pass over all current follow-ups."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.models import FollowUp
from assessments.record.outcomes import Course, Outcome, course_of, outcome_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.models import Unit


@dataclass(frozen=True, slots=True)
class Fates:
    """Outcomes by patient, and the course of each lesion that somebody followed."""

    outcomes: dict[int, Outcome]
    courses: dict[int, Course]
    patient_of: dict[int, int]

    def outcome(self, patient: int) -> Outcome:
        """Give the outcome of a patient; of one whom nobody followed nothing is known."""
        return self.outcomes.get(patient, Outcome())


def fates_of(units: Sequence[Unit]) -> Fates:
    """Read the current follow-ups of some units."""
    by_patient: dict[int, list[FollowUp]] = defaultdict(list)
    by_lesion: dict[int, list[FollowUp]] = defaultdict(list)
    patient_of: dict[int, int] = {}
    told = FollowUp.objects.current().filter(lesion__patient__unit__in=units).select_related("lesion")
    for entry in told.order_by("on", "pk"):
        by_patient[entry.lesion.patient_id].append(entry)
        by_lesion[entry.lesion_id].append(entry)
        patient_of[entry.lesion_id] = entry.lesion.patient_id
    return Fates(
        {patient: outcome_of(entries) for patient, entries in by_patient.items()},
        {lesion: course_of(entries) for lesion, entries in by_lesion.items()},
        patient_of,
    )
