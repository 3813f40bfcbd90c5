"""New Katagiri score (2014): survival with skeletal metastases, 0 to 10 points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.findings.extent import COUNTED_METASTASES
from assessments.clinical.findings.laboratory import CORRECTED_CALCIUM
from assessments.clinical.findings.tumour import GROWTH
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Always, Condition
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import (
    ALBUMIN,
    BILIRUBIN,
    CALCIUM,
    CEREBRAL_METASTASES,
    CRP,
    DISSEMINATION,
    ECOG,
    LDH,
    PLATELETS,
    PREVIOUS_CHEMOTHERAPY,
    VISCERAL_METASTASES,
)

from .score import Band, Item, Score

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts

# The paper's limit is 10.3 mg/dL. Exactly converted (10.3 x 0.2495) and not rounded, so that 10.3 mg/dL
# typed and converted reaches it; of values told to a hundredth 2.57 mmol/L does and 2.56 does not.
CALCIUM_LIMIT = 2.56985


@dataclass(frozen=True, eq=False, slots=True)
class _CalciumHigh(Condition):
    """Calcium of 10.3 mg/dL or more, as measured and, with albumin, corrected; open where they disagree."""

    # Without albumin the measured value stands alone, so albumin given later may open the item again: the
    # one place where an answer widens a score instead of narrowing it.
    measured: Condition
    corrected: Condition

    def holds(self, facts: Facts) -> bool | None:
        measured = self.measured.holds(facts)
        return measured if measured == self.corrected.holds(facts) else None

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return self.measured.open_keys(facts)


CALCIUM_HIGH = _CalciumHigh(
    measured=CALCIUM.at_least(CALCIUM_LIMIT), corrected=CORRECTED_CALCIUM.at_least(CALCIUM_LIMIT)
)
SPREAD = Cases(
    "Katagiri spread",
    ("disseminated", DISSEMINATION.yes),
    ("nodular", ~VISCERAL_METASTASES.is_("none") | CEREBRAL_METASTASES.yes),
    otherwise="none",
)
# A critical value outranks abnormal ones; the two tiers look at different substances.
LABORATORY = Cases(
    "Katagiri laboratory",
    ("critical", PLATELETS.below(100) | CALCIUM_HIGH | BILIRUBIN.at_least(23.9)),
    ("abnormal", CRP.at_least(4) | LDH.at_least(250) | ALBUMIN.below(37)),
    otherwise="normal",
)
POOR_PERFORMANCE = Cases("Katagiri performance", ("ecog_3_4", ECOG.at_least(3)), otherwise="ecog_0_2")
MULTIPLE = Cases("number of bone metastases", ("multiple", COUNTED_METASTASES.above(1)), otherwise="single")

KATAGIRI = Score(
    key="katagiri",
    title="New Katagiri",
    applies=Always(),
    items=(
        Item(
            key="primary",
            label=_("Primary tumour"),
            looks_at=GROWTH,
            points={"slow": 0, "moderate": 2, "rapid": 3},
        ),
        Item(
            key="visceral_cerebral",
            label=_("Visceral or brain metastases"),
            looks_at=SPREAD,
            points={"none": 0, "nodular": 1, "disseminated": 2},
        ),
        Item(
            key="laboratory",
            label=_("Laboratory"),
            looks_at=LABORATORY,
            points={"normal": 0, "abnormal": 1, "critical": 2},
        ),
        Item(
            key="ecog",
            label=_("ECOG 3 or 4"),
            looks_at=POOR_PERFORMANCE,
            points={"ecog_0_2": 0, "ecog_3_4": 1},
        ),
        Item(
            key="chemotherapy",
            label=_("Previous chemotherapy"),
            looks_at=PREVIOUS_CHEMOTHERAPY,
            points={False: 0, True: 1},
        ),
        Item(
            key="multiple",
            label=_("Several bone metastases"),
            looks_at=MULTIPLE,
            points={"single": 0, "multiple": 1},
        ),
    ),
    bands=(
        Band(
            key="low",
            label=_("low risk"),
            low=0,
            high=3,
            meaning=_("Alive in the cohort: 98 % at 6, 91 % at 12, 78 % at 24 months."),
        ),
        Band(
            key="intermediate",
            label=_("intermediate risk"),
            low=4,
            high=6,
            meaning=_("Alive in the cohort: 74 % at 6, 49 % at 12 months."),
        ),
        Band(
            key="high",
            label=_("high risk"),
            low=7,
            high=10,
            meaning=_("Alive in the cohort: 27 % at 6, 6 % at 12 months."),
        ),
    ),
    higher_is=_("shorter survival"),
    cohort=_(
        "808 patients with symptomatic skeletal metastases in Japan, 2005-2008, 749 of them not operated on"
    ),
    limits=(
        _("Not calibrated for patients of today: a cohort's figures, not this patient's chance."),
        _("In operated patients its low band was too hopeful (72 % alive at 12 months, 44 % at 24)."),
        _("Whether the paper corrects calcium for albumin was not seen; where it matters a range is shown."),
        _("Checkpoint inhibitors came later; lung cancer on them scores as rapid."),
        _("Where endometrium, ovary, cervix, urothelial, biliary and other primaries belong was not seen."),
        _("Point table read through one secondary source; compare with the paper before use."),
    ),
    references=("katagiri_2014", "katagiri_surgical", "bindels_2025"),
)
