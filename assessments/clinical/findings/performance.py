"""The patient's state: ECOG before the lesion, and Karnofsky."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.language.findings import Finding
from assessments.clinical.language.logic import (
    NO_KEYS,
    Quantity,
)
from assessments.clinical.sections.history import (
    ECOG,
    ECOG_BEFORE,
    KARNOFSKY,
)
from assessments.clinical.sections.neuro import DEFICIT

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Condition


@dataclass(frozen=True, eq=False, slots=True)
class _BaselineEcog(Finding, Quantity):
    """ECOG before the lesion's own effect; the present one stands in where the lesion did no harm."""

    harmless: Condition
    name = "ECOG before the lesion"
    looks_at = (ECOG_BEFORE, ECOG)

    def span(self, facts: Facts) -> tuple[float, float] | None:
        if facts.answer(ECOG_BEFORE) is None and facts.presuming and self.harmless.holds(facts):
            return ECOG.span(facts)
        return ECOG_BEFORE.span(facts)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        if facts.answer(ECOG_BEFORE) is None and facts.presuming and self.harmless.holds(facts):
            return ECOG.open_keys(facts)
        keys = ECOG_BEFORE.open_keys(facts)
        return keys | ECOG.open_keys(facts) if keys else keys

    @property
    def cut_in(self) -> Quantity:
        return ECOG_BEFORE


BASELINE_ECOG = _BaselineEcog(harmless=~FRACTURED & DEFICIT.is_("none"))

KARNOFSKY_OF_ECOG = {0: 100, 1: 80, 2: 60, 3: 40, 4: 20}


class _Performance(Finding, Quantity):
    """Karnofsky where given, else mapped from ECOG."""

    __slots__ = ()
    name = "Karnofsky status"
    looks_at = (KARNOFSKY, ECOG)

    def span(self, facts: Facts) -> tuple[float, float] | None:
        if facts.answer(KARNOFSKY) is not None:
            return KARNOFSKY.span(facts)
        low, high = cast("tuple[int, int]", ECOG.span(facts))
        return KARNOFSKY_OF_ECOG[high], KARNOFSKY_OF_ECOG[low]

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS if facts.answer(KARNOFSKY) is not None else ECOG.open_keys(facts)

    @property
    def cut_in(self) -> Quantity:
        return KARNOFSKY


PERFORMANCE = _Performance()
