"""What waits for a user: their drafts, what is unsigned, what is past its hour, whose follow-up is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Status

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


def those_waiting(found: QuerySet[Assessment], kind: str, user: User, today: date) -> QuerySet[Assessment]:
    """Keep the assessments that wait in this way."""
    match kind:
        case "asked":
            return found.filter(pk__in=asked(user, MOST_ASKED))
        case "mine":
            return found.filter(status=Status.DRAFT, author=user)
        case "unsigned":
            return found.filter(status=Status.DRAFT)
        case "overdue":
            return found.filter(status=Status.DRAFT, due__lt=timezone.now())
        case "follow_up":
            return found.filter(status=Status.SIGNED, follow_up_due__lte=today)
    return found


def waiting_counts(user: User, units: Iterable[Unit], today: date) -> list[tuple[str, str, int, bool]]:
    """Count what waits in units of a user: (kind, its name, how many, whether there are more than that).

    The units are named, for by them the indexes begin.
    """
    visible: QuerySet[Assessment] = Assessment.objects.visible_to(user)
    theirs = visible.filter(unit__in=[unit.pk for unit in units])
    counted = []
    for kind, name in WAITING.items():
        found = those_waiting(theirs, kind, user, today)
        count = found.order_by()[: MOST_COUNTED + 1].count()
        counted.append((kind, str(name), min(count, MOST_COUNTED), count > MOST_COUNTED))
    return counted
