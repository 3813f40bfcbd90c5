"""Why fixation of a limb bone fits, and what speaks against it."""

from assessments.clinical.findings.basic import FRACTURED
from assessments.clinical.language.logic import known
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.stability import ACETABULUM, HUMERUS
from assessments.clinical.sections.history import LUNG_DISEASE
from assessments.clinical.sections.imaging import FEMUR, SPINE

from .reason import but, fits, reasons_on
from .states import (
    DISTAL,
    FOREARM,
    IMPLANT_FAILED,
    LONG,
    NEAR_JOINT,
    NO_CEMENT_ALONE,
    PELVIS,
    PROXIMAL,
    PROXIMAL_FEMUR,
    SHAFT,
    SHORT,
)

HEALS = _("It heals in a third, in three of four who live over six months, and never in lung cancer.")

FAILED_AGAIN = _("A failed implant: nails failed again in 5 of 11, plates in 8 of 16, prostheses in 4 of 61.")
FAILED_IN_FEMUR = IMPLANT_FAILED & FEMUR

NAIL = reasons_on(
    "long_nail",
    fits(
        says=_("A locked nail bears load at once and protects the whole bone."),
        evidence=("guideline",),
        references=("nov_surgery", "dutch_2010"),
    ),
    fits(
        says=_(
            "In the upper arm a nail costs less blood than a plate (100 against 500 mL); function is equal."
        ),
        when=HUMERUS & PROXIMAL,
        evidence=("cohort",),
        references=("humerus_proximal_2023",),
    ),
    fits(
        says=_("Broken and painful: worth nailing even with a short time to live, unless dying."),
        when=FRACTURED & SHORT,
    ),
    fits(
        says=_("Fixed before it breaks: 46 against 38 % alive at a year (270 pairs), fewer re-operations."),
        when=FEMUR & ~FRACTURED,
        evidence=("cohort",),
        references=("groot_2022", "ristevski_2009"),
    ),
    fits(
        says=_("In the upper arm 7 % of nails failed, of plates 22 %, of 214."),
        when=HUMERUS,
        evidence=("cohort",),
        references=("wedin_2012",),
    ),
    fits(
        says=_("Re-operated: 6.1 % of nails, 42.1 % of plates (298 proximal femora)."),
        when=PROXIMAL_FEMUR,
        evidence=("cohort",),
        references=("steensma_2012", "tanaka_2016"),
    ),
    but(
        says=_("The tumour stays: radiotherapy must follow."),
        evidence=("guideline",),
        references=("dutch_2010", "esmo_2020"),
    ),
    but(says=HEALS, when=FRACTURED, evidence=("cohort",), references=("gainor_buchert",)),
    fits(
        says=_(
            "One of carbon fibre disturbs later films and doses less; that it lasts longer is not proven."
        ),
        when=LONG,
        evidence=("cohort",),
        references=("carbon_nail_2022",),
    ),
    but(says=FAILED_AGAIN, when=FAILED_IN_FEMUR, evidence=("cohort",), references=("forsberg_2013",)),
    but(
        says=_(
            "Long survivors outlive fixations: 7 % had failed at two years, 2 % of prostheses (p = 0.058)."
        ),
        when=FEMUR & LONG,
        evidence=("cohort",),
        references=("sorensen_2019",),
    ),
    but(
        says=_("Nailing before the fracture brings more emboli than nailing after it."),
        when=FEMUR & ~FRACTURED,
        evidence=("cohort",),
        references=("aneja_2017",),
    ),
    but(
        says=_("Lung disease: reaming sends marrow and fat to the lungs."),
        when=LUNG_DISEASE.yes,
        evidence=("cohort",),
        references=("aneja_2017",),
    ),
    but(says=_("Near the joint little bone is left for the locking screws."), when=DISTAL),
    but(
        says=_("In the forearm only thin elastic nails fit, and they hold less well than a plate."),
        when=FOREARM,
    ),
)

