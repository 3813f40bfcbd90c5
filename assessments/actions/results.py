"""Keeping the counts of a unit's results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.models import KeptResults

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.models import Unit


def keep_results(*, unit: Unit, tally: dict[str, Any], at: datetime) -> KeptResults:
    """Put the counts of a unit in the place of those before; `at` is when counting began."""
    kept, _new = KeptResults.objects.update_or_create(unit=unit, defaults={"at": at, "tally": tally})
    return kept
