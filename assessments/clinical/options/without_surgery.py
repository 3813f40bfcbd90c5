"""Treatment without surgery, and small means through the skin, by state and band of survival."""

from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.deficits import COMPLETE_LOSS, HIGH_GRADE
from assessments.clinical.findings.extent import SOLITARY
from assessments.clinical.findings.place import PELVIS
from assessments.clinical.findings.tumour import HAEMATOLOGICAL, RESISTANT
from assessments.clinical.language.logic import Always
from assessments.clinical.sections.imaging import LONG_BONE, SPINE

from .place import Only, Place, prefer
from .reason import EXPERT
from .states import (
    ABLATIVE_OR_OPEN,
    ABOUT_TO_BREAK,
    DRUGS_LEFT,
    FAILING,
    HIGH_RISK_SITE,
    NO_CEMENT_ALONE,
    PAINLESS,
    PELVIS_OR_SMALL_BONE,
    RESISTANT_CAUDA,
    SPINE_AT_RISK,
)

DRUGS = Only("systemic_treatment", when=DRUGS_LEFT)
PRECISE = Only("stereotactic_radiotherapy", when=ABLATIVE_OR_OPEN)
PRECISE_FOR_CAUDA = Only("stereotactic_radiotherapy", when=RESISTANT_CAUDA)
ABLATED_ALONE = SOLITARY & ~HAEMATOLOGICAL
BRACE_IF_AT_RISK = Only("brace_or_splint", when=SPINE_AT_RISK)

