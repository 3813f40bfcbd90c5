"""The source's criteria: six principles of surgery (P1-P6) and ten timings of it (T1-T10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from assessments.clinical.findings.bone import (
    FRACTURED,
    FUNCTION_DISTURBED,
    PROGRESSED,
    WEEKS_AFTER_RADIOTHERAPY,
)
from assessments.clinical.findings.deficits import CAUDA_SEVERE
from assessments.clinical.findings.extent import SOLITARY
from assessments.clinical.findings.pain import PAIN_WORSE
from assessments.clinical.findings.place import WEIGHT_BEARING_BONE
from assessments.clinical.findings.tumour import GROWTH, RADIOSENSITIVITY
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Condition, Named, Not, Presumed, Undetermined
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.prognosis import SURVIVAL_OVER_3_MONTHS, TOLERATES
from assessments.clinical.risks.stability import STABILITY
from assessments.clinical.scores.sins import SINS
from assessments.clinical.sections.fracture import FUNCTION_TREND
from assessments.clinical.sections.history import (
    CANCER_HISTORY,
    CANCER_KNOWN,
    CEREBRAL_METASTASES,
    DISSEMINATION,
    EXPECTED_BENEFIT,
    PRIMARY_CONTROLLED,
    RADIOSENSITIVITY_KNOWN,
    SYSTEMIC_OPTIONS,
    TUMOUR_FREE_INTERVAL_EXPECTED,
    VISCERAL_METASTASES,
)
from assessments.clinical.sections.imaging import (
    BONE_RETROPULSION,
    CORD_COMPRESSION,
    DESTRUCTION_ON_RADIOGRAPH,
    HISTOLOGY,
    LESION_TYPE,
    SPINE,
    TREATED_BEFORE,
)
from assessments.clinical.sections.neuro import DEFICIT

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts

Verdict = Literal["met", "not_met", "borderline", "unknown", "not_applicable"]


def _met_when(name: str, condition: Condition) -> Cases:
    return Cases(name, ("met", condition), otherwise="not_met")


def _after_treatment(name: str, condition: Condition) -> Cases:
    return Cases(name, ("not_applicable", TREATED_BEFORE.no), ("met", condition), otherwise="not_met")


_NO_LONGER_INTERVAL = (
    GROWTH.is_("rapid") | VISCERAL_METASTASES.is_("unremovable") | CEREBRAL_METASTASES.yes | DISSEMINATION.yes
)
_LONGER_INTERVAL = (
    GROWTH.is_("slow") & PRIMARY_CONTROLLED.yes & VISCERAL_METASTASES.is_("none") & CEREBRAL_METASTASES.no
)
TUMOUR_FREE_INTERVAL = Named(
    "tumour-free interval",
    Presumed(
        TUMOUR_FREE_INTERVAL_EXPECTED.path,
        given=TUMOUR_FREE_INTERVAL_EXPECTED.given,
        answer=TUMOUR_FREE_INTERVAL_EXPECTED.yes,
        derived=Not(_NO_LONGER_INTERVAL) & (_LONGER_INTERVAL | Undetermined(TUMOUR_FREE_INTERVAL_EXPECTED)),
    ),
)

P1 = _met_when("P1", SURVIVAL_OVER_3_MONTHS)
P2 = _met_when("P2", TOLERATES)
P3 = _met_when("P3", EXPECTED_BENEFIT.yes)
P4 = _met_when("P4", TUMOUR_FREE_INTERVAL)
P5 = _met_when("P5", SOLITARY)
P6 = Cases(
    "P6",
    ("met", FRACTURED | STABILITY.is_("fractured", "high", "unstable")),
    ("borderline", STABILITY.is_("borderline")),
    otherwise="not_met",
)
T1 = _met_when("T1", CANCER_KNOWN & SOLITARY & HISTOLOGY.is_("metastasis_confirmed"))
T2 = _met_when("T2", FRACTURED & FUNCTION_DISTURBED)
T3 = _met_when(
    "T3",
    WEIGHT_BEARING_BONE
    & (
        DESTRUCTION_ON_RADIOGRAPH.is_("seen")
        | (DESTRUCTION_ON_RADIOGRAPH.is_("not_taken") & Undetermined(DESTRUCTION_ON_RADIOGRAPH))
    ),
)
T4 = _after_treatment("T4", PROGRESSED)
T5 = _after_treatment("T5", PAIN_WORSE)
T6 = _after_treatment("T6", FUNCTION_TREND.is_("not_restored"))
T7 = _met_when("T7", FRACTURED)
T8 = _met_when("T8", ~DEFICIT.is_("none"))
T9 = Cases(
    "T9",
    ("not_applicable", ~SPINE),
    ("not_met", LESION_TYPE.is_("blastic")),
    (
        "met",
        CORD_COMPRESSION.is_("1c", "2", "3") | CAUDA_SEVERE | SINS.at_least(13) | BONE_RETROPULSION.yes,
    ),
    ("borderline", SINS.between(7, 12)),
    otherwise="not_met",
)
# With no primary found nothing is left to answer, so the tumour does not count as resistant here.
_RESISTANT = RADIOSENSITIVITY_KNOWN.said("resistant") | (
    RADIOSENSITIVITY.is_("resistant") & ~CANCER_HISTORY.is_("no_primary_found")
)
T10 = _met_when(
    "T10",
    ((WEEKS_AFTER_RADIOTHERAPY & (PAIN_WORSE | PROGRESSED)) | _RESISTANT) & SYSTEMIC_OPTIONS.no,
)

FAILED_CONSERVATIVE = Named("conservative treatment failed", T4.is_("met") | T5.is_("met") | T6.is_("met"))


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Criterion:
    """One of the source's sixteen criteria. All are shown, each with the answers that decided it.

    The source names no author and no references; `support` says what published work stands beside it.
    """

    key: str
    origin: Literal["principle", "timing"]
    title: str
    says: str
    finding: Cases
    support: str = ""
    references: tuple[str, ...] = ("source",)
    evidence: str = "source"

    def verdict(self, facts: Facts) -> Verdict:
        """Judge the criterion, on presumptions where answers that replace them are open."""
        return cast("Verdict", self.finding.value(facts.presumed) or "unknown")


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        key="P1",
        origin="principle",
        title=_("Expected to survive more than three months"),
        says=_("The clinician's estimate counts; without it a Katagiri total of at most 6 speaks for it."),
        finding=P1,
        support=_(
            "The trial of cord compression included only patients with a life expectancy of three "
            "months or more, and a Chinese review draws the same line; in cohorts performance status "
            "matters more."
        ),
        references=("source", "patchell_2005", "xiao_2012", "dea_2020"),
    ),
    Criterion(
        key="P2",
        origin="principle",
        title=_("General condition good; can tolerate surgery and anaesthesia"),
        says=_(
            "A poor performance status caused by the lesion itself is reversible and does not "
            "exclude surgery."
        ),
        finding=P2,
        support=_("The same question is one of four in the NOMS framework."),
        references=("source", "noms_2010", "noms_2020"),
    ),
    Criterion(
        key="P3",
        origin="principle",
        title=_("Better quality of life and immediate mobilisation after surgery"),
        says=_("The clinician's expectation."),
        finding=P3,
        support=_(
            "Chinese guidelines exist; that of the limbs names pain, function and quality of life as aims."
        ),
        references=("source", "coa_limb_2019", "coa_spine_2019", "china_spine_2023", "csco_lung_2025"),
    ),
    Criterion(
        key="P4",
        origin="principle",
        title=_("Prolonged disease-free survival expected after treatment of the primary"),
        says=_("The clinician's expectation; without it growth, control and spread of the cancer."),
        finding=P4,
    ),
    Criterion(
        key="P5",
        origin="principle",
        title=_("Isolated bone metastasis"),
        says=_("One bone metastasis in all, on complete staging."),
        finding=P5,
        support=_("Cohorts of kidney and thyroid, selected; no trial."),
        references=("source", "rcc_margins", "thyroid_resection", "few_metastases_2020"),
    ),
    Criterion(
        key="P6",
        origin="principle",
        title=_("High risk of pathological fracture"),
        says=_("The mechanical state of the bone; a fracture counts as the highest risk."),
        finding=P6,
        support=_("Instruments of fracture risk: Mirels, axial cortical involvement, SINS."),
        references=("source", "mirels_1989", "van_der_linden_2004", "fisher_2010"),
    ),
    Criterion(
        key="T1",
        origin="timing",
        title=_("Cancer history, imaging and histology show a single bone metastasis"),
        says=_("Known cancer, one metastasis on complete staging, confirmed in this lesion."),
        finding=T1,
        support=_("A consensus on oligometastases; the trial in breast cancer found no longer survival."),
        references=("source", "oligometastatic_2020", "br002"),
    ),
    Criterion(
        key="T2",
        origin="timing",
        title=_("Pathological fracture with impaired motor function"),
        says=_("Fractured, with limited or lost function."),
        finding=T2,
        support=_("Guidelines of limbs and of the femur."),
        references=("source", "nov_surgery", "msts_2020"),
    ),
    Criterion(
        key="T3",
        origin="timing",
        title=_("Weight-bearing bone with destruction visible on radiographs"),
        says=_("Spine, femur, tibia, acetabulum or foot."),
        finding=T3,
        support=_("A guideline of the femur; of the spine by SINS."),
        references=("source", "msts_2020", "fisher_2010"),
    ),
    Criterion(
        key="T4",
        origin="timing",
        title=_("Bone destruction progressed after conservative treatment"),
        says=_("On imaging since conservative treatment."),
        finding=T4,
    ),
    Criterion(
        key="T5",
        origin="timing",
        title=_("Pain kept worsening after conservative treatment"),
        says=_("Since conservative treatment."),
        finding=T5,
    ),
    Criterion(
        key="T6",
        origin="timing",
        title=_("Motor function not restored after conservative treatment"),
        says=_("Since conservative treatment."),
        finding=T6,
    ),
    Criterion(
        key="T7",
        origin="timing",
        title=_("Pathological fracture has occurred"),
        says=_("Any fracture of the lesion."),
        finding=T7,
        support=_("Guidelines of limbs and of the femur."),
        references=("source", "nov_surgery", "msts_2020"),
    ),
    Criterion(
        key="T8",
        origin="timing",
        title=_("Symptoms of nerve compression"),
        says=_("Any neurological deficit of the lesion."),
        finding=T8,
        support=_("The trial of cord compression; of single roots nothing was found."),
        references=("source", "patchell_2005"),
    ),
    Criterion(
        key="T9",
        origin="timing",
        title=_("Osteolytic destruction of the spine with a high risk of paraplegia"),
        says=_("Lytic or mixed, with cord abutment, severe compression, bony retropulsion or instability."),
        finding=T9,
        support=_("SINS and the NOMS framework."),
        references=("source", "fisher_2010", "noms_2013"),
    ),
    Criterion(
        key="T10",
        origin="timing",
        title=_("Insensitive to radiotherapy and chemotherapy"),
        says=_("Resistant or progressive after radiotherapy, with no effective systemic therapy left."),
        finding=T10,
        support=_("The NOMS framework for resistant tumours of the spine."),
        references=("source", "noms_2013"),
    ),
)
