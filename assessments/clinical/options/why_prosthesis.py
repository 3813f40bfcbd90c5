"""Why replacing or removing bone fits, and what speaks against it."""

from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.extent import BONE_METASTASES, SOLITARY
from assessments.clinical.findings.place import ACETABULUM, HUMERUS
from assessments.clinical.findings.tumour import PRIMARY_TUMOUR
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.prognosis import UNDER_12_MONTHS
from assessments.clinical.sections.imaging import ACETABULAR_CLASS, BONE, FEMUR

from .reason import but, fits, reasons_on
from .states import (
    HEAD_NECK,
    HUMERUS_BREACHED,
    KIDNEY,
    LARGE_LOSS,
    LONG,
    LOW_ALBUMIN,
    PROXIMAL_FEMUR,
    SHORT,
    THYROID,
    UNDER_6_MONTHS,
)
from .why_fixation import FAILED_AGAIN, FAILED_IN_FEMUR

FEW = BONE_METASTASES.at_most(5)  # as in the trial

HEMIARTHROPLASTY = reasons_on(
    "hemiarthroplasty",
    fits(
        says=_("A cemented stem allows immediate full weight-bearing without bone healing."),
        evidence=("cohort",),
        references=("steensma_2012",),
    ),
    fits(
        says=_("A lesion of the head or neck that spares the trochanters is not suitable for a nail."),
        when=HEAD_NECK,
        evidence=("cohort",),
        references=("hip_or_nail",),
    ),
    fits(
        says=_(
            "For a femoral neck fracture it may be justified even with a short life expectancy, for "
            "pain relief and nursing."
        ),
        when=HEAD_NECK & FRACTURED & SHORT,
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    but(
        says=_("It can dislocate; bone cement implantation syndrome: some reaction in 75 % of 374 patients."),
        evidence=("cohort",),
        references=("schwarzkopf_2019",),
    ),
    but(
        says=_("A long stem adds complications: only with further lesions in the femur."),
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    but(
        says=_("Not fractured: with a short life expectancy radiotherapy may suffice."),
        when=~FRACTURED & SHORT,
    ),
)

ENDOPROSTHESIS = reasons_on(
    "endoprosthesis",
    fits(says=_("The tumour is resected, and no bone has to heal; immediate full weight-bearing.")),
    fits(
        says=_("Durable: 2 % had failed at two years, against 7 % of fixations (110 patients, p = 0.058)."),
        when=FEMUR,
        evidence=("cohort",),
        references=("sorensen_2019",),
    ),
    fits(
        says=_("Reoperation: 3.1 % of prostheses, 6.1 % of nails, 42.1 % of plates, of 298 proximal femora."),
        when=PROXIMAL_FEMUR,
        evidence=("cohort",),
        references=("steensma_2012",),
    ),
    fits(
        says=_("In the humerus 6 % of prostheses failed, of plates 22 %."),
        when=HUMERUS,
        evidence=("cohort",),
        references=("wedin_2012",),
    ),
    fits(says=FAILED_AGAIN, when=FAILED_IN_FEMUR, evidence=("cohort",), references=("forsberg_2013",)),
    fits(
        says=_("Life expectancy over six months: a durable implant is advised."),
        when=LONG,
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    fits(
        says=_("Of 1,976 irradiated patients 31 % survived two years or more: the implant must be durable."),
        when=LONG,
        evidence=("cohort",),
        references=("present_plus_2025",),
    ),
    fits(says=_("Bone loss is so extensive that screws would hardly hold."), when=LARGE_LOSS),
    fits(
        says=_("The humeral cortex is breached: a plate would not hold."),
        when=HUMERUS_BREACHED,
        evidence=("cohort",),
        references=("humerus_proximal_2023",),
    ),
    but(
        says=_(
            "Major surgery: of 80, mostly long survivors, 18 % were revised; 83 % of implants "
            "survived a year."
        ),
        evidence=("cohort",),
        references=("henrichs_2014",),
    ),
    but(
        says=_("Function recovers in six months, quality of life after six weeks."),
        when=UNDER_6_MONTHS,
        evidence=("cohort",),
        references=("sorensen_2019",),
    ),
)

INTERCALARY = reasons_on(
    "intercalary_prosthesis",
    fits(
        says=_("Replaces the diseased diaphysis and allows immediate weight-bearing, without bone healing."),
        evidence=("cohort",),
        references=("humerus_shaft_2021",),
    ),
    fits(says=_("Indicated where more than a third of the diaphysis is lost, or in local recurrence.")),
    but(
        says=_("Function was no better than with nail or plate in 66 fractures of the humerus."),
        evidence=("cohort",),
        references=("humerus_shaft_2021",),
    ),
    fits(
        says=_("Less blood loss than with a nail (p = 0.03) or a plate (p = 0.012) in the humerus."),
        when=HUMERUS,
        evidence=("cohort",),
        references=("humerus_shaft_2021",),
    ),
    but(says=_("It requires sound bone above and below, and may loosen.")),
)

WIDE_RESECTION = reasons_on(
    "wide_resection",
    fits(says=_("The best chance of local control.")),
    fits(
        says=_("Solitary metastasis: prolonged disease-free survival seems possible."),
        when=SOLITARY,
        evidence=("source",),
        references=("source",),
    ),
    fits(
        says=_("Kidney: patients with negative margins survived longer, with fewer recurrences."),
        when=KIDNEY,
        evidence=("cohort",),
        references=("rcc_margins", "rcc_wide_2018"),
    ),
    fits(
        says=_(
            "Thyroid: of 41, 72 % survived one year, 29 % five; fewer died if a single lesion was excised."
        ),
        when=THYROID,
        evidence=("cohort",),
        references=("thyroid_resection",),
    ),
    but(
        says=_(
            "The most extensive operation, for a referral centre, only where cure or long-term control "
            "seems possible."
        ),
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    but(
        says=_("Kidney: 60 patients survived no longer after wide than after intralesional surgery."),
        when=KIDNEY,
        evidence=("cohort",),
        references=("rcc_no_gain",),
    ),
    but(
        says=_(
            "More than one metastasis: not curative; yet survival with up to three was similar to a "
            "single one (selected)."
        ),
        when=~SOLITARY,
        evidence=("cohort",),
        references=("few_metastases_2020",),
    ),
    but(
        says=_("Breast: treating every metastasis did not prolong survival in the one trial (news reports)."),
        when=PRIMARY_TUMOUR.is_("breast"),
        evidence=("trial",),
        references=("br002",),
    ),
    but(
        says=_("Ablative radiotherapy is the tested alternative: 42 against 18 % alive at five years (99)."),
        when=FEW,
        evidence=("trial",),
        references=("sabr_comet",),
    ),
    but(
        says=_("With a life expectancy under one year no benefit from resection is expected."),
        when=UNDER_12_MONTHS,
    ),
)

ACETABULAR = reasons_on(
    "acetabular_reconstruction",
    fits(
        says=_("Transfers load past the defect to sound bone: 92 to 96 % of implants survived a year."),
        evidence=("cohort",),
        references=("harrington_modern", "harrington_2015"),
    ),
    fits(
        says=_("ECOG improved from 3.1 to 1.7 and pain fell from 8.4 to 2.2 in 22 hips of class II and III."),
        when=ACETABULAR_CLASS.is_("II", "III"),
        evidence=("cohort",),
        references=("harrington_classes_2015",),
    ),
    fits(
        says=_("Class I: intact walls; a conventional cemented cup suffices."),
        when=ACETABULAR_CLASS.is_("I"),
        evidence=("cohort",),
        references=("harrington_1981",),
    ),
    but(
        says=_("A tenth to a third had a complication, most often dislocation."),
        evidence=("cohort",),
        references=("harrington_modern", "harrington_2015", "clayer_2010"),
    ),
    but(says=_("Open reconstruction requires a life expectancy of three to six months."), when=SHORT),
    but(
        says=_("Albumin of 39 g/L or less: more complications of pelvic surgery."),
        when=ACETABULUM & LOW_ALBUMIN,
        evidence=("cohort",),
        references=("pelvis_han_2017",),
    ),
)

AMPUTATION = reasons_on(
    "amputation",
    fits(says=_("Where the limb or ray cannot be salvaged, or would have no function.")),
    fits(
        says=_("In hand and foot excision or amputation are the usual operations; survival is poor."),
        when=BONE.is_("hand", "foot"),
        evidence=("cohort",),
        references=("distal_limbs_2021",),
    ),
    but(says=_("Irreversible; the patient may never walk or work with a prosthesis.")),
)

WHY_PROSTHESIS = (AMPUTATION, HEMIARTHROPLASTY, ENDOPROSTHESIS, INTERCALARY, WIDE_RESECTION, ACETABULAR)
