"""History: the cancer, its spread, the patient's state and the blood results."""

from decimal import Decimal

from assessments.clinical.language.questions import Choice, OtherUnit, Section
from assessments.clinical.language.translatable import _

from .patient import AGE, SEX

HISTORY = Section(
    "history", _("History"), _("The cancer, how far it has spread, and what the patient can tolerate.")
)

CANCER_HISTORY = HISTORY.choice(
    "cancer_history",
    _("Cancer history"),
    Choice("known_before", _("Cancer known before this bone lesion")),
    Choice("found_after_bone_lesion", _("Cancer found after the bone lesion")),
    Choice("no_primary_found", _("Unknown primary after work-up")),
    Choice("not_worked_up", _("No known cancer, not worked up yet")),
    core=True,
)
CANCER_KNOWN = CANCER_HISTORY.is_("known_before", "found_after_bone_lesion")
PRIMARY = HISTORY.choice(
    "primary",
    _("Primary tumour"),
    Choice("breast", _("Breast")),
    Choice("prostate", _("Prostate")),
    Choice("kidney", _("Kidney")),
    Choice("thyroid", _("Thyroid")),
    Choice("lung", _("Lung")),
    Choice("myeloma", _("Myeloma")),
    Choice("lymphoma", _("Lymphoma")),
    Choice("melanoma", _("Melanoma")),
    Choice("liver", _("Liver (hepatocellular)")),
    Choice("biliary", _("Gallbladder or bile duct")),
    Choice("colon", _("Colon")),
    Choice("rectum", _("Rectum")),
    Choice("stomach", _("Stomach")),
    Choice("oesophagus", _("Oesophagus")),
    Choice("pancreas", _("Pancreas")),
    Choice("urothelial", _("Bladder or other urothelial")),
    Choice("endometrium", _("Endometrium")),
    Choice("cervix", _("Cervix")),
    Choice("ovary", _("Ovary")),
    Choice("head_neck", _("Head and neck")),
    Choice("sarcoma", _("Sarcoma")),
    Choice("germ_cell", _("Germ cell")),
    Choice("neuroendocrine", _("Neuroendocrine")),
    Choice("phaeochromocytoma", _("Phaeochromocytoma or paraganglioma")),
    Choice("other", _("Other")),
    asked=CANCER_KNOWN,
    core=True,
)
HORMONE_DEPENDENT = HISTORY.yes_no(
    "hormone_dependent",
    _("Is the tumour hormone-dependent?"),
    hint=_("Breast: ER or PR positive and still responding. Prostate: castration-sensitive."),
    asked=PRIMARY.is_("breast", "prostate"),
    core=True,
)
LUNG_TYPE = HISTORY.choice(
    "lung_type",
    _("Type of lung cancer"),
    Choice("non_small_cell", _("Non-small-cell")),
    Choice("small_cell", _("Small-cell")),
    asked=PRIMARY.is_("lung"),
    core=True,
)
TARGETED_THERAPY = HISTORY.yes_no(
    "targeted_therapy",
    _("Is a molecularly targeted drug given, or possible?"),
    hint=_("For example against EGFR, ALK or ROS1. Checkpoint inhibitors are not meant."),
    asked=PRIMARY.is_("lung") & ~LUNG_TYPE.is_("small_cell"),
    core=True,
)
THYROID_DIFFERENTIATED = HISTORY.yes_no(
    "thyroid_differentiated",
    _("Is the thyroid cancer differentiated?"),
    hint=_("Papillary or follicular; not medullary, not anaplastic."),
    asked=PRIMARY.is_("thyroid"),
)
INTERVAL_MONTHS = HISTORY.integer(
    "interval_months",
    _("Time from diagnosis of the primary to this bone disease"),
    0,
    600,
    unit=_("months"),
    hint=_("0 if both were found at the same time."),
    asked=CANCER_HISTORY.is_("known_before"),
)
PRIMARY_CONTROLLED = HISTORY.yes_no(
    "primary_controlled",
    _("Is the primary controlled?"),
    hint=_("Removed, in remission, or responding to treatment."),
    asked=CANCER_KNOWN,
    core=True,
)
RADIOSENSITIVITY_KNOWN = HISTORY.choice(
    "radiosensitivity_known",
    _("Radiosensitivity, if known better than from the type of tumour"),
    Choice("sensitive", _("Sensitive")),
    Choice("resistant", _("Resistant")),
    hint=_("Leave open to use what is usual for the primary tumour."),
)
VERTEBRAL_METASTASES = HISTORY.integer(
    "vertebral_metastases",
    _("Vertebrae with metastases"),
    0,
    33,
    hint=_("Count the lesion being assessed if it is in the spine."),
    core=True,
)
OTHER_BONE_METASTASES = HISTORY.integer(
    "other_bone_metastases",
    _("Bone metastases outside the spine"),
    0,
    99,
    hint=_("Count the lesion being assessed if it is outside the spine."),
    core=True,
)
WHOLE_BODY_STAGING = HISTORY.choice(
    "whole_body_staging",
    _("Whole-body staging"),
    Choice("complete", _("Complete")),
    Choice("partial", _("Partial")),
    Choice("none", _("None")),
    hint=_("CT of chest, abdomen and pelvis with a whole-skeleton study, or PET-CT."),
    core=True,
)
VISCERAL_METASTASES = HISTORY.choice(
    "visceral_metastases",
    _("Visceral metastases"),
    Choice("none", _("None")),
    Choice("removable", _("Resectable")),
    Choice("unremovable", _("Unresectable")),
    Choice(
        "present",
        _("Present, resectability not known"),
        stands_for=("removable", "unremovable"),
        asks=_("Visceral metastases resectable?"),
    ),
    core=True,
)
VISCERAL_TREATABLE = HISTORY.yes_no(
    "visceral_treatable",
    _("Visceral metastases treatable?"),
    hint=_("By any local or systemic means."),
    asked=~VISCERAL_METASTASES.is_("none"),
)
CEREBRAL_METASTASES = HISTORY.yes_no("cerebral_metastases", _("Brain metastases?"), core=True)
DISSEMINATION = HISTORY.yes_no(
    "dissemination", _("Pleural, peritoneal or leptomeningeal dissemination?"), core=True
)
PREVIOUS_CHEMOTHERAPY = HISTORY.yes_no("previous_chemotherapy", _("Previous chemotherapy?"), core=True)
SYSTEMIC_OPTIONS = HISTORY.yes_no(
    "systemic_options",
    _("Effective systemic therapy still available?"),
    hint=_("Ask the oncologist; it weighs heavily when the prognosis looks poor."),
    core=True,
)
ECOG_CHOICES_HINT = _(
    "0 fully active; 1 light work; 2 up more than half the day; 3 in bed or chair more than "
    "half the day; 4 bedbound."
)
ECOG = HISTORY.integer("ecog", _("ECOG performance status now"), 0, 4, hint=ECOG_CHOICES_HINT, core=True)
ECOG_BEFORE = HISTORY.integer(
    "ecog_before",
    _("ECOG before this fracture, pain or deficit"),
    0,
    4,
    hint=_("A poor performance status caused by the lesion itself is reversible and never excludes surgery."),
    core=True,
)
KARNOFSKY = HISTORY.integer(
    "karnofsky",
    _("Karnofsky performance status now"),
    10,
    100,
    unit="%",
    multiple_of=10,
    hint=_("In steps of 10. Without it the scores use the ECOG status and say so."),
)
ASA = HISTORY.integer(
    "asa",
    _("ASA class"),
    1,
    5,
    hint=_("1 healthy; 2 mild disease; 3 severe disease; 4 constant threat to life; 5 moribund."),
    core=True,
)
FIT_FOR_ANAESTHESIA = HISTORY.choice(
    "fit_for_anaesthesia",
    _("Fit for anaesthesia and surgery?"),
    Choice("fit", _("Fit")),
    Choice("small_operation_only", _("Minor procedure only")),
    Choice("unfit", _("Unfit")),
    Choice("needs_review", _("Needs an anaesthetist's review")),
    core=True,
)
EXPECTED_SURVIVAL = HISTORY.choice(
    "expected_survival",
    _("Expected survival, your own estimate"),
    Choice("under_6_weeks", _("Under 6 weeks")),
    Choice("6_weeks_to_3_months", _("6 weeks to 3 months")),
    Choice("3_to_6_months", _("3 to 6 months")),
    Choice("6_to_12_months", _("6 to 12 months")),
    Choice("over_12_months", _("Over 12 months")),
    hint=_("Your estimate replaces what the survival models suggest; both are shown."),
    core=True,
)
EXPECTED_BENEFIT = HISTORY.yes_no(
    "expected_benefit",
    _("Expected benefit: quality of life, immediate mobilisation?"),
    core=True,
)
TUMOUR_FREE_INTERVAL_EXPECTED = HISTORY.yes_no(
    "tumour_free_interval_expected",
    _("Prolonged disease-free survival expected after treatment of the primary?"),
    core=True,
)
PATIENT_CHOICE = HISTORY.choice(
    "patient_choice",
    _("Patient's preference"),
    Choice("accepts", _("Accepts an operation")),
    Choice("undecided", _("Undecided")),
    Choice("declines", _("Declines an operation")),
    hint=_("Recorded and reported; it never changes the medical advice."),
)
LUNG_DISEASE = HISTORY.yes_no("lung_disease", _("Lung metastases or other lung disease?"))
BONE_AGENT_YEARS = HISTORY.integer(
    "bone_agent_years", _("Years on a bisphosphonate or denosumab"), 0, 40, unit=_("years")
)
ALBUMIN = HISTORY.decimal(
    "albumin",
    _("Albumin"),
    10,
    60,
    unit="g/L",
    other_units=(OtherUnit("g/dL", Decimal(10)),),
    likely=(20, 55),
)
CRP = HISTORY.decimal(
    "crp", _("C-reactive protein"), 0, 500, unit="mg/L", other_units=(OtherUnit("mg/dL", Decimal(10)),)
)
LDH = HISTORY.integer("ldh", _("Lactate dehydrogenase"), 50, 10000, unit="U/L", likely=(80, 3000))
PLATELETS = HISTORY.integer("platelets", _("Platelets"), 1, 2000, unit="10^9/L", likely=(20, 900))
CALCIUM = HISTORY.decimal(
    "calcium",
    _("Calcium, total, as measured"),
    1,
    5,
    unit="mmol/L",
    other_units=(OtherUnit("mg/dL", Decimal("0.2495")),),
    resolution=0.01,
    hint=_("Corrected here when albumin is given."),
    likely=(1.5, 4),
)
BILIRUBIN = HISTORY.decimal(
    "bilirubin",
    _("Bilirubin, total"),
    1,
    700,
    unit="µmol/L",
    other_units=(OtherUnit("mg/dL", Decimal("17.1")),),
    likely=(2, 300),
)
INR = HISTORY.decimal("inr", _("INR"), 0.5, 20, likely=(0.7, 8))
HAEMOGLOBIN = HISTORY.decimal(
    "haemoglobin",
    _("Haemoglobin"),
    30,
    250,
    unit="g/L",
    other_units=(OtherUnit("g/dL", Decimal(10)), OtherUnit("mmol/L", Decimal("16.114"))),
    likely=(50, 190),
)
ANTICOAGULANT = HISTORY.choice(
    "anticoagulant",
    _("Anticoagulant or antiplatelet drug"),
    Choice("none", _("None")),
    Choice("antiplatelet", _("Antiplatelet drug"), _("Aspirin, clopidogrel, ticagrelor, prasugrel.")),
    Choice("anticoagulant", _("Anticoagulant"), _("Heparin, warfarin, apixaban, rivaroxaban, dabigatran.")),
    hint=_("With both, choose anticoagulant."),
)
WOUND_HEALING_DRUG = HISTORY.yes_no(
    "wound_healing_drug",
    _("Drug that impairs wound healing?"),
    hint=_("Anti-angiogenic drug (bevacizumab), kinase inhibitor, or high-dose steroid."),
)
# The ages are none of a rule's cut-offs, so they are not noted.
PREGNANT = HISTORY.yes_no(
    "pregnant",
    _("Pregnant?"),
    hint=_("Where it is possible, test before radiation or an operation."),
    asked=~SEX.is_("male") & (~AGE.given | AGE.between(12, 55)),
)
BLOODS_ON = HISTORY.date(
    "bloods_on",
    _("Date of the blood results"),
    asked=ALBUMIN.given
    | CRP.given
    | LDH.given
    | PLATELETS.given
    | CALCIUM.given
    | BILIRUBIN.given
    | INR.given
    | HAEMOGLOBIN.given,
)
