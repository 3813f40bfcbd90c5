"""Safety rows around an operation: what to correct before, to prepare for, and to do after."""

from assessments.clinical.findings.extent import SOLITARY
from assessments.clinical.findings.laboratory import BLEEDING_RISK, CALCIUM_3, CALCIUM_EMERGENCY
from assessments.clinical.findings.tumour import PRIMARY_TUMOUR
from assessments.clinical.language.logic import Always, known, maybe
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.prognosis import UNDER_6_WEEKS
from assessments.clinical.rules.stops import NO_BIOPSY, NOTHING_PROVEN
from assessments.clinical.sections.history import BONE_AGENT_YEARS, EXPECTED_SURVIVAL, LUNG_DISEASE
from assessments.clinical.sections.imaging import (
    FEMUR,
    HISTOLOGY,
    INFECTION_SIGNS,
    LONG_BONE,
    RADIOTHERAPY_HERE,
    SEGMENT,
    SPINE,
)

from .row import Extra, SafetyRow
from .states import BIOPSY_OR_OPERATION, OPERATION_PROPOSED, VASCULAR, VASCULAR_TUMOUR

MORE_PLATELETS = _(
    "At the spine and for an epidural catheter more platelets are asked for; agree how many with haematology."
)

S7 = SafetyRow(
    key="S7",
    name="calcium",
    title=_("High calcium"),
    when=CALCIUM_3,
    says=_("Corrected calcium of 3.0 mmol/L or more: treat it before any elective operation."),
    extras=(
        Extra(
            when=CALCIUM_EMERGENCY,
            says=_("From 3.5 mmol/L it is severe: an emergency of its own; denosumab or a bisphosphonate."),
        ),
    ),
    evidence=("guideline",),
    references=("zoledronic_label", "endocrine_2023"),
)
S8 = SafetyRow(
    key="S8",
    name="bleeding",
    title=_("Bleeding"),
    when=BLEEDING_RISK,
    says=_("Platelets below 50 or INR above 1.5: correct it before any cut or needle."),
    extras=(Extra(when=SPINE, says=MORE_PLATELETS),),
    evidence=("guideline",),
    references=("aabb_2015", "sir_2019", "bsh_2017"),
)
S9 = SafetyRow(
    key="S9",
    name="embolisation",
    title=_("Embolisation"),
    when=(VASCULAR_TUMOUR | VASCULAR) & BIOPSY_OR_OPERATION,
    says=_(
        "Vascular tumour: consider embolisation in the 24 hours before surgery; never delay an emergency."
    ),
    extras=(
        Extra(
            when=LONG_BONE,
            says=_(
                "For any operation or biopsy that opens the tumour, including a nail through it; not "
                "for a nail bypassing it."
            ),
        ),
        Extra(
            when=PRIMARY_TUMOUR.is_("phaeochromocytoma"),
            says=_("Phaeochromocytoma: alpha-blockade first; manipulation without it can be fatal."),
        ),
        Extra(
            when=SPINE & ~known(VASCULAR),
            says=_("At the spine it helped where angiography showed vessels, not where only presumed."),
        ),
        Extra(
            when=SPINE,
            says=_("At the spine the 24 hours mattered only where all vessels were closed (233 mL less)."),
        ),
        Extra(
            when=LONG_BONE & PRIMARY_TUMOUR.is_("kidney"),
            says=_("In long bones three of six studies of kidney cancer found less bleeding, three did not."),
        ),
    ),
    evidence=("cohort", "expert"),
    references=(
        "embolisation_2014",
        "embolisation_spine_2021",
        "embolisation_spine_timing",
        "embolisation_long_bone",
        "expert",
    ),
)
S10 = SafetyRow(
    key="S10",
    name="whole_bone",
    title=_("Protect the whole bone"),
    when=LONG_BONE,
    says=_("Protect the whole bone, not the lesion alone, and look for further lesions in it."),
    extras=(
        Extra(
            when=FEMUR,
            says=_(
                "Both femora need a nail: one or two sessions; selected patients did no worse in one; "
                "not with lung disease or two fractures."
            ),
        ),
        Extra(
            when=FEMUR & SEGMENT.is_("diaphysis"),
            says=_("For a diaphyseal lesion one guideline sees no routine benefit of femoral neck screws."),
        ),
    ),
    evidence=("guideline", "cohort"),
    references=("dutch_2010", "msts_2020", "both_femora_2023", "both_femora_nails", "moon_2011"),
)
S11 = SafetyRow(
    key="S11",
    name="radiotherapy_after",
    title=_("Postoperative radiotherapy"),
    when=OPERATION_PROPOSED,
    says=_("Radiotherapy once the wound has healed, 2 to 4 weeks after, over the whole implant."),
    extras=(
        Extra(
            when=Always(),
            says=_(
                "A review of two studies calls the evidence too thin to make it a standard for everybody."
            ),
        ),
        Extra(
            when=RADIOTHERAPY_HERE.yes,
            says=_("Previous radiotherapy here: the radiation oncologist says whether dose is left."),
        ),
    ),
    evidence=("guideline", "cohort"),
    evidence_of_urgency=("expert",),
    references=(
        "esmo_2020",
        "astro_2024",
        "whole_implant_2021",
        "radiotherapy_delayed",
        "post_op_review_2016",
    ),
)
S12 = SafetyRow(
    key="S12",
    name="bone_agent",
    title=_("Bone-modifying agent"),
    when=~known(HISTOLOGY.is_("primary_bone_tumour") | UNDER_6_WEEKS),
    says=_("Bisphosphonate or denosumab: start or go on; first look at teeth, kidneys, calcium, vitamin D."),
    extras=(
        Extra(
            when=~PRIMARY_TUMOUR.is_("breast", "prostate", "myeloma")
            & ~known(EXPECTED_SURVIVAL.is_("3_to_6_months", "6_to_12_months", "over_12_months")),
            says=_(
                "Tumours other than breast, prostate and myeloma: with a life expectancy of three "
                "months or more."
            ),
        ),
        Extra(
            when=FEMUR & BONE_AGENT_YEARS.at_least(3),
            says=_("Not before an atypical fracture of this femur is excluded."),
        ),
        Extra(
            when=NOTHING_PROVEN & NO_BIOPSY,
            says=_("Not before a biopsy has shown what the lesion is."),
        ),
    ),
    evidence=("guideline", "expert"),
    references=("esmo_2020", "msts_2020", "expert"),
)
S13 = SafetyRow(
    key="S13",
    name="atypical_fracture",
    title=_("Atypical femoral fracture"),
    when=FEMUR & BONE_AGENT_YEARS.at_least(3),
    says=_(
        "Three years or more on a bone-modifying agent: this may be an atypical fracture; "
        "full-length radiographs of both femora."
    ),
    extras=(
        Extra(
            when=Always(),
            says=_(
                "Three years applies to intravenous oncological doses. The other femur: 10 of 24 fractured."
            ),
        ),
    ),
    evidence=("cohort", "guideline"),
    references=("msts_2020", "atypical_asbmr_2014", "atypical_korea"),
)
S14 = SafetyRow(
    key="S14",
    name="thrombosis",
    title=_("Thromboprophylaxis"),
    when=OPERATION_PROPOSED,
    says=_("Thromboprophylaxis, unless something speaks against it."),
    extras=(
        Extra(when=~SPINE, says=_("After limb surgery VTE in 6-7 % despite prophylaxis.")),
        Extra(when=BLEEDING_RISK, says=_("While bleeding is likely: mechanical, not pharmacological.")),
        Extra(when=PRIMARY_TUMOUR.is_("lung"), says=_("Lung cancer carries the highest risk of VTE.")),
    ),
    evidence=("cohort", "expert"),
    references=("vte_2018", "vte_nailing_2015", "expert"),
)
S15 = SafetyRow(
    key="S15",
    name="resection_first",
    title=_("Single metastasis of kidney or thyroid"),
    when=PRIMARY_TUMOUR.is_("kidney", "thyroid") & maybe(SOLITARY),
    says=_("Possibly solitary metastasis: discuss complete resection before any operation opens the tumour."),
    evidence=("cohort",),
    references=("rcc_margins", "rcc_wide_2018", "rcc_no_gain", "thyroid_resection"),
)
S16 = SafetyRow(
    key="S16",
    name="tissue",
    title=_("Tissue from the operation"),
    when=OPERATION_PROPOSED,
    says=_("Take tissue by forceps at operation."),
    extras=(
        Extra(
            when=LONG_BONE,
            says=_(
                "Negative reamings exclude nothing: they showed a known metastasis in 51 to 61 %, a cup "
                "forceps in 92 % (25 patients)."
            ),
        ),
        Extra(
            when=~known(INFECTION_SIGNS.no) & NO_BIOPSY,
            says=_("Infection is possible: send cultures as well, for tuberculosis too."),
        ),
    ),
    evidence=("cohort",),
    references=("reamings_2017", "reamings_2021", "reamings_36"),
)
S18 = SafetyRow(
    key="S18",
    name="embolic_load",
    title=_("Bone cement implantation syndrome, embolic load"),
    when=LUNG_DISEASE.yes & OPERATION_PROPOSED,
    says=_(
        "Lung disease: cement, reaming and long stems carry a risk of bone cement implantation "
        "syndrome and embolic load; warn the anaesthetist."
    ),
    extras=(
        Extra(
            when=Always(),
            says=_(
                "Cemented hips: reactions in 75 % of 374, twice as often with lung metastases or over 60."
            ),
        ),
    ),
    evidence=("cohort", "guideline"),
    references=("schwarzkopf_2019", "msts_2020"),
)

OPERATION: tuple[SafetyRow, ...] = (S7, S8, S9, S10, S11, S12, S13, S14, S15, S16, S18)
