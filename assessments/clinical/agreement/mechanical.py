"""The mechanical panel: do the instruments agree on how near the bone is to breaking?"""

from assessments.clinical.findings.basic import FRACTURED, MECHANICAL_PAIN, UPPER_LIMB
from assessments.clinical.findings.deficits import NEURO_MOTOR
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Is
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.stability import (
    AXIAL_LONG,
    CIRCUMFERENCE_HALF,
    HUMERUS,
    MIRELS_BORDERLINE,
    MIRELS_HIGH,
    SEVERE_MECHANICAL_PAIN,
)
from assessments.clinical.scores.cortical import HARRINGTON_IMPENDING
from assessments.clinical.scores.mirels import MIRELS
from assessments.clinical.scores.sins import SINS
from assessments.clinical.sections.imaging import (
    ACETABULAR_CLASS,
    ALIGNMENT,
    AXIAL_EXTENT_MM,
    BONE,
    CORD_COMPRESSION,
    CORTICAL_BREACH,
    FEMUR,
    LESION_TYPE,
    LEVEL,
    LONG_BONE,
    SEGMENT,
    SPINE,
)

from .panel import Disagreement, Instrument, Panel

UNBROKEN = LONG_BONE & ~FRACTURED
UNBROKEN_FEMUR = FEMUR & ~FRACTURED
FLAG = Is(HARRINGTON_IMPENDING.finding, frozenset({"impending"}))
AXIAL_SHORT = FEMUR & AXIAL_EXTENT_MM.below(30)
BREACHED = CORTICAL_BREACH.yes
SUBLUXED = ALIGNMENT.is_("subluxation")
SINS_STABLE = SINS.at_most(6)

INSTRUMENTS: tuple[Instrument, ...] = (
    Instrument(
        "mirels",
        "Mirels",
        UNBROKEN,
        Cases("Mirels says", ("high", MIRELS_HIGH), ("borderline", MIRELS_BORDERLINE), otherwise="low"),
    ),
    Instrument(
        "axial",
        _("Axial involvement, 30 mm"),
        UNBROKEN_FEMUR,
        Cases("axial extent says", ("high", AXIAL_LONG), otherwise="low"),
    ),
    Instrument(
        "circumference",
        _("Circumferential involvement, half"),
        UNBROKEN_FEMUR,
        Cases("circumference says", ("high", CIRCUMFERENCE_HALF), otherwise="low"),
    ),
    Instrument(
        "harrington",
        _("Harrington's criteria"),
        UNBROKEN_FEMUR,
        Cases("Harrington's criteria say", ("high", FLAG), otherwise="low"),
    ),
    Instrument(
        "breach",
        _("Breach of the cortex of the humerus"),
        HUMERUS & ~FRACTURED,
        Cases("breach says", ("high", BREACHED), otherwise="low"),
    ),
    Instrument(
        "sins",
        "SINS",
        SPINE,
        Cases("SINS says", ("high", SINS.at_least(13)), ("borderline", SINS.at_least(7)), otherwise="low"),
    ),
    Instrument(
        "subluxation", _("Subluxation"), SPINE & SUBLUXED, Cases("subluxation says", otherwise="high")
    ),
    Instrument(
        "acetabulum",
        _("Harrington class of the acetabulum"),
        BONE.is_("acetabulum"),
        Cases("acetabular class says", ("low", ACETABULAR_CLASS.is_("I")), otherwise="high"),
    ),
)

