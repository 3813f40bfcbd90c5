"""Treatment without surgery, and small means through the skin, by state and band of survival."""

from assessments.clinical.findings.basic import FRACTURED, HAEMATOLOGICAL, SOLITARY
from assessments.clinical.findings.deficits import COMPLETE_LOSS, HIGH_GRADE
from assessments.clinical.language.logic import Always
from assessments.clinical.sections.imaging import LONG_BONE, SPINE

from .place import Order, Place, When
from .states import (
    ABLATIVE_OR_OPEN,
    ABOUT_TO_BREAK,
    DRUGS_LEFT,
    FAILING,
    HIGH_RISK_SITE,
    NO_CEMENT_ALONE,
    PAINLESS,
    PELVIS,
    PELVIS_OR_SMALL_BONE,
    RESISTANT,
    RESISTANT_CAUDA,
    SPINE_AT_RISK,
)

DRUGS = When("systemic_treatment", DRUGS_LEFT)
PRECISE = When("stereotactic_radiotherapy", ABLATIVE_OR_OPEN)
PRECISE_FOR_CAUDA = When("stereotactic_radiotherapy", RESISTANT_CAUDA)
BRACE_IF_AT_RISK = When("brace_or_splint", SPINE_AT_RISK)
EXPERT = ("expert",)
SHORT_COURSE = ("guideline",), ("astro_2024", "esmo_2020")

