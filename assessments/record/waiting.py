"""What waits for a user: their drafts, what is unsigned, what is past its hour, whose follow-up is due."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from django.db.models import DateField, DateTimeField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Status
from assessments.models.written_once import AnyMember, Asked, Counted

from .comments import asked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from assessments.models import Unit
    from bonemet.accounts.models import User

WAITING = {
    "asked": _("Questions for you"),
    "mine": _("My drafts"),
    "unsigned": _("Everything unsigned"),
    "overdue": _("Overdue"),
    "follow_up": _("Follow-up due"),
}
# Beyond this nobody reads the number, and counting on would take ever longer.
MOST_COUNTED = 99
MOST_ASKED = 500


def those_waiting(
    found: QuerySet[Assessment], kind: str, user: User, today: date, now: Any = None
) -> QuerySet[Assessment]:
    """Keep the assessments that wait in this way."""
    match kind:
        case "asked":
            return found.filter(pk__in=asked(user, MOST_ASKED))
        case "mine":
            return found.filter(status=Status.DRAFT, author=user.pk)
        case "unsigned":
            return found.filter(status=Status.DRAFT)
        case "overdue":
            return found.filter(status=Status.DRAFT, due__lt=now or timezone.now())
        case "follow_up":
            return found.filter(status=Status.SIGNED, follow_up_due__lte=today)
    return found


def waiting_counts(user: User, units: Iterable[Unit], today: date) -> list[tuple[str, str, int, bool]]:
    """Count what waits in units of a user: (kind, its name, how many, whether there are more than that).

    The units are named, for by them the indexes begin.
    """
    keys = {f"unit{number}": unit.pk for number, unit in enumerate(units)}
    counts = dict.fromkeys(WAITING, 0)
    if keys and user.is_authenticated and user.is_active:
        visible: QuerySet[Assessment] = Assessment.objects.visible_to(user)
        of_comments = those_waiting(visible.filter(unit__in=keys.values()), "asked", user, today)
        counts["asked"] = of_comments.order_by()[: MOST_COUNTED + 1].count()
        told = {"user": user.pk, "today": today, "now": timezone.now()}
        for name, count in _counted(tuple(keys), MOST_COUNTED + 1)(Assessment, **told, **keys).items():
            counts[name.partition(" ")[0]] += count
    return [
        (kind, str(name), min(counts[kind], MOST_COUNTED), counts[kind] > MOST_COUNTED)
        for kind, name in WAITING.items()
    ]


@lru_cache
def _counted(units: tuple[str, ...], most: int) -> Counted:
    """Write how all but the questions are counted, whose comments are sought first and mostly are none."""
    anybody, today, now = cast("Any", AnyMember()), Asked("today", DateField()), Asked("now", DateTimeField())

    def each() -> dict[str, QuerySet[Any]]:
        visible: QuerySet[Assessment] = Assessment.objects.visible_to(anybody)
        return {
            f"{kind} {unit}": those_waiting(
                visible.filter(unit=Asked(unit)), kind, anybody, cast("date", today), now
            ).order_by()[:most]
            for kind in WAITING
            if kind != "asked"
            for unit in units
        }

    return Counted(each)
