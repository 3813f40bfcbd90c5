"""Several lesions of one case: which is treated first, and why. All of it is expert opinion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assessments.clinical.advice import (
    CONSIDER,
    DIAGNOSE_FIRST,
    EMERGENCY,
    OPERATE,
    UNDECIDED,
    URGENCY_RANK,
    URGENT,
)
from assessments.clinical.findings.basic import FRACTURED, UPPER_LIMB
from assessments.clinical.findings.deficits import NERVES_FAILING, SENSITIVE
from assessments.clinical.language.logic import Always, Condition
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import BONE, COMPRESSED, SPINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.clinical.language.facts import Facts


class Advised(Protocol):
    """A lesion with its advice, as the evaluation gives it."""

    @property
    def facts(self) -> Facts: ...

    @property
    def decision(self) -> str: ...

    @property
    def urgency(self) -> str: ...


@dataclass(frozen=True, eq=False, slots=True)
class Rank:
    """A row of the order: for which lesions, decisions and urgencies (any where None), and the reason."""

    key: str
    condition: Condition
    sentence: str
    decisions: frozenset[str] | None = None
    urgencies: frozenset[str] | None = None
    standing: tuple[str, ...] = ("expert",)
    references: tuple[str, ...] = ("expert",)

    def fits(self, lesion: Advised) -> bool:
        """Tell whether the lesion belongs here."""
        if self.decisions is not None and lesion.decision not in self.decisions:
            return False
        if self.urgencies is not None and lesion.urgency not in self.urgencies:
            return False
        return bool(self.condition.holds(lesion.facts.presumed))


@dataclass(frozen=True, slots=True)
class Turn:
    """The place of one lesion: its number in the case from 0, and the row that put it there."""

    lesion: int
    rank: Rank


SURGERY = frozenset({OPERATE, CONSIDER})
WEIGHT_BEARING_LIMB = BONE.is_("femur", "tibia", "acetabulum")
AT_ONCE = frozenset({EMERGENCY})
SOON = frozenset({URGENT})

RANKS: tuple[Rank, ...] = (
    Rank(
        "nerves",
        SPINE,
        _("Cord or cauda equina failing: before everything else, for hours decide."),
        urgencies=AT_ONCE,
    ),
    Rank("emergency", Always(), _("An emergency of its own: at once."), urgencies=AT_ONCE),
    Rank(
        "spine_urgent",
        SPINE,
        _("A spine that may fail within days: before limbs, and before the patient is turned for them."),
        urgencies=SOON,
    ),
    Rank(
        "diagnosis",
        Always(),
        _("The diagnosis comes first: it may change what is right for every other lesion."),
        frozenset({DIAGNOSE_FIRST}),
    ),
    Rank(
        "leg_broken",
        WEIGHT_BEARING_LIMB & FRACTURED,
        _("A broken bone that carries the body: fixed first, so that the patient can be nursed and get up."),
        SURGERY,
    ),
    Rank(
        "arm_broken",
        UPPER_LIMB & FRACTURED,
        _("A broken arm: before a leg that still holds, so that crutches can be used."),
        SURGERY,
    ),
    Rank(
        "spine_nerves",
        NERVES_FAILING | (SPINE & COMPRESSED & SENSITIVE),
        _("The nerves of the spine are at stake: it does not wait for what only may break."),
        SURGERY,
    ),
    Rank(
        "leg_at_risk",
        WEIGHT_BEARING_LIMB,
        _("A leg at risk: before an arm that still holds; crutches and each step put it in danger."),
        SURGERY,
    ),
    Rank(
        "arm_at_risk",
        UPPER_LIMB,
        _("An arm at risk: soon after the leg or in the same sitting, for crutches will load it."),
        SURGERY,
    ),
    Rank("spine_planned", SPINE, _("A spine that can wait: after the limbs that cannot."), SURGERY),
    Rank("other_operation", Always(), _("It can wait for the others."), SURGERY),
    Rank(
        "undecided",
        Always(),
        _("Not decided: find out first what is missing."),
        frozenset({UNDECIDED}),
    ),
    Rank("no_operation", Always(), _("No operation: treated alongside the others.")),
)


def treatment_order(lesions: Sequence[Advised]) -> tuple[Turn, ...]:
    """Put the lesions of a case into the order of treatment; empty where there are fewer than two.

    Within a row the more urgent comes first, then the order of entry.
    """
    if len(lesions) < 2:
        return ()
    turns = [
        Turn(number, next(rank for rank in RANKS if rank.fits(lesion)))
        for number, lesion in enumerate(lesions)
    ]
    return tuple(
        sorted(turns, key=lambda t: (RANKS.index(t.rank), -URGENCY_RANK[lesions[t.lesion].urgency], t.lesion))
    )
