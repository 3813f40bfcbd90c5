"""Contradictions: answers that cannot both be right. Both are kept, and the advice is provisional."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.logic import NO_KEYS, AnyOf, Condition
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import (
    ECOG,
    KARNOFSKY,
    OTHER_BONE_METASTASES,
    VERTEBRAL_METASTASES,
)
from assessments.clinical.sections.imaging import CAUDA_COMPRESSION, CORD_COMPRESSION, SPINE
from assessments.clinical.sections.neuro import DEFICIT, DEFICIT_HOURS, FRANKEL, ONSET, WALKING

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.questions import Question

# Karnofsky in per cent that goes with each ECOG status (Ma 2010), and how far outside it is too far.
KARNOFSKY_THAT_FITS_ECOG = {0: (100, 100), 1: (80, 90), 2: (60, 70), 3: (40, 50), 4: (10, 30)}
TOO_FAR = 20
_FAR_APART = AnyOf(
    tuple(
        ECOG.between(ecog, ecog)
        & (KARNOFSKY.at_most(low - TOO_FAR - 1) | KARNOFSKY.at_least(high + TOO_FAR + 1))
        for ecog, (low, high) in KARNOFSKY_THAT_FITS_ECOG.items()
    )
)


@dataclass(frozen=True, eq=False, slots=True)
class _MoreEntered(Condition):
    """More lesions are entered than metastases are counted; a count of none is told by itself."""

    count: Question
    place: int  # in `Facts.entered`

    @property
    def words(self) -> str:
        """Say it in words."""
        return f"{self.count.label}: fewer than the lesions entered"

    def holds(self, facts: Facts) -> bool | None:
        counted = facts.answer(self.count)
        return isinstance(counted, int) and 0 < counted < facts.entered[self.place]

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS


class _SlowerOnset(Condition):
    """The deficit began within 48 hours, and is said to have come more slowly."""

    __slots__ = ()
    looks_at = (ONSET, DEFICIT_HOURS)

    def holds(self, facts: Facts) -> bool | None:
        # The answer counts for no rule while the hours are few, but it is there.
        onset = facts.answers.get(ONSET.key)
        began_lately = DEFICIT_HOURS.at_most(48).holds(facts)
        return began_lately is True and onset is not None and onset != "within_48_hours"

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Contradiction:
    """Two answers that do not fit each other."""

    key: str
    when: Condition
    says: str

    @property
    def questions(self) -> frozenset[str]:
        """Name the questions to look at again (`section.key`)."""
        return self.when.reads


# Signs of the cord below it, or of the cauda above it, are explained by no grade of what lies at the level.
LITTLE_AT_CORD, NONE_AT_CAUDA = CORD_COMPRESSION.is_("0", "1a", "1b"), CAUDA_COMPRESSION.is_("none")
NOT_EXPLAINED = (DEFICIT.is_("cord") & (LITTLE_AT_CORD | (~CORD_COMPRESSION.is_asked & NONE_AT_CAUDA))) | (
    DEFICIT.is_("cauda_equina") & (NONE_AT_CAUDA | (~CAUDA_COMPRESSION.is_asked & LITTLE_AT_CORD))
)
CONTRADICTIONS: tuple[Contradiction, ...] = (
    Contradiction(
        key="frankel_e_with_deficit",
        when=FRANKEL.is_("E") & DEFICIT.is_("cord", "cauda_equina"),
        says=_("Frankel E says normal, but a deficit of the cord or cauda equina is entered."),
    ),
    Contradiction(
        key="frankel_without_deficit",
        when=FRANKEL.is_("A", "B", "C", "D") & DEFICIT.is_("none"),
        says=_("The Frankel grade says impaired, but no deficit is entered."),
    ),
    Contradiction(
        key="walking_with_frankel",
        when=WALKING.is_("unaided") & FRANKEL.is_("A", "B", "C"),
        says=_("Walking unaided does not go with Frankel A, B or C."),
    ),
    Contradiction(
        key="cord_deficit_without_compression",
        when=NOT_EXPLAINED,
        says=_(
            "No operation at this level explains this deficit: look for another level, leptomeningeal "
            "disease or radiation myelopathy; whole-spine MRI."
        ),
    ),
    Contradiction(
        key="onset_with_hours",
        when=_SlowerOnset(),
        says=_("Onset of the deficit within 48 hours, but a longer development is entered."),
    ),
    Contradiction(
        key="karnofsky_with_ecog",
        when=_FAR_APART,
        says=_("Karnofsky and ECOG do not match."),
    ),
    Contradiction(
        key="counts",
        when=(SPINE & VERTEBRAL_METASTASES.between(0, 0)) | (~SPINE & OTHER_BONE_METASTASES.between(0, 0)),
        says=_("The number of metastases leaves out the lesion itself."),
    ),
    Contradiction(
        key="counts_entered",
        when=(SPINE & _MoreEntered(VERTEBRAL_METASTASES, 0))
        | (~SPINE & _MoreEntered(OTHER_BONE_METASTASES, 1)),
        says=_("More lesions are entered than metastases are counted."),
    ),
)


def contradictions(facts: Facts) -> tuple[Contradiction, ...]:
    """List the contradictions that are there; what is open contradicts nothing."""
    return tuple(row for row in CONTRADICTIONS if row.when.holds(facts))


CONTRADICTORY = AnyOf(tuple(row.when for row in CONTRADICTIONS))
