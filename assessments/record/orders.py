"""The orders in which the list of assessments can be gone through, each by an index of its own.

A column of few values (urgency, primary ...) is gone through value by value, in the order in which readers
know them, and within each by the last change: so the index that filters by the column gives its order too,
and no database sorts anything. Each such part of an order is a Segment.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.clinical.advice import DECISIONS, URGENCIES
from assessments.clinical.sections.history import PRIMARY
from assessments.clinical.sections.imaging import BONE
from assessments.models import SIGNED_STATES, Assessment, Status

from .keyset import places, sound_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.db.models import QuerySet

    from assessments.models import Unit
    from bonemet.accounts.models import User

    from .keyset import Place

    Narrowed = Callable[[Unit], QuerySet[Assessment]]

TELLS = Q(is_planned=True) | Q(status__in=SIGNED_STATES)
LONGEST_KEY = 19  # digits
UPDATED, DUE, ASSESSED_ON, IDENTIFIER = "updated", "due", "assessed_on", "patient__identifier"
READ: dict[str, Callable[[str], date]] = {ASSESSED_ON: date.fromisoformat}


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an order: which rows, by which column, and whether the newest come first."""

    only: Q = field(default_factory=Q)
    column: str = UPDATED
    falls: bool = True
    unit: int | None = None  # of one unit alone; else of all of them together


# What a reader can sort by, in the order of the columns of the list.
SORTS = {
    "patient": gettext_lazy("Patient"),
    "bone": gettext_lazy("Lesions"),
    "primary": gettext_lazy("Primary"),
    "decision": gettext_lazy("Advice"),
    "urgency": gettext_lazy("Urgency"),
    "status": gettext_lazy("State"),
    "author": gettext_lazy("Author"),
    "assessed_on": gettext_lazy("Assessed on"),
    "updated": gettext_lazy("Last change"),
}
NEWEST_FIRST = frozenset({"assessed_on", "updated"})


def segments(sort: str, units: Sequence[Unit], authors: Sequence[User]) -> list[Segment]:
    """Give the parts of an order: "urgency", or "-urgency" reversed; else what is overdue comes first."""
    name, is_reversed = sort.removeprefix("-"), sort.startswith("-")
    if name == "patient":
        # Unit by unit: how texts are sorted is the database's own; several lists cannot be put together.
        # That patients are of the unit lets their index give the order.
        return [Segment(Q(patient__unit=unit), IDENTIFIER, is_reversed, unit.pk) for unit in units]
    if name == "updated":
        return [Segment(falls=not is_reversed)]
    if name == "assessed_on":
        known = Segment(Q(assessed_on__isnull=False), ASSESSED_ON, falls=not is_reversed)
        return [known, Segment(Q(assessed_on__isnull=True))]
    if name not in SORTS:
        return _overdue_first()
    parts = [Q(**{name: value}) for value in _values(name, authors)]
    if name in ("decision", "urgency"):
        # Advice on a draft without a plan is told nowhere, by its place in an order neither.
        parts = [*(part & TELLS for part in parts), ~TELLS]
    return [Segment(part) for part in (parts[::-1] if is_reversed else parts)]


def _values(name: str, authors: Sequence[User]) -> list[Any]:
    """List the values of a column in the order in which readers know them; what is open comes last."""
    match name:
        case "decision":
            return [*DECISIONS, ""]
        case "urgency":
            return [*URGENCIES, ""]
        case "status":
            return list(Status.values)
        case "author":
            return [one.pk for one in authors]
    choices = (BONE if name == "bone" else PRIMARY).choices
    return [*(one.value for one in sorted(choices, key=lambda one: _(one.label))), ""]


def _overdue_first() -> list[Segment]:
    overdue = Q(status=Status.DRAFT, due__lt=timezone.now())
    rest = Q(due__isnull=True) | ~Q(status=Status.DRAFT) | Q(due__gte=timezone.now())
    return [Segment(overdue, DUE, falls=False), Segment(rest)]


@dataclass(frozen=True, slots=True)
class Page:
    """The keys of a page of a list in its order, and where the next page begins: nothing if there is none."""

    keys: list[int]
    next: str = ""


def page_of(
    order: Sequence[Segment], units: Iterable[Unit], narrowed: Narrowed, after: str, size: int
) -> Page:
    """Give the next of an order, of which `narrowed` gives those of a unit.

    A place that cannot be read shows the first page.
    """
    units = list(units)
    start, place = _place(order, units, narrowed, after)
    keys: list[int] = []
    tokens: list[str] = []
    for number, segment in list(enumerate(order))[start:]:
        each = [narrowed(one).filter(segment.only) for one in units if segment.unit in (None, one.pk)]
        last = place if number == start else None
        found = places(each, segment.column, last, size + 1 - len(keys), falls=segment.falls)
        keys += [key for _value, key in found]
        tokens += [_token(segment, number, one) for one in found]
        if len(keys) > size:
            return Page(keys[:size], tokens[size - 1])
    return Page(keys)


def _token(segment: Segment, number: int, place: Place) -> str:
    """Write down where a page ends. An identifier stands in no address: there the row is looked up again."""
    value, key = place
    return f"{number}_{'' if segment.column == IDENTIFIER else value.isoformat()}_{key}"


def _place(
    order: Sequence[Segment], units: Sequence[Unit], narrowed: Narrowed, token: str
) -> tuple[int, Place | None]:
    number, _first, rest = token.partition("_")
    value, _second, key = rest.rpartition("_")
    if not (number.isdecimal() and len(number) < 4 and int(number) < len(order)):
        return 0, None
    if not key.isdecimal() or len(key) > LONGEST_KEY:
        return 0, None
    segment = order[int(number)]
    last: Any = None
    if segment.column == IDENTIFIER:
        rows = (narrowed(one).filter(pk=int(key)).values_list(IDENTIFIER, flat=True).first() for one in units)
        last = next((one for one in rows if one is not None), None)
    else:
        with suppress(ValueError):
            last = READ.get(segment.column, datetime.fromisoformat)(value)
    place = None if last is None else sound_place(last, int(key))
    return (0, None) if place is None else (int(number), place)
