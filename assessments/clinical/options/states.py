"""Where the lesion lies and what state it is in, as the tables of options ask it."""

from assessments.clinical.findings.basic import (
    CAUDA_SEVERE,
    CORD_HIGH_GRADE,
    FRACTURED,
    NEURO_MOTOR,
    PAIN_GRADE,
    PRIMARY_TUMOUR,
    RADIOSENSITIVITY,
    SOLITARY,
    SPHINCTER_DISTURBED,
)
from assessments.clinical.language.logic import Named, known
from assessments.clinical.risks.prognosis import SURVIVAL_BAND
from assessments.clinical.risks.stability import CIRCUMFERENCE_HALF, HUMERUS, STABILITY
from assessments.clinical.rules.criteria import P4
from assessments.clinical.sections.history import (
    ALBUMIN,
    FIT_FOR_ANAESTHESIA,
    PATIENT_CHOICE,
    SYSTEMIC_OPTIONS,
)
from assessments.clinical.sections.imaging import (
    ALIGNMENT,
    BONE,
    BONE_RETROPULSION,
    CORTICAL_BREACH,
    CORTICAL_FRACTION,
    FEMUR,
    LEVEL,
    LONG_BONE,
    RADIOTHERAPY_HERE,
    SEGMENT,
    SPINE,
)
from assessments.clinical.sections.patient import AGE

TIBIA = BONE.is_("tibia")
FIBULA = BONE.is_("fibula")
FOREARM = BONE.is_("radius", "ulna")
ACETABULUM = BONE.is_("acetabulum")
PELVIS = BONE.is_("acetabulum", "ilium", "pubis_ischium")

HEAD_NECK = FEMUR & SEGMENT.is_("head_neck")
INTERTROCHANTERIC = FEMUR & SEGMENT.is_("intertrochanteric")
SUBTROCHANTERIC = FEMUR & SEGMENT.is_("subtrochanteric")
PROXIMAL_FEMUR = FEMUR & SEGMENT.is_("head_neck", "intertrochanteric", "subtrochanteric")
SHAFT = SEGMENT.is_("diaphysis")
PROXIMAL = ~FEMUR & SEGMENT.is_("proximal")
DISTAL = SEGMENT.is_("distal")
NEAR_JOINT = LONG_BONE & ~SHAFT & ~SUBTROCHANTERIC

# The dossier leaves "large" bone loss open; ours is over two thirds of the width or half the circumference.
LARGE_LOSS = Named("large bone loss", CORTICAL_FRACTION.is_("over_two_thirds") | CIRCUMFERENCE_HALF)
BREACHED = HUMERUS & CORTICAL_BREACH.yes

SHORT = SURVIVAL_BAND.is_("A", "B")
LONG = SURVIVAL_BAND.is_("D", "E")
UNDER_6_MONTHS = SURVIVAL_BAND.is_("A", "B", "C")
ABOUT_TO_BREAK = ~SPINE & STABILITY.is_("borderline", "high")
NOT_AT_RISK = LONG_BONE & STABILITY.is_("low")
PAINLESS = PAIN_GRADE.is_("none")

UPPER_CERVICAL = SPINE & LEVEL.is_("C0", "C1", "C2")
SACRUM = SPINE & LEVEL.is_("S1", "S2", "S3", "S4", "S5")
UNSTABLE = SPINE & (STABILITY.is_("unstable") | ALIGNMENT.is_("subluxation"))
SPINE_AT_RISK = SPINE & (STABILITY.is_("borderline", "unstable") | FRACTURED)
SPINE_FRACTURED = SPINE & FRACTURED
HIGH_GRADE = Named("high-grade compression of cord or cauda", CORD_HIGH_GRADE | CAUDA_SEVERE)
FAILING = Named("nerves of the spine failing", SPINE & (NEURO_MOTOR | SPHINCTER_DISTURBED))
CANAL_TAKEN = SPINE & (HIGH_GRADE | FAILING | BONE_RETROPULSION.yes)
NO_CEMENT_ALONE = SPINE & (CANAL_TAKEN | ALIGNMENT.is_("subluxation"))

SENSITIVE = RADIOSENSITIVITY.is_("sensitive")
RESISTANT = RADIOSENSITIVITY.is_("resistant")
INTERMEDIATE = RADIOSENSITIVITY.is_("intermediate")
IRRADIATED = RADIOTHERAPY_HERE.yes
DRUGS_LEFT = ~known(SYSTEMIC_OPTIONS.no)
KIDNEY = PRIMARY_TUMOUR.is_("kidney")
THYROID = PRIMARY_TUMOUR.is_("thyroid")
GOOD_OUTLOOK = SOLITARY & ~known(P4.is_("not_met"))

SMALL_ONLY = FIT_FOR_ANAESTHESIA.is_("small_operation_only")
DECLINES = PATIENT_CHOICE.is_("declines")
LOW_ALBUMIN = ALBUMIN.at_most(39)
OVER_65 = AGE.at_least(66)
