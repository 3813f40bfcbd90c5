"""What stands beside the form: red flags, the advice once it may be told, scores, and what to answer next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.document import SECTION_BY_KEY
from assessments.answers.punctuation import sentences
from assessments.answers.steps import step_name
from assessments.answers.wording import asked_next, lesion_name, question_name
from assessments.clinical.advice import NONE, URGENCIES
from assessments.clinical.deciding.clock import CLOCK_RUNS, clock
from assessments.clinical.evaluation.headline import headline
from assessments.clinical.rules.least_urgency import U1, urgent_sentence
from assessments.clinical.safety.nerves import S2, S5, S6
from assessments.clinical.safety.operation import S7, S8
from assessments.clinical.safety.red_flags import RED_FLAGS, red_flags
from assessments.clinical.safety.states import BLOODS_OLD, IMAGING_OLD, NEUROLOGY_OLD
from assessments.clinical.safety.work_up import S19
from assessments.clinical.sections import BY_PATH, QUESTIONS
from assessments.clinical.sections.history import BLOODS_ON
from assessments.clinical.sections.imaging import IMAGED_ON
from assessments.clinical.sections.neuro import EXAMINED_ON

from .fork import fork_in_words, possible_in_words
from .grounds import deciding
from .next_reason import reason
from .scores import risk_line, score_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from assessments.answers.document import Answers
    from assessments.clinical.evaluation.evaluate import LesionEvaluation
    from assessments.clinical.evaluation.next_questions import Wanted
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Condition
    from assessments.clinical.language.questions import Question
    from assessments.clinical.rules.rule import Rule
    from assessments.clinical.safety import SafetyRow

    from .tree import Fork, ScoreLine

AT_ONCE = frozenset({S2, S5, S6, S7, S8})  # safety rows that are seen to before anything else
NEXT_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Flag:
    """What is said at once beside a question: a red flag in words, or that a finding has aged."""

    key: str
    title: str
    sentence: str
    is_red: bool = True


@dataclass(frozen=True, slots=True)
class Next:
    """A question to answer next: what waits for it, and where it stands."""

    label: str
    why: str
    address: str
    step: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class LesionPanel:
    """What the panel says of one lesion."""

    number: int
    name: str
    flags: tuple[Flag, ...]
    floor: str
    clock: str
    now: tuple[Flag, ...]
    decision: str
    urgency: str
    headline: str
    possible: tuple[str, ...]
    fork: Fork | None
    settled: bool
    urgency_settled: bool
    contradictions: tuple[str, ...]
    scores: tuple[ScoreLine, ...]
    not_begun: tuple[str, ...]
    risks: tuple[ScoreLine, ...]
    next: tuple[Next, ...]
    more: int
    not_known: tuple[Next, ...]
    harmless: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel of a section: of one lesion, or of every lesion where the section is the patient's."""

    tells_advice: bool
    lesions: tuple[LesionPanel, ...]

    @property
    def said(self) -> str:
        """Give what a screen reader is told when it changes: red flags, and the advice if it may be told."""
        parts = [flag.title for flag in self.flags]
        if self.tells_advice:
            parts += [lesion.headline for lesion in self.lesions]
        return ". ".join(part.rstrip(".") for part in parts)

    @property
    def next(self) -> Next | None:
        """Give the question to answer next: of the first lesion on which an answer could change something."""
        return next((one for lesion in self.lesions for one in lesion.next), None)

    @property
    def flags(self) -> list[Flag]:
        """List the red flags of all lesions."""
        return [flag for lesion in self.lesions for flag in lesion.flags]

    @property
    def settled(self) -> bool:
        """Tell whether nothing that is open can change the advice on any lesion."""
        return all(lesion.settled for lesion in self.lesions)

    @property
    def open(self) -> int:
        """Count the open questions that could change the advice, each lesion's by itself."""
        return sum(len(lesion.next) + lesion.more + len(lesion.not_known) for lesion in self.lesions)


def panel(
    answers: Answers,
    lesions: Iterable[str] | None = None,
    *,
    tells_advice: bool,
    address_of: Callable[[str, Question], str],
) -> Panel | None:
    """Put what is known so far into the words of the panel, of all lesions or of these, in this order.

    None while answers contradict each other.
    """
    evaluation, _problems = answers.evaluated
    if evaluation is None:
        return None
    return Panel(
        tells_advice,
        tuple(
            _lesion(answers.judged[lesion], answers.number(lesion), partial(address_of, lesion))
            for lesion in (answers.lesions if lesions is None else lesions)
        ),
    )


