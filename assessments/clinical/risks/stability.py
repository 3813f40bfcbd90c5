"""Stability: the mechanical state of the bone, read from the scores and from what each bone shows."""

from assessments.clinical.findings.bone import (
    AXIAL_LONG,
    CIRCUMFERENCE_HALF,
    FRACTURED,
    WEEKS_AFTER_RADIOTHERAPY,
)
from assessments.clinical.findings.pain import MECHANICAL_PAIN, SEVERE_PAIN
from assessments.clinical.findings.place import ACETABULUM, HUMERUS, UPPER_LIMB
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Named, known
from assessments.clinical.scores.mirels import MIRELS
from assessments.clinical.scores.sins import SINS
from assessments.clinical.sections.imaging import (
    ACETABULAR_CLASS,
    AXIAL_EXTENT_MM,
    CIRCUMFERENTIAL_PERCENT,
    CORTICAL_BREACH,
    FEMUR,
    LESSER_TROCHANTER_AVULSED,
    LONG_BONE,
    PELVIC_WEIGHT_BEARING,
    SPINE,
)

OTHER_HIGH_FINDING = (
    AXIAL_LONG
    | (FEMUR & CIRCUMFERENCE_HALF)
    | LESSER_TROCHANTER_AVULSED.yes
    | (MECHANICAL_PAIN & WEEKS_AFTER_RADIOTHERAPY)
    | (HUMERUS & CORTICAL_BREACH.yes)
)
# A femur whose cortex is little destroyed and whose pain is neither mechanical nor severe. A high Mirels
# total beside it lowers the state to borderline only when all of it is known.
LITTLE_DESTROYED = Named(
    "cortex little destroyed, pain neither mechanical nor severe",
    FEMUR
    & ~FRACTURED
    & AXIAL_EXTENT_MM.below(30)
    & CIRCUMFERENTIAL_PERCENT.at_most(50)
    & ~MECHANICAL_PAIN
    & ~SEVERE_PAIN
    & ~OTHER_HIGH_FINDING,
)
DISCORDANT = Named("Mirels and axial extent disagree", LITTLE_DESTROYED & MIRELS.at_least(9))
MIRELS_HIGH = Named("Mirels high", (UPPER_LIMB & MIRELS.at_least(8)) | (~UPPER_LIMB & MIRELS.at_least(9)))
MIRELS_BORDERLINE = Named(
    "Mirels borderline", (UPPER_LIMB & MIRELS.at_least(7)) | (~UPPER_LIMB & MIRELS.at_least(8))
)

STABILITY = Cases(
    "stability",
    ("unstable", SPINE & SINS.at_least(13)),
    ("borderline", SPINE & SINS.at_least(7)),
    ("stable", SPINE),
    ("high", ACETABULUM & FRACTURED),
    ("fractured", FRACTURED),
    ("high", LONG_BONE & (OTHER_HIGH_FINDING | (MIRELS_HIGH & ~known(LITTLE_DESTROYED)))),
    ("borderline", LONG_BONE & MIRELS_BORDERLINE),
    ("high", ACETABULAR_CLASS.is_("II", "III")),
    # Class IV says how to resect, not how weak the bone is.
    ("borderline", ACETABULAR_CLASS.is_("IV") | PELVIC_WEIGHT_BEARING.yes),
    otherwise="low",
)
HIGH_RISK = STABILITY.is_("high", "unstable")
SINS_OVER_12 = SINS.at_least(13)
SEVERE_MECHANICAL_PAIN = MECHANICAL_PAIN & SEVERE_PAIN
