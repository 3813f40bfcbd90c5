"""Reading when something began: a day and a time of day, and the hours from then to the answer."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext as _

from .parsing import NotUnderstood, date_as_typed, read_date

DAYS_AGO: Final = {"today": 0, "今天": 0, "今日": 0, "yesterday": 1, "昨天": 1, "昨日": 1, "前天": 2}
DAY_AND_TIME = re.compile(
    r"(?P<day>\S.*?)(?:[\sT,]+|(?<=[天日号號]))(?P<hour>[0-9]{1,2})(?:[:.h点點时時](?P<minute>[0-9]{2})分?|[h点點时時])"
)


def began_at(text: str, now: datetime) -> datetime | None:
    """Read when something began, such as 31.10.2026 14:30 or today 14:30, in the zone of `now`.

    None where the text names no day with a time of day. Raise NotUnderstood where these cannot be (in the
    night when the clock goes forward, an hour that it leaves out), or are to come. An hour that the clock
    passes twice is taken for the later one, unless that is to come: what is newer is the more urgent.
    """
    match = DAY_AND_TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    began = _moment(_day(match["day"], now), int(match["hour"]), int(match["minute"] or 0), now)
    if began > now.astimezone(UTC):
        raise NotUnderstood(_("“%(typed)s” is in the future.") % {"typed": text.strip()})
    return began


def hours_between(began: datetime, now: datetime) -> int:
    """Count the whole hours from then to now, in UTC: a day of the wall clock may have 23 or 25."""
    return int((now.astimezone(UTC) - began.astimezone(UTC)).total_seconds() // 3600)


def moment_as_typed(began: datetime, now: datetime) -> str:
    """Write a moment so that `began_at` reads it again on any later day, in the zone of `now`."""
    local = began.astimezone(now.tzinfo)
    return f"{date_as_typed(local.date().isoformat())} {local:%H:%M}"


def _day(text: str, now: datetime) -> date:
    days = DAYS_AGO.get(text.lower().rstrip(","))
    if days is not None:
        return now.date() - timedelta(days=days)
    return date.fromisoformat(read_date(text, whole=True))


def _moment(day: date, hour: int, minute: int, now: datetime) -> datetime:
    try:
        wall = datetime.combine(day, time(hour, minute), now.tzinfo)
    except ValueError as error:
        raise NotUnderstood(_("There is no such time of day; write it such as 14:30.")) from error
    earlier, later = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if earlier.astimezone(now.tzinfo).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise NotUnderstood(_("The clock went forward in that night and left this hour out; check it."))
    return later if later <= now.astimezone(UTC) else earlier
