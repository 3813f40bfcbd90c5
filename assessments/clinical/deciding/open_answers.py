"""What is settled and what is missing: could the answers still open change the advice?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from assessments.clinical.advice import NONE, UNDECIDED, highest_urgency, strongest
from assessments.clinical.language.logic import NO_KEYS
from assessments.clinical.risks.urgency_floor import URGENCY_FLOOR
from assessments.clinical.rules.rule import CAPS, NO_EFFECT
from assessments.clinical.rules.stops import HISTOLOGY_FIRST
from assessments.clinical.sections import BY_PATH, QUESTIONS
from assessments.clinical.sections.history import PATIENT_CHOICE, RADIOSENSITIVITY_KNOWN
from assessments.clinical.sections.imaging import HISTOLOGY
from assessments.clinical.sections.pain import PAIN_IN_WORDS, WORST_PAIN

from .weighing import (
    essential_open,
    floor_as_it_stands,
    hear_indications,
    hear_limits,
    hear_stops,
    highest_floor,
    weigh,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from assessments.clinical.advice import Advice, Proposal
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.findings import Cases
    from assessments.clinical.language.logic import Condition
    from assessments.clinical.language.questions import Question
    from assessments.clinical.rules.rule import Indication, Limit, Rule, Stop

    from .weighing import Spoken, Weighed

ORDER = {question.path: place for place, question in enumerate(QUESTIONS.values())}


@dataclass(frozen=True, slots=True)
class Switch:
    """A live rule (None: the urgency floor), what it waits for, and each advice that it could bring alone."""

    rule: Rule | None
    waits_for: frozenset[str]
    outcomes: tuple[Advice, ...]
    now: Advice

    @property
    def changes(self) -> bool:
        """Tell whether this rule alone could change the advice."""
        return any(advice != self.now for advice in self.outcomes)


class Deliberation:
    """One lesion's rules, read once, and weighed as often as it takes to see what could change."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.indications = hear_indications(facts)
        self.limits = hear_limits(facts)
        self.stops = hear_stops(facts)
        self.floor = floor_as_it_stands(facts)
        self.highest_floor = highest_floor(facts)
        self.essential = essential_open(facts)
        self.weighed = self._weigh()

    @property
    def advice(self) -> Advice:
        """Give the advice as it stands."""
        return self.weighed.advice

    def _weigh(
        self,
        proposed: Mapping[Indication, Proposal | None] | None = None,
        capped: Mapping[Limit, str | None] | None = None,
        stopped: Mapping[Stop, str | None] | None = None,
        floor: str | None = None,
    ) -> Weighed:
        """Weigh as it stands, but with what is given here switched."""
        proposals, caps, stops = proposed or {}, capped or {}, stopped or {}
        return weigh(
            [
                (spoken.rule, proposal)
                for spoken in self.indications
                if (proposal := proposals.get(spoken.rule, spoken.now)) is not None
            ],
            [
                (spoken.rule, cap)
                for spoken in self.limits
                if (cap := caps.get(spoken.rule, spoken.now)) is not None
            ],
            [urgency for spoken in self.stops if (urgency := stops.get(spoken.rule, spoken.now)) is not None],
            floor or self.floor,
            essential_is_open=bool(self.essential),
        )

    @property
    def live_indications(self) -> list[Spoken[Indication, Proposal]]:
        """List the indications that later answers could change."""
        return [spoken for spoken in self.indications if spoken.live]

    @property
    def live_limits(self) -> list[Spoken[Limit, str]]:
        """List the limits that later answers could change; one without effect changes nothing."""
        return [s for s in self.limits if s.live and any(o not in (None, NO_EFFECT) for o in s.outcomes)]

    @property
    def live_stops(self) -> list[Spoken[Stop, str]]:
        """List the stops that later answers could change."""
        return [spoken for spoken in self.stops if spoken.live]

    @property
    def settled(self) -> bool:
        """Tell whether the advice is the same at both extremes, and with each live rule switched.

        The floor raises the urgency and nothing else, so that it is enough to switch it alone.
        While an essential question keeps the lesion undecided, nothing is.
        """
        return self._stays(lambda advice: advice)

    @property
    def urgency_settled(self) -> bool:
        """Tell whether no open answer can change how soon, whatever it does to the rest of the advice."""
        if self._floor_waits_for() and self._lowest(NONE).urgency != self.advice.urgency:
            return False  # the floor is cautious, and may come down as more is known
        return self._stays(lambda advice: advice.urgency)

    def _stays(self, part: Callable[[Advice], object]) -> bool:
        if self.advice.decision == UNDECIDED:
            return False
        now = part(self.advice)
        if any(part(advice) != now for advice in self._extremes()):
            return False
        return all(part(advice) == now for switch in self.switches() for advice in switch.outcomes)

    def _extremes(self) -> Iterator[Advice]:
        yield self._weigh(
            {s.rule: strongest(filter(None, s.outcomes)) for s in self.live_indications},
            {s.rule: mildest(s.outcomes) for s in self.live_limits},
            {s.rule: None for s in self.live_stops},
        ).advice
        yield self._lowest()

    def _lowest(self, floor: str | None = None) -> Advice:
        return self._weigh(
            {s.rule: None for s in self.live_indications},
            {s.rule: strictest(s.outcomes) for s in self.live_limits},
            {s.rule: s.now or highest_urgency(filter(None, s.outcomes)) for s in self.live_stops},
            floor,
        ).advice

    def switches(self) -> Iterator[Switch]:
        """For each live rule, and the floor: what it waits for and what it alone would bring."""
        for indication in self.live_indications:
            rule = indication.rule
            excluded = [s.rule for s in self.indications if s.rule.key in rule.excludes]
            outcomes = (
                self._weigh({rule: outcome} | dict.fromkeys(excluded if outcome else ()))
                for outcome in indication.outcomes
            )
            yield self._switch(rule, self._waits_for(rule.condition, rule.outcome), outcomes)
        for limit in self.live_limits:
            outcomes = (self._weigh(capped={limit.rule: outcome}) for outcome in limit.outcomes)
            waits = self._waits_for(limit.rule.condition, limit.rule.outcome)
            yield self._switch(limit.rule, waits, outcomes)
        for stop in self.live_stops:
            outcomes = (self._weigh(stopped={stop.rule: outcome}) for outcome in stop.outcomes)
            yield self._switch(stop.rule, self._waits_for(stop.rule.condition, stop.rule.urgency), outcomes)
        for indication in self.indications:
            rule = indication.rule
            if rule.cautious and not indication.live:
                waits = rule.outcome.open_keys(self.facts)
                yield Switch(rule, waits, tuple(self._more_than_urgency_falls(rule)), self.advice)
        if self.highest_floor != self.floor:
            yield self._switch(None, self._floor_waits_for(), [self._weigh(floor=self.highest_floor)])

    def _switch(self, rule: Rule | None, waits_for: frozenset[str], outcomes: Iterable[Weighed]) -> Switch:
        return Switch(rule, waits_for, tuple(weighed.advice for weighed in outcomes), self.advice)

    def _more_than_urgency_falls(self, cautious: Indication) -> Iterator[Advice]:
        """Give the advice wherever decision or aim change too, once a cautious urgency falls."""
        for outcome in cast("frozenset[Proposal]", cautious.outcome.possible(self.facts)):
            fallen = self._weigh({cautious: outcome}, floor=NONE).advice
            if (fallen.decision, fallen.aim) != (self.advice.decision, self.advice.aim):
                yield fallen

    def _floor_waits_for(self) -> frozenset[str]:
        return URGENCY_FLOOR.open_keys(self.facts)

    def _waits_for(self, condition: Condition, outcome: Cases) -> frozenset[str]:
        return condition.open_keys(self.facts) | outcome.open_keys(self.facts)

    @property
    def missing(self) -> tuple[str, ...]:
        """List what to find out next: open questions that could change the advice, weightiest first."""
        if self.settled:
            return ()
        switches = list(self.switches())
        keys = NO_KEYS.union(*(switch.waits_for for switch in switches if switch.changes))
        if self._weigh(floor=NONE).advice != self.advice:
            keys |= self._floor_waits_for()
        if not keys:
            # No live rule changes the advice alone, but several together do.
            keys = NO_KEYS.union(*(switch.waits_for for switch in switches))
        first = [question.path for question in self.essential]
        if self.facts.is_open(HISTOLOGY) and HISTOLOGY_FIRST.holds(self.facts.presumed):
            first.append(HISTOLOGY.path)
        if self.advice.decision == UNDECIDED:
            keys |= frozenset(first)
        return tuple(sorted(keys, key=lambda p: (p not in first, not BY_PATH[p].core, ORDER[p])))

    @property
    def harmless(self) -> tuple[str, ...]:
        """List the open questions that no live rule waits for: they cannot change the advice."""
        waited_for = NO_KEYS.union(*(switch.waits_for for switch in self.switches()))
        waited_for |= self._floor_waits_for() | {question.path for question in self.essential}
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
        return question in (PATIENT_CHOICE, RADIOSENSITIVITY_KNOWN)


def mildest(caps: Iterable[str | None]) -> str | None:
    """Give the cap that leaves most; no cap at all is milder than any."""
    return min(caps, key=_strictness)


def strictest(caps: Iterable[str | None]) -> str | None:
    """Give the cap that leaves least."""
    return max(caps, key=_strictness)


def _strictness(cap: str | None) -> int:
    return -1 if cap is None else CAPS.index(cap)
