"""What a rule is: when it holds, what it says in one sentence, on what evidence, from which references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.advice import CONSIDER, NON_OPERATIVE

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from assessments.clinical.language.findings import Cases
    from assessments.clinical.language.logic import Condition


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Rule:
    """A row of the knowledge: where `when` holds it `says` one sentence. `evidence` is the weightiest first.

    It is that of what the row asks. Where what it advises, or how soon, rests on something else, that part
    has `evidence_of_advice`, or `evidence_of_urgency`, of its own.
    """

    key: str
    name: str
    title: str
    when: Condition
    says: str
    evidence: tuple[str, ...]
    references: tuple[str, ...]
    evidence_of_advice: tuple[str, ...] = ()
    evidence_of_urgency: tuple[str, ...] = ()

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Give on what it rests that this, and not something else, is advised."""
        return self.evidence_of_advice or self.evidence

    @property
    def all_evidence(self) -> tuple[str, ...]:
        """List on what any part of the row rests, each once."""
        return tuple(dict.fromkeys((*self.evidence, *self.evidence_of_advice, *self.evidence_of_urgency)))


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Indication(Rule):
    """Proposes an operation, and how soon. What it `proposes` has Proposals as values.

    `at_least_considered`: no limit takes it below "consider", for something is always done at once.
    Those that it is `silent_beside` say all that it says and more: beside them it is no reason of its own.
    """

    proposes: Cases
    at_least_considered: bool = False
    silent_beside: AbstractSet[Indication] = frozenset()


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Limit(Rule):
    """Lowers a proposal. The possible values of `effect` are keys of CAPS, the mildest first.

    It acts on proposals with an aim in `aims` (all where None), except those of `exempt` indications;
    an aim in `aim_lost` becomes relief of pain. While it is open, the advice holds `provided` it does not.
    """

    effect: Cases
    aims: AbstractSet[str] | None = None
    exempt: AbstractSet[Indication] = frozenset()
    aim_lost: frozenset[str] = frozenset()
    provided: str = ""


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Stop(Rule):
    """Nothing is operated on before the diagnosis. The possible values of `urgency` are urgencies.

    While `firm` is not known to hold, an operation that cannot wait (see deciding.CANNOT_WAIT) silences it.
    """

    urgency: Cases
    firm: Condition


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class LeastUrgency(Rule):
    """How soon the state of nerves and bone asks for something, whatever is decided; `urgent` names what.

    The possible values of `urgency` are urgencies; while more than one is left, the lowest holds.
    """

    urgency: Cases
    urgent: str


Weighable = Indication | Limit | Stop | LeastUrgency


def outcome_of(rule: Weighable) -> Cases:
    """Give what a rule brings where it holds: a Proposal, one of CAPS, or an urgency."""
    if isinstance(rule, Indication):
        return rule.proposes
    return rule.effect if isinstance(rule, Limit) else rule.urgency


# A spared proposal is one that the limit's own exception leaves alone; a limit with no effect on the
# advice (correct it first) is still told.
SPARED, NO_EFFECT, STEP_DOWN = "spared", "no_effect", "step_down"
CAP_CONSIDER, CAP_NON_OPERATIVE = CONSIDER, NON_OPERATIVE
CAPS = (SPARED, NO_EFFECT, STEP_DOWN, CAP_CONSIDER, CAP_NON_OPERATIVE)
