"""What the reader sees, as a tree of plain values in the order in which it is read.

The page, the print, the PDF and the plain text all show this one object; a signed report is kept as it.
Every text in it is in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass

MISSING_AT_HAND = 5  # so many open answers stand on the first screen


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
class NamedText:
    """A title and a sentence about it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The hours that are gone since a deficit began, those in which to act, and where they are drawn.

    On the drawing the assessment is at `zero`; what is surely gone begins at `low`, what may be gone at
    `high`, and the window ends at `end`. `beyond` says that more may be gone than is drawn.
    """

    sentence: str
    gone: str
    act: str
    by: str
    overrun: bool
    zero: float
    low: float
    high: float
    beyond: bool
    end: float

    @property
    def perhaps(self) -> float:
        """Give how wide it is drawn what may be gone."""
        return round(self.low - self.high, 1)

    @property
    def surely(self) -> float:
        """Give how wide it is drawn what is surely gone."""
        return round(self.zero - self.low, 1)

    @property
    def left(self) -> float:
        """Give how wide the window is drawn."""
        return round(self.end - self.zero, 1)


@dataclass(frozen=True, slots=True)
class Change:
    """What else would be advised, and each single answer, as a clause, that would bring it about."""

    outcome: str
    decision: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForkLine:
    """Answers to the next question, and the advice that they would bring; as two cells and as a sentence."""

    answer: str
    outcome: str
    sentence: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Fork:
    """The question to answer next, and what each answer would make of the advice."""

    question: str
    lines: tuple[ForkLine, ...]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One of the sixteen criteria, its verdict, and the answers that decided it or are open.

    `support` says what published work stands beside the source's own word.
    """

    key: str
    title: str
    verdict: str
    verdict_text: str
    answers: tuple[str, ...]
    support: str = ""
    sources: tuple[int, ...] = ()


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
    # of a published risk: of what, how it was tested, how to take it
    of: str = ""
    validation: str = ""
    read_as: str = ""

    @property
    def begun(self) -> bool:
        """Tell whether any of its items is known."""
        return any(item.known for item in self.items)


@dataclass(frozen=True, slots=True)
class GradingLine:
    """A classification: its class, or those still possible, and what the class means."""

    key: str
    title: str
    grade: str
    meaning: str
    known: bool
    notes: tuple[str, ...]
    cohort: str
    standing: str
    limits: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PanelLine:
    """Instruments that look at the same matter, what each says, and what their disagreement would change."""

    title: str
    verdict: str
    voices: tuple[NamedText, ...]
    disagreements: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A published figure: so many per cent alive after so many months, and where it is drawn."""

    months: float
    percent: str
    x: float
    y: float
    mark: str
    to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class Cohort:
    """The published survival of one group of patients. `mark` is the sign of its dots."""

    number: int
    title: str
    cohort: str
    years: str
    kind: str
    figures: str
    sources: tuple[int, ...]
    this_patients_group: bool
    dots: tuple[Dot, ...]
    mark: str
    path: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An instrument with a tool of its own, and why it is not computed here."""

    title: str
    estimates: str
    reason: str
    worth: str
    where: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OptionLine:
    """A kind of procedure or treatment, with what speaks for and against it here."""

    key: str
    title: str
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    by_band: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AnswersOfSection:
    """What was answered in a section, question by question; `title` of a row is the question."""

    title: str
    rows: tuple[NamedText, ...]


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
    clock: Clock | None
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
    # 7: survival, as published
    survival: tuple[Cohort, ...]
    elsewhere: tuple[Elsewhere, ...]
    # 8 to 11: the grounds
    principles: tuple[CriterionLine, ...]
    timings: tuple[CriterionLine, ...]
    panels: tuple[PanelLine, ...]
    scores: tuple[ScoreLine, ...]
    gradings: tuple[GradingLine, ...]
    not_computed: tuple[NamedText, ...]
    safety: tuple[Line, ...]
    rules: tuple[Line, ...]
    considered: tuple[NamedText, ...]
    # while the advice is open: what it may still be, what the next answer brings, what nobody knows
    possible: tuple[str, ...] = ()
    fork: Fork | None = None
    not_known: tuple[str, ...] = ()
    # published risks, beside the advice
    risks: tuple[ScoreLine, ...] = ()
    # at a glance, how many of the criteria are met
    principles_told: str = ""
    timings_told: str = ""
    # where it is, for the figure
    bone: str = ""
    side: str = ""
    part: str = ""
    # what the first screen says: who and what in a line, what stops every operation, the advice, one reason
    patient_line: str = ""
    first_of_all: str = ""
    advice: str = ""
    reason: str = ""
    answers: tuple[AnswersOfSection, ...] = ()
    own_estimate: str = ""

    @property
    def is_for_theatre(self) -> bool:
        """Tell whether an operation is advised or to be weighed: something is to be done before it."""
        return self.decision in ("operate", "consider")

    @property
    def missing_more(self) -> int:
        """Give how many of the open answers are not on the first screen."""
        return max(0, len(self.missing) - MISSING_AT_HAND)

    @property
    def criteria(self) -> tuple[CriterionLine, ...]:
        """Give all sixteen criteria."""
        return (*self.principles, *self.timings)

    @property
    def not_applicable(self) -> tuple[CriterionLine, ...]:
        """Give the criteria that do not apply."""
        return tuple(line for line in self.criteria if line.verdict == "not_applicable")

    @property
    def rules_told(self) -> tuple[Line, ...]:
        """Give the rules that stand among the reasons already, for or against."""
        told = {line.key for line in (*self.reasons, *self.against)}
        return tuple(line for line in self.rules if line.key in told)

    @property
    def rules_left(self) -> tuple[Line, ...]:
        """Give the rules that stand nowhere else."""
        told = {line.key for line in (*self.reasons, *self.against)}
        return tuple(line for line in self.rules if line.key not in told)

    @property
    def is_begun(self) -> bool:
        """Tell whether any score can say more than that nothing is known."""
        return any(score.begun for score in self.scores)


