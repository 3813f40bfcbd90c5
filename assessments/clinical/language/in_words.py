"""A condition in words: for the knowledge pages and the audit sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.findings import Cases

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
from .translatable import _

if TYPE_CHECKING:
    from collections.abc import Callable


CRITERION = re.compile(r"[PT]\d+")


def in_words(condition: Condition, *, whole: bool = False, say: Callable[[str], str] = str) -> str:
    """Write a condition in words. With `whole`, what has a name of its own is written out.

    `say` gives a word in the reader's language.
    """
    return _Writer(whole, say).condition(condition)


def cases_in_words(cases: Cases, *, whole: bool = True, say: Callable[[str], str] = str) -> str:
    """Write a finding in words: the first case that holds gives its value."""
    return _Writer(whole, say).cases(cases)


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition as a tree: what it says, or what joins the parts under it.

    `about` is the kind and key of the entry of the catalogue that says more, where there is one.
    """

    text: str
    parts: tuple[Clause, ...] = ()
    about: tuple[str, str] | None = None


def clause(condition: Condition, say: Callable[[str], str] = str) -> Clause:
    """Write a condition as a tree, which is read more easily than one long sentence."""
    return _Writer(False, say).clause(condition)


@dataclass(frozen=True, slots=True)
class _Writer:
    whole: bool
    say: Callable[[str], str]

    def condition(self, condition: Condition) -> str:
        if isinstance(condition, All):
            return self._joined(condition.parts, _("and"))
        if isinstance(condition, AnyOf):
            return self._joined(condition.parts, _("or"))
        if _is_never(condition):
            return self.say(_("never"))
        if isinstance(condition, Not):
            return f"{self.say(_('not'))} {self._bracketed(condition.part)}"
        if isinstance(condition, Named):
            name = self.say(condition.name)
            return f"{name} [{self.condition(condition.part)}]" if self.whole else name
        if isinstance(condition, Meanwhile):
            return self._meanwhile(condition)
        if isinstance(condition, Presumed):
            return self._presumed(condition)
        return self._simple(condition)

    def clause(self, condition: Condition, before: str = "", after: str = "") -> Clause:
        if isinstance(condition, (All, AnyOf)):
            word = self.say(_("all of") if isinstance(condition, All) else _("at least one of"))
            return Clause(f"{before}{word}{after}", tuple(map(self.clause, condition.parts)))
        if isinstance(condition, Not) and not _is_never(condition):
            return self.clause(condition.part, f"{before}{self.say(_('not'))} ", after)
        if isinstance(condition, Meanwhile) and _is_never(condition.stand_in):
            return self.clause(condition.part, f"{before}{self.say(_('known: '))}", after)
        if isinstance(condition, Meanwhile) and isinstance(condition.stand_in, Always):
            return self.clause(condition.part, before, f"{after} {self.say(_('(or open)'))}")
        return Clause(f"{before}{self.condition(condition)}{after}", about=_about(condition))

    def _simple(self, condition: Condition) -> str:
        if isinstance(condition, Always):
            return self.say(_("always"))
        if isinstance(condition, Undetermined):
            return self.say(_("left open by: {question}")).format(question=self.name(condition.question))
        if isinstance(condition, Is):
            values = self.values(condition.variable, condition.values)
            return self.say(_("{question}: {answer}")).format(
                question=self.name(condition.variable), answer=values
            )
        if isinstance(condition, Said):
            values = self.values(condition.question, condition.values)
            return self.say(_("{question}: said {values}")).format(
                question=self.name(condition.question), values=values
            )
        if isinstance(condition, Given):
            return self.say(_("{question}: answered")).format(question=self.name(condition.question))
        if isinstance(condition, Asked):
            return self.say(_("{question}: asked")).format(question=self.name(condition.question))
        if isinstance(condition, Between):
            return f"{self.name(condition.quantity)} {self._range(condition.low, condition.high)}"
        return self.say(str(getattr(condition, "words", None) or condition.__class__.__doc__).rstrip("."))

    def _joined(self, parts: tuple[Condition, ...], word: str) -> str:
        return f" {self.say(word)} ".join(self._bracketed(part) for part in parts)

    def _bracketed(self, condition: Condition) -> str:
        text = self.condition(condition)
        return f"({text})" if isinstance(condition, (All, AnyOf)) else text

    def _meanwhile(self, condition: Meanwhile) -> str:
        text = self._bracketed(condition.part)
        stand_in = condition.stand_in
        if _is_never(stand_in):
            return self.say(_("known: {condition}")).format(condition=text)
        if isinstance(stand_in, Always):
            return self.say(_("{condition} or open")).format(condition=text)
        return self.say(_("{condition} (while open: {other})")).format(
            condition=text, other=self.condition(stand_in)
        )

    def _presumed(self, condition: Presumed) -> str:
        return self.say(_("{condition} (while open, presumed: {other})")).format(
            condition=self.condition(condition.answer), other=self.condition(condition.derived)
        )

    def name(self, thing: object) -> str:
        if isinstance(thing, Question):
            return self.say(thing.label).rstrip("?？")
        if isinstance(thing, Cases) and self.whole:
            return f"{self.say(thing.name)} [{self.cases(thing)}]"
        return self.say(str(getattr(thing, "name", None) or getattr(thing, "title", "")))

    def cases(self, cases: Cases) -> str:
        told = [
            self.say(_("{value} if {condition}")).format(
                value=self.value(value), condition=self.condition(condition)
            )
            for value, condition in cases.cases
        ]
        otherwise = self.say(_("else {value}")).format(value=self.value(cases.otherwise))
        return self.say(_("; ")).join([*told, otherwise])

    def value(self, value: object) -> str:
        return self.say(value.replace("_", " ")) if isinstance(value, str) else str(value)

    def values(self, variable: object, values: frozenset[object]) -> str:
        if not isinstance(variable, Question):
            return self._listed(sorted(map(self.value, values)))
        labels: list[tuple[object, str]] = [(choice.value, choice.label) for choice in variable.choices]
        labels = labels or [(True, _("yes")), (False, _("no"))]
        return self._listed([self.say(label) for value, label in labels if value in values])

    def _listed(self, words: list[str]) -> str:
        *others, last = words
        return f"{self.say(_(', ')).join(others)} {self.say(_('or'))} {last}" if others else last

    def _range(self, low: float, high: float) -> str:
        # A bound that is a hair off its rounded value was declared as "below" or "above" it.
        below, above = round(high, 6), round(low, 6)
        if low == -INFINITY:
            told = self.say(_("at most {number}") if high == below else _("below {number}"))
            return told.format(number=f"{below:g}")
        if high == INFINITY:
            told = self.say(_("at least {number}") if low == above else _("above {number}"))
            return told.format(number=f"{above:g}")
        if low == high:
            return f"{low:g}"
        return self.say(_("from {low} to {high}")).format(low=f"{low:g}", high=f"{high:g}")


def slug(name: str) -> str:
    """Make a key out of the name of a finding."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def _about(condition: Condition) -> tuple[str, str] | None:
    thing: object = condition
    if isinstance(condition, Is):
        thing = condition.variable
    elif isinstance(condition, Between):
        thing = condition.quantity
    name = getattr(thing, "name", None)
    if isinstance(thing, Question) or not isinstance(name, str):
        return None
    return ("criteria", name) if CRITERION.fullmatch(name) else ("findings", slug(name))


def _is_never(condition: Condition) -> bool:
    return isinstance(condition, Not) and isinstance(condition.part, Always)