WITHOUT_SURGERY: tuple[Place, ...] = (
    Place(
        "haematological_spine",
        SPINE & HAEMATOLOGICAL,
        (
            Order("A", ("radiotherapy_8gy", "supportive_care", BRACE_IF_AT_RISK)),
            Order("B", ("radiotherapy_8gy", "systemic_treatment", BRACE_IF_AT_RISK), FAILING | HIGH_GRADE),
            Order(
                "CDE",
                ("radiotherapy_fractionated", "systemic_treatment", BRACE_IF_AT_RISK),
                FAILING | HIGH_GRADE,
            ),
            Order("B", ("systemic_treatment", "radiotherapy_8gy", BRACE_IF_AT_RISK)),
            Order("CDE", ("systemic_treatment", "radiotherapy_fractionated", BRACE_IF_AT_RISK)),
        ),
        ("cohort",),
        ("haematological_epidural",),
    ),
    Place(
        "cord_or_cauda",
        SPINE & (FAILING | HIGH_GRADE),
        (
            Order("A", ("supportive_care", "radiotherapy_8gy"), COMPLETE_LOSS),
            Order("A", ("radiotherapy_8gy", "supportive_care", "brace_or_splint")),
            Order("B", ("radiotherapy_8gy", "brace_or_splint", "supportive_care")),
            Order(
                "CDE",
                (PRECISE_FOR_CAUDA, "radiotherapy_fractionated", "radiotherapy_8gy", "brace_or_splint"),
            ),
        ),
        ("guideline", "trial"),
        ("nice_ng234", "scorad_2019"),
    ),
    Place(
        "spine_at_risk",
        SPINE_AT_RISK,
        (
            Order("AB", ("radiotherapy_8gy", "supportive_care", "brace_or_splint")),
            Order(
                "CDE",
                ("stereotactic_radiotherapy", "radiotherapy_8gy", "brace_or_splint"),
                RESISTANT,
            ),
            Order("CDE", ("radiotherapy_8gy", DRUGS, PRECISE, "brace_or_splint")),
        ),
        ("consensus", "cohort", "expert"),
        ("noms_2013", "corset_2015", "expert"),
    ),
    Place(
        "painless",
        PAINLESS & ~FRACTURED & ~ABOUT_TO_BREAK,
        (
            Order("A", ("supportive_care",)),
            Order("B", ("radiotherapy_8gy", "supportive_care", DRUGS), HIGH_RISK_SITE),
            Order("B", ("supportive_care", DRUGS)),
            Order("CDE", ("radiotherapy_8gy", "radiotherapy_fractionated", PRECISE, DRUGS), HIGH_RISK_SITE),
            Order("CDE", (DRUGS, PRECISE, "supportive_care")),
        ),
        ("trial", "expert"),
        ("gillespie_2024", "expert"),
    ),
    Place(
        "spine_quiet",
        SPINE,
        (
            Order("A", ("supportive_care", "radiotherapy_8gy")),
            Order("B", ("radiotherapy_8gy", "supportive_care")),
            Order("CDE", ("stereotactic_radiotherapy", "radiotherapy_8gy", DRUGS), RESISTANT | SOLITARY),
            Order("CDE", ("radiotherapy_8gy", "stereotactic_radiotherapy", DRUGS)),
        ),
        ("consensus", "guideline"),
        ("noms_2013", "nice_ng234"),
    ),
    Place(
        "fractured",
        FRACTURED,
        (
            Order("A", ("brace_or_splint", "supportive_care", "radiotherapy_8gy")),
            Order("B", ("brace_or_splint", "radiotherapy_8gy", "supportive_care")),
            Order("CDE", ("brace_or_splint", "radiotherapy_fractionated", DRUGS)),
        ),
        ("cohort", "expert"),
        ("distal_limbs_2021", "gainor_buchert", "expert"),
    ),
    Place(
        "about_to_break",
        ABOUT_TO_BREAK,
        (
            Order("A", ("supportive_care", "radiotherapy_8gy", "brace_or_splint")),
            Order("B", ("radiotherapy_8gy", "brace_or_splint", "supportive_care")),
            Order("CDE", ("radiotherapy_fractionated", "brace_or_splint", DRUGS)),
        ),
        ("guideline",),
        ("msts_2020", "astro_2024"),
    ),
    Place(
        "painful",
        Always(),
        (
            Order("A", ("supportive_care", "radiotherapy_8gy")),
            Order("B", ("radiotherapy_8gy", "supportive_care")),
            Order(
                "CDE",
                ("stereotactic_radiotherapy", "radiotherapy_8gy", "cementoplasty", "thermal_ablation"),
                SOLITARY & PELVIS_OR_SMALL_BONE,
            ),
            Order(
                "CDE",
                ("radiotherapy_8gy", PRECISE, "cementoplasty", "thermal_ablation", DRUGS),
                PELVIS_OR_SMALL_BONE,
            ),
            Order("CDE", ("stereotactic_radiotherapy", "radiotherapy_8gy", DRUGS), SOLITARY),
            Order("CDE", ("radiotherapy_8gy", DRUGS, PRECISE, "brace_or_splint")),
        ),
        *SHORT_COURSE,
    ),
)

# For whom an open operation is too much.
SMALL_MEANS: tuple[Place, ...] = (
    Place(
        "small_spine_no_cement",
        NO_CEMENT_ALONE,
        (Order("ABCDE", ("percutaneous_fixation",)),),
        EXPERT,
        EXPERT,
    ),
    Place(
        "small_spine",
        SPINE,
        (Order("ABCDE", ("cementoplasty", "percutaneous_fixation")),),
        ("trial", "consensus"),
        ("cafe_2011", "canal_review"),
    ),
    Place(
        "small_pelvis",
        PELVIS,
        (Order("ABCDE", ("percutaneous_screws_and_cement", "cementoplasty")),),
        ("cohort",),
        ("aorif_2023", "acetabuloplasty_2008"),
    ),
    Place(
        "small_long_bone",
        LONG_BONE,
        (Order("ABCDE", ("percutaneous_screws_and_cement", "cementoplasty")),),
        ("cohort", "expert"),
        ("popc", "femoral_neck_screws_2020", "expert"),
    ),
    Place(
        "small_elsewhere",
        Always(),
        (Order("ABCDE", ("cementoplasty",)),),
        ("cohort",),
        ("cement_outside_spine",),
    ),
)
