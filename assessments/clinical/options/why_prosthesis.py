"""Why replacing or removing bone fits, and what speaks against it."""

from assessments.clinical.findings.basic import BONE_METASTASES, FRACTURED, PRIMARY_TUMOUR, SOLITARY
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.prognosis import UNDER_12_MONTHS
from assessments.clinical.risks.stability import ACETABULUM, HUMERUS
from assessments.clinical.sections.imaging import ACETABULAR_CLASS, BONE, FEMUR

from .reason import Reasons
from .states import (
    BREACHED,
    HEAD_NECK,
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

HEMIARTHROPLASTY = (
    Reasons("hemiarthroplasty")
    .fits(
        _("A cemented stem bears full load at once and waits for no bone to heal."),
        standing="cohort",
        source="steensma_2012",
    )
    .fits(
        _("A lesion of head or neck that spares the trochanters is none for a nail."),
        HEAD_NECK,
        standing="cohort",
        source="hip_or_nail",
    )
    .fits(
        _("For a broken neck it may be right even with a short time to live, for pain and nursing."),
        HEAD_NECK & FRACTURED & SHORT,
        standing="guideline",
        source="msts_2020",
    )
    .but(
        _("It can dislocate, and cement can stop heart and lungs: some reaction in 75 % of 374 patients."),
        standing="cohort",
        source="schwarzkopf_2019",
    )
    .but(
        _("A long stem adds complications: only if further lesions lie in the femur."),
        standing="guideline",
        source="msts_2020",
    )
    .but(_("Not broken yet: with a short time to live radiotherapy may do."), ~FRACTURED & SHORT)
)

ENDOPROSTHESIS = (
    Reasons("endoprosthesis")
    .fits(_("The tumour is taken out, and no bone has to heal; full load at once."))
    .fits(
        _("It lasts: 2 % had failed at two years, against 7 % of fixations (110 patients, p = 0.058)."),
        FEMUR,
        standing="cohort",
        source="sorensen_2019",
    )
    .fits(
        _("Re-operated: 3.1 % of prostheses, 6.1 % of nails, 42.1 % of plates, of 298 proximal femora."),
        PROXIMAL_FEMUR,
        standing="cohort",
        source="steensma_2012",
    )
    .fits(
        _("In the upper arm 6 % of prostheses failed, of plates 22 %."),
        HUMERUS,
        standing="cohort",
        source="wedin_2012",
    )
    .fits(
        FAILED_AGAIN,
        FAILED_IN_FEMUR,
        standing="cohort",
        source="forsberg_2013",
    )
    .fits(
        _("Over six months to live: a durable implant is advised."),
        LONG,
        standing="guideline",
        source="msts_2020",
    )
    .fits(
        _("Of 1,976 irradiated patients 31 % lived two years or more: what is put in must last."),
        LONG,
        standing="cohort",
        source="present_plus_2025",
    )
    .fits(_("So much bone is lost that screws would hardly hold."), LARGE_LOSS)
    .fits(
        _("The shell of the humerus is breached: a plate would not hold."),
        BREACHED,
        standing="cohort",
        source="humerus_proximal_2023",
    )
    .but(
        _("A large operation: of 80, mostly long survivors, 18 % were revised; 83 % lasted a year."),
        standing="cohort",
        source="henrichs_2014",
    )
    .but(
        _("Function comes back over six months, quality of life after six weeks."),
        UNDER_6_MONTHS,
        standing="cohort",
        source="sorensen_2019",
    )
)

INTERCALARY = (
    Reasons("intercalary_prosthesis")
    .fits(
        _("Replaces the diseased piece of the shaft and bears load at once, without bone healing."),
        standing="cohort",
        source="humerus_shaft_2021",
    )
    .fits(_("Right where more than a third of the shaft is lost, or the tumour came back."))
    .but(
        _("Function was no better than with nail or plate in 66 fractures of the humerus."),
        standing="cohort",
        source="humerus_shaft_2021",
    )
    .fits(
        _("Less blood was lost than with a nail (p = 0.03) or a plate (p = 0.012) in the humerus."),
        HUMERUS,
        standing="cohort",
        source="humerus_shaft_2021",
    )
    .but(_("It asks for sound bone above and below, and may loosen."))
)

WIDE_RESECTION = (
    Reasons("wide_resection")
    .fits(_("The best chance that the tumour does not come back at this place."))
    .fits(
        _("The only metastasis: long disease-free survival seems possible."),
        SOLITARY,
        standing="source",
        source="source",
    )
    .fits(
        _("Kidney: patients with free margins lived longer, and fewer had a recurrence."),
        KIDNEY,
        standing="cohort",
        source="rcc_margins rcc_wide_2018",
    )
    .fits(
        _("Thyroid: of 41, 72 % lived one year, 29 % five; fewer died if a single lesion was excised."),
        THYROID,
        standing="cohort",
        source="thyroid_resection",
    )
    .but(
        _("The largest operation, for a referral centre, only where cure or long control seems possible."),
        standing="guideline",
        source="nov_surgery",
    )
    .but(
        _("Kidney: 60 patients lived no longer after wide than after intralesional surgery."),
        KIDNEY,
        standing="cohort",
        source="rcc_no_gain",
    )
    .but(
        _("More than one metastasis: not for cure; yet up to three lived like a single one (selected)."),
        ~SOLITARY,
        standing="cohort",
        source="few_metastases_2020",
    )
    .but(
        _("Breast: treating every metastasis brought no longer life in the one trial (news reports)."),
        PRIMARY_TUMOUR.is_("breast"),
        standing="trial",
        source="br002",
    )
    .but(
        _("Ablative radiotherapy is the tested alternative: 42 against 18 % alive at five years (99)."),
        FEW,
        standing="trial",
        source="sabr_comet",
    )
    .but(_("With less than a year to live it would not outlast the disease."), UNDER_12_MONTHS)
)

ACETABULAR = (
    Reasons("acetabular_reconstruction")
    .fits(
        _("Carries the load past the defect to sound bone: 92 to 96 % of implants lasted a year."),
        standing="cohort",
        source="harrington_modern harrington_2015",
    )
    .fits(
        _("ECOG improved from 3.1 to 1.7 and pain fell from 8.4 to 2.2 in 22 hips of class II and III."),
        ACETABULAR_CLASS.is_("II", "III"),
        standing="cohort",
        source="harrington_classes_2015",
    )
    .fits(
        _("Class I: the walls hold, and a plain cemented cup will do."),
        ACETABULAR_CLASS.is_("I"),
        standing="cohort",
        source="harrington_1981",
    )
    .but(
        _("A tenth to a third had a complication, most often dislocation."),
        standing="cohort",
        source="harrington_modern harrington_2015 clayer_2010",
    )
    .but(_("Open reconstruction asks for three to six months to live."), SHORT)
    .but(
        _("Albumin of 39 g/L or less: more complications of pelvic surgery."),
        ACETABULUM & LOW_ALBUMIN,
        standing="cohort",
        source="pelvis_han_2017",
    )
)

AMPUTATION = (
    Reasons("amputation")
    .fits(_("Where the limb or the ray cannot be saved, or would be of no use if it were."))
    .fits(
        _("In hand and foot excision or amputation are the usual operations; survival is poor."),
        BONE.is_("hand", "foot"),
        standing="cohort",
        source="distal_limbs_2021",
    )
    .but(_("It cannot be undone; a prosthesis or a splint may never be walked or worked with."))
)

WHY_PROSTHESIS = (AMPUTATION, HEMIARTHROPLASTY, ENDOPROSTHESIS, INTERCALARY, WIDE_RESECTION, ACETABULAR)
