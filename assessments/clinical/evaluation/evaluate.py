"""evaluate(document): the whole reading of a case, a lesion each. A pure function of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assessments.clinical.advice import DIAGNOSE_FIRST, NON_OPERATIVE, NONE, highest_urgency
from assessments.clinical.agreement import panels
from assessments.clinical.deciding.open_answers import Deliberation, every_rule
from assessments.clinical.deciding.weighing import reasons
from assessments.clinical.evaluation.case import read_case
from assessments.clinical.evaluation.fork import fork
from assessments.clinical.options import options
from assessments.clinical.risks import RISKS
from assessments.clinical.rules.contradictions import contradictions
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.rule import SPARED
from assessments.clinical.rules.stops import NO_BIOPSY, speaking
from assessments.clinical.rules.treatment_order import treatment_order
from assessments.clinical.safety import safety
from assessments.clinical.safety.red_flags import red_flags
from assessments.clinical.scores import GRADINGS, SCORES
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.history import (
    CANCER_HISTORY,
    EXPECTED_SURVIVAL,
    FIT_FOR_ANAESTHESIA,
    TUMOUR_FREE_INTERVAL_EXPECTED,
)
from assessments.clinical.sections.imaging import HISTOLOGY
from assessments.clinical.sections.neuro import DEFICIT_HOURS
from assessments.clinical.versions import KNOWLEDGE

from .headline import headline
from .next_questions import wanted
from .what_if import what_if

if TYPE_CHECKING:
    from assessments.clinical.advice import Advice
    from assessments.clinical.agreement import PanelReading
    from assessments.clinical.deciding.weighing import Proposed
    from assessments.clinical.evaluation.fork import Branch
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.options import Offered
    from assessments.clinical.rules.contradictions import Contradiction
    from assessments.clinical.rules.criteria import Criterion, Verdict
    from assessments.clinical.rules.rule import Indication, LeastUrgency, Limit, Rule, Stop
    from assessments.clinical.rules.treatment_order import Turn
    from assessments.clinical.safety import SafetyRow
    from assessments.clinical.scores import GradingReading
    from assessments.clinical.scores.score import Reading

    from .next_questions import Wanted
    from .what_if import Change

OVERRIDES = (EXPECTED_SURVIVAL, FIT_FOR_ANAESTHESIA, TUMOUR_FREE_INTERVAL_EXPECTED, DEFICIT_HOURS)
OVERRIDE_PATHS = frozenset(question.path for question in OVERRIDES)


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion with its verdict and the answered questions that decided it."""

    criterion: Criterion
    verdict: Verdict
    decided_by: tuple[str, ...]


