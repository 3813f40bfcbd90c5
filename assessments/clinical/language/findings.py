"""The words that findings are written in: a value by cases, a number in bands, a sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from .logic import INFINITY, NO_KEYS, Node, Quantity, Variable
from .questions import NOT_ASKED

if TYPE_CHECKING:
    from .facts import Facts
    from .logic import Condition
    from .questions import Question


class Finding(Node):
    """A finding of its own class: `name` tells what it is, the docstring of the class how it is found."""

    __slots__ = ()
    name: ClassVar[str]


@dataclass(frozen=True, eq=False, slots=True, init=False)
class Cases(Variable):
    """A finding whose value is that of the first case that holds, else `otherwise`.

    While cases are open, every value that they may still give is possible.
    """

    name: str
    cases: tuple[tuple[object, Condition], ...]
    otherwise: object

    def __init__(self, name: str, *cases: tuple[object, Condition], otherwise: object) -> None:
        for field, value in (("name", name), ("cases", cases), ("otherwise", otherwise)):
            object.__setattr__(self, field, value)

    def possible(self, facts: Facts) -> frozenset[object]:
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
        keys = NO_KEYS
        for _value, condition in self.cases:
            holds = condition.holds(facts)
            if holds:
                break
            if holds is None:
                keys |= condition.open_keys(facts)
        return keys


@dataclass(frozen=True, eq=False, slots=True)
class Bands(Variable):
    """A number sorted into named bands: each is the highest number that still belongs to it."""

    number: Quantity
    bands: tuple[tuple[str, float], ...]

    def possible(self, facts: Facts) -> frozenset[object]:
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


@dataclass(frozen=True, eq=False, slots=True)
class Sum(Quantity):
    """The sum of whole numbers that are always asked."""

    name: str
    numbers: tuple[Question, ...]

    def span(self, facts: Facts) -> tuple[float, float] | None:
        spans = [cast("tuple[float, float]", number.span(facts)) for number in self.numbers]
        return sum(low for low, _high in spans), sum(high for _low, high in spans)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS.union(*(number.open_keys(facts) for number in self.numbers))