WITHOUT_SURGERY: tuple[Place, ...] = (
    Place(
        key="haematological_spine",
        when=SPINE & HAEMATOLOGICAL,
        orders=(
            prefer("radiotherapy_8gy", "supportive_care", BRACE_IF_AT_RISK, until="6 weeks"),
            prefer(
                "radiotherapy_8gy",
                "systemic_treatment",
                BRACE_IF_AT_RISK,
                over="6 weeks",
                until="3 months",
                when=FAILING | HIGH_GRADE,
            ),
            prefer(
                "radiotherapy_fractionated",
                "systemic_treatment",
                BRACE_IF_AT_RISK,
                over="3 months",
                when=FAILING | HIGH_GRADE,
            ),
            prefer(
                "systemic_treatment", "radiotherapy_8gy", BRACE_IF_AT_RISK, over="6 weeks", until="3 months"
            ),
            prefer("systemic_treatment", "radiotherapy_fractionated", BRACE_IF_AT_RISK, over="3 months"),
        ),
        evidence=("cohort",),
        references=("haematological_epidural",),
    ),
    Place(
        key="cord_or_cauda",
        when=SPINE & (FAILING | HIGH_GRADE),
        orders=(
            prefer("supportive_care", "radiotherapy_8gy", until="6 weeks", when=COMPLETE_LOSS),
            prefer("radiotherapy_8gy", "supportive_care", "brace_or_splint", until="6 weeks"),
            prefer(
                "radiotherapy_8gy", "brace_or_splint", "supportive_care", over="6 weeks", until="3 months"
            ),
            prefer(
                PRECISE_FOR_CAUDA,
                "radiotherapy_fractionated",
                "radiotherapy_8gy",
                "brace_or_splint",
                over="3 months",
            ),
        ),
        evidence=("guideline", "trial"),
        references=("nice_ng234", "scorad_2019"),
    ),
    Place(
        key="spine_at_risk",
        when=SPINE_AT_RISK,
        orders=(
            prefer("radiotherapy_8gy", "supportive_care", "brace_or_splint", until="3 months"),
            prefer(
                "stereotactic_radiotherapy",
                "radiotherapy_8gy",
                "brace_or_splint",
                over="3 months",
                when=RESISTANT,
            ),
            prefer("radiotherapy_8gy", DRUGS, PRECISE, "brace_or_splint", over="3 months"),
        ),
        evidence=("consensus", "cohort", "expert"),
        references=("noms_2013", "corset_2015", "expert"),
    ),
    Place(
        key="painless",
        when=PAINLESS & ~FRACTURED & ~ABOUT_TO_BREAK,
        orders=(
            prefer("supportive_care", until="6 weeks"),
            prefer(
                "radiotherapy_8gy",
                "supportive_care",
                DRUGS,
                over="6 weeks",
                until="3 months",
                when=HIGH_RISK_SITE,
            ),
            prefer("supportive_care", DRUGS, over="6 weeks", until="3 months"),
            prefer(
                "radiotherapy_8gy",
                "radiotherapy_fractionated",
                PRECISE,
                DRUGS,
                over="3 months",
                when=HIGH_RISK_SITE,
            ),
            prefer(DRUGS, PRECISE, "supportive_care", over="3 months"),
        ),
        evidence=("trial", "expert"),
        references=("gillespie_2024", "expert"),
    ),
    Place(
        key="spine_quiet",
        when=SPINE,
        orders=(
            prefer("supportive_care", "radiotherapy_8gy", until="6 weeks"),
            prefer("radiotherapy_8gy", "supportive_care", over="6 weeks", until="3 months"),
            prefer(
                "stereotactic_radiotherapy",
                "radiotherapy_8gy",
                DRUGS,
                over="3 months",
                when=RESISTANT | SOLITARY,
            ),
            prefer("radiotherapy_8gy", "stereotactic_radiotherapy", DRUGS, over="3 months"),
        ),
        evidence=("consensus", "guideline"),
        references=("noms_2013", "nice_ng234"),
    ),
    Place(
        key="fractured",
        when=FRACTURED,
        orders=(
            prefer("brace_or_splint", "supportive_care", "radiotherapy_8gy", until="6 weeks"),
            prefer(
                "brace_or_splint", "radiotherapy_8gy", "supportive_care", over="6 weeks", until="3 months"
            ),
            prefer("brace_or_splint", "radiotherapy_fractionated", DRUGS, over="3 months"),
        ),
        evidence=("cohort", "expert"),
        references=("distal_limbs_2021", "gainor_buchert", "expert"),
    ),
    Place(
        key="about_to_break",
        when=ABOUT_TO_BREAK,
        orders=(
            prefer("supportive_care", "radiotherapy_8gy", "brace_or_splint", until="6 weeks"),
            prefer(
                "radiotherapy_8gy", "brace_or_splint", "supportive_care", over="6 weeks", until="3 months"
            ),
            prefer("radiotherapy_fractionated", "brace_or_splint", DRUGS, over="3 months"),
        ),
        evidence=("guideline",),
        references=("msts_2020", "astro_2024"),
    ),
    Place(
        key="painful",
        when=Always(),
        orders=(
            prefer("supportive_care", "radiotherapy_8gy", until="6 weeks"),
            prefer("radiotherapy_8gy", "supportive_care", over="6 weeks", until="3 months"),
            prefer(
                "stereotactic_radiotherapy",
                "radiotherapy_8gy",
                "cementoplasty",
                "thermal_ablation",
                over="3 months",
                when=ABLATED_ALONE & PELVIS_OR_SMALL_BONE,
            ),
            prefer(
                "radiotherapy_8gy",
                PRECISE,
                "cementoplasty",
                "thermal_ablation",
                DRUGS,
                over="3 months",
                when=PELVIS_OR_SMALL_BONE,
            ),
            prefer(
                "stereotactic_radiotherapy", "radiotherapy_8gy", DRUGS, over="3 months", when=ABLATED_ALONE
            ),
            prefer(
                DRUGS, "radiotherapy_fractionated", "radiotherapy_8gy", over="3 months", when=HAEMATOLOGICAL
            ),
            prefer("radiotherapy_8gy", DRUGS, PRECISE, "brace_or_splint", over="3 months"),
        ),
        evidence=("guideline",),
        references=("astro_2024", "esmo_2020"),
    ),
)

# For whom an open operation is too much.
SMALL_MEANS: tuple[Place, ...] = (
    Place(
        key="small_spine_no_cement",
        when=NO_CEMENT_ALONE,
        orders=(prefer("percutaneous_fixation"),),
        evidence=EXPERT,
        references=EXPERT,
    ),
    Place(
        key="small_spine",
        when=SPINE,
        orders=(prefer("cementoplasty", "percutaneous_fixation"),),
        evidence=("trial", "consensus"),
        references=("cafe_2011", "canal_review"),
    ),
    Place(
        key="small_pelvis",
        when=PELVIS,
        orders=(prefer("percutaneous_screws_and_cement", "cementoplasty"),),
        evidence=("cohort",),
        references=("aorif_2023", "acetabuloplasty_2008"),
    ),
    Place(
        key="small_long_bone",
        when=LONG_BONE,
        orders=(prefer("percutaneous_screws_and_cement", "cementoplasty"),),
        evidence=("cohort", "expert"),
        references=("popc", "femoral_neck_screws_2020", "expert"),
    ),
    Place(
        key="small_elsewhere",
        when=Always(),
        orders=(prefer("cementoplasty"),),
        evidence=("cohort",),
        references=("cement_outside_spine",),
    ),
)