class LesionEvaluation:
    """All that is said of one lesion. What costs time is worked out when it is first asked for."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._deliberation = Deliberation(facts)
        advice = self._deliberation.advice
        self.decision: str = advice.decision
        self.urgency: str = advice.urgency
        self.aim: str | None = advice.aim
        self.urgency_from: tuple[str, ...] = self._deliberation.weighed.urgency_from
        self.proposals: tuple[Proposed, ...] = self._deliberation.weighed.proposals

    @property
    def advice(self) -> Advice:
        """Give decision, urgency and aim together."""
        return self._deliberation.advice

    @cached_property
    def floor(self) -> str:
        """Give how urgent the state of nerves and bone is by itself."""
        return highest_urgency(s.now for s in self._deliberation.least_urgencies if s.now)

    @cached_property
    def own_urgency(self) -> str:
        """Give how urgent the advice is by itself: the operation that is left, or the stop that speaks."""
        weighed = self._deliberation.weighed
        if weighed.stops:
            own = (s.now for s in self._deliberation.stops if s.rule in weighed.stops)
            return highest_urgency(urgency for urgency in own if urgency)
        return highest_urgency(p.urgency for p in self.proposals if p.left != NON_OPERATIVE)

    @cached_property
    def settled(self) -> bool:
        """Tell whether no open answer can change decision, urgency or aim, and none contradicts another."""
        return self._deliberation.settled and not self.contradictions

    @cached_property
    def urgency_settled(self) -> bool:
        """Tell whether no open answer can change the urgency, and none contradicts another."""
        return self._deliberation.urgency_settled and not self.contradictions

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """List the open questions that could change the advice, in the order in which to ask."""
        return tuple(wanted.question.path for wanted in self.wanted)

    @cached_property
    def not_known(self) -> tuple[str, ...]:
        """List the questions said to be not known that could change the advice: not asked again."""
        return self._deliberation.not_known

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """List the decisions that are still possible, ascending; "diagnose first" before the others."""
        return (self.decision,) if self._deliberation.settled else self._deliberation.possible

    @cached_property
    def histology_unconfirmed(self) -> bool:
        """Tell whether an unproven diagnosis could still stop the operation."""
        if self.decision == DIAGNOSE_FIRST or DIAGNOSE_FIRST not in self.possible:
            return False
        facts = self.facts
        return facts.is_open(HISTOLOGY) or facts.is_open(CANCER_HISTORY) or bool(NO_BIOPSY.holds(facts))

    @cached_property
    def provided(self) -> tuple[Limit, ...]:
        """List the limits that are open and would each lower the decision."""
        return self._deliberation.provided

    @cached_property
    def fork(self) -> tuple[Branch, ...]:
        """List what each answer to the first question to answer next would bring."""
        return fork(self._deliberation, self.wanted[0].question) if self.wanted else ()

    @cached_property
    def wanted(self) -> tuple[Wanted, ...]:
        """List what is missing in the order in which to ask, each with the rules that wait for it."""
        return wanted(self._deliberation)

    @cached_property
    def red_flags(self) -> tuple[Rule, ...]:
        """List what cannot wait for the rest of the answers."""
        return red_flags(self.facts)

    @cached_property
    def harmless(self) -> tuple[str, ...]:
        """List the open questions that cannot change the advice."""
        return self._deliberation.harmless

    @cached_property
    def headline(self) -> str:
        """Say the advice in few sentences; the longest name what is urgent, possible and still to answer."""
        return headline(self)

    @cached_property
    def indications(self) -> tuple[Indication, ...]:
        """List the indications that hold."""
        return tuple(s.rule for s in self._deliberation.indications if s.now is not None)

    @cached_property
    def reasons(self) -> tuple[Indication, ...]:
        """List the indications to print: without those that say less than another that holds."""
        return reasons(self.proposals)

    @cached_property
    def least_urgencies(self) -> tuple[LeastUrgency, ...]:
        """List the least urgencies that hold."""
        return tuple(s.rule for s in self._deliberation.least_urgencies if s.now not in (None, NONE))

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """List the limits that hold and concern a proposal, or would concern any."""
        aims = {proposed.aim for proposed in self.proposals}
        heard = (s.rule for s in self._deliberation.limits if s.now not in (None, SPARED))
        return tuple(limit for limit in heard if limit.aims is None or limit.aims & aims)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """List the stops that hold and that no operation silences; the one that speaks stands first."""
        stops = self._deliberation.weighed.stops
        first = speaking(stops, self.facts) if stops else None
        return tuple(sorted(stops, key=lambda stop: stop is not first))

    @cached_property
    def live(self) -> tuple[Rule, ...]:
        """List the rules that an open answer could still change."""
        deliberation = self._deliberation
        return (
            *(s.rule for s in deliberation.live_indications),
            *(s.rule for s in deliberation.live_limits),
            *(s.rule for s in deliberation.live_stops),
            *(s.rule for s in deliberation.live_least_urgencies),
        )

    @cached_property
    def considered(self) -> tuple[Rule, ...]:
        """List the rules that were asked and did not speak."""
        spoke: set[Rule] = {*self.indications, *self.limits, *self.stops, *self.least_urgencies}
        return tuple(rule for rule in every_rule() if rule not in spoke)

    @cached_property
    def criteria(self) -> tuple[Judged, ...]:
        """Judge all sixteen criteria of the source."""
        return tuple(
            Judged(criterion, criterion.verdict(self.facts), self._decided(criterion.finding.reads))
            for criterion in CRITERIA
        )

    def _decided(self, paths: frozenset[str]) -> tuple[str, ...]:
        """List the answered questions among these; an override that is answered decides by itself."""
        answered = self._answered(paths)
        return tuple(path for path in answered if path in OVERRIDE_PATHS) or answered

    def _answered(self, paths: frozenset[str]) -> tuple[str, ...]:
        return tuple(
            path
            for path, question in BY_PATH.items()
            if path in paths and self.facts.answer(question) is not None
        )

    @cached_property
    def scores(self) -> tuple[Reading, ...]:
        """Read every score that applies, or may."""
        readings = (score.read(self.facts) for score in SCORES)
        return tuple(reading for reading in readings if reading is not None)

    @cached_property
    def risks(self) -> tuple[Reading, ...]:
        """Read every published risk that applies, or may; none of them drives advice."""
        readings = (risk.read(self.facts) for risk in RISKS)
        return tuple(reading for reading in readings if reading is not None)

    @cached_property
    def gradings(self) -> tuple[GradingReading, ...]:
        """Read every grading that applies, or may."""
        readings = (grading.read(self.facts) for grading in GRADINGS)
        return tuple(reading for reading in readings if reading is not None)

    @cached_property
    def presumed(self) -> tuple[str, ...]:
        """List the questions in whose place something derived stands until they are answered."""
        return tuple(
            q.path for q in OVERRIDES if self.facts.answer(q) is None and self.facts.asked[q] is True
        )

    @cached_property
    def essential(self) -> tuple[str, ...]:
        """List the open questions without which nothing can be said."""
        return tuple(question.path for question in self._deliberation.first_of_all)

    @cached_property
    def references(self) -> tuple[str, ...]:
        """List the keys of all sources that spoke, each once, in order."""
        rules: list[Rule] = [*self.stops, *self.least_urgencies, *self.indications, *self.limits]
        keys = [key for rule in (*rules, *self.safety) for key in rule.references]
        keys += [key for offered in self.options for key in offered.references]
        keys += [key for reading in (*self.scores, *self.risks) for key in reading.score.references]
        return tuple(dict.fromkeys([*keys, "source"]))

    @cached_property
    def what_if(self) -> tuple[Change, ...]:
        """List each single changed answer that would change the advice."""
        return what_if(self._deliberation)

    @cached_property
    def safety(self) -> tuple[SafetyRow, ...]:
        """List the safety and work-up rows that hold."""
        return safety(self.facts)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """List the answers that contradict each other."""
        return contradictions(self.facts)

    @cached_property
    def options(self) -> tuple[Offered, ...]:
        """List the kinds of procedure or treatment that fit the advice, the preferred first."""
        return options(self.facts, self._deliberation.advice)

    @cached_property
    def panels(self) -> tuple[PanelReading, ...]:
        """Set the instruments that look at the same matter side by side."""
        return panels(self.facts)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the knowledge of one version says of a case."""

    knowledge: str
    lesions: tuple[LesionEvaluation, ...]

    @property
    def order(self) -> tuple[Turn, ...]:
        """Put several lesions into the order of treatment; empty for one."""
        return treatment_order(self.lesions)


def evaluate(document: object) -> Evaluation:
    """Evaluate a document of answers (see case.read_case, whose Refused this may raise)."""
    return Evaluation(KNOWLEDGE, tuple(map(LesionEvaluation, read_case(document).facts())))
