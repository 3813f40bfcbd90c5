"""How a decision comes about: indications propose, limits cap, the stop overrides.

Each rule is read twice. As it stands it speaks only where its condition, its exception and its outcome
are known, or presumed. It is live where later answers could still change what it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from assessments.clinical.advice import (
    CURATIVE_RESECTION,
    DECISION_RANK,
    DIAGNOSE_FIRST,
    EMERGENCY,
    NON_OPERATIVE,
    NONE,
    PAIN_PALLIATION,
    UNDECIDED,
    Advice,
    Proposal,
    highest_urgency,
)
from assessments.clinical.risks.urgency_floor import FLOOR_APPLIES, URGENCY_FLOOR
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.rule import (
    CAP_CONSIDER,
    CAP_NON_OPERATIVE,
    STEP_DOWN,
    Indication,
    Limit,
    Stop,
)
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.sections.fracture import FRACTURE
from assessments.clinical.sections.imaging import BONE, COLLAPSE
from assessments.clinical.sections.neuro import DEFICIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.findings import Cases
    from assessments.clinical.language.logic import Condition
    from assessments.clinical.language.questions import Question

DECISION_OF_RANK = {rank: decision for decision, rank in DECISION_RANK.items()}


RuleT = TypeVar("RuleT")
OutcomeT = TypeVar("OutcomeT")


@dataclass(frozen=True, slots=True)
class Spoken(Generic[RuleT, OutcomeT]):
    """What a rule says as it stands (None: nothing), and what it could still say while it is live.

    `outcomes` lists every way a live rule may come out, None standing for not holding at all.
    """

    rule: RuleT
    now: OutcomeT | None
    outcomes: tuple[OutcomeT | None, ...] = ()

    @property
    def live(self) -> bool:
        """Tell whether later answers could change what the rule says."""
        return bool(self.outcomes)


def _hear(
    rule: RuleT, condition: Condition, outcome: Cases, facts: Facts, *, cautious: bool = False
) -> Spoken[RuleT, object] | None:
    """Read one rule; None where it does not hold and never will."""
    strict = condition.holds(facts)
    if strict is False:
        return None
    stands = strict or condition.holds(facts.presumed)
    said = outcome.possible(facts.presumed) if stands else frozenset()
    now = next(iter(said)) if len(said) == 1 else None
    if strict:
        possible = outcome.possible(facts)
        live = len(possible) > 1 and not cautious
        return Spoken(rule, now, tuple(possible) if live else ())
    return Spoken(rule, now, (None, *outcome.possible(facts)))


def hear_indications(facts: Facts) -> list[Spoken[Indication, Proposal]]:
    """Read every indication that holds or still may, in the order of their rank."""
    heard = (_hear(i, i.condition, i.outcome, facts, cautious=i.cautious) for i in INDICATIONS)
    return [cast("Spoken[Indication, Proposal]", spoken) for spoken in heard if spoken is not None]


def hear_limits(facts: Facts) -> list[Spoken[Limit, str]]:
    """Read every limit that holds or still may."""
    heard = (_hear(limit, limit.condition, limit.outcome, facts) for limit in LIMITS)
    return [cast("Spoken[Limit, str]", spoken) for spoken in heard if spoken is not None]


def hear_stops(facts: Facts) -> list[Spoken[Stop, str]]:
    """Read every stop that holds or still may."""
    heard = (_hear(stop, stop.condition, stop.urgency, facts) for stop in STOPS)
    return [cast("Spoken[Stop, str]", spoken) for spoken in heard if spoken is not None]


def floor_as_it_stands(facts: Facts) -> str:
    """Give the lowest urgency that the state of the nerves allows, taken cautiously."""
    if not FLOOR_APPLIES.holds(facts.presumed):
        return NONE
    return highest_urgency(cast("frozenset[str]", URGENCY_FLOOR.possible(facts.presumed)))


def highest_floor(facts: Facts) -> str:
    """Give the highest that the floor can still become."""
    possible = cast("frozenset[str]", URGENCY_FLOOR.possible(facts))
    return highest_urgency((floor_as_it_stands(facts), *possible))


def essential_open(facts: Facts) -> list[Question]:
    """List the open questions without which nothing can be said."""
    bones = facts.values[BONE]
    if facts.answer(BONE) is None:
        return [BONE]
    essential = [COLLAPSE, DEFICIT] if "spine" in bones else [FRACTURE]
    return [question for question in essential if facts.answer(question) is None]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with what the limits left of it."""

    indication: Indication
    decision: str
    urgency: str
    aim: str | None
    left: str
    final_aim: str | None


def _limited(indication: Indication, proposal: Proposal, caps: Iterable[tuple[Limit, str]]) -> Proposed:
    rank, aim = DECISION_RANK[proposal.decision], proposal.aim
    for limit, cap in caps:
        if indication.key in limit.exempt or (limit.aims is not None and proposal.aim not in limit.aims):
            continue
        if cap == STEP_DOWN:
            rank = max(0, rank - 1)
        elif cap == CAP_CONSIDER:
            rank = min(1, rank)
        elif cap == CAP_NON_OPERATIVE:
            rank = 0
        if aim in limit.aim_lost:
            aim = PAIN_PALLIATION
    return Proposed(
        indication, proposal.decision, proposal.urgency, proposal.aim, DECISION_OF_RANK[rank], aim
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """The advice, and what became of each proposal on the way."""

    advice: Advice
    proposals: tuple[Proposed, ...]


def weigh(
    proposals: Sequence[tuple[Indication, Proposal]],
    caps: Sequence[tuple[Limit, str]],
    stops: Sequence[str],
    floor: str,
    *,
    essential_is_open: bool,
) -> Weighed:
    """Weigh proposals, caps (the step down first) and stops (their urgencies) into one advice."""
    limited = tuple(_limited(indication, proposal, caps) for indication, proposal in proposals)
    if not proposals and not stops and essential_is_open:
        return Weighed(Advice(UNDECIDED, floor), ())
    advice = _highest_left(limited, floor)
    if stops:
        advice = Advice(DIAGNOSE_FIRST, highest_urgency((advice.urgency, *stops)))
    return Weighed(advice, limited)


def _highest_left(limited: tuple[Proposed, ...], floor: str) -> Advice:
    rank = max((DECISION_RANK[proposed.left] for proposed in limited), default=0)
    if rank == 0:
        # Urgent then is radiotherapy: of what was proposed only its urgency counts.
        treated = [p.urgency for p in limited if p.decision == NON_OPERATIVE]
        return Advice(NON_OPERATIVE, highest_urgency((floor, *treated)))
    weighing = [proposed for proposed in limited if DECISION_RANK[proposed.decision] >= rank]
    urgency = highest_urgency((floor, *(proposed.urgency for proposed in weighing)))
    return Advice(DECISION_OF_RANK[rank], urgency, _aim(limited, weighing))


def _aim(limited: tuple[Proposed, ...], weighing: list[Proposed]) -> str | None:
    for proposed in limited:
        if proposed.final_aim == CURATIVE_RESECTION:
            others = [other for other in limited if other is not proposed]
            if not any(other.urgency == EMERGENCY for other in others):
                return CURATIVE_RESECTION
    return weighing[0].final_aim
