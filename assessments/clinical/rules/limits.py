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
    COMPLETE_LOSS_OVER_48_HOURS,
    FRACTURED,
    HAEMATOLOGICAL,
    NEURO_MOTOR,
    SEVERE_PAIN,
)
from assessments.clinical.findings.laboratory import BLEEDING_RISK, CALCIUM_3
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.prognosis import (
    SIX_WEEKS_TO_3_MONTHS,
    TOLERATES,
    UNDER_6_WEEKS,
    UNDER_12_MONTHS,
)
from assessments.clinical.risks.stability import HIGH_RISK, SEVERE_MECHANICAL_PAIN, SINS_OVER_12
from assessments.clinical.sections.fracture import FRACTURE, LIMB_FUNCTION
from assessments.clinical.sections.history import EXPECTED_BENEFIT, FIT_FOR_ANAESTHESIA, SYSTEMIC_OPTIONS
from assessments.clinical.sections.imaging import (
    BONE,
    BONE_RETROPULSION,
    RADIOTHERAPY_HERE,
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
    ),
    Limit(
        "L1b",
        "small_operation_only",
        _("Fit for a small operation only"),
        FIT_FOR_ANAESTHESIA.is_("small_operation_only"),
        _(
            "Only a small operation can be borne: percutaneous or other small means, no resection or "
            "open decompression."
        ),
        ("expert",),
        ("expert",),
        _cap(CAP_CONSIDER),
        aims=RESECTIONS | {RECONSTRUCTION, DECOMPRESSION, DECOMPRESSION_AND_STABILISATION},
        aim_lost=RESECTIONS,
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
    ),
    Limit(
        "L2",
        "days_to_weeks",
        _("Days to weeks to live"),
        UNDER_6_WEEKS,
        _(
            "Less than six weeks to live: no operation, unless a displaced limb fracture hurts "
            "severely; then the simplest."
        ),
        ("expert",),
        ("expert", "msts_2020"),
        Cases(
            "L2",
            (
                CAP_CONSIDER,
                FRACTURE.is_("displaced") & BONE.is_("femur", "tibia", "humerus") & SEVERE_PAIN,
            ),
            otherwise=CAP_NON_OPERATIVE,
        ),
    ),
    Limit(
        "L3",
        "short_survival",
        _("Six weeks to three months to live"),
        SIX_WEEKS_TO_3_MONTHS,
        _(
            "Less than three months to live: surgery only where it relieves what cannot be relieved "
            "otherwise."
        ),
        ("source", "guideline"),
        ("source", "msts_2020"),
        Cases(
            "L3",
            (SPARED, ~SPINE & FRACTURED & (SEVERE_PAIN | LIMB_FUNCTION.is_("lost"))),
            (CAP_CONSIDER, (SPINE & NEURO_MOTOR) | (HIGH_RISK & SEVERE_MECHANICAL_PAIN)),
            otherwise=CAP_NON_OPERATIVE,
        ),
    ),
    Limit(
        "L6",
        "prolonged_paraplegia",
        _("Complete loss for more than 48 hours"),
        COMPLETE_LOSS_OVER_48_HOURS,
        _(
            "Complete loss for over 48 hours lies outside the trial's evidence; in small series some "
            "recovered all the same."
        ),
        ("trial", "cohort"),
        ("patchell_2005", "late_decompression"),
        Cases("L6", (SPARED, SINS_OVER_12 & SEVERE_PAIN), otherwise=CAP_CONSIDER),
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
    ),
    Limit(
        "L8",
        "haematological",
        _("Myeloma or lymphoma of the spine"),
        HAEMATOLOGICAL & SPINE & ~FRACTURED & ~SINS_OVER_12 & ~BONE_RETROPULSION.yes,
        _("Myeloma and lymphoma are treated first by drugs and radiotherapy, even with a deficit."),
        ("cohort",),
        ("haematological_epidural",),
        Cases("L8", (CAP_CONSIDER, SYSTEMIC_OPTIONS.no & RADIOTHERAPY_HERE.yes), otherwise=CAP_NON_OPERATIVE),
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
        ("zoledronic_label",),
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
    ),
)
