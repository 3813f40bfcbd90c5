"""The tumour board's decision: recorded beside the advice, sealed like everything that is signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from assessments.answers.wording import date_in_words, lesion_name
from assessments.models import Assessment, HowSoon, Intent, SealedKind
from assessments.record.chain import content_of

from .signing import seal

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import User

    from assessments.models import Lesion, Sealed


@dataclass(frozen=True, slots=True)
class Decided:
    """What the board decided on one lesion."""

    lesion: Lesion
    intent: str
    how_soon: str
    text: str = ""


@transaction.atomic
def record_board(*, assessment: Assessment, on: date, decided: list[Decided], by: User) -> Sealed:
    """Record what the board decided, of a draft or of a signed assessment. The last word counts."""
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    content = {
        "on": on.isoformat(),
        "decided": [
            {
                "lesion": str(one.lesion.uuid),
                "intent": Intent(one.intent).value,
                "how_soon": HowSoon(one.how_soon).value,
                "text": one.text,
            }
            for one in decided
        ],
    }
    return seal(fresh, SealedKind.BOARD, content, by, timezone.now())


def board_decisions(assessment: Assessment) -> list[dict[str, Any]]:
    """Give what the board decided, in words, the newest first."""
    revision = assessment.latest()
    found = []
    for sealed in assessment.sealed.filter(kind=SealedKind.BOARD).order_by("-sequence"):
        content = content_of(sealed)
        found.append(
            {
                "on": date_in_words(content["on"]),
                "by": content["by_full_name"] or content["by_name"],
                "at": sealed.at,
                "rows": [
                    {
                        "name": lesion_name(revision.answers, revision.lesions.index(one["lesion"]))
                        if one["lesion"] in revision.lesions
                        else "",
                        "decision": Intent(one["intent"]).label,
                        "how_soon": HowSoon(one["how_soon"]).label.lower()
                        if one["how_soon"] != "none"
                        else "",
                        "text": one["text"],
                    }
                    for one in content["decided"]
                ],
            }
        )
    return found
