"""The mechanical panel: do the instruments agree on how near the bone is to breaking?"""

from assessments.clinical.findings.bone import AXIAL_LONG, CIRCUMFERENCE_HALF, FRACTURED, UNBROKEN_FEMUR
from assessments.clinical.findings.deficits import NEURO_MOTOR
from assessments.clinical.findings.pain import MECHANICAL_PAIN
from assessments.clinical.findings.place import HUMERUS, UPPER_LIMB
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Is
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.stability import MIRELS_BORDERLINE, MIRELS_HIGH, SEVERE_MECHANICAL_PAIN
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

from .panel import Disagreement, Member, Panel

UNBROKEN = LONG_BONE & ~FRACTURED
FLAG = Is(HARRINGTON_IMPENDING.finding, frozenset({"impending"}))
AXIAL_SHORT = FEMUR & AXIAL_EXTENT_MM.below(30)
SUBLUXED = ALIGNMENT.is_("subluxation")
SINS_STABLE = SINS.at_most(6)

INSTRUMENTS: tuple[Member, ...] = (
    Member(
        key="mirels",
        title="Mirels",
        applies=UNBROKEN,
        finding=Cases(
            "Mirels says", ("high", MIRELS_HIGH), ("borderline", MIRELS_BORDERLINE), otherwise="low"
        ),
    ),
    Member(
        key="axial",
        title=_("Axial involvement, 30 mm"),
        applies=UNBROKEN_FEMUR,
        finding=Cases("axial extent says", ("high", AXIAL_LONG), otherwise="low"),
    ),
    Member(
        key="circumference",
        title=_("Circumferential involvement, half"),
        applies=UNBROKEN_FEMUR,
        finding=Cases("circumference says", ("high", CIRCUMFERENCE_HALF), otherwise="low"),
    ),
    Member(
        key="harrington",
        title=_("Harrington's criteria"),
        applies=UNBROKEN_FEMUR,
        finding=Cases("Harrington's criteria say", ("high", FLAG), otherwise="low"),
    ),
    Member(
        key="breach",
        title=_("Breach of the cortex of the humerus"),
        applies=HUMERUS & ~FRACTURED,
        finding=Cases("breach says", ("high", CORTICAL_BREACH.yes), otherwise="low"),
    ),
    Member(
        key="sins",
        title="SINS",
        applies=SPINE,
        finding=Cases(
            "SINS says", ("high", SINS.at_least(13)), ("borderline", SINS.at_least(7)), otherwise="low"
        ),
    ),
    Member(
        key="subluxation",
        title=_("Subluxation"),
        applies=SPINE & SUBLUXED,
        finding=Cases("subluxation says", otherwise="high"),
    ),
    Member(
        key="acetabulum",
        title=_("Harrington class of the acetabulum"),
        applies=BONE.is_("acetabulum"),
        finding=Cases("acetabular class says", ("low", ACETABULAR_CLASS.is_("I")), otherwise="high"),
    ),
)

