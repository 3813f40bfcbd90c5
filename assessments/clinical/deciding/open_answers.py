"""What is settled, what is missing and what is possible: could the answers still open change the advice?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from assessments.clinical.advice import (
    CONSIDER,
    DECISION_RANK,
    DIAGNOSE_FIRST,
    NON_OPERATIVE,
    NONE,
    OPERATE,
    UNDECIDED,
    URGENCY_RANK,
    strongest,
)
from assessments.clinical.findings.bone import OPERATED_HERE
from assessments.clinical.language.logic import NO_KEYS
from assessments.clinical.language.questions import rests_on
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.rule import CAPS, NO_EFFECT, outcome_of
from assessments.clinical.rules.stops import NOTHING_PROVEN, STOPS
from assessments.clinical.sections import BY_PATH, QUESTIONS
from assessments.clinical.sections.fracture import FRACTURE
from assessments.clinical.sections.history import PATIENT_CHOICE, RADIOSENSITIVITY_KNOWN
from assessments.clinical.sections.imaging import BONE, COLLAPSE, CONTIGUOUS_LEVELS, HISTOLOGY
from assessments.clinical.sections.neuro import DEFICIT
from assessments.clinical.sections.pain import PAIN_IN_WORDS, WORST_PAIN

from .weighing import (
    DECISION_OF_RANK,
    Weighed,
    hear,
    weigh,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assessments.clinical.advice import Advice, Proposal
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.questions import Question
    from assessments.clinical.rules.rule import Indication, LeastUrgency, Limit, Rule, Stop, Weighable

    from .weighing import Spoken

ORDER = {question.path: place for place, question in enumerate(QUESTIONS.values())}
NEVER_OPEN = (PATIENT_CHOICE, RADIOSENSITIVITY_KNOWN, CONTIGUOUS_LEVELS)


@dataclass(frozen=True, slots=True)
class Switch:
    """A live rule, what it waits for, and each advice that it could bring alone."""

    rule: Weighable
    waits_for: frozenset[str]
    outcomes: tuple[Advice, ...]
    now: Advice

    @property
    def changes(self) -> bool:
        """Tell whether this rule alone could change the advice."""
        return any(advice != self.now for advice in self.outcomes)


def every_rule() -> tuple[Weighable, ...]:
    """List every rule that is weighed: no declaration of its own, whose parts would be named by it."""
    return (*INDICATIONS, *LIMITS, *STOPS, *LEAST_URGENCIES)


@cache
def resting_on(path: str, rules: tuple[Weighable, ...]) -> tuple[Weighable, ...]:
    """List those of the rules that could say something else were this question answered otherwise."""
    return tuple(rule for rule in rules if path in rests_on(rule.when, outcome_of(rule)))


class Deliberation:
    """One lesion's rules, read once, and weighed as often as it takes to see what could change.

    Where all of them were `heard` already, none is read again.
    """

    def __init__(
        self, facts: Facts, heard: Mapping[Weighable, Spoken[Any, Any] | None] | None = None
    ) -> None:
        self.facts = facts
        self._heard = heard or {rule: hear(rule, facts) for rule in every_rule()}
        self.indications: list[Spoken[Indication, Proposal]] = self._those_of(INDICATIONS)
        self.limits: list[Spoken[Limit, str]] = self._those_of(LIMITS)
        self.stops: list[Spoken[Stop, str]] = self._those_of(STOPS)
        self.least_urgencies: list[Spoken[LeastUrgency, str]] = self._those_of(LEAST_URGENCIES)
        self.weighed = self._weigh()
        if self.weighed.beneath == NON_OPERATIVE and self.may_be_operated:
            self.weighed = self._weigh(may_be_operated=True)
        facts.memo[Deliberation] = self.weighed.advice

    def _those_of(self, rules: Iterable[Weighable]) -> list[Any]:
        """List what rules say that hold or still may, in their order."""
        return [spoken for rule in rules if (spoken := self._heard[rule]) is not None]

    def with_answer(self, question: Question, answer: object) -> Deliberation:
        """Deliberate on the same lesion with one answer changed: only what rests on it is read again."""
        facts = self.facts.with_answer(question, answer)
        heard = {rule: hear(rule, facts) for rule in resting_on(question.path, every_rule())}
        return Deliberation(facts, {**self._heard, **heard})

    @property
    def advice(self) -> Advice:
        """Give the advice as it stands."""
        return self.weighed.advice

    def _weigh(
        self,
        switched: Mapping[Rule, Any] | None = None,
        *,
        firm: bool | None = None,
        may_be_operated: bool = False,
    ) -> Weighed:
        """Weigh as it stands, but with the outcome of each rule given here switched to what is given."""
        switched = switched or {}
        said: Callable[[Spoken[Any, Any]], Any] = lambda spoken: switched.get(spoken.rule, spoken.now)  # noqa: E731
        return weigh(
            [(s.rule, proposal) for s in self.indications if (proposal := said(s)) is not None],
            [(s.rule, cap) for s in self.limits if (cap := said(s)) is not None],
            [
                (s.rule, urgency, self._firm(s.rule, while_open=firm))
                for s in self.stops
                if (urgency := said(s)) is not None
            ],
            [
                (s.rule, urgency)
                for s in self.least_urgencies
                if (urgency := said(s)) is not None and urgency != NONE
            ],
            may_be_operated=may_be_operated,
        )

    def _firm(self, stop: Stop, *, while_open: bool | None) -> bool:
        """Tell whether no operation silences the stop; while that is open, what is given."""
        firm = stop.firm.holds(self.facts)
        if firm is None:
            return bool(stop.firm.holds(self.facts.presumed)) if while_open is None else while_open
        return firm

    # -- What is live

    @property
    def live_indications(self) -> list[Spoken[Indication, Any]]:
        """List the indications that later answers could change."""
        return [spoken for spoken in self.indications if spoken.live]

    @property
    def live_limits(self) -> list[Spoken[Limit, str]]:
        """List the limits that later answers could change; one without effect changes nothing."""
        return [s for s in self.limits if s.live and any(o not in (None, NO_EFFECT) for o in s.outcomes)]

    @property
    def live_stops(self) -> list[Spoken[Stop, str]]:
        """List the stops whose own condition later answers could change."""
        return [spoken for spoken in self.stops if spoken.live]

    @property
    def live_least_urgencies(self) -> list[Spoken[LeastUrgency, str]]:
        """List the least urgencies that later answers could change."""
        return [spoken for spoken in self.least_urgencies if spoken.live]

    @cached_property
    def highest(self) -> Weighed:
        """Weigh with every live indication at its highest, every live limit at its mildest, no live stop."""
        switched: dict[Rule, Any] = {}
        switched.update((s.rule, strongest(filter(None, s.outcomes))) for s in self.live_indications)
        switched.update((s.rule, mildest(s.outcomes)) for s in self.live_limits)
        switched.update((s.rule, None) for s in self.live_stops)
        switched.update((s.rule, _most_urgent(s.outcomes)) for s in self.live_least_urgencies)
        return self._weigh(switched, firm=False)

    @cached_property
    def lowest(self) -> Weighed:
        """Weigh the other way round: no live indication, the strictest limits, every stop that may be."""
        switched: dict[Rule, Any] = {}
        switched.update(
            (s.rule, None if None in s.outcomes else _least(s.outcomes)) for s in self.live_indications
        )
        switched.update((s.rule, strictest(s.outcomes)) for s in self.live_limits)
        switched.update((s.rule, _most_urgent(s.outcomes)) for s in self.live_stops)
        switched.update((s.rule, _least_urgent(s.outcomes)) for s in self.live_least_urgencies)
        return self._weigh(switched, firm=True)

    @cached_property
    def may_be_operated(self) -> bool:
        """Tell whether an open answer could still bring an operation."""
        return self.highest.beneath != NON_OPERATIVE

    @cached_property
    def settled(self) -> bool:
        """Tell whether the advice is the same at both extremes, and with each live rule switched alone.

        While an operation is possible and none is proposed yet, nothing is.
        """
        return self._stays(lambda advice: advice)

    @cached_property
    def urgency_settled(self) -> bool:
        """Tell whether no open answer can change how soon, whatever it does to the rest of the advice."""
        return self._stays(lambda advice: advice.urgency)

    def _stays(self, part: Callable[[Advice], object]) -> bool:
        if self.advice.decision == UNDECIDED:
            return False
        now = part(self.advice)
        if part(self.highest.advice) != now or part(self.lowest.advice) != now:
            return False
        return all(part(advice) == now for switch in self.switches for advice in switch.outcomes)

    @property
    def possible(self) -> tuple[str, ...]:
        """List the decisions still possible, ascending; a stop that may speak or fall stands first."""
        takes = (self.weighed, self.highest, self.lowest)
        if all(take.stops for take in takes):
            return (DIAGNOSE_FIRST,)
        ranks = [DECISION_RANK[take.beneath] for take in takes]
        between = tuple(DECISION_OF_RANK[rank] for rank in range(min(ranks), max(ranks) + 1))
        return (DIAGNOSE_FIRST, *between) if any(take.stops for take in takes) else between

    @property
    def provided(self) -> tuple[Limit, ...]:
        """List the live limits each of which, holding alone, would lower the decision."""
        if self.advice.decision not in (CONSIDER, OPERATE):
            return ()
        now = DECISION_RANK[self.advice.decision]
        return tuple(
            s.rule
            for s in self.live_limits
            if any(DECISION_RANK[self._weigh({s.rule: outcome}).beneath] < now for outcome in s.outcomes)
        )

    @cached_property
    def switches(self) -> tuple[Switch, ...]:
        """For each live rule: what it waits for and what it alone would bring."""
        live: list[Spoken[Any, Any]] = [
            *self.live_indications,
            *self.live_limits,
            *self.live_stops,
            *self.live_least_urgencies,
        ]
        return tuple(map(self._switch, live))

    def _switch(self, spoken: Spoken[Any, Any]) -> Switch:
        undecided = self.advice.decision == UNDECIDED
        outcomes = (
            self._weigh({spoken.rule: outcome}, may_be_operated=undecided)
            for outcome in spoken.outcomes
            if outcome != spoken.now
        )
        return Switch(
            spoken.rule, self._waits_for(spoken.rule), tuple(w.advice for w in outcomes), self.advice
        )

    def _waits_for(self, rule: Weighable) -> frozenset[str]:
        return rule.when.open_keys(self.facts) | outcome_of(rule).open_keys(self.facts)

    # -- What is missing

    @cached_property
    def first_of_all(self) -> tuple[Question, ...]:
        """List the open questions that head all others; more of them while nothing is decided."""
        facts = self.facts
        heads: list[Question] = []
        undecided = self.advice.decision == UNDECIDED
        if undecided and facts.is_open(BONE):
            heads.append(BONE)
        if facts.is_open(HISTOLOGY) and NOTHING_PROVEN.holds(facts.presumed):
            heads.append(HISTOLOGY)
        if undecided:
            heads += self._about_the_bone()
        return tuple(heads)

    def _about_the_bone(self) -> list[Question]:
        facts = self.facts
        if facts.answer(BONE) is None:
            return []
        if "spine" not in facts.values[BONE]:
            return [FRACTURE] if facts.answer(FRACTURE) is None else []
        asked = [DEFICIT] if OPERATED_HERE.holds(facts) else [COLLAPSE, DEFICIT]
        return [question for question in asked if facts.answer(question) is None]

    @cached_property
    def would_help(self) -> tuple[str, ...]:
        """List the open questions that could change the advice, those said to be not known among them."""
        if self.settled:
            return ()
        keys = NO_KEYS.union(*(switch.waits_for for switch in self.switches if switch.changes))
        if not keys:
            # No live rule changes the advice alone, but several together do.
            keys = NO_KEYS.union(*(switch.waits_for for switch in self.switches))
        first = [question.path for question in self.first_of_all]
        keys |= frozenset(first)
        return tuple(sorted(keys, key=lambda p: (_place(p, first), not BY_PATH[p].core, ORDER[p])))

    @property
    def not_known(self) -> tuple[str, ...]:
        """List those of them that were said to be not known: not asked again, but they would help."""
        return tuple(path for path in self.would_help if self.facts.not_known(path))

    @property
    def missing(self) -> tuple[str, ...]:
        """List what to find out next: open questions that could change the advice, weightiest first."""
        return tuple(path for path in self.would_help if not self.facts.not_known(path))

    @property
    def harmless(self) -> tuple[str, ...]:
        """List the open questions that no live rule waits for: they cannot change the advice."""
        waited_for = NO_KEYS.union(*(switch.waits_for for switch in self.switches))
        waited_for |= {question.path for question in self.first_of_all}
        return tuple(
            question.path
            for question in QUESTIONS.values()
            if question.kind != "date"
            and question.path not in waited_for
            and self.facts.is_open(question)
            and not self._replaces(question)
        )

    def _replaces(self, question: Question) -> bool:
        """Tell whether the question never counts as open: another answer or a usual value stands for it."""
        if question is WORST_PAIN:
            return self.facts.answer(PAIN_IN_WORDS) is not None
        return question in NEVER_OPEN


def _place(path: str, first: list[str]) -> int:
    return first.index(path) if path in first else len(first)


def _least(outcomes: Iterable[Any]) -> Any:
    return min(outcomes, key=lambda p: (DECISION_RANK[p.decision], URGENCY_RANK[p.urgency]))


def _most_urgent(outcomes: Iterable[str | None]) -> str:
    return max((o for o in outcomes if o is not None), key=URGENCY_RANK.__getitem__)


def _least_urgent(outcomes: Iterable[str | None]) -> str | None:
    return min(outcomes, key=lambda o: -1 if o is None else URGENCY_RANK[o])


def mildest(caps: Iterable[str | None]) -> str | None:
    """Give the cap that leaves most; no cap at all is milder than any."""
    return min(caps, key=_strictness)


def strictest(caps: Iterable[str | None]) -> str | None:
    """Give the cap that leaves least."""
    return max(caps, key=_strictness)


def _strictness(cap: str | None) -> int:
    return -1 if cap is None else CAPS.index(cap)


def advice_of(facts: Facts) -> Advice:
    """Give the advice as it stands, weighed once for these facts."""
    memo = facts.strict.memo
    if Deliberation not in memo:
        memo[Deliberation] = Deliberation(facts.strict).advice
    return cast("Advice", memo[Deliberation])
