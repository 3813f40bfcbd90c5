"""How far the cancer has spread in bone: counted, single, solitary, oligometastatic."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from assessments.clinical.language.findings import Sum
from assessments.clinical.language.logic import (
    Named,
    Undetermined,
)
from assessments.clinical.sections.history import (
    CEREBRAL_METASTASES,
    DISSEMINATION,
    OTHER_BONE_METASTASES,
    VERTEBRAL_METASTASES,
    VISCERAL_METASTASES,
    WHOLE_BODY_STAGING,
)
from assessments.clinical.sections.imaging import (
    CONTIGUOUS_LEVELS,
)

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts


class _BoneMetastases(Sum):
    """Both counts together; a tumour that spans neighbouring vertebrae is one, and one lesion is there."""

    __slots__ = ()
    looks_at = (CONTIGUOUS_LEVELS,)

    def span(self, facts: Facts) -> tuple[float, float] | None:
        low, high = cast("tuple[float, float]", super().span(facts))
        merged = self.merged(facts)
        return max(1, low - merged), max(1, high - merged)

    def merged(self, facts: Facts) -> int:
        """Give how many of the vertebrae counted belong to a tumour that is counted already."""
        levels = facts.answer(CONTIGUOUS_LEVELS)
        return facts.merged + (levels - 1 if isinstance(levels, int) else 0)


_COUNTS = (VERTEBRAL_METASTASES, OTHER_BONE_METASTASES)
# Scores go by the counts as entered, a vertebra each, as their papers did.
COUNTED_METASTASES = Sum("bone metastases as counted", _COUNTS)
BONE_METASTASES = _BoneMetastases("bone metastases in all", _COUNTS)
SINGLE_METASTASIS = Named("single metastasis", BONE_METASTASES.at_most(1))
SOLITARY = Named(
    "solitary",
    SINGLE_METASTASIS & (WHOLE_BODY_STAGING.is_("complete") | Undetermined(WHOLE_BODY_STAGING)),
)

OLIGOMETASTATIC = Named(
    "oligometastatic: one to five bone metastases, fully staged, none elsewhere",
    BONE_METASTASES.at_most(5)
    & WHOLE_BODY_STAGING.is_("complete")
    & VISCERAL_METASTASES.is_("none")
    & CEREBRAL_METASTASES.no
    & DISSEMINATION.no,
)
