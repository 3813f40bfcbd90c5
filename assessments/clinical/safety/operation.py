"""Safety rows around an operation: what to correct before, to prepare for, and to do after."""

from assessments.clinical.findings.basic import PRIMARY_TUMOUR, SOLITARY
from assessments.clinical.findings.laboratory import BLEEDING_RISK, CALCIUM_3, CALCIUM_EMERGENCY
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

OPERATION: tuple[SafetyRow, ...] = (
    SafetyRow(
        "S7",
        "calcium",
        _("High calcium"),
        CALCIUM_3,
        _("Corrected calcium of 3.0 mmol/L or more: treat it before any elective operation."),
        ("guideline",),
        ("zoledronic_label", "endocrine_2023"),
        (
            Extra(
                CALCIUM_EMERGENCY,
                _("From 3.5 mmol/L it is severe: an emergency of its own; denosumab or a bisphosphonate."),
            ),
        ),
    ),
    SafetyRow(
        "S8",
        "bleeding",
        _("Bleeding"),
        BLEEDING_RISK,
        _("Platelets below 50 or INR above 1.5: correct it before any cut or needle."),
        ("guideline",),
        ("aabb_2015", "sir_2019", "bsh_2017"),
        (Extra(SPINE, MORE_PLATELETS),),
    ),
    SafetyRow(
        "S9",
        "embolisation",
        _("Embolisation"),
        (VASCULAR_TUMOUR | VASCULAR) & BIOPSY_OR_OPERATION,
        _("Vascular tumour: consider embolisation in the 24 hours before surgery; never delay an emergency."),
        ("cohort", "expert"),
        (
            "embolisation_2014",
            "embolisation_spine_2021",
            "embolisation_spine_timing",
            "embolisation_long_bone",
            "expert",
        ),
        (
            Extra(
                LONG_BONE,
                _("For any operation or biopsy that opens the tumour, a nail through it too; not past it."),
            ),
            Extra(
                PRIMARY_TUMOUR.is_("phaeochromocytoma"),
                _("Phaeochromocytoma: block alpha receptors first; handled without, it can kill."),
            ),
            Extra(
                SPINE & ~known(VASCULAR),
                _("At the spine it helped where angiography showed vessels, not where only presumed."),
            ),
            Extra(
                SPINE,
                _("At the spine the 24 hours mattered only where all vessels were closed (233 mL less)."),
            ),
            Extra(
                LONG_BONE & PRIMARY_TUMOUR.is_("kidney"),
                _("In long bones three of six studies of kidney cancer found less bleeding, three did not."),
            ),
        ),
    ),
    SafetyRow(
        "S10",
        "whole_bone",
        _("Protect the whole bone"),
        LONG_BONE,
        _("Protect the whole bone, not the lesion alone, and look for further lesions in it."),
        ("guideline", "cohort"),
        ("dutch_2010", "msts_2020", "both_femora_2023", "both_femora_nails", "moon_2011"),
        (
            Extra(
                FEMUR,
                _(
                    "Both femora need a nail: one sitting or two, selected patients did no worse in one; not "
                    "with lung disease or two fractures."
                ),
            ),
            Extra(
                FEMUR & SEGMENT.is_("diaphysis"),
                _("For a lesion of the shaft one guideline sees no routine gain in screws into the neck."),
            ),
        ),
    ),
    SafetyRow(
        "S11",
        "radiotherapy_after",
        _("Radiotherapy after the operation"),
        OPERATION_PROPOSED,
        _("Radiotherapy once the wound has healed, 2 to 4 weeks after, over the whole implant."),
        ("guideline", "cohort"),
        ("esmo_2020", "astro_2024", "whole_implant_2021", "radiotherapy_delayed", "post_op_review_2016"),
        (
            Extra(
                Always(),
                _("A review of two studies calls the evidence too thin to make it a standard for everybody."),
            ),
            Extra(
                RADIOTHERAPY_HERE.yes,
                _("Irradiated here before: the radiation oncologist tells whether dose is left."),
            ),
        ),
        how_soon=("expert",),
    ),
    SafetyRow(
        "S12",
        "bone_agent",
        _("Bone-modifying agent"),
        ~known(HISTOLOGY.is_("primary_bone_tumour") | UNDER_6_WEEKS),
        _("Bisphosphonate or denosumab: start or go on; first look at teeth, kidneys, calcium, vitamin D."),
        ("guideline", "expert"),
        ("esmo_2020", "msts_2020", "expert"),
        (
            Extra(
                ~PRIMARY_TUMOUR.is_("breast", "prostate", "myeloma")
                & ~known(EXPECTED_SURVIVAL.is_("3_to_6_months", "6_to_12_months", "over_12_months")),
                _("Tumours other than breast, prostate and myeloma: with three months or more to live."),
            ),
            Extra(
                FEMUR & BONE_AGENT_YEARS.at_least(3),
                _("Not before an atypical fracture of this femur is excluded."),
            ),
            Extra(
                NOTHING_PROVEN & NO_BIOPSY,
                _("Not before a biopsy has shown what the lesion is."),
            ),
        ),
    ),
    SafetyRow(
        "S13",
        "atypical_fracture",
        _("Atypical femoral fracture"),
        FEMUR & BONE_AGENT_YEARS.at_least(3),
        _("Three years or more on a bone agent: this may be an atypical fracture; film both whole femora."),
        ("cohort", "guideline"),
        ("msts_2020", "atypical_asbmr_2014", "atypical_korea"),
        (
            Extra(
                Always(),
                _("Three years fits doses into a vein, as in cancer. The other femur: 10 of 24 broke."),
            ),
        ),
    ),
    SafetyRow(
        "S14",
        "thrombosis",
        _("Thrombosis"),
        OPERATION_PROPOSED,
        _("Prevent thrombosis: after limb surgery 6 to 7 in 100 had one in spite of prophylaxis."),
        ("cohort", "expert"),
        ("vte_2018", "vte_nailing_2015", "expert"),
        (
            Extra(BLEEDING_RISK, _("While bleeding is likely: by stockings or pumps, not by drugs.")),
            Extra(PRIMARY_TUMOUR.is_("lung"), _("Lung cancer carries the highest risk of thrombosis.")),
        ),
    ),
    SafetyRow(
        "S15",
        "resection_first",
        _("Single metastasis of kidney or thyroid"),
        PRIMARY_TUMOUR.is_("kidney", "thyroid") & maybe(SOLITARY),
        _("Perhaps the only metastasis: discuss complete resection before any operation opens the tumour."),
        ("cohort",),
        ("rcc_margins", "rcc_wide_2018", "rcc_no_gain", "thyroid_resection"),
    ),
    SafetyRow(
        "S16",
        "tissue",
        _("Tissue from the operation"),
        OPERATION_PROPOSED,
        _("Take tissue by forceps at the operation; a negative reaming excludes nothing."),
        ("cohort",),
        ("reamings_2017", "reamings_2021", "reamings_36"),
        (
            Extra(
                Always(),
                _("Reamings showed a known metastasis in 51 to 61 %, a cup forceps in 92 % (25 patients)."),
            ),
            Extra(
                ~known(INFECTION_SIGNS.no) & NO_BIOPSY,
                _("Infection is possible: send cultures as well, for tuberculosis too."),
            ),
        ),
    ),
    SafetyRow(
        "S18",
        "embolic_load",
        _("Cement, long stems and the lungs"),
        LUNG_DISEASE.yes & OPERATION_PROPOSED,
        _("Lung disease: cement, reaming and long stems can stop heart and lungs; warn the anaesthetist."),
        ("cohort", "guideline"),
        ("schwarzkopf_2019", "msts_2020"),
        (
            Extra(
                Always(),
                _("Cemented hips: reactions in 75 % of 374, twice as often with lung metastases or over 60."),
            ),
        ),
    ),
)
