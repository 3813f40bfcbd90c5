"""A panel: instruments side by side, whether they agree, and what it would change where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from assessments.clinical.language.translatable import _

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.findings import Cases
    from assessments.clinical.language.logic import Condition

NOT_TOLD = "open"
SAYS = {
    "low": _("low risk"),
    "borderline": _("borderline"),
    "high": _("high risk"),
    "under_6_months": _("under 6 months"),
    "6_to_12_months": _("6 to 12 months"),
    "over_12_months": _("over 12 months"),
    NOT_TOLD: _("cannot be told yet"),
}


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Member:
    """One member of a panel. The values of `finding` are keys of SAYS; it speaks where `applies` holds."""

    key: str
    title: str
    applies: Condition
    finding: Cases


@dataclass(frozen=True, slots=True)
class Voice:
    """What one instrument says of this lesion."""

    instrument: Member
    says: str


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Disagreement:
    """Where instruments differ: what each says, and what it would change."""

    key: str
    when: Condition
    says: str
    change: str
    evidence: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelReading:
    """A panel read off the facts."""

    key: str
    title: str
    voices: tuple[Voice, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def agree(self) -> bool | None:
        """Tell whether all that can be told agree; None where fewer than two can."""
        told = [voice.says for voice in self.voices if voice.says != NOT_TOLD]
        return None if len(told) < 2 else len(set(told)) == 1


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Panel:
    """A group of instruments that look at the same matter."""

    key: str
    title: str
    instruments: tuple[Member, ...]
    disagreements: tuple[Disagreement, ...]

    def read(self, facts: Facts) -> PanelReading | None:
        """Read every instrument that applies; None where none does."""
        presumed = facts.presumed
        voices = tuple(
            Voice(instrument, cast("str", instrument.finding.value(presumed) or NOT_TOLD))
            for instrument in self.instruments
            if instrument.applies.holds(presumed)
        )
        if not voices:
            return None
        rows = tuple(row for row in self.disagreements if row.when.holds(presumed))
        return PanelReading(self.key, self.title, voices, rows)
