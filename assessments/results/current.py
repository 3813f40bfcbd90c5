"""Which counts a page shows: those of now where a unit is small, else those that were kept last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from assessments.actions.results import keep_results
from assessments.models import Assessment, FollowUp, KeptResults

from .tally import Tally, signed_in, tally_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from assessments.models import Unit

# Up to so many signed assessments in all, counting takes about a tenth of a second.
COUNTED_AT_ONCE = 2000


def count_and_keep(unit: Unit) -> None:
    """Count a unit anew. What is signed or told meanwhile is counted the next time."""
    at = timezone.now()
    keep_results(unit=unit, tally=tally_of(unit).as_data(), at=at)


def is_outdated(unit: Unit) -> bool:
    """Tell whether anything that the results count was signed or told since they were last counted."""
    kept = KeptResults.objects.filter(unit=unit).first()
    if kept is None:
        return True
    told = FollowUp.objects.filter(lesion__patient__unit=unit, at__gte=kept.at)
    signed = Assessment.objects.filter(unit=unit, signed_at__gte=kept.at)
    return told.exists() or signed.exists()


def current_tally(units: Sequence[Unit]) -> tuple[Tally | None, datetime | None]:
    """Give the counts of some units together, and of when they are: None is of now.

    The counts are None while they are still to be made by `manage.py keep_results`.
    """
    if signed_in(units) <= COUNTED_AT_ONCE:
        return sum((tally_of(unit) for unit in units), Tally()), None
    kept = KeptResults.objects.filter(unit__in=units)
    if kept.count() < len(units):
        return None, None
    return sum((Tally.from_data(one.tally) for one in kept), Tally()), min(one.at for one in kept)
