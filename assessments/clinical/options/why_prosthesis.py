"""Why replacing or removing bone fits, and what speaks against it."""

from assessments.clinical.findings.basic import FRACTURED, SOLITARY
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.prognosis import UNDER_12_MONTHS
from assessments.clinical.sections.imaging import ACETABULAR_CLASS, FEMUR

from .reason import Reasons
from .states import (
    ACETABULUM,
    BREACHED,
    HEAD_NECK,
    KIDNEY,
    LARGE_LOSS,
    LONG,
    LOW_ALBUMIN,
    SHORT,
    THYROID,
    UNDER_6_MONTHS,
)

HEMIARTHROPLASTY = (
    Reasons("hemiarthroplasty")
    .fits(_("A cemented stem bears full load at once and waits for no bone to heal."))
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
    .but(_("It can dislocate, and cement can stop heart and lungs."))
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
        _("It lasts: 2 % had failed at two years, against 7 % of fixations (p = 0.058)."),
        FEMUR,
        standing="cohort",
        source="sorensen_2019",
    )
    .fits(
        _("Over six months to live: a durable implant is advised."),
        LONG,
        standing="guideline",
        source="msts_2020",
    )
    .fits(_("So much bone is lost that screws would hardly hold."), LARGE_LOSS)
    .fits(
        _("The shell of the humerus is breached: a plate would not hold."),
        BREACHED,
        standing="cohort",
        source="humerus_proximal_2023",
    )
    .but(
        _("A large operation: of 80, 18 % were revised, and 83 % of implants lasted a year."),
        standing="cohort",
        source="henrichs_2014",
    )
    .but(
        _("Function comes back over six months: late in a short life."),
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
    .but(_("Not the only metastasis, so that resection cannot cure."), ~SOLITARY)
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

WHY_PROSTHESIS = (HEMIARTHROPLASTY, ENDOPROSTHESIS, INTERCALARY, WIDE_RESECTION, ACETABULAR)
