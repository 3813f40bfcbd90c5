"""Limits: what lowers a proposal, and what they leave alone."""

from __future__ import annotations

from assessments.clinical.advice import (
    DECOMPRESSION,
    DECOMPRESSION_AND_STABILISATION,
    RECONSTRUCTION,
    RESECTIONS,
)
from assessments.clinical.findings.basic import (
    BASELINE_ECOG,
    FRACTURED,
    HAEMATOLOGICAL,
    IRRADIATED,
    MECHANICAL_PAIN,
    SEVERE_PAIN,
)
from assessments.clinical.findings.deficits import MOTOR_OR_SPHINCTER, PROLONGED_PARALYSIS
from assessments.clinical.findings.laboratory import BLEEDING_RISK, CALCIUM_3
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
    BONE,
    BONE_RETROPULSION,
    SEPARATE_COMPRESSION_LEVELS,
    SPINE,
)

from .rule import (
    CAP_CONSIDER,
    CAP_NON_OPERATIVE,
    NO_EFFECT,
    SPARED,
    STEP_DOWN,
    Limit,
)


def _cap(cap: str) -> Cases:
    return Cases(cap, otherwise=cap)


LARGE_BONE = BONE.is_("femur", "tibia", "humerus")
DISPLACED_LARGE_BONE = LARGE_BONE & FRACTURE.is_("displaced")
UNBEARABLE_FRACTURE = FRACTURED & (SEVERE_PAIN | LIMB_FUNCTION.is_("lost"))
WEAK = STABILITY.is_("high") | FRACTURED | ACETABULAR_CLASS.is_("II", "III", "IV")
SPINE_WORTH_IT = (
    MOTOR_OR_SPHINCTER | (MECHANICAL_PAIN & (SINS.at_least(7) | FRACTURED)) | BASELINE_ECOG.at_most(2)
)