@dataclass(frozen=True, slots=True)
class Turn:
    """A lesion's place in the order of treatment, and why."""

    place: int
    lesion: int
    name: str
    decision: str
    urgency: str
    sentence: str
    standing: str
    is_open: bool = False  # other decisions are still possible


@dataclass(frozen=True, slots=True)
class Picture:
    """A key image as it is printed with a report, and what is said under it; without `svg` only that.

    It is no part of the report: an erasure takes the picture away and leaves the report whole.
    """

    title: str
    lines: tuple[str, ...]
    svg: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a lesion, beside what was advised. Empty where nothing is recorded.

    `agrees` says whether the surgeon follows the advice, `differ` whether surgeon and board decided otherwise
    than each other. It is no part of the report: the board may decide after it was signed.
    """

    lesion: int
    name: str
    advised: str
    plan: str = ""
    by: str = ""
    done: str = ""
    answer: str = ""
    agrees: bool = True
    reason: str = ""
    text: str = ""
    board: str = ""
    board_on: str = ""
    board_text: str = ""
    board_who: str = ""  # does what the board decided
    board_why: str = ""  # it is otherwise than advised or planned
    differ: bool = False
    # whether the plan before the advice, and what the board decided, are otherwise than advised
    plan_differs: bool = False
    board_differs: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """All lesions of an assessment, with the version of the knowledge that spoke."""

    knowledge: str
    language: str
    identity: Identity
    final: bool
    order: tuple[Turn, ...]
    lesions: tuple[LesionReport, ...]
    sources: tuple[Source, ...]
    not_for: str
    disclaimer: str
    version: int = 1  # of this tree: a signed report is kept as it, and must stay readable
    # the case without its identity, for the title of a tab or a file: "Left femur, shaft · 62 f · breast"
    tab: str = ""
    place: str = ""  # the lesion, or how many there are
    answers: tuple[AnswersOfSection, ...] = ()

    @property
    def in_order(self) -> tuple[LesionReport, ...]:
        """Give the lesions as they are read: the one to treat first stands first."""
        places = {turn.lesion: turn.place for turn in self.order}
        return tuple(sorted(self.lesions, key=lambda lesion: places.get(lesion.number, lesion.number)))

    @property
    def whose(self) -> str:
        """Give the name of the patient, or else the identifier."""
        return self.identity.name or self.identity.identifier

    @property
    def provisional(self) -> bool:
        """Tell whether the advice on any lesion could still change."""
        return any(not lesion.settled for lesion in self.lesions)
