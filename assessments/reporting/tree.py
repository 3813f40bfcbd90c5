"""What the reader sees, as a tree of plain values in the order in which it is read.

The page, the print, the PDF and the plain text all show this one object; a signed report is kept as it.
Every text in it is in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report this is, and who answers for it."""

    identifier: str = ""
    name: str = ""
    born: str = ""
    sex: str = ""
    unit: str = ""
    author: str = ""
    assessed_on: str = ""
    signed_by: str = ""
    signed_at: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A paper or guideline, numbered as the report cites it."""

    number: int
    citation: str
    link: str
    read: str


@dataclass(frozen=True, slots=True)
class Line:
    """A rule as it is shown: what it says, of what answers, on what it rests."""

    key: str
    title: str
    sentence: str
    standing: str
    sources: tuple[int, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What else would be advised, and each single answer that would bring it about."""

    outcome: str
    decision: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One of the sixteen criteria, its verdict, and the answers that decided it or are open."""

    key: str
    title: str
    verdict: str
    verdict_text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GaugeBand:
    """A band of a gauge, in the units of its drawing."""

    label: str
    range: str
    x: float
    width: float
    holds: bool

    @property
    def middle(self) -> float:
        """Give where the band's words stand."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of a score with its points, "?" while they are open."""

    label: str
    points: str
    known: bool


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score: total or range, items, band, cohort, what it is worth, and its gauge."""

    key: str
    title: str
    total: str
    known: str
    complete: bool
    band: str
    meaning: str
    higher_is: str
    cohort: str
    standing: str
    limits: tuple[str, ...]
    sources: tuple[int, ...]
    items: tuple[ItemLine, ...]
    bands: tuple[GaugeBand, ...]
    x: float
    width: float
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class OptionLine:
    """A kind of procedure or treatment, with what speaks for and against it here."""

    key: str
    title: str
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NamedText:
    """A title and a sentence about it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class LesionReport:
    """One lesion, in the order in which it is read."""

    number: int
    name: str
    # 1, 2: the advice
    decision: str
    decision_text: str
    urgency: str
    urgency_text: str
    aim: str
    aim_text: str
    headline: str
    strength: str
    strength_text: str
    rests_on: str
    settled: bool
    purpose: str
    clock: str
    contradictions: tuple[str, ...]
    options: tuple[OptionLine, ...]
    # 3, 4: why, and what argues against it
    reasons: tuple[Line, ...]
    against_title: str
    against: tuple[Line, ...]
    # 5, 6: what is open, and what would change the advice
    missing: tuple[str, ...]
    presumed: tuple[str, ...]
    harmless: tuple[str, ...]
    changes: tuple[Change, ...]
    # 8 to 11: the grounds
    principles: tuple[CriterionLine, ...]
    timings: tuple[CriterionLine, ...]
    scores: tuple[ScoreLine, ...]
    not_computed: tuple[NamedText, ...]
    safety: tuple[Line, ...]
    rules: tuple[Line, ...]
    considered: tuple[NamedText, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All lesions of an assessment, with the version of the knowledge that spoke."""

    knowledge: str
    language: str
    identity: Identity
    final: bool
    lesions: tuple[LesionReport, ...]
    sources: tuple[Source, ...]
    not_for: str
    disclaimer: str

    @property
    def provisional(self) -> bool:
        """Tell whether the advice on any lesion could still change."""
        return any(not lesion.settled for lesion in self.lesions)
