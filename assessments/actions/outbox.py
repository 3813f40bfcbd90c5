"""Writes of the outbox: a report is put in as it is signed, taken out to be delivered, and noted as filed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assessments.models import Filing, Status
from assessments.models.unit_settings import UnitSettings

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.models import Assessment

LEASE = timedelta(minutes=10)  # longer than any delivery takes; then it counts as broken off
LONGEST_PAUSE = timedelta(hours=6)


def put(assessment: Assessment, at: datetime) -> None:
    """Put a report into the outbox, where its unit wants that; in the transaction that signs it."""
    if UnitSettings.of(assessment.unit).files_reports:
        Filing.objects.create(assessment=assessment, made=at, next_try=at)


def take(now: datetime) -> Filing | None:
    """Take the next report that is due, oldest first, so that no other process takes it meanwhile.

    A report that was amended before it could be filed is not filed any more; the amendment waits while it is
    on its way.
    """
    waiting = Filing.objects.filter(filed_at=None)
    on_its_way = waiting.filter(attempts__gt=0, why_not="", next_try__gt=now).values("assessment")
    due = waiting.filter(next_try__lte=now, assessment__status=Status.SIGNED)
    for found in due.exclude(assessment__amends__in=on_its_way).order_by("next_try", "pk")[:50]:
        mine = waiting.filter(pk=found.pk, next_try=found.next_try)
        if mine.update(next_try=now + LEASE, attempts=found.attempts + 1, why_not=""):
            return Filing.objects.select_related("assessment__patient", "assessment__amends").get(pk=found.pk)
    return None


def note_filed(filing: Filing, at: datetime) -> None:
    """Note that a report stands in the hospital's record."""
    Filing.objects.filter(pk=filing.pk).update(filed_at=at, why_not="")


def note_not_filed(filing: Filing, why: str, now: datetime) -> None:
    """Note why it does not, and try again later: after a minute, then two, four, up to six hours."""
    pause = min(timedelta(minutes=2 ** min(filing.attempts - 1, 10)), LONGEST_PAUSE)
    Filing.objects.filter(pk=filing.pk, filed_at=None).update(why_not=why, next_try=now + pause)
