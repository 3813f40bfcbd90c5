"""Limits: what lowers a proposal, and what they leave alone."""

from __future__ import annotations

from assessments.clinical.advice import (
    DECOMPRESSION,
    DECOMPRESSION_AND_STABILISATION,
    RECONSTRUCTION,
    RESECTIONS,
)
from assessments.clinical.findings.bone import FRACTURED, IRRADIATED
from assessments.clinical.findings.deficits import MOTOR_OR_SPHINCTER, PROLONGED_PARALYSIS
from assessments.clinical.findings.laboratory import BLEEDING_RISK, CALCIUM_3
from assessments.clinical.findings.pain import MECHANICAL_PAIN, SEVERE_PAIN
from assessments.clinical.findings.performance import BASELINE_ECOG
from assessments.clinical.findings.place import LARGE_BONE
from assessments.clinical.findings.tumour import HAEMATOLOGICAL
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.prognosis import (
    SIX_WEEKS_TO_3_MONTHS,
    TOLERATES,
    UNDER_6_WEEKS,
    UNDER_12_MONTHS,
)
from assessments.clinical.risks.stability import SINS_OVER_12, STABILITY
from assessments.clinical.scores.sins import SINS
from assessments.clinical.sections.fracture import FRACTURE, LIMB_FUNCTION
from assessments.clinical.sections.history import EXPECTED_BENEFIT, FIT_FOR_ANAESTHESIA
from assessments.clinical.sections.imaging import (
    ACETABULAR_CLASS,
    BONE_RETROPULSION,
    SEPARATE_COMPRESSION_LEVELS,
    SPINE,
)

from .indications import I1, I23
from .rule import (
    CAP_CONSIDER,
    CAP_NON_OPERATIVE,
    NO_EFFECT,
    SPARED,
    STEP_DOWN,
    Limit,
)


def always(effect: str) -> Cases:
    """Do this to every proposal that the limit acts on."""
    return Cases(effect, otherwise=effect)


DISPLACED_LARGE_BONE = LARGE_BONE & FRACTURE.is_("displaced")
UNBEARABLE_FRACTURE = FRACTURED & (SEVERE_PAIN | LIMB_FUNCTION.is_("lost"))
WEAK = STABILITY.is_("high") | FRACTURED | ACETABULAR_CLASS.is_("II", "III", "IV")
SPINE_WORTH_IT = (
    MOTOR_OR_SPHINCTER | (MECHANICAL_PAIN & (SINS.at_least(7) | FRACTURED)) | BASELINE_ECOG.at_most(2)
)