def _lesion(lesion: LesionEvaluation, number: int, address_of: Callable[[Question], str]) -> LesionPanel:
    readings = [reading for reading in lesion.scores if reading.applies]
    begun = [reading for reading in readings if reading.known_items]
    wanted = lesion.wanted
    flags = lesion.red_flags
    started = clock(lesion.facts, lesion.urgency) if CLOCK_RUNS.holds(lesion.facts) else None
    return LesionPanel(
        number=number,
        name=lesion_name(lesion.facts),
        flags=tuple(_flag(flag, lesion.facts) for flag in flags),
        floor=_(URGENCIES[lesion.floor]) if lesion.floor != NONE and U1 in flags else "",
        clock=started.sentence(_) if started else "",
        now=tuple(_now(row, lesion.facts) for row in lesion.safety if row in AT_ONCE),
        decision=lesion.decision,
        urgency=lesion.urgency,
        headline=headline(lesion, _),
        possible=possible_in_words(lesion),
        fork=fork_in_words(lesion),
        settled=lesion.settled,
        urgency_settled=lesion.urgency_settled,
        contradictions=tuple(_(row.says) for row in lesion.contradictions),
        scores=tuple(score_line(reading, lambda _keys: ()) for reading in begun),
        not_begun=tuple(_(reading.score.title) for reading in readings if not reading.known_items),
        risks=tuple(
            risk_line(reading, lambda _keys: ())
            for reading in lesion.risks
            if reading.applies and reading.known_items
        ),
        next=tuple(_next(one, lesion, address_of) for one in wanted[:NEXT_SHOWN]),
        more=max(0, len(wanted) - NEXT_SHOWN),
        not_known=tuple(
            Next(question_name(BY_PATH[path]), "", address_of(BY_PATH[path])) for path in lesion.not_known
        ),
        harmless=len(lesion.harmless),
    )


def _flag(rule: Rule, facts: Facts) -> Flag:
    return Flag(rule.key, _(rule.title), _(urgent_sentence(rule, facts)))


def _now(row: SafetyRow, facts: Facts) -> Flag:
    return Flag(row.key, _(row.title), sentences(_(sentence) for sentence in row.sentences(facts)))


def _next(wanted: Wanted, lesion: LesionEvaluation, address_of: Callable[[Question], str]) -> Next:
    question = wanted.question
    step = step_name(SECTION_BY_KEY[question.section])
    why = reason(wanted, lesion.facts, lesion.advice)
    return Next(asked_next(question, lesion.facts), why, address_of(question), step, question.key)


AGEING: dict[str, Condition] = {
    IMAGED_ON.key: IMAGING_OLD,
    BLOODS_ON.key: BLOODS_OLD,
    EXAMINED_ON.key: NEUROLOGY_OLD,
}
FLAGGED = frozenset(path.split(".")[1] for flag in RED_FLAGS for path in flag.when.reads) | AGEING.keys()


def flags_by_question(facts: Facts, keys: Collection[str]) -> dict[str, list[Flag]]:
    """Find, for each of these questions, what its answer brought up: red flags, and findings that are old."""
    found: dict[str, list[Flag]] = {}
    for rule in red_flags(facts):
        place = next(iter(_grounds(rule, facts)), None)
        if place is not None and place in keys:
            found.setdefault(place, []).append(_flag(rule, facts))
    for extra in S19.extras:
        place = next((key for key in keys if AGEING.get(key) is extra.when), None)
        if place is not None and extra.when.holds(facts):
            found.setdefault(place, []).append(Flag(S19.key, _(S19.title), _(extra.says), is_red=False))
    return found


def _grounds(rule: Rule, facts: Facts) -> list[str]:
    """List the questions on whose answers a red flag rests; what comes last in the form stands first."""
    paths = deciding(rule.when.reads, facts, lambda less: bool(rule.when.holds(less.presumed)))
    keys = {path.split(".")[1] for path in paths}
    return [key for key in reversed(QUESTIONS) if key in keys]
