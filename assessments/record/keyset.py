"""Going through a long list page by page: from where the last page ended, never by counting rows."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, datetime
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model, Q, QuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = TypeVar("Row", bound=Model)
HIGHEST_KEY = 2**63


def token_of(when: datetime, key: int) -> str:
    """Write down where a page ends."""
    return f"{when.isoformat()}_{key}"


def after(rows: QuerySet[Row], column: str, token: str) -> QuerySet[Row]:
    """Go on after a place, newest first. An unreadable token shows the first page."""
    when, _separator, number = token.partition("_")
    try:
        last, key = datetime.fromisoformat(when), int(number)
    except ValueError:
        return rows
    # No row is of the first or last year that a date can have, and there another time zone leads out of it.
    if last.tzinfo is None or not MINYEAR < last.year < MAXYEAR or not 0 <= key < HIGHEST_KEY:
        return rows
    # This shape, not the plain "or" of both columns, lets the database start at the right place of the index.
    return rows.filter(**{f"{column}__lte": last}).filter(Q(**{f"{column}__lt": last}) | Q(pk__lt=key))


def newest(each: Iterable[QuerySet[Row]], column: str, token: str, count: int) -> list[Row]:
    """Give the next rows of several lists together, newest first.

    Each list is asked by itself, so that its index gives the rows in order; asked together, a database reads
    and sorts all of them.
    """
    pages = [after(rows, column, token).order_by(f"-{column}", "-pk")[:count] for rows in each]
    together = merge(*pages, key=lambda row: (getattr(row, column), row.pk), reverse=True)
    return list(islice(together, count))
