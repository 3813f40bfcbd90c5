"""Why fixation of a limb bone fits, and what speaks against it."""

from assessments.clinical.findings.basic import FRACTURED
from assessments.clinical.language.logic import known
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.stability import ACETABULUM, HUMERUS
from assessments.clinical.sections.history import LUNG_DISEASE
from assessments.clinical.sections.imaging import FEMUR, SPINE

from .reason import Reasons
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

NAIL = (
    Reasons("long_nail")
    .fits(
        _("A locked nail bears load at once and protects the whole bone."),
        standing="guideline",
        source="nov_surgery dutch_2010",
    )
    .fits(
        _("In the upper arm a nail costs less blood than a plate (100 against 500 mL); function is equal."),
        HUMERUS & PROXIMAL,
        standing="cohort",
        source="humerus_proximal_2023",
    )
    .fits(
        _("Broken and painful: worth nailing even with a short time to live, unless dying."),
        FRACTURED & SHORT,
    )
    .fits(
        _("Fixed before it breaks: 46 against 38 % alive at a year (270 pairs), fewer re-operations."),
        FEMUR & ~FRACTURED,
        standing="cohort",
        source="groot_2022 ristevski_2009",
    )
    .fits(
        _("In the upper arm 7 % of nails failed, of plates 22 %, of 214."),
        HUMERUS,
        standing="cohort",
        source="wedin_2012",
    )
    .fits(
        _("Re-operated: 6.1 % of nails, 42.1 % of plates (298 proximal femora)."),
        PROXIMAL_FEMUR,
        standing="cohort",
        source="steensma_2012 tanaka_2016",
    )
    .but(
        _("The tumour stays: radiotherapy must follow."),
        standing="guideline",
        source="dutch_2010 esmo_2020",
    )
    .but(HEALS, FRACTURED, standing="cohort", source="gainor_buchert")
    .fits(
        _("One of carbon fibre disturbs later films and doses less; that it lasts longer is not proven."),
        LONG,
        standing="cohort",
        source="carbon_nail_2022",
    )
    .but(FAILED_AGAIN, FAILED_IN_FEMUR, standing="cohort", source="forsberg_2013")
    .but(
        _("Long survivors outlive fixations: 7 % had failed at two years, 2 % of prostheses (p = 0.058)."),
        FEMUR & LONG,
        standing="cohort",
        source="sorensen_2019",
    )
    .but(
        _("Nailing before the fracture brings more emboli than nailing after it."),
        FEMUR & ~FRACTURED,
        standing="cohort",
        source="aneja_2017",
    )
    .but(
        _("Lung disease: reaming sends marrow and fat to the lungs."),
        LUNG_DISEASE.yes,
        standing="cohort",
        source="aneja_2017",
    )
    .but(_("Near the joint little bone is left for the locking screws."), DISTAL)
    .but(_("In the forearm only thin elastic nails fit, and they hold less well than a plate."), FOREARM)
)

CEPHALOMEDULLARY = (
    Reasons("cephalomedullary_nail")
    .fits(
        _("It holds the femur from the neck down and bears load at once."),
        standing="guideline",
        source="msts_2020",
    )
    .fits(
        _("With less than six months to live the nail is the simpler choice, and enough."),
        ~LONG,
        standing="guideline",
        source="msts_2020",
    )
    .but(
        _("The tumour stays: radiotherapy must follow, and the nail may break in a long survivor."),
        standing="cohort",
        source="sorensen_2019",
    )
    .but(
        _("For a lesion of the shaft screws into the neck bring no routine gain: few lesions arise there."),
        SHAFT,
        standing="guideline",
        source="msts_2020",
    )
    .but(
        _("Over six months to live: a prosthesis may last longer (2 against 7 % failed, p = 0.058)."),
        LONG,
        standing="cohort",
        source="sorensen_2019",
    )
    .but(
        _("Lung disease: reaming sends marrow and fat to the lungs."),
        LUNG_DISEASE.yes,
        standing="cohort",
        source="aneja_2017",
    )
)

PLATE = (
    Reasons("plate_and_cement")
    .fits(
        _("Tumour is scraped out and cement fills the gap, so that it bears load at once."),
        standing="guideline",
        source="nov_surgery",
    )
    .fits(
        _("It spares the joint next to the lesion."), NEAR_JOINT, standing="guideline", source="nov_surgery"
    )
    .but(_("A larger wound and more blood than a nail, and the rest of the bone stays unprotected."))
    .but(
        _("In the upper arm plates failed in 22 %, nails in 7 %, prostheses in 6 %; 33 % near the elbow."),
        HUMERUS,
        standing="cohort",
        source="wedin_2012",
    )
    .but(FAILED_AGAIN, FAILED_IN_FEMUR, standing="cohort", source="forsberg_2013")
    .but(
        _("In the proximal femur 42.1 % of plates were re-operated, of nails 6.1 %, of prostheses 3.1 %."),
        PROXIMAL_FEMUR,
        standing="cohort",
        source="steensma_2012",
    )
    .but(_("Healing and rehabilitation take a good part of a short life."), SHORT)
)

