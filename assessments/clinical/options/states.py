"""Where the lesion lies and what state it is in, as the tables of options ask it."""

from assessments.clinical.findings.bone import CIRCUMFERENCE_HALF, FRACTURED
from assessments.clinical.findings.deficits import HIGH_GRADE, NEURO_MOTOR, SPHINCTER_DISTURBED
from assessments.clinical.findings.extent import OLIGOMETASTATIC, SOLITARY
from assessments.clinical.findings.pain import PAIN_GRADE
from assessments.clinical.findings.place import ACETABULUM, HUMERUS
from assessments.clinical.findings.tumour import HAEMATOLOGICAL, PRIMARY_TUMOUR, RESISTANT
from assessments.clinical.language.logic import Named, known, maybe
from assessments.clinical.risks.prognosis import SURVIVAL_BAND
from assessments.clinical.risks.stability import STABILITY
from assessments.clinical.rules.criteria import P4
from assessments.clinical.rules.least_urgency import BROKEN_UPPER_NECK
from assessments.clinical.sections.fracture import OPEN_OR_VASCULAR_INJURY
from assessments.clinical.sections.history import (
    ALBUMIN,
    FIT_FOR_ANAESTHESIA,
    PATIENT_CHOICE,
    SYSTEMIC_OPTIONS,
    THYROID_DIFFERENTIATED,
)
from assessments.clinical.sections.imaging import (
    ALIGNMENT,
    BONE_RETROPULSION,
    CAUDA_COMPRESSION,
    CERVICAL,
    CORTICAL_BREACH,
    CORTICAL_FRACTION,
    FEMUR,
    IMPLANT,
    LEVEL,
    LONG_BONE,
    PELVIC_WEIGHT_BEARING,
    SEGMENT,
    SPINE,
)
from assessments.clinical.sections.patient import AGE

from .option import bands

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
HUMERUS_BREACHED = HUMERUS & CORTICAL_BREACH.yes

SHORT = SURVIVAL_BAND.is_(*bands(until="3 months"))
LONG = SURVIVAL_BAND.is_(*bands(over="6 months"))
UNDER_6_MONTHS = SURVIVAL_BAND.is_(*bands(until="6 months"))
ABOUT_TO_BREAK = ~SPINE & STABILITY.is_("borderline", "high")
NOT_AT_RISK = LONG_BONE & STABILITY.is_("low")
PAINLESS = PAIN_GRADE.is_("none")

UPPER_CERVICAL = SPINE & LEVEL.is_("C0", "C1", "C2")
SACRUM = SPINE & LEVEL.is_("S1", "S2", "S3", "S4", "S5")
UNSTABLE = SPINE & (STABILITY.is_("unstable") | ALIGNMENT.is_("subluxation"))
SPINE_AT_RISK = SPINE & (STABILITY.is_("borderline", "unstable") | FRACTURED)
SPINE_FRACTURED = SPINE & FRACTURED
FAILING = Named("nerves of the spine failing", SPINE & (NEURO_MOTOR | SPHINCTER_DISTURBED))
CANAL_TAKEN = SPINE & (HIGH_GRADE | FAILING | BONE_RETROPULSION.yes)
NO_CEMENT_ALONE = SPINE & (CANAL_TAKEN | ALIGNMENT.is_("subluxation"))

DRUGS_LEFT = ~known(SYSTEMIC_OPTIONS.no)
KIDNEY = PRIMARY_TUMOUR.is_("kidney")
THYROID = PRIMARY_TUMOUR.is_("thyroid")
GOOD_OUTLOOK = SOLITARY & ~known(P4.is_("not_met"))

UNSTABLE_NECK = Named("unstable neck", SPINE & LEVEL.is_(*CERVICAL) & (UNSTABLE | BROKEN_UPPER_NECK))
IMPLANT_FAILED = IMPLANT.is_("failed")
OPEN_INJURY = OPEN_OR_VASCULAR_INJURY.yes
PROSTATE = PRIMARY_TUMOUR.is_("prostate")
# Vascular tumours whose only metastasis is better resected than opened.
RESECT_FIRST = Named(
    "single metastasis of kidney or differentiated thyroid",
    SOLITARY & (KIDNEY | (THYROID & ~known(THYROID_DIFFERENTIATED.no))),
)
# Fracture or instability is not held by radiation, and a compressed cord does not bear the dose.
HELD = ~FRACTURED & ~STABILITY.is_("high", "unstable") & ~ALIGNMENT.is_("subluxation") & ~HIGH_GRADE
# A lymphoma or myeloma is no metastasis that could be ablated: it is treated as a disease, by drugs.
ABLATIVE = Named(
    "oligometastatic, neither fractured, unstable nor high-grade", OLIGOMETASTATIC & HELD & ~HAEMATOLOGICAL
)
ABLATIVE_OR_OPEN = maybe(ABLATIVE)
RESISTANT_CAUDA = RESISTANT & CAUDA_COMPRESSION.is_("partial", "severe")
# Sites of the trial of painless lesions: hip, sacroiliac joint, spine and long bones.
HIGH_RISK_SITE = SPINE | LONG_BONE | ACETABULUM | PELVIC_WEIGHT_BEARING.yes
PELVIS_OR_SMALL_BONE = ~SPINE & ~LONG_BONE

SMALL_ONLY = FIT_FOR_ANAESTHESIA.is_("small_operation_only")
DECLINES = PATIENT_CHOICE.is_("declines")
LOW_ALBUMIN = ALBUMIN.at_most(39)
OVER_65 = AGE.at_least(66)
