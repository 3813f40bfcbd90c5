"""What a safety row is, and the conditions that only such rows need."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assessments.clinical.language.logic import Condition, known, maybe
from assessments.clinical.rules.rule import Rule
from assessments.clinical.sections.patient import ASSESSED_ON

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.questions import Question
    from assessments.clinical.scores.score import Score

ISO_DAY = 10  # characters of a whole date; a month alone is shorter


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Extra:
    """A further sentence of a row, told where its own condition holds as well."""

    when: Condition
    says: str


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class SafetyRow(Rule):
    """A row of the safety and work-up list, judged on the presuming reading of the facts."""

    extras: tuple[Extra, ...] = ()

    def sentences(self, facts: Facts) -> tuple[str, ...]:
        """List what the row says of this lesion: its own sentence, then those extras that hold."""
        presumed = facts.presumed
        told = (extra.says for extra in self.extras if extra.when.holds(presumed))
        return (self.says, *told)


def unknown(condition: Condition) -> Condition:
    """Wrap a condition into one that holds while the other is open."""
    return maybe(condition) & ~known(condition)


@dataclass(frozen=True, eq=False, slots=True)
class Complete(Condition):
    """Every item of the score is known, and it applies."""

    score: Score

    @property
    def words(self) -> str:
        """Say it in words."""
        return f"{self.score.title} applies and is complete"

    def holds(self, facts: Facts) -> bool | None:
        reading = self.score.read(facts)
        return reading is not None and bool(reading.applies) and reading.complete

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return self.score.open_keys(facts)


def first_day(text: str) -> date:
    """Read the ISO day of a finding; a month alone counts from its first day: rather too old than too new."""
    return date.fromisoformat(text if len(text) == ISO_DAY else f"{text}-01")


def last_day(text: str) -> date:
    """Read the ISO day of an assessment; a month alone counts to its last day, for the same reason."""
    if len(text) == ISO_DAY:
        return date.fromisoformat(text)
    year, month = map(int, text.split("-"))
    return date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True, eq=False, slots=True)
class Older(Condition):
    """More than so many days passed from the finding to the assessment; open while a date is not known."""

    question: Question
    days: int
    looks_at = (ASSESSED_ON,)

    @property
    def words(self) -> str:
        """Say it in words."""
        return f"{self.question.label}: more than {self.days} days before the assessment"

    def holds(self, facts: Facts) -> bool | None:
        if facts.asked[self.question] is False:
            return False
        then, now = facts.answer(self.question), facts.answer(ASSESSED_ON)
        if not isinstance(then, str) or not isinstance(now, str):
            return None
        return (last_day(now) - first_day(then)).days > self.days

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return self.question.open_keys(facts) | ASSESSED_ON.open_keys(facts)
