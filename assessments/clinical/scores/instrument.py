"""What every published instrument is, a score or a grading: for whom, made from whom, worth what, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.logic import Node

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Condition


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Instrument(Node):
    """`applies` tells for which lesions; elsewhere it is not read. `cohort` says from whom it was made, when.

    `limits` is what it is not worth. `references` are keys of `references.REFERENCES`, `evidence` is one of
    advice.STANDINGS. Where `excluded` holds one would expect it, and is told why it is not computed.
    """

    key: str
    title: str
    applies: Condition
    cohort: str
    limits: tuple[str, ...]
    references: tuple[str, ...]
    evidence: str
    not_computed_because: str = ""
    excluded: Condition | None = None

    def why_not(self, facts: Facts) -> str:
        """Say why it is not computed where one would expect it; empty elsewhere."""
        if self.excluded is None or not self.excluded.holds(facts):
            return ""
        return self.not_computed_because


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOff:
    """What was read off the facts: what each item can still be, and whether the instrument applies at all."""

    items: Mapping[str, AbstractSet[object]]
    applies: bool | None

    @property
    def known_items(self) -> int:
        """Count the items that are known."""
        return sum(len(values) == 1 for values in self.items.values())
