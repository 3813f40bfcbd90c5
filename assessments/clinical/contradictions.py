"""Contradictions: answers that cannot both be right. Both are kept, and the advice is provisional."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .logic import AnyOf, Condition
from .sections.history import ECOG, KARNOFSKY, OTHER_BONE_METASTASES, VERTEBRAL_METASTASES
from .sections.imaging import BONE, CORD_COMPRESSION, SPINE
from .sections.neuro import DEFICIT, FRANKEL, WALKING
from .words import _

if TYPE_CHECKING:
    from .facts import Facts

# Karnofsky that goes with each ECOG status (Ma 2010), and 20 beyond it on either side.
_FAR_APART = AnyOf(
    tuple(
        ECOG.between(ecog, ecog) & (KARNOFSKY.below(low - 20) | KARNOFSKY.above(high + 20))
        for ecog, low, high in ((0, 100, 100), (1, 80, 90), (2, 60, 70), (3, 40, 50), (4, 10, 30))
    )
)


@dataclass(frozen=True, eq=False, slots=True)
class Contradiction:
    """Two answers that do not fit each other."""

    key: str
    condition: Condition
    sentence: str


CONTRADICTIONS: tuple[Contradiction, ...] = (
    Contradiction(
        "frankel_e_with_deficit",
        FRANKEL.is_("E") & DEFICIT.is_("cord", "cauda_equina"),
        _("Frankel E says normal, but a deficit of the cord or cauda equina is entered."),
    ),
    Contradiction(
        "frankel_without_deficit",
        FRANKEL.is_("A", "B", "C", "D") & DEFICIT.is_("none"),
        _("The Frankel grade says impaired, but no deficit is entered."),
    ),
    Contradiction(
        "walking_with_frankel",
        WALKING.is_("unaided") & FRANKEL.is_("A", "B", "C"),
        _("Walking unaided does not go with Frankel A, B or C."),
    ),
    Contradiction(
        "cord_deficit_without_compression",
        CORD_COMPRESSION.is_("0") & DEFICIT.is_("cord"),
        _("A cord deficit with no epidural tumour at this level: look for another level or another cause."),
    ),
    Contradiction(
        "karnofsky_with_ecog",
        _FAR_APART,
        _("Karnofsky and ECOG lie far apart."),
    ),
    Contradiction(
        "counts",
        (SPINE & VERTEBRAL_METASTASES.at_most(0)) | (~BONE.is_("spine") & OTHER_BONE_METASTASES.at_most(0)),
        _("The number of metastases leaves out the lesion itself."),
    ),
)


def contradictions(facts: Facts) -> tuple[Contradiction, ...]:
    """List the contradictions that are there; what is open contradicts nothing."""
    return tuple(row for row in CONTRADICTIONS if row.condition.holds(facts))


CONTRADICTORY = AnyOf(tuple(row.condition for row in CONTRADICTIONS))
