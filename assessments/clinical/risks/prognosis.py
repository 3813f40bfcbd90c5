"""Outlook: survival and what the patient can bear, given by the clinician or presumed until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.findings.performance import BASELINE_ECOG
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Condition, Named, Presumed, Undetermined
from assessments.clinical.scores.katagiri import KATAGIRI
from assessments.clinical.sections.history import ASA, EXPECTED_SURVIVAL, FIT_FOR_ANAESTHESIA, PLATELETS

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts

UNDER_6_WEEKS = EXPECTED_SURVIVAL.is_("under_6_weeks")
SIX_WEEKS_TO_3_MONTHS = EXPECTED_SURVIVAL.is_("6_weeks_to_3_months")
UNDER_12_MONTHS = EXPECTED_SURVIVAL.is_(
    "under_6_weeks", "6_weeks_to_3_months", "3_to_6_months", "6_to_12_months"
)


class _NotHigh(Condition):
    """The Katagiri total can no longer exceed 6: true then, else open. It never makes survival short."""

    __slots__ = ()
    looks_at = (KATAGIRI,)

    def holds(self, facts: Facts) -> bool | None:
        return True if KATAGIRI.at_most(6).holds(facts) else None

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return KATAGIRI.open_keys(facts)


SURVIVAL_OVER_3_MONTHS = Named(
    "survival over three months",
    Presumed(
        EXPECTED_SURVIVAL.path,
        given=EXPECTED_SURVIVAL.given,
        answer=~EXPECTED_SURVIVAL.is_("under_6_weeks", "6_weeks_to_3_months"),
        derived=_NotHigh(),
    ),
)

_BEARS_IT = ASA.at_most(3) & BASELINE_ECOG.at_most(2) & PLATELETS.at_least(50)
_CANNOT = ASA.at_least(5) | BASELINE_ECOG.at_least(4)
_OPINION_NEEDED = Undetermined(FIT_FOR_ANAESTHESIA)

# An anaesthetist's review that is still to come leaves the matter open; only what excludes surgery
# anyway is not waited for.
TOLERATES = Named(
    "tolerates surgery",
    Presumed(
        FIT_FOR_ANAESTHESIA.path,
        given=FIT_FOR_ANAESTHESIA.given,
        answer=FIT_FOR_ANAESTHESIA.is_("fit", "small_operation_only")
        | (~FIT_FOR_ANAESTHESIA.is_("unfit") & ~_CANNOT & _OPINION_NEEDED),
        derived=_BEARS_IT | (~_CANNOT & _OPINION_NEEDED),
    ),
)

SURVIVAL_BAND = Cases(
    "survival band",
    ("A", UNDER_6_WEEKS),
    ("B", SIX_WEEKS_TO_3_MONTHS),
    ("C", EXPECTED_SURVIVAL.is_("3_to_6_months")),
    ("D", EXPECTED_SURVIVAL.is_("6_to_12_months")),
    otherwise="E",
)
