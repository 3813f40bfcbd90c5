"""What a grading is: a class out of a published list, not a sum. It is read like a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.questions import NOT_ASKED

from .instrument import Instrument, ReadOff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Condition, Node, Variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One class of a grading, with what it stands for."""

    key: str
    label: str
    meaning: str


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Part:
    """Something that the class rests on and that is shown beside it."""

    key: str
    label: str
    looks_at: Variable


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Note:
    """A sentence that belongs to the reading where its condition holds."""

    key: str
    when: Condition
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingReading(ReadOff):
    """A grading read off the facts: the classes still possible, and the one where only one is left."""

    score: Grading
    possible: tuple[Grade, ...]
    items: Mapping[str, frozenset[object]]
    notes: tuple[str, ...]

    @property
    def band(self) -> Grade | None:
        """Give the class; None while it is open."""
        return self.possible[0] if len(self.possible) == 1 else None

    @property
    def complete(self) -> bool:
        """Tell whether the class is known."""
        return len(self.possible) == 1

    @property
    def items_as_data(self) -> dict[str, object]:
        """Give the value of each part, all that are possible while it is open."""
        return {
            key: next(iter(values)) if len(values) == 1 else sorted(values - {NOT_ASKED}, key=str)
            for key, values in self.items.items()
        }


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Grading(Instrument):
    """A published classification. The possible values of `finding` are keys of `grades`."""

    finding: Variable
    grades: tuple[Grade, ...]
    parts: tuple[Part, ...]
    evidence: str = "consensus"
    notes: tuple[Note, ...] = ()

    def read(self, facts: Facts) -> GradingReading | None:
        """Tell which classes are possible; None where the grading does not apply."""
        applies = self.applies.holds(facts)
        if applies is False:
            return None
        values = self.finding.possible(facts)
        return GradingReading(
            score=self,
            possible=tuple(grade for grade in self.grades if grade.key in values),
            items={part.key: part.looks_at.possible(facts) for part in self.parts},
            notes=tuple(note.says for note in self.notes if note.when.holds(facts)),
            applies=applies,
        )

    def open_keys(self, facts: Facts) -> frozenset[str]:
        """Name the open questions that keep more than one class possible."""
        keys = self.applies.open_keys(facts)
        if len(self.finding.possible(facts)) > 1:
            keys |= self.finding.open_keys(facts)
        return keys

    @property
    def children(self) -> tuple[Node, ...]:
        parts = (part.looks_at for part in self.parts)
        return (self.applies, self.finding, *parts, *(note.when for note in self.notes))
