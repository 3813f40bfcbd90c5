"""Conditions in three-valued logic: true, false, or not known yet.

A condition is a small immutable object. `holds(facts)` answers True, False or None, where None means
that an answer it needs is still open. Conditions are joined with `&`, `|` and `~`; unknown is never
read as no. `open_keys(facts)` names the open questions that keep a condition from being decided.

Two readings of the same facts exist. The strict one treats everything that later answers could still
overturn as unknown. The presuming one (`facts.presuming`) also uses what is presumed until it is
answered, and what holds as long as the contrary is not known.
"""

from __future__ import annotations

from math import nextafter
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .facts import Facts

NO_KEYS: frozenset[str] = frozenset()


class Condition:
    """Something that holds, does not hold, or cannot be told yet."""

    __slots__ = ()

    def holds(self, facts: Facts) -> bool | None:
        """Tell whether the condition holds: True, False, or None while it is open."""
        raise NotImplementedError

    def open_keys(self, facts: Facts) -> frozenset[str]:
        """Name the open questions (`section.key`) that leave this condition undecided."""
        raise NotImplementedError

    @property
    def reads(self) -> frozenset[str]:
        """Name every question (`section.key`) this condition can look at."""
        raise NotImplementedError

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
    parts: list[Condition] = []
    for side in (left, right):
        if type(side) is kind:
            parts.extend(side.parts)
        else:
            parts.append(side)
    return tuple(parts)


