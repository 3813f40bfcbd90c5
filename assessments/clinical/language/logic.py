"""Conditions in three-valued logic: true, false, or not known yet.

A condition is a small immutable object. `holds(facts)` answers True, False or None, where None means
that an answer it needs is still open. Conditions are joined with `&`, `|` and `~`; unknown is never
read as no. `open_keys(facts)` names the open questions that keep a condition from being decided.

Two readings of the same facts exist. The strict one treats everything that later answers could still
overturn as unknown. The presuming one (`facts.presuming`) also uses what is presumed until it is
answered, and what holds as long as the contrary is not known.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from math import nextafter
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .facts import Facts

NO_KEYS: frozenset[str] = frozenset()
INFINITY = float("inf")


@dataclass(frozen=True, eq=False)
class Node:
    """Anything that rests on questions: a question, condition, finding or score.

    What it was declared with are the fields of its dataclass; `looks_at` is what its methods ask besides.
    """

    __slots__ = ()
    looks_at: ClassVar[tuple[Node, ...]] = ()

    @property
    def children(self) -> tuple[Node, ...]:
        """List on what it rests: the nodes among its fields, and what it looks at."""
        return (*_nodes_in(getattr(self, field.name) for field in fields(self)), *self.looks_at)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        """Name the open questions (`section.key`) that leave this undecided."""
        raise NotImplementedError

    @property
    def reads(self) -> frozenset[str]:
        """Name every question (`section.key`) this can look at."""
        return _read_below(self)


@lru_cache(maxsize=4000)
def _read_below(node: Node) -> frozenset[str]:
    return NO_KEYS.union(*(child.reads for child in node.children))


def _nodes_in(values: Iterable[object]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from _nodes_in(value)


def walk(*nodes: Node) -> Iterator[Node]:
    """Give these nodes and all on which they rest, each once."""
    seen: set[Node] = set()
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            yield node
            waiting.extend(reversed(node.children))


class Condition(Node):
    """Something that holds, does not hold, or cannot be told yet."""

    __slots__ = ()

    def holds(self, facts: Facts) -> bool | None:
        """Tell whether the condition holds: True, False, or None while it is open."""
        raise NotImplementedError

    def open_keys(self, facts: Facts) -> frozenset[str]:
        if self.holds(facts) is not None:
            return NO_KEYS
        return NO_KEYS.union(*(child.open_keys(facts) for child in self.children))

    def __and__(self, other: Condition) -> Condition:
        return All(_parts(self, other, All))

    def __or__(self, other: Condition) -> Condition:
        return AnyOf(_parts(self, other, AnyOf))

    def __invert__(self) -> Condition:
        return Not(self)

    def __bool__(self) -> bool:
        raise TypeError(
            "A condition may be unknown, so it has no truth value of its own: join conditions with "
            "&, | and ~ instead of and, or and not, and ask `condition.holds(facts)` for the answer."
        )


def _parts(left: Condition, right: Condition, kind: type[All | AnyOf]) -> tuple[Condition, ...]:
    return tuple(part for side in (left, right) for part in (side.parts if type(side) is kind else (side,)))


@dataclass(frozen=True, eq=False, slots=True)
class All(Condition):
    """True when every part is true, false when one is false."""

    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool | None:
        outcome: bool | None = True
        for part in self.parts:
            value = part.holds(facts)
            if value is False:
                return False
            if value is None:
                outcome = None
        return outcome


@dataclass(frozen=True, eq=False, slots=True)
class AnyOf(Condition):
    """True when one part is true, false when every part is false."""

    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool | None:
        outcome: bool | None = False
        for part in self.parts:
            value = part.holds(facts)
            if value is True:
                return True
            if value is None:
                outcome = None
        return outcome


@dataclass(frozen=True, eq=False, slots=True)
class Not(Condition):
    """The contrary; the contrary of unknown is unknown."""

    part: Condition

    def holds(self, facts: Facts) -> bool | None:
        value = self.part.holds(facts)
        return None if value is None else not value


@dataclass(frozen=True, eq=False, slots=True)
class Always(Condition):
    """Holds whatever the answers are."""

    def holds(self, facts: Facts) -> bool | None:
        return True


@dataclass(frozen=True, eq=False, slots=True)
class Undetermined(Condition):
    """Never decided by the answers there are: an answer says itself that the matter is open.

    `question` is the one whose better answer would decide it ("staging not complete").
    """

    question: Variable

    def holds(self, facts: Facts) -> bool | None:
        return None

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return self.reads


@dataclass(frozen=True, eq=False, slots=True)
class Meanwhile(Condition):
    """While `part` is open, the presuming reading goes by `stand_in` instead.

    The strict reading keeps it open, because a later answer could still overturn what rests on it.
    """

    part: Condition
    stand_in: Condition

    def holds(self, facts: Facts) -> bool | None:
        value = self.part.holds(facts)
        return self.stand_in.holds(facts) if value is None and facts.presuming else value

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS if self.holds(facts) is not None else self.part.open_keys(facts)


@dataclass(frozen=True, eq=False, slots=True)
class Presumed(Condition):
    """What is derived stands in while the answer that would replace it is open.

    `given` tells whether that answer is there, `answer` what it says, `derived` what is taken
    meanwhile. The strict reading stays unknown until the answer is given.
    """

    key: str
    given: Condition
    answer: Condition
    derived: Condition

    def holds(self, facts: Facts) -> bool | None:
        if self.given.holds(facts):
            return self.answer.holds(facts)
        return self.derived.holds(facts) if facts.presuming else None

    def open_keys(self, facts: Facts) -> frozenset[str]:
        if self.given.holds(facts):
            return self.answer.open_keys(facts)
        if facts.presuming and self.derived.holds(facts) is not None:
            return NO_KEYS
        return self.derived.open_keys(facts) | {self.key}


@dataclass(frozen=True, eq=False, slots=True)
class Named(Condition):
    """A condition with a name, worked out once for each reading of the facts."""

    name: str
    part: Condition

    def holds(self, facts: Facts) -> bool | None:
        memo = facts.memo
        if self in memo:
            return memo[self]  # type: ignore[no-any-return]
        value = memo[self] = self.part.holds(facts)
        return value


class Variable(Node):
    """Anything with a value out of a list: a choice question or a finding."""

    __slots__ = ()

    def possible(self, facts: Facts) -> frozenset[object]:
        """List the values that it can still have."""
        raise NotImplementedError

    def is_(self, *values: object) -> Condition:
        """Hold where it has one of these values."""
        return Is(self, frozenset(values))


class Quantity(Node):
    """Anything with a number: a numeric question, a sum of them, a score. Comparisons give conditions."""

    __slots__ = ()

    def span(self, facts: Facts) -> tuple[float, float] | None:
        """Give the lowest and highest value still possible; None where it does not apply."""
        raise NotImplementedError

    @property
    def cut_in(self) -> Quantity:
        """Give the quantity whose answers a cut-off of this one divides: itself, unless it stands for one."""
        return self

    def at_least(self, number: float) -> Condition:
        """Hold where the quantity is `number` or more."""
        return Between(self, number, INFINITY)

    def below(self, number: float) -> Condition:
        """Hold where the quantity is less than `number`; false where it does not apply."""
        return Between(self, -INFINITY, nextafter(number, -INFINITY))

    def at_most(self, number: float) -> Condition:
        """Hold where the quantity is `number` or less."""
        return Between(self, -INFINITY, number)

    def above(self, number: float) -> Condition:
        """Hold where the quantity is more than `number`; false where it does not apply."""
        return Between(self, nextafter(number, INFINITY), INFINITY)

    def between(self, low: float, high: float) -> Condition:
        """Hold where the quantity lies from `low` to `high`, both included."""
        return Between(self, low, high)


@dataclass(frozen=True, eq=False, slots=True)
class Is(Condition):
    """The variable has one of these values."""

    variable: Variable
    values: frozenset[object]

    def holds(self, facts: Facts) -> bool | None:
        possible = self.variable.possible(facts)
        if possible <= self.values:
            return True
        return False if possible.isdisjoint(self.values) else None


@dataclass(frozen=True, eq=False, slots=True)
class Between(Condition):
    """The quantity lies from `low` to `high`, both included; false where it does not apply."""

    quantity: Quantity
    low: float
    high: float

    def holds(self, facts: Facts) -> bool | None:
        span = self.quantity.span(facts)
        if span is None or span[1] < self.low or span[0] > self.high:
            return False
        return True if span[0] >= self.low and span[1] <= self.high else None


def known(condition: Condition) -> Condition:
    """Wrap a condition that counts only when it is known to hold; `~known(x)`: unless x is known."""
    return Meanwhile(condition, ~Always())


def maybe(condition: Condition) -> Condition:
    """Wrap a condition that counts as long as it is not known to fail."""
    return Meanwhile(condition, Always())