LIMITS: tuple[Limit, ...] = (
    Limit(
        "L4",
        "no_benefit",
        _("No benefit expected"),
        EXPECTED_BENEFIT.no,
        _(
            "Neither a better quality of life nor movement is expected from surgery: each proposal "
            "is one step lower."
        ),
        ("source",),
        ("source",),
        _cap(STEP_DOWN),
        exempt=frozenset({"I1", "I23"}),
        provided=_("a benefit is expected"),
    ),
    Limit(
        "L1b",
        "small_operation_only",
        _("Fit for a small operation only"),
        FIT_FOR_ANAESTHESIA.is_("small_operation_only"),
        _(
            "Only a small operation can be borne: percutaneous or other small means, no resection or open "
            "decompression. Against it in limbs: how large the operation was did not predict death within "
            "30 days (437 operations)."
        ),
        ("consensus", "expert"),
        ("noms_2010", "ladegaard_2023", "expert"),
        _cap(CAP_CONSIDER),
        aims=RESECTIONS | {RECONSTRUCTION, DECOMPRESSION, DECOMPRESSION_AND_STABILISATION},
        aim_lost=RESECTIONS,
        provided=_("fit for more than a minor procedure"),
    ),
    Limit(
        "L1",
        "cannot_tolerate",
        _("Cannot tolerate surgery"),
        ~TOLERATES,
        _(
            "Surgery and anaesthesia cannot be borne: cement or screws through the skin, "
            "radiotherapy or a brace instead."
        ),
        ("source",),
        ("source",),
        _cap(CAP_NON_OPERATIVE),
        provided=_("fit for anaesthesia"),
    ),
    Limit(
        "L2",
        "days_to_weeks",
        _("Days to weeks to live"),
        UNDER_6_WEEKS,
        _(
            "Less than six weeks to live: no operation, unless a femur, tibia or humerus is displaced, or "
            "fractured with severe pain or lost function; then the simplest, for nursing. The guideline "
            "speaks of about a month and of bones not broken."
        ),
        ("guideline", "expert"),
        ("msts_2020", "ladegaard_2023", "expert"),
        Cases(
            "L2",
            (CAP_CONSIDER, DISPLACED_LARGE_BONE | (LARGE_BONE & UNBEARABLE_FRACTURE)),
            otherwise=CAP_NON_OPERATIVE,
        ),
        provided=_("more than six weeks to live"),
    ),
    Limit(
        "L3",
        "short_survival",
        _("Six weeks to three months to live"),
        SIX_WEEKS_TO_3_MONTHS,
        _(
            "Less than three months to live: surgery only where it relieves what cannot be relieved "
            "otherwise. By cohorts of the spine the performance status before counts more than the time "
            "expected."
        ),
        ("source", "guideline"),
        ("source", "msts_2020", "dea_2020", "gstsg_extremes"),
        Cases(
            "L3",
            (SPARED, ~SPINE & (DISPLACED_LARGE_BONE | UNBEARABLE_FRACTURE)),
            (CAP_CONSIDER, SPINE & SPINE_WORTH_IT),
            (CAP_CONSIDER, ~SPINE & ((LARGE_BONE & FRACTURED) | ((MECHANICAL_PAIN | SEVERE_PAIN) & WEAK))),
            otherwise=CAP_NON_OPERATIVE,
        ),
        provided=_("more than three months to live"),
        advises=("cohort", "expert"),
    ),
    Limit(
        "L6",
        "prolonged_paralysis",
        _("Paralysed for more than 48 hours"),
        PROLONGED_PARALYSIS,
        _(
            "Paralysed for over 48 hours: outside the trial's evidence, and many experts stop earlier. In "
            "small series some recovered all the same: 2 of 7 with complete loss, 7 of 28 who could not "
            "move."
        ),
        ("trial", "cohort"),
        ("patchell_2005", "late_decompression", "pending_paralysis", "scoot_2026"),
        Cases("L6", (SPARED, SINS_OVER_12 & SEVERE_PAIN), otherwise=CAP_CONSIDER),
        provided=_("not paralysed for more than 48 hours"),
        advises=("expert",),
    ),
    Limit(
        "L7",
        "separate_levels",
        _("Compressed at separate levels"),
        SEPARATE_COMPRESSION_LEVELS.yes,
        _("Compression at levels that one operation cannot reach lies outside the trial's evidence."),
        ("trial",),
        ("patchell_2005",),
        _cap(CAP_CONSIDER),
        aims=frozenset({DECOMPRESSION_AND_STABILISATION}),
        provided=_("one operation reaches the compression"),
    ),
    Limit(
        "L8",
        "haematological",
        _("Myeloma or lymphoma of the spine"),
        HAEMATOLOGICAL & SPINE & ~FRACTURED & ~SINS_OVER_12 & ~BONE_RETROPULSION.yes,
        _(
            "Myeloma and lymphoma are treated first by drugs and radiotherapy, even with a deficit. Against "
            "it in myeloma: of 247 patients fewer got worse after an operation."
        ),
        ("cohort",),
        ("haematological_epidural", "zijlstra_2025", "imwg_2021"),
        Cases("L8", (CAP_CONSIDER, SINS.between(7, 12) | IRRADIATED), otherwise=CAP_NON_OPERATIVE),
        provided=_("not myeloma or lymphoma, or the spine not stable"),
        advises=("expert",),
    ),
    Limit(
        "L9",
        "coagulopathy",
        _("Risk of bleeding"),
        BLEEDING_RISK,
        _(
            "Platelets below 50 or INR above 1.5: correct it first; neither the advice nor its "
            "urgency changes."
        ),
        ("guideline",),
        ("aabb_2015", "sir_2019"),
        _cap(NO_EFFECT),
    ),
    Limit(
        "L10",
        "hypercalcaemia",
        _("High calcium"),
        CALCIUM_3,
        _(
            "Corrected calcium of 3.0 mmol/L or more: treat it first; neither the advice nor its "
            "urgency changes."
        ),
        ("guideline",),
        ("zoledronic_label", "endocrine_2023"),
        _cap(NO_EFFECT),
    ),
    Limit(
        "L11",
        "curative_not_possible",
        _("Resection would not outlast the disease"),
        UNDER_12_MONTHS | BASELINE_ECOG.at_least(3),
        _(
            "With less than a year to live, or ECOG 3 or 4 before the lesion, a resection becomes "
            "relief of pain, to be weighed."
        ),
        ("expert",),
        ("expert",),
        _cap(CAP_CONSIDER),
        aims=RESECTIONS,
        aim_lost=RESECTIONS,
        provided=_("more than a year to live and active before this lesion"),
    ),
)