def _joined(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return NO_KEYS.union(*sets)


class All(Condition):
    """True when every part is true, false when one is false."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Condition, ...]) -> None:
        self.parts = parts

    def holds(self, facts: Facts) -> bool | None:
        outcome: bool | None = True
        for part in self.parts:
            value = part.holds(facts)
            if value is False:
                return False
            if value is None:
                outcome = None
        return outcome

    def open_keys(self, facts: Facts) -> frozenset[str]:
        if self.holds(facts) is not None:
            return NO_KEYS
        return _joined(part.open_keys(facts) for part in self.parts)

    @property
    def reads(self) -> frozenset[str]:
        return _joined(part.reads for part in self.parts)


class AnyOf(Condition):
    """True when one part is true, false when every part is false."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Condition, ...]) -> None:
        self.parts = parts

    def holds(self, facts: Facts) -> bool | None:
        outcome: bool | None = False
        for part in self.parts:
            value = part.holds(facts)
            if value is True:
                return True
            if value is None:
                outcome = None
        return outcome

    def open_keys(self, facts: Facts) -> frozenset[str]:
        if self.holds(facts) is not None:
            return NO_KEYS
        return _joined(part.open_keys(facts) for part in self.parts)

    @property
    def reads(self) -> frozenset[str]:
        return _joined(part.reads for part in self.parts)


class Not(Condition):
    """The contrary; the contrary of unknown is unknown."""

    __slots__ = ("part",)

    def __init__(self, part: Condition) -> None:
        self.part = part

    def holds(self, facts: Facts) -> bool | None:
        value = self.part.holds(facts)
        return None if value is None else not value

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return self.part.open_keys(facts)

    @property
    def reads(self) -> frozenset[str]:
        return self.part.reads


class Always(Condition):
    """Holds whatever the answers are."""

    __slots__ = ()

    def holds(self, facts: Facts) -> bool | None:
        return True

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS

    @property
    def reads(self) -> frozenset[str]:
        return NO_KEYS


class Undetermined(Condition):
    """Never decided by the answers there are: an answer says itself that the matter is open.

    `question` is the one whose better answer would decide it ("staging not complete").
    """

    __slots__ = ("question",)

    def __init__(self, question: Variable) -> None:
        self.question = question

    def holds(self, facts: Facts) -> bool | None:
        return None

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return self.question.reads

    @property
    def reads(self) -> frozenset[str]:
        return self.question.reads


class Meanwhile(Condition):
    """While `part` is open, the presuming reading goes by `stand_in` instead.

    The strict reading keeps it open, because a later answer could still overturn what rests on it.
    """

    __slots__ = ("part", "stand_in")

    def __init__(self, part: Condition, stand_in: Condition) -> None:
        self.part = part
        self.stand_in = stand_in

    def holds(self, facts: Facts) -> bool | None:
        value = self.part.holds(facts)
        if value is None and facts.presuming:
            return self.stand_in.holds(facts)
        return value

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS if self.holds(facts) is not None else self.part.open_keys(facts)

    @property
    def reads(self) -> frozenset[str]:
        return self.part.reads | self.stand_in.reads


class Presumed(Condition):
    """What is derived stands in while the answer that would replace it is open.

    `given` tells whether that answer is there, `answer` what it says, `derived` what is taken
    meanwhile. The strict reading stays unknown until the answer is given.
    """

    __slots__ = ("answer", "derived", "given", "key")

    def __init__(self, key: str, given: Condition, answer: Condition, derived: Condition) -> None:
        self.key = key
        self.given = given
        self.answer = answer
        self.derived = derived

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

    @property
    def reads(self) -> frozenset[str]:
        return self.answer.reads | self.derived.reads | {self.key}


class Named(Condition):
    """A condition with a name, worked out once for each reading of the facts."""

    __slots__ = ("name", "part")

    def __init__(self, name: str, part: Condition) -> None:
        self.name = name
        self.part = part

    def holds(self, facts: Facts) -> bool | None:
        memo = facts.memo
        if self in memo:
            return memo[self]  # type: ignore[no-any-return]
        value = memo[self] = self.part.holds(facts)
        return value

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return self.part.open_keys(facts)

    @property
    def reads(self) -> frozenset[str]:
        return self.part.reads


class Variable(Protocol):
    """Anything with a value out of a list: a choice question or a finding."""

    def possible(self, facts: Facts) -> frozenset[object]: ...

    def open_keys(self, facts: Facts) -> frozenset[str]: ...

    @property
    def reads(self) -> frozenset[str]: ...


class Is(Condition):
    """The variable has one of these values."""

    __slots__ = ("values", "variable")

    def __init__(self, variable: Variable, values: frozenset[object]) -> None:
        self.variable = variable
        self.values = values

    def holds(self, facts: Facts) -> bool | None:
        possible = self.variable.possible(facts)
        if possible <= self.values:
            return True
        return False if possible.isdisjoint(self.values) else None

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS if self.holds(facts) is not None else self.variable.open_keys(facts)

    @property
    def reads(self) -> frozenset[str]:
        return self.variable.reads


class Quantity(Protocol):
    """Anything with a number: a numeric question, a sum of them, a score."""

    def span(self, facts: Facts) -> tuple[float, float] | None:
        """Lowest and highest value still possible; None where it does not apply."""

    def open_keys(self, facts: Facts) -> frozenset[str]: ...

    @property
    def reads(self) -> frozenset[str]: ...


class Between(Condition):
    """The quantity lies from `low` to `high`, both included; false where it does not apply."""

    __slots__ = ("high", "low", "quantity")

    def __init__(self, quantity: Quantity, low: float, high: float) -> None:
        self.quantity = quantity
        self.low = low
        self.high = high

    def holds(self, facts: Facts) -> bool | None:
        span = self.quantity.span(facts)
        if span is None:
            return False
        low, high = span
        if high < self.low or low > self.high:
            return False
        return True if low >= self.low and high <= self.high else None

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS if self.holds(facts) is not None else self.quantity.open_keys(facts)

    @property
    def reads(self) -> frozenset[str]:
        return self.quantity.reads


INFINITY = float("inf")


class Comparable:
    """Comparisons for quantities: each gives a condition, and lets the quantity note where it is cut."""

    __slots__ = ()

    def note_cut(self, last_below: float | None = None, first_above: float | None = None) -> None:
        """Take note of a cut-off: the last number below it, or the first above. Questions keep it."""

    def at_least(self, number: float) -> Condition:
        """Hold where the quantity is `number` or more."""
        self.note_cut(first_above=number)
        return Between(cast("Quantity", self), number, INFINITY)

    def below(self, number: float) -> Condition:
        """Hold where the quantity is less than `number`; false where it does not apply."""
        self.note_cut(first_above=number)
        return Between(cast("Quantity", self), -INFINITY, nextafter(number, -INFINITY))

    def at_most(self, number: float) -> Condition:
        """Hold where the quantity is `number` or less."""
        self.note_cut(last_below=number)
        return Between(cast("Quantity", self), -INFINITY, number)

    def above(self, number: float) -> Condition:
        """Hold where the quantity is more than `number`; false where it does not apply."""
        self.note_cut(last_below=number)
        return Between(cast("Quantity", self), nextafter(number, INFINITY), INFINITY)

    def between(self, low: float, high: float) -> Condition:
        """Hold where the quantity lies from `low` to `high`, both included."""
        self.note_cut(first_above=low)
        self.note_cut(last_below=high)
        return Between(cast("Quantity", self), low, high)


def known(condition: Condition) -> Condition:
    """Wrap a condition that counts only when it is known to hold; `~known(x)`: unless x is known."""
    return Meanwhile(condition, ~Always())
