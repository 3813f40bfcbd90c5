"""What a reason is: a sentence for or against an option, where its condition holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.questions import ALWAYS

if TYPE_CHECKING:
    from assessments.clinical.language.logic import Condition


@dataclass(frozen=True, eq=False, slots=True)
class Reason:
    """One sentence on one option, for it or (`favours` false) against it."""

    option: str
    favours: bool
    sentence: str
    condition: Condition
    standing: tuple[str, ...]
    references: tuple[str, ...]


class Reasons:
    """The reasons on one option, in the order in which they are told."""

    def __init__(self, option: str) -> None:
        self.option = option
        self.reasons: list[Reason] = []

    def fits(
        self,
        sentence: str,
        condition: Condition = ALWAYS,
        *,
        standing: str = "expert",
        source: str = "expert",
    ) -> Reasons:
        """Add a reason for the option. `source` lists reference keys with a blank between them."""
        return self._add(True, sentence, condition, standing, source)

    def but(
        self,
        sentence: str,
        condition: Condition = ALWAYS,
        *,
        standing: str = "expert",
        source: str = "expert",
    ) -> Reasons:
        """Add a reason against the option."""
        return self._add(False, sentence, condition, standing, source)

    def _add(self, favours: bool, sentence: str, condition: Condition, standing: str, source: str) -> Reasons:
        references = tuple(source.split())
        self.reasons.append(Reason(self.option, favours, sentence, condition, (standing,), references))
        return self