CURETTAGE = (
    Reasons("curettage_and_cement")
    .fits(
        _("Takes most of the tumour and fills the gap through a limited wound."),
        standing="guideline",
        source="nov_surgery",
    )
    .but(_("Cement alone does not stand bending or twisting: only where the load is small."))
    .but(_("Tumour is left behind: radiotherapy must follow."))
)

CEMENT = (
    Reasons("cementoplasty")
    .fits(
        _("Trial: disability from painful broken vertebrae fell from 17.6 to 9.1 within a month."),
        SPINE,
        standing="trial",
        source="cafe_2011",
    )
    .fits(
        _("At the hip socket 59 % were free of pain, for seven months on average."),
        ACETABULUM,
        standing="cohort",
        source="acetabuloplasty_2008",
    )
    .fits(_("Through the skin, often without general anaesthesia; drugs and radiotherapy go on at once."))
    .but(_("Cement does not treat the tumour: radiotherapy must follow unless it was given."))
    .but(
        _("Nerves may be compressed: in a canal taken by tumour cement only with caution."),
        SPINE & ~known(~NO_CEMENT_ALONE),
        standing="consensus",
        source="canal_review",
    )
    .fits(
        _("Outside the spine: in 13 of 30 reports pain fell by 5 of 10 or more; a nerve was hurt in 0.6 %."),
        ~SPINE,
        standing="cohort",
        source="cement_outside_spine",
    )
    .fits(
        _("In 44 lesions of the pelvis none broke within a year."),
        PELVIS,
        standing="cohort",
        source="cement_pelvis_44",
    )
    .but(
        _("With a broken back wall cement may leak: 9 % in benign fractures, none of them harmed."),
        SPINE,
        standing="cohort",
        source="cement_wall_2021",
    )
    .but(_("Not with a bleeding tendency that is not corrected, nor with an infection."))
)

SCREWS_AND_CEMENT = (
    Reasons("percutaneous_screws_and_cement")
    .fits(
        _("Through the skin: 19 of 22 who could not walk did so within two weeks; ECOG fell from 3 to 1."),
        ACETABULUM,
        standing="cohort",
        source="aorif_2023",
    )
    .but(
        _("Open reconstruction relieved more pain at three months than cement alone (17 and 11 patients)."),
        ACETABULUM,
        standing="cohort",
        source="acetabulum_open_2015",
    )
    .fits(
        _("Of 13 patients 6 went home within a day; all could go on with their other treatment."),
        ACETABULUM,
        standing="cohort",
        source="mias_2016",
    )
    .fits(
        _("In the laboratory screws with cement held better than either alone; the wounds are small."),
        standing="cohort",
        source="aorif_laboratory",
    )
    .but(_("Small series; it does not rebuild a joint that has given way."))
    .fits(
        _("In the proximal femur tried in 12, 61 and 10 patients; of the 12 none broke in 145 days."),
        PROXIMAL_FEMUR,
        standing="cohort",
        source="popc femoral_neck_screws_2020 y_strut",
    )
    .but(
        _("Elsewhere in long bones hardly tested; weaker than a nail."),
        ~ACETABULUM & ~SPINE & ~PROXIMAL_FEMUR,
    )
)

EXTERNAL_FIXATION = (
    Reasons("external_fixation")
    .fits(_("An open fracture is washed out and held at once; what is definitive follows when it is clean."))
    .but(_("Pin sites can become infected and stand in the way of a later nail."))
)

ABLATION = (
    Reasons("thermal_ablation")
    .fits(_("Relieves pain through the skin, also after radiotherapy; cement can be added in one sitting."))
    .fits(
        _("Randomised against a sham: 64 against 20 % had relief (147 patients, focused ultrasound)."),
        standing="trial",
        source="hurwitz_2014 cirse_2022",
    )
    .fits(
        _("With cement pain fell from 7.6 to 1.8 of 10 at three months (661 cases)."),
        standing="cohort",
        source="ablation_cement",
    )
    .but(
        _("It gives no strength back, and can harm nerves and skin nearby: major complications in 4 %."),
        standing="cohort",
        source="ablation_cement",
    )
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
