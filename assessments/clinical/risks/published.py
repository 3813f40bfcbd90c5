"""What a published risk is: a score of something other than long survival, beside which it stands.

It informs and never drives advice: no rule, option or safety row reads one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.logic import NO_KEYS, Variable
from assessments.clinical.scores.score import Score

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Risk(Score):
    """A published risk: `of` what, until when; its `validation`, and how it is to be `read_as`.

    What a score is holds for it as well (see scores.score.Score).
    """

    of: str
    validation: str
    read_as: str


@dataclass(frozen=True, eq=False, slots=True)
class Unasked(Variable):
    """Something that no question asks for, so that it stays open in every case."""

    name: str
    values: tuple[object, ...] = (1, 0)

    def possible(self, _facts: Facts) -> frozenset[object]:
        """List the values, all of which stay possible."""
        return frozenset(self.values)

    def open_keys(self, _facts: Facts) -> frozenset[str]:
        """Name no question: none would settle it."""
        return NO_KEYS
