"""The tumour board's decision: recorded beside the advice, sealed like everything that is signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, HowSoon, Intent, SealedKind

from .assessments import WithdrawnError
from .signing import seal

if TYPE_CHECKING:
    from datetime import date

    from assessments.models import Lesion, Sealed
    from bonemet.accounts.models import User


@dataclass(frozen=True, slots=True)
class Decided:
    """What the board decided on one lesion."""

    lesion: Lesion
    intent: str
    how_soon: str
    text: str = ""
    procedure: str = ""  # the key of an option, or "other"; only where it is an operation


@transaction.atomic
def record_board(*, assessment: Assessment, on: date, decided: list[Decided], by: User) -> Sealed:
    """Record what the board decided, of a draft or of a signed assessment. The last word counts.

    Raises WithdrawnError where the assessment is a withdrawn draft.
    """
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if fresh.is_withdrawn:
        raise WithdrawnError
    content = {
        "on": on.isoformat(),
        "decided": [
            {
                "lesion": one.lesion.key,
                "intent": Intent(one.intent).value,
                "how_soon": HowSoon(one.how_soon).value,
                "procedure": one.procedure,
            }
            for one in decided
        ],
    }
    identity = {"decided": [{"text": one.text} for one in decided]}
    return seal(fresh, SealedKind.BOARD, content, identity, by, timezone.now())
