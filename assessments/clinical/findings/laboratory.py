"""Blood values that rules look at: calcium corrected for albumin, and what makes bleeding likely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.language.findings import Finding
from assessments.clinical.language.logic import INFINITY, Quantity
from assessments.clinical.sections.history import ALBUMIN, CALCIUM, INR, PLATELETS

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts


class _CorrectedCalcium(Finding, Quantity):
    """Calcium in mmol/L, corrected where albumin is given: Ca + 0.02 x (40 - albumin in g/L)."""

    __slots__ = ()
    name = "corrected calcium"
    looks_at = (CALCIUM, ALBUMIN)

    def span(self, facts: Facts) -> tuple[float, float] | None:
        albumin = facts.answer(ALBUMIN)
        calcium = facts.answer(CALCIUM)
        if isinstance(albumin, (int, float)) and isinstance(calcium, (int, float)):
            # Rounded so that 2.6 with albumin 20 is 3.0, not a hair below it.
            corrected = round(calcium + 0.02 * (40 - albumin), 6)
            return corrected, corrected
        if calcium is not None:
            return CALCIUM.span(facts)
        return -INFINITY, INFINITY

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return CALCIUM.open_keys(facts)


CORRECTED_CALCIUM = _CorrectedCalcium()
CALCIUM_3 = CORRECTED_CALCIUM.at_least(3)
CALCIUM_EMERGENCY = CORRECTED_CALCIUM.at_least(3.5)
BLEEDING_RISK = PLATELETS.below(50) | INR.above(1.5)
