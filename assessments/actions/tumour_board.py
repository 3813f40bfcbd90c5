"""The tumour board's decision: recorded beside the advice, sealed like everything that is signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from assessments.models import AgendaItem, Assessment, Course, HowSoon, SealedKind

from .assessments import WithdrawnError
from .signing import seal

if TYPE_CHECKING:
    from datetime import date

    from assessments.models import Lesion, Meeting, Sealed
    from bonemet.accounts.models import User


@dataclass(frozen=True, slots=True)
class Decided:
    """What the board decided on one lesion: `course` is one of models.Course."""

    lesion: Lesion
    course: str
    how_soon: str
    text: str = ""
    procedure: str = ""  # the key of an option, or "other"; only where it is an operation
    who: str = ""  # does it
    why: str = ""  # it is not what was advised or planned


@transaction.atomic
def record_board(
    *, assessment: Assessment, on: date, decided: list[Decided], by: User, meeting: Meeting | None = None
) -> Sealed:
    """Record what the board decided, of a draft or of a signed assessment. The last word counts.

    `meeting` is the one in which it was decided; what comes after its end is marked as late. Raises
    WithdrawnError where the assessment is a withdrawn draft.
    """
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if fresh.is_withdrawn:
        raise WithdrawnError
    content: dict[str, Any] = {"on": on.isoformat(), "decided": [_content(one) for one in decided]}
    if meeting is not None:
        content |= {"meeting": str(meeting.uuid), "late": meeting.is_closed}
        AgendaItem.objects.filter(meeting=meeting, assessment=assessment, is_left=True).update(is_left=False)
    identity = {"decided": [{"text": one.text, "who": one.who, "why": one.why} for one in decided]}
    return seal(fresh, SealedKind.BOARD, content, identity, by, timezone.now())


def _content(one: Decided) -> dict[str, str]:
    course = Course(one.course)
    return {
        "lesion": one.lesion.key,
        "intent": course.intent.value,
        "course": course.value,
        "how_soon": HowSoon(one.how_soon).value,
        "procedure": one.procedure,
    }
