"""When the patient is to be seen again, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.answers.wording import date_in_words
from assessments.models import Lesion
from assessments.models.unit_settings import UnitSettings
from assessments.report.words import word

from .outcomes import SIX_WEEKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.models import Assessment


def next_seen(assessment: Assessment, lesions: Iterable[str]) -> str:
    """Say it of these lesions, by uuid: the first day that is due, or else the unit's first interval."""
    days = Lesion.objects.filter(uuid__in=lesions).values_list("follow_up_due", flat=True)
    due = min((day for day in days if day is not None), default=None)
    if due is not None and not assessment.is_draft:
        return word("letter_due", day=date_in_words(due.isoformat()))
    weeks = UnitSettings.of(assessment.unit).follow_up_weeks
    return word("letter_first", weeks=weeks[0] if weeks else SIX_WEEKS.days // 7)
