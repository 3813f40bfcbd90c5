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
from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.deficits import NERVES_FAILING
from assessments.clinical.findings.place import UPPER_LIMB
from assessments.clinical.findings.tumour import SENSITIVE
from assessments.clinical.language.logic import Always, Condition
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import BONE, COMPRESSED, SPINE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from assessments.clinical.language.facts import Facts


class Advised(Protocol):
    """A lesion with its advice, as the evaluation gives it."""

    @property
    def facts(self) -> Facts: ...

    @property
    def decision(self) -> str: ...

    @property
    def urgency(self) -> str: ...


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Rank:
    """A row of the order: for which lesions, decisions and urgencies (any where None), and the reason."""

    key: str
    when: Condition
    says: str
    decisions: AbstractSet[str] | None = None
    urgencies: AbstractSet[str] | None = None
    evidence: tuple[str, ...] = ("expert",)
    references: tuple[str, ...] = ("expert",)

    def fits(self, lesion: Advised) -> bool:
        """Tell whether the lesion belongs here."""
        if self.decisions is not None and lesion.decision not in self.decisions:
            return False
        if self.urgencies is not None and lesion.urgency not in self.urgencies:
            return False
        return bool(self.when.holds(lesion.facts.presumed))


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
        key="nerves",
        when=SPINE,
        says=_("Acute cord or cauda equina compression: first of all, because hours matter."),
        urgencies=AT_ONCE,
    ),
    Rank(
        key="emergency",
        when=Always(),
        says=_("An emergency in its own right: at once."),
        urgencies=AT_ONCE,
    ),
    Rank(
        key="spine_urgent",
        when=SPINE,
        says=_(
            "A spine that may become unstable within days: before limbs, and before positioning for them."
        ),
        urgencies=SOON,
    ),
    Rank(
        key="diagnosis",
        when=Always(),
        says=_("The diagnosis comes first: it may change what is right for every other lesion."),
        decisions={DIAGNOSE_FIRST},
    ),
    Rank(
        key="leg_broken",
        when=WEIGHT_BEARING_LIMB & FRACTURED,
        says=_("Fractured weight-bearing bone: fixed first, for nursing and mobilisation."),
        decisions=SURGERY,
    ),
    Rank(
        key="arm_broken",
        when=UPPER_LIMB & FRACTURED,
        says=_("Upper-limb fracture: before an unfractured lower limb, so that crutches can be used."),
        decisions=SURGERY,
    ),
    Rank(
        key="spine_nerves",
        when=NERVES_FAILING | (SPINE & COMPRESSED & SENSITIVE),
        says=_("Spine with neurological risk: before bones that are only impending fractures."),
        decisions=SURGERY,
    ),
    Rank(
        key="leg_at_risk",
        when=WEIGHT_BEARING_LIMB,
        says=_("Lower-limb impending fracture before upper limb: each step loads it."),
        decisions=SURGERY,
    ),
    Rank(
        key="arm_at_risk",
        when=UPPER_LIMB,
        says=_(
            "Upper-limb impending fracture: soon after the lower limb or in the same session, "
            "because crutches will load it."
        ),
        decisions=SURGERY,
    ),
    Rank(
        key="spine_planned",
        when=SPINE,
        says=_("A spine that can wait: after the limbs that cannot."),
        decisions=SURGERY,
    ),
    Rank(
        key="other_operation",
        when=Always(),
        says=_("It can wait for the others."),
        decisions=SURGERY,
    ),
    Rank(
        key="undecided",
        when=Always(),
        says=_("Not decided: find out first what is missing."),
        decisions={UNDECIDED},
    ),
    Rank(
        key="no_operation",
        when=Always(),
        says=_("No operation: treated alongside the others."),
    ),
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
