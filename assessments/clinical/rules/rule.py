"""What a rule is: a key, a condition, one sentence for the reader, sources and standing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessments.clinical.language.findings import Cases
    from assessments.clinical.language.logic import Condition


@dataclass(frozen=True, eq=False, slots=True)
class Rule:
    """A row of the knowledge. `standing` lists on what it rests, the weightiest first.

    It is that of what the row asks. Where what it `advises`, or `how_soon`, rests on something else, that
    part has a standing of its own.
    """

    key: str
    name: str
    title: str
    condition: Condition
    sentence: str
    standing: tuple[str, ...]
    references: tuple[str, ...]
    advises: tuple[str, ...] = field(default=(), kw_only=True)
    how_soon: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def standing_of_advice(self) -> tuple[str, ...]:
        """Give on what it rests that this, and not something else, is advised."""
        return self.advises or self.standing

    @property
    def every_standing(self) -> tuple[str, ...]:
        """List on what any part of the row rests, each once."""
        return tuple(dict.fromkeys((*self.standing, *self.advises, *self.how_soon)))


@dataclass(frozen=True, eq=False, slots=True)
class Indication(Rule):
    """Proposes an operation, and how soon. The possible values of `outcome` are Proposals.

    `at_least_considered`: no limit takes it below "consider", for something is always done at once.
    Those rules in `says_more` say all that it says and more, so that beside them it is no reason of its own.
    """

    outcome: Cases
    at_least_considered: bool = False
    says_more: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class Limit(Rule):
    """Lowers a proposal. The possible values of `outcome` are keys of CAPS, the mildest first.

    It acts on proposals with an aim in `aims` (all where None), except those of `exempt` indications;
    an aim in `aim_lost` becomes relief of pain. While it is open, the advice holds `provided` it does not.
    """

    outcome: Cases
    aims: frozenset[str] | None = None
    exempt: frozenset[str] = frozenset()
    aim_lost: frozenset[str] = frozenset()
    provided: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Stop(Rule):
    """Nothing is operated on before the diagnosis. The possible values of `urgency` are urgencies.

    While `firm` is not known to hold, an operation that cannot wait (see deciding.CANNOT_WAIT) silences it.
    """

    urgency: Cases
    firm: Condition


@dataclass(frozen=True, eq=False, slots=True)
class LeastUrgency(Rule):
    """How soon the state of nerves and bone asks for something, whatever is decided; `urgent` names what.

    The possible values of `urgency` are urgencies; while more than one is left, the lowest holds.
    """

    urgency: Cases
    urgent: str


# A spared proposal is one that the limit's own exception leaves alone; a limit with no effect on the
# advice (correct it first) is still told.
SPARED, NO_EFFECT, STEP_DOWN = "spared", "no_effect", "step_down"
CAP_CONSIDER, CAP_NON_OPERATIVE = "consider", "non_operative"
CAPS = (SPARED, NO_EFFECT, STEP_DOWN, CAP_CONSIDER, CAP_NON_OPERATIVE)
