"""Going through a long list page by page: from where the last page ended, never by counting rows."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, Q, QuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = TypeVar("Row", bound=Model)
HIGHEST_KEY = 2**63
Place = tuple[Any, int]  # the value of the column in a row, and the row's key


def token_of(when: datetime, key: int) -> str:
    """Write down where a page ends."""
    return f"{when.isoformat()}_{key}"


def after(rows: QuerySet[Row], column: str, token: str) -> QuerySet[Row]:
    """Go on after a place, newest first. An unreadable token shows the first page."""
    return _beyond(rows, column, _place(token), falls=True)


def _place(token: str) -> Place | None:
    when, _separator, number = token.partition("_")
    try:
        return sound_place(datetime.fromisoformat(when), int(number))
    except ValueError:
        return None


def sound_place(last: date | str, key: int) -> Place | None:
    """Give a place that a database can be asked for; None for one that no row can have."""
    if not 0 <= key < HIGHEST_KEY:
        return None
    # No row is of the first or last year that a date can have; there another time zone leads out of it.
    if isinstance(last, date) and not MINYEAR < last.year < MAXYEAR:
        return None
    if isinstance(last, datetime) and last.tzinfo is None:
        return None
    return last, key


def _beyond(rows: QuerySet[Row], column: str, last: Place | None, falls: bool) -> QuerySet[Row]:
    if last is None:
        return rows
    value, key = last
    way = "lt" if falls else "gt"
    # This shape, not the plain "or" of both columns, lets the database start at the right place of the index.
    return rows.filter(**{f"{column}__{way}e": value}).filter(
        Q(**{f"{column}__{way}": value}) | Q(**{f"pk__{way}": key})
    )


def newest(each: Iterable[QuerySet[Row]], column: str, token: str, count: int) -> list[Row]:
    """Give the next rows of several lists together, newest first.

    Each list is asked by itself, so that its index gives the rows in order; asked together, a database reads
    and sorts all of them.
    """
    pages = [_ordered(rows, column, _place(token), falls=True)[:count] for rows in each]
    read = attrgetter(column)
    return list(islice(merge(*pages, key=lambda row: (read(row), row.pk), reverse=True), count))


def places(
    each: Iterable[QuerySet[Row]], column: str, last: Place | None, count: int, *, falls: bool
) -> list[Place]:
    """Give where the next rows of several lists together stand; falling: the newest come first.

    An index that carries the column, and all by which the lists are narrowed, tells it without rows.
    """
    pages = [_ordered(rows, column, last, falls).values_list(column, "pk")[:count] for rows in each]
    return list(islice(merge(*pages, reverse=falls), count))


def _ordered(rows: QuerySet[Row], column: str, last: Place | None, falls: bool) -> QuerySet[Row]:
    sign = "-" if falls else ""
    return _beyond(rows, column, last, falls).order_by(f"{sign}{column}", f"{sign}pk")
