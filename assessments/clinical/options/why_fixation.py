"""Why fixation of a limb bone fits, and what speaks against it."""

from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.place import ACETABULUM, FOREARM, HUMERUS, PELVIS
from assessments.clinical.language.logic import known
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import LUNG_DISEASE
from assessments.clinical.sections.imaging import FEMUR, SPINE

from .reason import but, fits, reasons_on
from .states import (
    DISTAL,
    IMPLANT_FAILED,
    LONG,
    NEAR_JOINT,
    NO_CEMENT_ALONE,
    PROXIMAL,
    PROXIMAL_FEMUR,
    SHAFT,
    SHORT,
)

HEALS = _(
    "The fracture unites in a third, in three of four who survive over six months, and never in lung cancer."
)

FAILED_AGAIN = _(
    "Failed implant: after revision nails failed again in 5 of 11, plates in 8 of 16, prostheses in 4 of 61."
)
FAILED_IN_FEMUR = IMPLANT_FAILED & FEMUR

NAIL = reasons_on(
    "long_nail",
    fits(
        says=_("An interlocked nail allows immediate weight-bearing and protects the whole bone."),
        evidence=("guideline",),
        references=("nov_surgery", "dutch_2010"),
    ),
    fits(
        says=_(
            "In the humerus a nail means less blood loss than a plate (100 against 500 mL), with equal "
            "function."
        ),
        when=HUMERUS & PROXIMAL,
        evidence=("cohort",),
        references=("humerus_proximal_2023",),
    ),
    fits(
        says=_("Painful fracture: nailing is worthwhile even with a short life expectancy, unless dying."),
        when=FRACTURED & SHORT,
    ),
    fits(
        says=_("Prophylactic fixation: 46 against 38 % alive at one year (270 pairs), fewer reoperations."),
        when=FEMUR & ~FRACTURED,
        evidence=("cohort",),
        references=("groot_2022", "ristevski_2009"),
    ),
    fits(
        says=_("In 214 operated humeri 7 % of nails failed, of plates 22 %."),
        when=HUMERUS,
        evidence=("cohort",),
        references=("wedin_2012",),
    ),
    fits(
        says=_("Reoperation: 6.1 % of nails, 42.1 % of plates (298 proximal femora)."),
        when=PROXIMAL_FEMUR,
        evidence=("cohort",),
        references=("steensma_2012", "tanaka_2016"),
    ),
    but(
        says=_("The tumour remains: postoperative radiotherapy is needed."),
        evidence=("guideline",),
        references=("dutch_2010", "esmo_2020"),
    ),
    but(says=HEALS, when=FRACTURED, evidence=("cohort",), references=("gainor_buchert",)),
    fits(
        says=_(
            "A carbon-fibre implant disturbs later imaging and radiotherapy planning less; longer "
            "durability is not proven."
        ),
        when=LONG,
        evidence=("cohort",),
        references=("carbon_nail_2022",),
    ),
    but(says=FAILED_AGAIN, when=FAILED_IN_FEMUR, evidence=("cohort",), references=("forsberg_2013",)),
    but(
        says=_(
            "In long survivors fixations fail more: 7 % had failed at two years, 2 % of prostheses (p = "
            "0.058)."
        ),
        when=FEMUR & LONG,
        evidence=("cohort",),
        references=("sorensen_2019",),
    ),
    but(
        says=_("Prophylactic nailing carries a higher embolic load than nailing a fracture."),
        when=FEMUR & ~FRACTURED,
        evidence=("cohort",),
        references=("aneja_2017",),
    ),
    but(
        says=_("Lung disease: reaming carries an embolic load of marrow and fat."),
        when=LUNG_DISEASE.yes,
        evidence=("cohort",),
        references=("aneja_2017",),
    ),
    but(says=_("Near the joint little bone is left for interlocking screws."), when=DISTAL),
    but(
        says=_("In the forearm only thin elastic nails fit, and they hold less well than a plate."),
        when=FOREARM,
    ),
)