L4 = Limit(
    key="L4",
    name="no_benefit",
    title=_("No benefit expected"),
    when=EXPECTED_BENEFIT.no,
    says=_(
        "Neither better quality of life nor mobilisation is expected from surgery: each proposal is one "
        "step lower."
    ),
    effect=always(STEP_DOWN),
    exempt={I1, I23},
    provided=_("a benefit is expected"),
    evidence=("source",),
    references=("source",),
)
L1b = Limit(
    key="L1b",
    name="small_operation_only",
    title=_("Fit for a minor procedure only"),
    when=FIT_FOR_ANAESTHESIA.is_("small_operation_only"),
    says=_(
        "Only a minor procedure is tolerated: percutaneous or other minor techniques, no resection or "
        "open decompression. Against it in limbs: the extent of surgery did not predict death within 30 "
        "days (437 operations)."
    ),
    effect=always(CAP_CONSIDER),
    aims=RESECTIONS | {RECONSTRUCTION, DECOMPRESSION, DECOMPRESSION_AND_STABILISATION},
    aim_lost=RESECTIONS,
    provided=_("fit for more than a minor procedure"),
    evidence=("consensus", "expert"),
    references=("noms_2010", "ladegaard_2023", "expert"),
)
L1 = Limit(
    key="L1",
    name="cannot_tolerate",
    title=_("Cannot tolerate surgery"),
    when=~TOLERATES,
    says=_(
        "Surgery and anaesthesia are not tolerated: percutaneous cement or screws, radiotherapy or a "
        "brace instead."
    ),
    effect=always(CAP_NON_OPERATIVE),
    provided=_("fit for anaesthesia"),
    evidence=("source",),
    references=("source",),
)
L2 = Limit(
    key="L2",
    name="days_to_weeks",
    title=_("Life expectancy under 6 weeks"),
    when=UNDER_6_WEEKS,
    says=_(
        "Life expectancy under six weeks: no operation, unless a femur, tibia or humerus is displaced, "
        "or fractured with severe pain or lost function; then the simplest, for nursing. The guideline "
        "speaks of about a month and of bones not fractured."
    ),
    effect=Cases(
        "L2",
        (CAP_CONSIDER, DISPLACED_LARGE_BONE | (LARGE_BONE & UNBEARABLE_FRACTURE)),
        otherwise=CAP_NON_OPERATIVE,
    ),
    provided=_("life expectancy over six weeks"),
    evidence=("guideline", "expert"),
    references=("msts_2020", "ladegaard_2023", "expert"),
)
L3 = Limit(
    key="L3",
    name="short_survival",
    title=_("Life expectancy 6 weeks to 3 months"),
    when=SIX_WEEKS_TO_3_MONTHS,
    says=_(
        "Life expectancy under three months: surgery only where it relieves what cannot be relieved "
        "otherwise. In spinal cohorts the previous performance status counts more than the expected "
        "survival."
    ),
    effect=Cases(
        "L3",
        (SPARED, ~SPINE & (DISPLACED_LARGE_BONE | UNBEARABLE_FRACTURE)),
        (CAP_CONSIDER, SPINE & SPINE_WORTH_IT),
        (CAP_CONSIDER, ~SPINE & ((LARGE_BONE & FRACTURED) | ((MECHANICAL_PAIN | SEVERE_PAIN) & WEAK))),
        otherwise=CAP_NON_OPERATIVE,
    ),
    provided=_("life expectancy over three months"),
    evidence=("source", "guideline"),
    evidence_of_advice=("cohort", "expert"),
    references=("source", "msts_2020", "dea_2020", "gstsg_extremes"),
)
L6 = Limit(
    key="L6",
    name="prolonged_paralysis",
    title=_("Paralysed for more than 48 hours"),
    when=PROLONGED_PARALYSIS,
    says=_(
        "Paralysed for over 48 hours: outside the trial's evidence, and many experts stop earlier. In "
        "small series some recovered all the same: 2 of 7 with complete loss, 7 of 28 who could not "
        "move."
    ),
    effect=Cases("L6", (SPARED, SINS_OVER_12 & SEVERE_PAIN), otherwise=CAP_CONSIDER),
    provided=_("not paralysed for more than 48 hours"),
    evidence=("trial", "cohort"),
    evidence_of_advice=("expert",),
    references=("patchell_2005", "late_decompression", "pending_paralysis", "scoot_2026"),
)
L7 = Limit(
    key="L7",
    name="separate_levels",
    title=_("Non-contiguous levels of compression"),
    when=SEPARATE_COMPRESSION_LEVELS.yes,
    says=_(
        "Compression at non-contiguous levels that one operation cannot reach lies outside the "
        "trial's evidence."
    ),
    effect=always(CAP_CONSIDER),
    aims={DECOMPRESSION_AND_STABILISATION},
    provided=_("one operation reaches the compression"),
    evidence=("trial",),
    references=("patchell_2005",),
)
L8 = Limit(
    key="L8",
    name="haematological",
    title=_("Myeloma or lymphoma of the spine"),
    when=HAEMATOLOGICAL & SPINE & ~FRACTURED & ~SINS_OVER_12 & ~BONE_RETROPULSION.yes,
    says=_(
        "Myeloma and lymphoma are treated first by systemic therapy and radiotherapy, even with a "
        "deficit. Against it in myeloma: of 247 patients fewer deteriorated after surgery."
    ),
    effect=Cases("L8", (CAP_CONSIDER, SINS.between(7, 12) | IRRADIATED), otherwise=CAP_NON_OPERATIVE),
    provided=_("not myeloma or lymphoma, or the spine not stable"),
    evidence=("cohort",),
    evidence_of_advice=("expert",),
    references=("haematological_epidural", "zijlstra_2025", "imwg_2021"),
)
L9 = Limit(
    key="L9",
    name="coagulopathy",
    title=_("Risk of bleeding"),
    when=BLEEDING_RISK,
    says=_(
        "Platelets below 50 or INR above 1.5: correct it first; neither the advice nor its urgency changes."
    ),
    effect=always(NO_EFFECT),
    evidence=("guideline",),
    references=("aabb_2015", "sir_2019"),
)
L10 = Limit(
    key="L10",
    name="hypercalcaemia",
    title=_("High calcium"),
    when=CALCIUM_3,
    says=_(
        "Corrected calcium of 3.0 mmol/L or more: treat it first; neither the advice nor its urgency changes."
    ),
    effect=always(NO_EFFECT),
    evidence=("guideline",),
    references=("zoledronic_label", "endocrine_2023"),
)
L11 = Limit(
    key="L11",
    name="curative_not_possible",
    title=_("No benefit from resection expected"),
    when=UNDER_12_MONTHS | BASELINE_ECOG.at_least(3),
    says=_(
        "With a life expectancy under one year, or ECOG 3 or 4 before the lesion, resection becomes "
        "pain palliation, to be considered."
    ),
    effect=always(CAP_CONSIDER),
    aims=RESECTIONS,
    aim_lost=RESECTIONS,
    provided=_("life expectancy over one year and active before this lesion"),
    evidence=("expert",),
    references=("expert",),
)

LIMITS: tuple[Limit, ...] = (L4, L1b, L1, L2, L3, L6, L7, L8, L9, L10, L11)
