"""Reading meetings of the tumour board: which case an item is of now, and what was decided on it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.models import SIGNED_STATES, Assessment

from .chain import DamagedRecordError, content_of
from .decided import board_seals

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from assessments.models import AgendaItem, Meeting, Sealed

    Told = tuple[Sealed, dict[str, Any]]


def case_now(assessment: Assessment) -> Assessment:
    """Give the assessment that stands for a case: the last signed amendment of it, or itself."""
    later = Assessment.objects.filter(amends=assessment, status__in=SIGNED_STATES)
    for one in later.select_related("patient__unit", "unit", "author"):
        return case_now(one)
    return assessment


def decided_in(meeting: Meeting, cases: Iterable[Assessment]) -> dict[int, list[Told]]:
    """Give by case what was decided on it in a meeting, sealed row and what it says, the oldest first.

    What is damaged says nothing, and stands with an empty content.
    """
    return {
        pk: [(sealed, told) for sealed in reversed(seals) if (told := _told(sealed, meeting)) is not None]
        for pk, seals in board_seals(cases).items()
    }


def _told(sealed: Sealed, meeting: Meeting) -> dict[str, Any] | None:
    try:
        content = content_of(sealed)
    except DamagedRecordError:
        return {}
    return content if content.get("meeting") == str(meeting.uuid) else None


def not_reached(meeting: Meeting) -> list[AgendaItem]:
    """List the items of a meeting on which nothing was decided there."""
    items = list(meeting.items.select_related("assessment"))
    cases = {item.pk: case_now(item.assessment) for item in items}
    decided = decided_in(meeting, cases.values())
    return [item for item in items if not decided[cases[item.pk].pk]]
