"""A condition in words: for the knowledge pages, and to tell when any declaration has changed."""

from __future__ import annotations

from .findings import Cases
from .logic import (
    INFINITY,
    All,
    Always,
    AnyOf,
    Between,
    Condition,
    Is,
    Meanwhile,
    Named,
    Not,
    Presumed,
    Undetermined,
)
from .questions import Asked, Given, Question, Said
from .sections import BY_PATH


def in_words(condition: Condition, *, whole: bool = False) -> str:
    """Write a condition in words. With `whole`, what has a name of its own is written out."""
    if isinstance(condition, All):
        return " and ".join(_bracketed(part, whole) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return " or ".join(_bracketed(part, whole) for part in condition.parts)
    if isinstance(condition, Not):
        return f"not {_bracketed(condition.part, whole)}"
    if isinstance(condition, Named):
        return f"{condition.name} [{in_words(condition.part, whole=True)}]" if whole else condition.name
    if isinstance(condition, Meanwhile):
        return _meanwhile(condition, whole)
    if isinstance(condition, Presumed):
        return _presumed(condition, whole)
    return _simple(condition, whole)


def _simple(condition: Condition, whole: bool) -> str:
    if isinstance(condition, Always):
        return "always"
    if isinstance(condition, Undetermined):
        return f"left open by: {_name(BY_PATH[condition.key], whole)}"
    if isinstance(condition, Is):
        return f"{_name(condition.variable, whole)}: {_values(condition.variable, condition.values)}"
    if isinstance(condition, Said):
        return f"{_name(condition.question, whole)}: said {_values(condition.question, condition.values)}"
    if isinstance(condition, Given):
        return f"{_name(condition.question, whole)}: answered"
    if isinstance(condition, Asked):
        return f"{_name(condition.question, whole)}: asked"
    if isinstance(condition, Between):
        return f"{_name(condition.quantity, whole)} {_range(condition.low, condition.high)}"
    return f"{condition.__class__.__doc__}"


def _bracketed(condition: Condition, whole: bool) -> str:
    text = in_words(condition, whole=whole)
    return f"({text})" if isinstance(condition, (All, AnyOf)) else text


def _meanwhile(condition: Meanwhile, whole: bool) -> str:
    text = _bracketed(condition.part, whole)
    stand_in = condition.stand_in
    if isinstance(stand_in, Not) and isinstance(stand_in.part, Always):
        return f"known: {text}"
    if isinstance(stand_in, Always):
        return f"{text} or open"
    return f"{text} (while open: {in_words(stand_in, whole=whole)})"


def _presumed(condition: Presumed, whole: bool) -> str:
    answer = in_words(condition.answer, whole=whole)
    return f"{answer} (while open, presumed: {in_words(condition.derived, whole=whole)})"


def _name(thing: object, whole: bool) -> str:
    if isinstance(thing, Question):
        return thing.label.rstrip("?")
    if isinstance(thing, Cases) and whole:
        return f"{thing.name} [{cases_in_words(thing)}]"
    return str(getattr(thing, "name", None) or getattr(thing, "title", ""))


def cases_in_words(cases: Cases) -> str:
    """Write a finding in words: the first case that holds gives its value."""
    told = [f"{value} if {in_words(condition, whole=True)}" for value, condition in cases.cases]
    return "; ".join([*told, f"else {cases.otherwise}"])


def _values(variable: object, values: frozenset[object]) -> str:
    if not isinstance(variable, Question):
        return " or ".join(sorted(map(str, values)))
    labels: list[tuple[object, str]] = [(choice.value, choice.label) for choice in variable.choices]
    labels = labels or [(True, "yes"), (False, "no")]
    return " or ".join(label for value, label in labels if value in values)


def _range(low: float, high: float) -> str:
    # A bound that is a hair off its rounded value was declared as "below" or "above" it.
    below, above = round(high, 6) if high != INFINITY else high, round(low, 6) if low != -INFINITY else low
    if low == -INFINITY:
        return f"at most {high:g}" if high == below else f"below {below:g}"
    if high == INFINITY:
        return f"at least {low:g}" if low == above else f"above {above:g}"
    return f"{low:g}" if low == high else f"from {low:g} to {high:g}"