CEPHALOMEDULLARY = reasons_on(
    "cephalomedullary_nail",
    fits(
        says=_("It protects the femur from neck to condyles and allows immediate weight-bearing."),
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    fits(
        says=_("With a life expectancy under six months the nail is the simpler choice, and sufficient."),
        when=~LONG,
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    but(
        says=_(
            "The tumour remains: postoperative radiotherapy is needed, and the nail may break in a "
            "long survivor."
        ),
        evidence=("cohort",),
        references=("sorensen_2019",),
    ),
    but(
        says=_(
            "For a diaphyseal lesion femoral neck screws bring no routine benefit: few new lesions "
            "arise there."
        ),
        when=SHAFT,
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    but(
        says=_(
            "Life expectancy over six months: a prosthesis may last longer (2 against 7 % failed, p = 0.058)."
        ),
        when=LONG,
        evidence=("cohort",),
        references=("sorensen_2019",),
    ),
    but(
        says=_("Lung disease: reaming carries an embolic load of marrow and fat."),
        when=LUNG_DISEASE.yes,
        evidence=("cohort",),
        references=("aneja_2017",),
    ),
)

PLATE = reasons_on(
    "plate_and_cement",
    fits(
        says=_("Tumour is curetted and the defect cemented, which allows immediate weight-bearing."),
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    fits(
        says=_("It preserves the adjacent joint."),
        when=NEAR_JOINT,
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    but(
        says=_("Larger exposure and more blood loss than a nail, and the rest of the bone stays unprotected.")
    ),
    but(
        says=_("In the humerus plates failed in 22 %, nails in 7 %, prostheses in 6 %; 33 % near the elbow."),
        when=HUMERUS,
        evidence=("cohort",),
        references=("wedin_2012",),
    ),
    but(says=FAILED_AGAIN, when=FAILED_IN_FEMUR, evidence=("cohort",), references=("forsberg_2013",)),
    but(
        says=_("Reoperation in the proximal femur: plates 42.1 %, nails 6.1 %, prostheses 3.1 %."),
        when=PROXIMAL_FEMUR,
        evidence=("cohort",),
        references=("steensma_2012",),
    ),
    but(says=_("Healing and rehabilitation take much of a short remaining life."), when=SHORT),
)

CURETTAGE = reasons_on(
    "curettage_and_cement",
    fits(
        says=_("Removes most of the tumour and fills the defect through a limited approach."),
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    but(says=_("Cement alone does not withstand bending or torsion: only where loads are small.")),
    but(says=_("Residual tumour: postoperative radiotherapy is needed.")),
)

CEMENT = reasons_on(
    "cementoplasty",
    fits(
        says=_("Trial: disability from painful vertebral fractures fell from 17.6 to 9.1 within a month."),
        when=SPINE,
        evidence=("trial",),
        references=("cafe_2011",),
    ),
    fits(
        says=_("In the acetabulum 59 % were free of pain, for seven months on average."),
        when=ACETABULUM,
        evidence=("cohort",),
        references=("acetabuloplasty_2008",),
    ),
    fits(
        says=_(
            "Percutaneous, often without general anaesthesia; systemic therapy and radiotherapy can "
            "continue at once."
        )
    ),
    but(says=_("Cement does not treat the tumour: radiotherapy is needed unless already given.")),
    but(
        says=_("Neural compression is possible: with tumour in the canal use cement with caution."),
        when=SPINE & ~known(~NO_CEMENT_ALONE),
        evidence=("consensus",),
        references=("canal_review",),
    ),
    fits(
        says=_("Outside the spine: in 13 of 30 reports pain fell by 5 of 10 or more; nerve injury in 0.6 %."),
        when=~SPINE,
        evidence=("cohort",),
        references=("cement_outside_spine",),
    ),
    fits(
        says=_("Of 44 pelvic lesions none fractured within a year."),
        when=PELVIS,
        evidence=("cohort",),
        references=("cement_pelvis_44",),
    ),
    but(
        says=_("With a fractured posterior wall cement may leak: 9 % in benign fractures, none with harm."),
        when=SPINE,
        evidence=("cohort",),
        references=("cement_wall_2021",),
    ),
    but(says=_("Contraindicated with uncorrected coagulopathy or infection.")),
)

SCREWS_AND_CEMENT = reasons_on(
    "percutaneous_screws_and_cement",
    fits(
        says=_(
            "Percutaneous: 19 of 22 who could not walk did so within two weeks; ECOG improved from 3 to 1."
        ),
        when=ACETABULUM,
        evidence=("cohort",),
        references=("aorif_2023",),
    ),
    but(
        says=_(
            "Open reconstruction relieved more pain at three months than cement alone (17 and 11 patients)."
        ),
        when=ACETABULUM,
        evidence=("cohort",),
        references=("acetabulum_open_2015",),
    ),
    fits(
        says=_("Of 13 patients 6 went home within a day; all could go on with their other treatment."),
        when=ACETABULUM,
        evidence=("cohort",),
        references=("mias_2016",),
    ),
    fits(
        says=_(
            "In biomechanical tests screws with cement held better than either alone; minimally invasive."
        ),
        evidence=("cohort",),
        references=("aorif_laboratory",),
    ),
    but(says=_("Small series; it does not reconstruct an insufficient joint.")),
    fits(
        says=_(
            "In the proximal femur reported in 12, 61 and 10 patients; of the 12 none fractured in 145 days."
        ),
        when=PROXIMAL_FEMUR,
        evidence=("cohort",),
        references=("popc", "femoral_neck_screws_2020", "y_strut"),
    ),
    but(
        says=_("Elsewhere in long bones hardly studied; weaker than a nail."),
        when=~ACETABULUM & ~SPINE & ~PROXIMAL_FEMUR,
    ),
)

EXTERNAL_FIXATION = reasons_on(
    "external_fixation",
    fits(
        says=_(
            "An open fracture is debrided and stabilised at once; definitive fixation follows once the "
            "wound is clean."
        )
    ),
    but(says=_("Pin-site infection may preclude a later nail.")),
)

ABLATION = reasons_on(
    "thermal_ablation",
    fits(
        says=_(
            "Percutaneous pain relief, also after radiotherapy; cementoplasty can be added in the "
            "same session."
        )
    ),
    fits(
        says=_("Randomised against a sham: 64 against 20 % had relief (147 patients, focused ultrasound)."),
        evidence=("trial",),
        references=("hurwitz_2014", "cirse_2022"),
    ),
    fits(
        says=_("With cement pain fell from 7.6 to 1.8 of 10 at three months (661 cases)."),
        evidence=("cohort",),
        references=("ablation_cement",),
    ),
    but(
        says=_(
            "It does not restore the strength of the bone, and can injure adjacent nerves and skin: major "
            "complications in 4 %."
        ),
        evidence=("cohort",),
        references=("ablation_cement",),
    ),
)

WHY_FIXATION = (
    EXTERNAL_FIXATION,
    ABLATION,
    NAIL,
    CEPHALOMEDULLARY,
    PLATE,
    CURETTAGE,
    CEMENT,
    SCREWS_AND_CEMENT,
)
