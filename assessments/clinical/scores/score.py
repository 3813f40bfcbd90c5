"""What a score is: items with points out of a published table, a total, bands, a cohort, a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.logic import Quantity, Variable
from assessments.clinical.language.questions import NOT_ASKED

from .instrument import Instrument, ReadOff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Node

Points = int | tuple[int, ...]  # more than one where the paper leaves open which it is


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Item:
    """One row of a score's table: what it looks at and the points of each category."""

    key: str
    label: str
    looks_at: Variable
    points: Mapping[object, Points]

    def possible(self, facts: Facts) -> frozenset[int]:
        """List the points that the item can still have."""
        found: set[int] = set()
        for value in self.looks_at.possible(facts):
            points = self.points.get(value)
            if points is None:
                found.update(_all_points(self.points))
            elif isinstance(points, tuple):
                found.update(points)
            else:
                found.add(points)
        return frozenset(found)


def _all_points(table: Mapping[object, Points]) -> set[int]:
    flat: set[int] = set()
    for points in table.values():
        flat.update(points if isinstance(points, tuple) else (points,))
    return flat


@dataclass(frozen=True, eq=False, slots=True)
class Groups(Variable):
    """Values of one variable sorted into named groups. While it is open, no other group is possible.

    A value in no group (not asked, or not placed by the paper) stays what it is.
    """

    name: str
    variable: Variable
    groups: Mapping[str, tuple[object, ...]]

    def possible(self, facts: Facts) -> frozenset[object]:
        """List the groups that the variable can still lie in."""
        return frozenset(self._group_of(value) for value in self.variable.possible(facts))

    def _group_of(self, value: object) -> object:
        return next((group for group, values in self.groups.items() if value in values), value)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        """Name the open questions that keep more than one group possible."""
        return self.variable.open_keys(facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of totals, both ends included, with what the paper says of it."""

    key: str
    label: str
    low: int
    high: int
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(ReadOff):
    """A score read off the facts: lowest and highest total still possible, points of each item."""

    score: Score
    low: int
    high: int
    items: Mapping[str, frozenset[int]]
    band: Band | None

    @property
    def complete(self) -> bool:
        """Tell whether every item has its points."""
        return self.known_items == len(self.items)

    @property
    def items_as_data(self) -> dict[str, object]:
        """Give the points of each item, lowest and highest while they are open."""
        return {
            key: min(points) if len(points) == 1 else [min(points), max(points)]
            for key, points in self.items.items()
        }


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Score(Instrument, Quantity):
    """A published score: a sum of points. `higher_is` says in words what a high total means."""

    items: tuple[Item, ...]
    bands: tuple[Band, ...]
    higher_is: str
    evidence: str = "cohort"

    def read(self, facts: Facts) -> Reading | None:
        """Work the score out; None where it does not apply."""
        if self in facts.memo:
            reading: Reading | None = facts.memo[self]
            return reading
        applies = self.applies.holds(facts)
        reading = None if applies is False else self._read(facts, applies)
        facts.memo[self] = reading
        return reading

    def _read(self, facts: Facts, applies: bool | None) -> Reading:
        items = {item.key: item.possible(facts) for item in self.items}
        low = sum(map(min, items.values()))
        high = sum(map(max, items.values()))
        band = next((band for band in self.bands if band.low <= low and high <= band.high), None)
        return Reading(score=self, low=low, high=high, items=items, band=band, applies=applies)

    def span(self, facts: Facts) -> tuple[float, float] | None:
        """Give the lowest and highest total still possible; None where the score does not apply."""
        reading = self.read(facts)
        if reading is None:
            return None
        # Where it may turn out not to apply, no comparison may hold yet.
        return (reading.low if reading.applies else float("-inf")), reading.high

    def open_keys(self, facts: Facts) -> frozenset[str]:
        """Name the open questions that keep the total a range."""
        keys = self.applies.open_keys(facts)
        for item in self.items:
            if len(item.possible(facts)) > 1:
                keys |= item.looks_at.open_keys(facts)
        return keys

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.applies, *(item.looks_at for item in self.items))

    @property
    def lowest(self) -> int:
        """Give the lowest total there is."""
        return sum(min(_all_points(item.points)) for item in self.items)

    @property
    def highest(self) -> int:
        """Give the highest total there is."""
        return sum(max(_all_points(item.points)) for item in self.items)


__all__ = ["NOT_ASKED", "Band", "Groups", "Item", "Points", "Reading", "Score"]