DISAGREEMENTS: tuple[Disagreement, ...] = (
    Disagreement(
        "mirels_high_axial_short",
        UNBROKEN_FEMUR & MIRELS_HIGH & AXIAL_SHORT,
        _(
            "Mirels is high, but axial involvement is under 30 mm: of femora under 30 mm 96 % did not "
            "fracture."
        ),
        _("By axial involvement alone: radiotherapy and repeat imaging. Look at CT, and at pain on loading."),
        ("cohort", "guideline"),
        ("van_der_wal_2020", "nov_fracture_risk", "mirels_1989"),
    ),
    Disagreement(
        "mirels_lower_axial_long",
        UNBROKEN_FEMUR & ~MIRELS_HIGH & AXIAL_LONG,
        _("Mirels is below 9, but axial involvement is 30 mm or more."),
        _(
            "By Mirels alone it would be observed. By axial involvement the risk is high, though only 20 "
            "% fractured."
        ),
        ("cohort", "guideline"),
        ("van_der_wal_2020", "van_der_linden_2004", "nov_fracture_risk"),
    ),
    Disagreement(
        "circumference_against_axial",
        UNBROKEN_FEMUR & CIRCUMFERENCE_HALF & AXIAL_SHORT,
        _("Circumferential involvement is over half, but axial involvement is under 30 mm."),
        _("Both limits come from one trial; the one that is exceeded counts, so the risk is taken as high."),
        ("cohort",),
        ("van_der_linden_2004",),
    ),
    Disagreement(
        "flag_against_mirels",
        UNBROKEN_FEMUR & FLAG & ~MIRELS_HIGH,
        _("One of Harrington's criteria is met, but Mirels is below 9."),
        _("The criteria were never validated; an avulsed lesser trochanter is a warning all the same."),
        ("expert",),
        ("harrington_criteria", "impending_consensus_2014"),
    ),
    Disagreement(
        "eight_in_the_leg",
        UNBROKEN & ~UPPER_LIMB & MIRELS.between(8, 8),
        _("Mirels is 8: the paper of 1989 fixes from 8, textbooks leave 8 to judgement and fix from 9."),
        _("Read as in 1989 the risk would be high instead of borderline."),
        ("cohort",),
        ("mirels_1989", "mirels_classic_2014"),
    ),
    Disagreement(
        "eight_in_the_arm",
        UNBROKEN & UPPER_LIMB & MIRELS.between(8, 8),
        _("Mirels is 8: for the humerus 8 was the best limit, for the leg it would be borderline."),
        _("Read as in the leg the risk would be borderline instead of high."),
        ("cohort",),
        ("humerus_2023", "evans_2008"),
    ),
    Disagreement(
        "seven_in_the_arm",
        UNBROKEN & UPPER_LIMB & MIRELS.between(7, 7),
        _("Mirels is 7: low by the textbook, but a cut-off of 7 detects 81 % of the humeri that fracture."),
        _(
            "By the textbook it would be irradiated and observed; cortical breach or pain on use decides "
            "for fixation."
        ),
        ("cohort",),
        ("evans_2008", "hoban_2022"),
    ),
    Disagreement(
        "breach_against_mirels",
        HUMERUS & ~FRACTURED & BREACHED & ~MIRELS_HIGH,
        _("The cortex of the humerus is breached, but Mirels is below 8."),
        _("A cortical breach raised the odds of fracture 21 times: the risk is taken as high."),
        ("cohort",),
        ("humerus_2023",),
    ),
    Disagreement(
        "mirels_from_site_and_type",
        UNBROKEN_FEMUR
        & SEGMENT.is_("intertrochanteric", "subtrochanteric")
        & LESION_TYPE.is_("lytic")
        & MIRELS.at_most(9)
        & ~MECHANICAL_PAIN,
        _("Site and type alone give 8 points here, even to a small lesion with little pain."),
        _("Of these items pain on use tells most, site and type least: the points overstate the risk."),
        ("cohort",),
        ("ramsey_2021", "jawad_2010"),
    ),
    Disagreement(
        "stable_but_compressed",
        SPINE & SINS_STABLE & (CORD_COMPRESSION.is_("2", "3") | NEURO_MOTOR),
        _("SINS is stable, but the cord or nerves are at risk: SINS does not assess them."),
        _("A low SINS must not delay treatment of the neurological deficit."),
        ("consensus",),
        ("fisher_2010", "noms_2013"),
    ),
    Disagreement(
        "ten_to_twelve",
        SPINE & SINS.between(10, 12),
        _("SINS is 10 to 12: borderline in three bands, unstable where the cut-off is 10."),
        _(
            "The odds of being operated on were 7 times those at 7 to 9; of those with 7 to 12 not operated "
            "on at first, 4 to 25 % needed it later."
        ),
        ("cohort",),
        ("sins_intermediate", "sins_7_12_2025"),
    ),
    Disagreement(
        "slipped_below_thirteen",
        SPINE & SUBLUXED & SINS.at_most(12),
        _("There is spinal subluxation, but SINS is below 13."),
        _(
            "Subluxation counts by itself: an operation is proposed; by SINS alone it would only be "
            "considered."
        ),
        ("expert",),
        ("expert", "fisher_2010", "sins_place"),
    ),
    Disagreement(
        "upper_neck",
        SPINE & LEVEL.is_("C0", "C1", "C2") & SINS.between(7, 12),
        _("SINS is borderline, but at the upper neck those operated on had 7 to 14, 10 on average."),
        _("Borderline here often means an operation: ask a spinal surgeon now."),
        ("cohort",),
        ("rustagi_2019",),
    ),
    Disagreement(
        "sacrum",
        SPINE & LEVEL.is_("S2", "S3", "S4", "S5") & SINS_STABLE,
        _("SINS gives the sacrum no points for location, even if the sacroiliac joint is involved."),
        _("Look at the joint: with it involved the sacrum may be unstable in spite of a low SINS."),
        ("cohort", "expert"),
        ("sins_place", "sacrum_2021", "expert"),
    ),
    Disagreement(
        "acetabulum_hurts",
        ACETABULAR_CLASS.is_("I") & SEVERE_MECHANICAL_PAIN,
        _("Class I means intact walls, but there is severe pain on loading."),
        _("Repeat CT: with a deficient wall reconstruction would be proposed."),
        ("expert",),
        ("expert",),
    ),
)
MECHANICAL = Panel("mechanical", _("Fracture risk"), INSTRUMENTS, DISAGREEMENTS)