MECHANICAL_DISAGREEMENTS: tuple[Disagreement, ...] = (
    Disagreement(
        key="mirels_high_axial_short",
        when=UNBROKEN_FEMUR & MIRELS_HIGH & AXIAL_SHORT,
        says=_(
            "Mirels is high, but axial involvement is under 30 mm: of femora under 30 mm 96 % did not "
            "fracture."
        ),
        change=_(
            "By axial involvement alone: radiotherapy and repeat imaging. Look at CT, and at pain on loading."
        ),
        evidence=("cohort", "guideline"),
        references=("van_der_wal_2020", "nov_fracture_risk", "mirels_1989"),
    ),
    Disagreement(
        key="mirels_lower_axial_long",
        when=UNBROKEN_FEMUR & ~MIRELS_HIGH & AXIAL_LONG,
        says=_("Mirels is below 9, but axial involvement is 30 mm or more."),
        change=_(
            "By Mirels alone it would be observed. By axial involvement the risk is high, though only "
            "20 % fractured."
        ),
        evidence=("cohort", "guideline"),
        references=("van_der_wal_2020", "van_der_linden_2004", "nov_fracture_risk"),
    ),
    Disagreement(
        key="circumference_against_axial",
        when=UNBROKEN_FEMUR & CIRCUMFERENCE_HALF & AXIAL_SHORT,
        says=_("Circumferential involvement is over half, but axial involvement is under 30 mm."),
        change=_(
            "Both limits come from one trial; the one that is exceeded counts, so the risk is taken as high."
        ),
        evidence=("cohort",),
        references=("van_der_linden_2004",),
    ),
    Disagreement(
        key="flag_against_mirels",
        when=UNBROKEN_FEMUR & FLAG & ~MIRELS_HIGH,
        says=_("One of Harrington's criteria is met, but Mirels is below 9."),
        change=_(
            "The criteria were never validated; an avulsed lesser trochanter is a warning all the same."
        ),
        evidence=("expert",),
        references=("harrington_criteria", "impending_consensus_2014"),
    ),
    Disagreement(
        key="eight_in_the_leg",
        when=UNBROKEN & ~UPPER_LIMB & MIRELS.between(8, 8),
        says=_("Mirels is 8: the paper of 1989 fixes from 8, textbooks leave 8 to judgement and fix from 9."),
        change=_("Read as in 1989 the risk would be high instead of borderline."),
        evidence=("cohort",),
        references=("mirels_1989", "mirels_classic_2014"),
    ),
    Disagreement(
        key="eight_in_the_arm",
        when=UNBROKEN & UPPER_LIMB & MIRELS.between(8, 8),
        says=_("Mirels is 8: for the humerus 8 was the best limit, for the leg it would be borderline."),
        change=_("Read as in the leg the risk would be borderline instead of high."),
        evidence=("cohort",),
        references=("humerus_2023", "evans_2008"),
    ),
    Disagreement(
        key="seven_in_the_arm",
        when=UNBROKEN & UPPER_LIMB & MIRELS.between(7, 7),
        says=_(
            "Mirels is 7: low by the textbook, but a cut-off of 7 detects 81 % of the humeri that fracture."
        ),
        change=_(
            "By the textbook it would be irradiated and observed; cortical breach or pain on use "
            "decides for fixation."
        ),
        evidence=("cohort",),
        references=("evans_2008", "hoban_2022"),
    ),
    Disagreement(
        key="breach_against_mirels",
        when=HUMERUS & ~FRACTURED & CORTICAL_BREACH.yes & ~MIRELS_HIGH,
        says=_("The cortex of the humerus is breached, but Mirels is below 8."),
        change=_("A cortical breach raised the odds of fracture 21 times: the risk is taken as high."),
        evidence=("cohort",),
        references=("humerus_2023",),
    ),
    Disagreement(
        key="mirels_from_site_and_type",
        when=UNBROKEN_FEMUR
        & SEGMENT.is_("intertrochanteric", "subtrochanteric")
        & LESION_TYPE.is_("lytic")
        & MIRELS.at_most(9)
        & ~MECHANICAL_PAIN,
        says=_("Site and type alone give 8 points here, even to a small lesion with little pain."),
        change=_(
            "Of these items pain on use tells most, site and type least: the points overstate the risk."
        ),
        evidence=("cohort",),
        references=("ramsey_2021", "jawad_2010"),
    ),
    Disagreement(
        key="stable_but_compressed",
        when=SPINE & SINS_STABLE & (CORD_COMPRESSION.is_("2", "3") | NEURO_MOTOR),
        says=_("SINS is stable, but the cord or nerves are at risk: SINS does not assess them."),
        change=_("A low SINS must not delay treatment of the neurological deficit."),
        evidence=("consensus",),
        references=("fisher_2010", "noms_2013"),
    ),
    Disagreement(
        key="ten_to_twelve",
        when=SPINE & SINS.between(10, 12),
        says=_("SINS is 10 to 12: borderline in three bands, unstable where the cut-off is 10."),
        change=_(
            "The odds of being operated on were 7 times those at 7 to 9; of those with 7 to 12 not operated "
            "on at first, 4 to 25 % needed it later."
        ),
        evidence=("cohort",),
        references=("sins_intermediate", "sins_7_12_2025"),
    ),
    Disagreement(
        key="slipped_below_thirteen",
        when=SPINE & SUBLUXED & SINS.at_most(12),
        says=_("There is spinal subluxation, but SINS is below 13."),
        change=_(
            "Subluxation counts by itself: an operation is proposed; by SINS alone it would only be "
            "considered."
        ),
        evidence=("expert",),
        references=("expert", "fisher_2010", "sins_place"),
    ),
    Disagreement(
        key="upper_neck",
        when=SPINE & LEVEL.is_("C0", "C1", "C2") & SINS.between(7, 12),
        says=_("SINS is borderline, but at the upper neck those operated on had 7 to 14, 10 on average."),
        change=_("Borderline here often means an operation: ask a spinal surgeon now."),
        evidence=("cohort",),
        references=("rustagi_2019",),
    ),
    Disagreement(
        key="sacrum",
        when=SPINE & LEVEL.is_("S2", "S3", "S4", "S5") & SINS_STABLE,
        says=_("SINS gives the sacrum no points for location, even if the sacroiliac joint is involved."),
        change=_("Look at the joint: with it involved the sacrum may be unstable in spite of a low SINS."),
        evidence=("cohort", "expert"),
        references=("sins_place", "sacrum_2021", "expert"),
    ),
    Disagreement(
        key="acetabulum_hurts",
        when=ACETABULAR_CLASS.is_("I") & SEVERE_MECHANICAL_PAIN,
        says=_("Class I means intact walls, but there is severe pain on loading."),
        change=_("Repeat CT: with a deficient wall reconstruction would be proposed."),
        evidence=("expert",),
        references=("expert",),
    ),
)
MECHANICAL_PANEL = Panel(
    key="mechanical",
    title=_("Fracture risk"),
    instruments=INSTRUMENTS,
    disagreements=MECHANICAL_DISAGREEMENTS,
)