CEPHALOMEDULLARY = reasons_on(
    "cephalomedullary_nail",
    fits(
        says=_("It holds the femur from the neck down and bears load at once."),
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    fits(
        says=_("With less than six months to live the nail is the simpler choice, and enough."),
        when=~LONG,
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    but(
        says=_("The tumour stays: radiotherapy must follow, and the nail may break in a long survivor."),
        evidence=("cohort",),
        references=("sorensen_2019",),
    ),
    but(
        says=_(
            "For a lesion of the shaft screws into the neck bring no routine gain: few lesions arise there."
        ),
        when=SHAFT,
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    but(
        says=_("Over six months to live: a prosthesis may last longer (2 against 7 % failed, p = 0.058)."),
        when=LONG,
        evidence=("cohort",),
        references=("sorensen_2019",),
    ),
    but(
        says=_("Lung disease: reaming sends marrow and fat to the lungs."),
        when=LUNG_DISEASE.yes,
        evidence=("cohort",),
        references=("aneja_2017",),
    ),
)

PLATE = reasons_on(
    "plate_and_cement",
    fits(
        says=_("Tumour is scraped out and cement fills the gap, so that it bears load at once."),
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    fits(
        says=_("It spares the joint next to the lesion."),
        when=NEAR_JOINT,
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    but(says=_("A larger wound and more blood than a nail, and the rest of the bone stays unprotected.")),
    but(
        says=_(
            "In the upper arm plates failed in 22 %, nails in 7 %, prostheses in 6 %; 33 % near the elbow."
        ),
        when=HUMERUS,
        evidence=("cohort",),
        references=("wedin_2012",),
    ),
    but(says=FAILED_AGAIN, when=FAILED_IN_FEMUR, evidence=("cohort",), references=("forsberg_2013",)),
    but(
        says=_(
            "In the proximal femur 42.1 % of plates were re-operated, of nails 6.1 %, of prostheses 3.1 %."
        ),
        when=PROXIMAL_FEMUR,
        evidence=("cohort",),
        references=("steensma_2012",),
    ),
    but(says=_("Healing and rehabilitation take a good part of a short life."), when=SHORT),
)

CURETTAGE = reasons_on(
    "curettage_and_cement",
    fits(
        says=_("Takes most of the tumour and fills the gap through a limited wound."),
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    but(says=_("Cement alone does not stand bending or twisting: only where the load is small.")),
    but(says=_("Tumour is left behind: radiotherapy must follow.")),
)

CEMENT = reasons_on(
    "cementoplasty",
    fits(
        says=_("Trial: disability from painful broken vertebrae fell from 17.6 to 9.1 within a month."),
        when=SPINE,
        evidence=("trial",),
        references=("cafe_2011",),
    ),
    fits(
        says=_("At the hip socket 59 % were free of pain, for seven months on average."),
        when=ACETABULUM,
        evidence=("cohort",),
        references=("acetabuloplasty_2008",),
    ),
    fits(
        says=_("Through the skin, often without general anaesthesia; drugs and radiotherapy go on at once.")
    ),
    but(says=_("Cement does not treat the tumour: radiotherapy must follow unless it was given.")),
    but(
        says=_("Nerves may be compressed: in a canal taken by tumour cement only with caution."),
        when=SPINE & ~known(~NO_CEMENT_ALONE),
        evidence=("consensus",),
        references=("canal_review",),
    ),
    fits(
        says=_(
            "Outside the spine: in 13 of 30 reports pain fell by 5 of 10 or more; a nerve was hurt in 0.6 %."
        ),
        when=~SPINE,
        evidence=("cohort",),
        references=("cement_outside_spine",),
    ),
    fits(
        says=_("In 44 lesions of the pelvis none broke within a year."),
        when=PELVIS,
        evidence=("cohort",),
        references=("cement_pelvis_44",),
    ),
    but(
        says=_("With a broken back wall cement may leak: 9 % in benign fractures, none of them harmed."),
        when=SPINE,
        evidence=("cohort",),
        references=("cement_wall_2021",),
    ),
    but(says=_("Not with a bleeding tendency that is not corrected, nor with an infection.")),
)

SCREWS_AND_CEMENT = reasons_on(
    "percutaneous_screws_and_cement",
    fits(
        says=_(
            "Through the skin: 19 of 22 who could not walk did so within two weeks; ECOG fell from 3 to 1."
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
        says=_("In the laboratory screws with cement held better than either alone; the wounds are small."),
        evidence=("cohort",),
        references=("aorif_laboratory",),
    ),
    but(says=_("Small series; it does not rebuild a joint that has given way.")),
    fits(
        says=_("In the proximal femur tried in 12, 61 and 10 patients; of the 12 none broke in 145 days."),
        when=PROXIMAL_FEMUR,
        evidence=("cohort",),
        references=("popc", "femoral_neck_screws_2020", "y_strut"),
    ),
    but(
        says=_("Elsewhere in long bones hardly tested; weaker than a nail."),
        when=~ACETABULUM & ~SPINE & ~PROXIMAL_FEMUR,
    ),
)

EXTERNAL_FIXATION = reasons_on(
    "external_fixation",
    fits(
        says=_(
            "An open fracture is washed out and held at once; what is definitive follows when it is clean."
        )
    ),
    but(says=_("Pin sites can become infected and stand in the way of a later nail.")),
)

ABLATION = reasons_on(
    "thermal_ablation",
    fits(
        says=_("Relieves pain through the skin, also after radiotherapy; cement can be added in one sitting.")
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
        says=_("It gives no strength back, and can harm nerves and skin nearby: major complications in 4 %."),
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
