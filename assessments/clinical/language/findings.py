"""The words that findings are written in: a value by cases, a number in bands, a sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from .logic import INFINITY, NO_KEYS, Comparable, Condition, Is, Quantity
from .questions import NOT_ASKED

if TYPE_CHECKING:
    from .facts import Facts
    from .questions import Question


class Number(Quantity, Protocol):
    """A number that can be cut into bands."""

    def note_cut(self, last_below: float | None = None, first_above: float | None = None) -> None: ...


class Cases:
    """A finding whose value is that of the first case that holds, else `otherwise`.

    While cases are open, every value that they may still give is possible.
    """

    __slots__ = ("cases", "name", "otherwise")

    def __init__(self, name: str, *cases: tuple[object, Condition], otherwise: object) -> None:
        self.name = name
        self.cases = cases
        self.otherwise = otherwise

    def possible(self, facts: Facts) -> frozenset[object]:
        """List the values that the finding can still have."""
        memo = facts.memo
        if self in memo:
            return cast("frozenset[object]", memo[self])
        values: list[object] = []
        for value, condition in self.cases:
            holds = condition.holds(facts)
            if holds is not False:
                values.append(value)
                if holds:
                    break
        else:
            values.append(self.otherwise)
        found = memo[self] = frozenset(values)
        return found

    def value(self, facts: Facts) -> object | None:
        """Give the value; None while more than one is possible."""
        possible = self.possible(facts)
        return next(iter(possible)) if len(possible) == 1 else None

    def open_keys(self, facts: Facts) -> frozenset[str]:
        """Name the open questions that keep more than one value possible."""
        keys = NO_KEYS
        for _value, condition in self.cases:
            holds = condition.holds(facts)
            if holds:
                break
            if holds is None:
                keys |= condition.open_keys(facts)
        return keys

    @property
    def reads(self) -> frozenset[str]:
        return NO_KEYS.union(*(condition.reads for _value, condition in self.cases))

    def is_(self, *values: object) -> Condition:
        """Hold where the finding has one of these values."""
        return Is(self, frozenset(values))


class Bands:
    """A number sorted into named bands: each is the highest number that still belongs to it."""

    __slots__ = ("bands", "number")

    def __init__(self, number: Number, *bands: tuple[str, float]) -> None:
        self.number = number
        self.bands = bands
        for _name, highest in bands[:-1]:
            number.note_cut(last_below=highest)

    def possible(self, facts: Facts) -> frozenset[object]:
        """List the bands that the number can still lie in."""
        span = self.number.span(facts)
        if span is None:
            return frozenset({NOT_ASKED})
        lowest = -INFINITY
        found: list[object] = []
        for name, highest in self.bands:
            if span[1] > lowest and span[0] <= highest:
                found.append(name)
            lowest = highest
        return frozenset(found)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return self.number.open_keys(facts)

    @property
    def reads(self) -> frozenset[str]:
        return self.number.reads


class Sum(Comparable):
    """The sum of whole numbers that are always asked."""

    __slots__ = ("cuts", "name", "numbers")

    def __init__(self, name: str, *numbers: Question) -> None:
        self.name = name
        self.numbers = numbers
        self.cuts: set[tuple[float, float]] = set()

    def note_cut(self, last_below: float | None = None, first_above: float | None = None) -> None:
        """Keep a cut-off of the sum; where each number crosses it depends on the others."""
        if last_below is not None:
            self.cuts.add((last_below, last_below + 1))
        if first_above is not None:
            self.cuts.add((first_above - 1, first_above))

    def span(self, facts: Facts) -> tuple[float, float] | None:
        """Give the lowest and highest sum still possible."""
        spans = [cast("tuple[float, float]", number.span(facts)) for number in self.numbers]
        return sum(low for low, _high in spans), sum(high for _low, high in spans)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS.union(*(number.open_keys(facts) for number in self.numbers))

    @property
    def reads(self) -> frozenset[str]:
        return NO_KEYS.union(*(number.reads for number in self.numbers))
