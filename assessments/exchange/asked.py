"""What a program asks for in a search for reports: when they were signed or changed, how many, from where on.

Whatever cannot be meant is refused, and no parameter is passed over: a program that believes it has asked for
less than it gets would be worse off than one that is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import make_aware

if TYPE_CHECKING:
    from django.http import QueryDict

MOST, USUAL = 50, 20
# year, month and day, then hour, minute and second with a zone: each may be left out with all that follows
DATE = re.compile(
    r"(eq|ge|gt|le|lt)?((?:19|20)[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+ -][0-9]{2}:[0-9]{2}))?)?)?"
)
COLUMNS = {"_lastUpdated": "changed", "date": "signed_at"}
KNOWN = (*COLUMNS, "_count", "_after")


class AskedWronglyError(ValueError):
    """A parameter cannot be read; the text names it and says what is allowed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: conditions on `signed_at` and `changed`, how many at most, and the place to go on after."""

    conditions: Q
    count: int
    after: tuple[datetime, UUID] | None


def read_search(given: QueryDict) -> Asked:
    """Read the parameters of a search. Raises AskedWronglyError."""
    for name in given:
        if name not in KNOWN:
            raise AskedWronglyError(f"There is no parameter of that name: give {', '.join(KNOWN)}.")
    conditions = Q()
    for name, column in COLUMNS.items():
        for value in given.getlist(name):
            conditions &= _condition(name, column, value)
    return Asked(conditions, _count(given), _after(given))


def _condition(name: str, column: str, value: str) -> Q:
    way, low, high = _read_date(name, value)
    if way == "eq":
        return Q(**{f"{column}__gte": low, f"{column}__lt": high})
    bound = {"ge": ("gte", low), "gt": ("gte", high), "le": ("lt", high), "lt": ("lt", low)}[way]
    return Q(**{f"{column}__{bound[0]}": bound[1]})


def _read_date(name: str, value: str) -> tuple[str, datetime, datetime]:
    """Give the comparison, and the time that a date begins and ends; without a zone: of this server."""
    found = DATE.fullmatch(value)
    try:
        if found is None:
            raise ValueError
        way, year, month, day, time = found.groups()
        if time:
            low = datetime.fromisoformat(f"{year}-{month}-{day}{time.replace(' ', '+')}")
            lasts = timedelta(minutes=1) if time.count(":") - (time[-1] != "Z") < 2 else timedelta(seconds=1)
            return way or "eq", low, low + (timedelta(microseconds=1) if "." in time else lasts)
        first = datetime(int(year), int(month or 1), int(day or 1))  # noqa: DTZ001  made aware below
        return way or "eq", make_aware(first), make_aware(_next(first, month, day))
    except ValueError:
        raise AskedWronglyError(
            f"{name} cannot be read: give eq, ge, gt, le or lt and a date, such as ge2026-11-20 or "
            "ge2026-11-20T08:00:00Z, of the years 1900 to 2099."
        ) from None


def _next(first: datetime, month: str | None, day: str | None) -> datetime:
    if day:
        return first + timedelta(days=1)
    if month and first.month < 12:
        return first.replace(month=first.month + 1)
    return first.replace(year=first.year + 1, month=1)


def _count(given: QueryDict) -> int:
    value = given.get("_count", str(USUAL))
    if not re.fullmatch("[0-9]{1,3}", value) or not 1 <= int(value) <= MOST:
        raise AskedWronglyError(f"_count cannot be read: give a whole number from 1 to {MOST}.")
    return int(value)


def place_after(changed: datetime, number: UUID) -> str:
    """Write down where a page ends, for the address of the next one."""
    return f"{changed.isoformat()}_{number}".replace("+00:00", "Z")


def _after(given: QueryDict) -> tuple[datetime, UUID] | None:
    value = given.get("_after")
    if value is None:
        return None
    when, _separator, number = value.partition("_")
    try:
        place = datetime.fromisoformat(when), UUID(number)
        if place[0].tzinfo is None or not 1900 <= place[0].year < 2100:
            raise ValueError
    except ValueError:
        raise AskedWronglyError("_after cannot be read: take it from the link next of a page.") from None
    return place
