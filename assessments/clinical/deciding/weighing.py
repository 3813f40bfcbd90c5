"""How a decision comes about: indications propose, limits cap, the stop overrides, the least urgency holds.

Each rule is read twice. As it stands it speaks only where its condition, its exception and its outcome
are known, or presumed. It is live where later answers could still change what it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from assessments.clinical.advice import (
    CURATIVE_RESECTION,
    DECISION_RANK,
    DECOMPRESSION_AND_STABILISATION,
    DIAGNOSE_FIRST,
    EMERGENCY,
    NON_OPERATIVE,
    NONE,
    PAIN_PALLIATION,
    STABILISATION,
    UNDECIDED,
    URGENCY_RANK,
    URGENT,
    Advice,
    Proposal,
    highest_urgency,
)
from assessments.clinical.rules.indications import I0, I1, I2, I3, I23, I2b
from assessments.clinical.rules.least_urgency import U1
from assessments.clinical.rules.limits import L1b
from assessments.clinical.rules.rule import (
    CAP_CONSIDER,
    CAP_NON_OPERATIVE,
    STEP_DOWN,
    Indication,
    LeastUrgency,
    Limit,
    Stop,
    Weighable,
    outcome_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessments.clinical.language.facts import Facts

DECISION_OF_RANK = {rank: decision for decision, rank in DECISION_RANK.items()}
# What cannot wait for tissue, which is taken at the operation then; I3 and I0 only where nerves are failing.
CANNOT_WAIT = frozenset({I1, I2, I2b, I23})

RuleT = TypeVar("RuleT", bound=Weighable)
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


def is_live(rule: Weighable, facts: Facts) -> bool:
    """Tell whether later answers could change what the rule says."""
    holds = rule.when.holds(facts)
    return holds is None or (holds and len(outcome_of(rule).possible(facts)) > 1)


def hear(rule: Weighable, facts: Facts) -> Spoken[Any, Any] | None:
    """Read one rule; None where it does not hold and never will.

    Where more than one outcome is left as it stands, the rule says nothing yet, or the least of the least
    urgencies.
    """
    strict, outcome = rule.when.holds(facts), outcome_of(rule)
    if strict is False:
        return None
    stands = strict or rule.when.holds(facts.presumed)
    said = outcome.possible(facts.presumed) if stands else frozenset()
    now = next(iter(said)) if len(said) == 1 else None
    if len(said) > 1 and isinstance(rule, LeastUrgency):
        now = min(cast("frozenset[str]", said), key=URGENCY_RANK.__getitem__)
    if strict:
        possible = outcome.possible(facts)
        return Spoken(rule, now, tuple(possible) if len(possible) > 1 else ())
    return Spoken(rule, now, (None, *outcome.possible(facts)))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with what the limits left of it."""

    indication: Indication
    decision: str
    urgency: str
    aim: str | None
    left: str
    final_aim: str | None


def limited(indication: Indication, proposal: Proposal, caps: Iterable[tuple[Limit, str]]) -> Proposed:
    """Let each limit act on a proposal by itself, in the order of LIMITS: the step down first."""
    rank, aim = DECISION_RANK[proposal.decision], proposal.aim
    for limit, cap in caps:
        if indication in limit.exempt or (limit.aims is not None and proposal.aim not in limit.aims):
            continue
        if cap == STEP_DOWN:
            rank = max(0, rank - 1)
        elif cap == CAP_CONSIDER or (cap == CAP_NON_OPERATIVE and indication.at_least_considered):
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
    """The advice, and what became of each proposal on the way.

    `beneath` is the decision without any stop, `stops` are those that speak, `urgency_from` lists the keys
    of the rows that set the urgency.
    """

    advice: Advice
    proposals: tuple[Proposed, ...]
    beneath: str
    stops: tuple[Stop, ...]
    urgency_from: tuple[str, ...]


def weigh(
    proposals: Iterable[tuple[Indication, Proposal]],
    caps: Sequence[tuple[Limit, str]],
    stops: Iterable[tuple[Stop, str, bool]],
    least: Sequence[tuple[LeastUrgency, str]],
    *,
    may_be_operated: bool = False,
) -> Weighed:
    """Weigh proposals, caps, stops (with their urgency and whether they are firm) and least urgencies.

    `may_be_operated`: an open answer could still bring an operation, so that nothing left is undecided.
    """
    all_limited = tuple(limited(indication, proposal, caps) for indication, proposal in proposals)
    left = [proposed for proposed in all_limited if proposed.left != NON_OPERATIVE]
    silenced = _cannot_wait(left, least)
    speaking = [(stop, urgency) for stop, urgency, firm in stops if firm or not silenced]
    rows = [(rule.key, urgency) for rule, urgency in least]
    rows += [(p.indication.key, p.urgency) for p in left]
    rows += [(stop.key, urgency) for stop, urgency in speaking]
    urgency = highest_urgency(urgency for _key, urgency in rows)
    origin = tuple(key for key, one in rows if one == urgency) if urgency != NONE else ()
    decision = DECISION_OF_RANK[max((DECISION_RANK[p.left] for p in left), default=0)]
    aim = None
    if speaking:
        advised = DIAGNOSE_FIRST
    elif left:
        advised = decision
        aim = _aim(left, decision, small=any(limit is L1b for limit, _cap in caps))
    else:
        first_irradiated = any(p.decision == NON_OPERATIVE for p in all_limited)
        advised = UNDECIDED if may_be_operated and not first_irradiated else NON_OPERATIVE
    told = tuple(stop for stop, _urgency in speaking)
    return Weighed(Advice(advised, urgency, aim), all_limited, decision, told, origin)


def _cannot_wait(left: Sequence[Proposed], least: Sequence[tuple[LeastUrgency, str]]) -> bool:
    """Tell whether something that cannot wait for a biopsy is left, so that only firm stops speak."""
    indications = {proposed.indication for proposed in left}
    if indications & CANNOT_WAIT:
        return True
    failing = [urgency for rule, urgency in least if rule is U1]
    if not failing:
        return False
    return I3 in indications or (I0 in indications and URGENCY_RANK[failing[0]] >= URGENCY_RANK[URGENT])


def _aim(left: Sequence[Proposed], decision: str, *, small: bool) -> str | None:
    """Give the aim of the first proposal that is left at the final decision, or a resection for cure."""
    final = [proposed for proposed in left if proposed.left == decision]
    for proposed in final:
        if proposed.final_aim == CURATIVE_RESECTION:
            others = [other for other in left if other is not proposed]
            pressing = (
                o.urgency == EMERGENCY or o.final_aim == DECOMPRESSION_AND_STABILISATION for o in others
            )
            if not any(pressing):
                return CURATIVE_RESECTION
    aim = final[0].final_aim
    decompressing = any(p.final_aim == DECOMPRESSION_AND_STABILISATION for p in left)
    if aim == STABILISATION and decompressing and not small:
        return DECOMPRESSION_AND_STABILISATION
    return aim


def reasons(proposals: Sequence[Proposed]) -> tuple[Indication, ...]:
    """List the indications that hold, without those that say less than another one that is left no lower."""
    left = {proposed.indication: DECISION_RANK[proposed.left] for proposed in proposals}

    def says_less(proposed: Proposed) -> bool:
        others = (left.get(other, -1) for other in proposed.indication.silent_beside)
        return any(rank >= left[proposed.indication] for rank in others)

    return tuple(proposed.indication for proposed in proposals if not says_less(proposed))
