"""Indications, in the order of their rank: each proposes an operation, and how soon."""

from __future__ import annotations

from assessments.clinical.advice import (
    CONSIDER,
    CURATIVE_RESECTION,
    DECOMPRESSION,
    DECOMPRESSION_AND_STABILISATION,
    EMERGENCY,
    EXPEDITED,
    FRACTURE_FIXATION,
    LOCAL_CONTROL_RESECTION,
    NON_OPERATIVE,
    NONE,
    OPERATE,
    PAIN_PALLIATION,
    PLANNED,
    PROPHYLACTIC_FIXATION,
    RECONSTRUCTION,
    STABILISATION,
    URGENT,
    Proposal,
)
from assessments.clinical.findings.bone import (
    AXIAL_LONG,
    CIRCUMFERENCE_HALF,
    FRACTURED,
    FUNCTION_DISTURBED,
    IRRADIATED,
    WEEKS_AFTER_RADIOTHERAPY,
)
from assessments.clinical.findings.deficits import (
    CAUDA_SEVERE,
    COMPLETE_LOSS,
    COMPRESSION_OPEN,
    CORD_HIGH_GRADE,
    HIGH_GRADE,
    LOST_WITHIN_7_DAYS,
    LOST_WITHIN_48_HOURS,
    MOTOR_OR_SPHINCTER,
    NERVES_FAILING,
    NEURO_MOTOR,
    NOT_PARALYSED_FOR_LONG,
    PARALYSIS_HOURS,
    PROLONGED_PARALYSIS,
    SEVEN_DAYS,
    SPHINCTER_FAILED_LATELY,
)
from assessments.clinical.findings.pain import MECHANICAL_PAIN, PAIN_OF_FOUR, PAINFUL, SEVERE_PAIN
from assessments.clinical.findings.place import (
    ACETABULUM,
    FEMUR_OR_TIBIA,
    HUMERUS,
    TRUNK_AND_SKULL,
    WEIGHT_BEARING_BONE,
)
from assessments.clinical.findings.tumour import (
    INTERMEDIATE,
    NOT_FOR_RESECTION,
    PRIMARY_TUMOUR,
    RESISTANT,
    SENSITIVE,
)
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Condition, Named, known, maybe
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.stability import SEVERE_MECHANICAL_PAIN, SINS_OVER_12, STABILITY
from assessments.clinical.rules.least_urgency import BROKEN_UPPER_NECK, U1_URGENCY
from assessments.clinical.scores.sins import SINS
from assessments.clinical.sections.fracture import FRACTURE, LIMB_FUNCTION, OPEN_OR_VASCULAR_INJURY
from assessments.clinical.sections.history import CEREBRAL_METASTASES, DISSEMINATION, VISCERAL_METASTASES
from assessments.clinical.sections.imaging import (
    ACETABULAR_CLASS,
    ALIGNMENT,
    BONE,
    BONE_RETROPULSION,
    COMPRESSED,
    CORD_COMPRESSION,
    CORTICAL_FRACTION,
    HISTOLOGY,
    IMPLANT,
    LESSER_TROCHANTER_AVULSED,
    LEVEL,
    LONG_BONE,
    PELVIC_WEIGHT_BEARING,
    SACRAL,
    SPINE,
)
from assessments.clinical.sections.neuro import DEFICIT, WEAKEST_POWER

from .criteria import FAILED_CONSERVATIVE, P4, P5, T1, T3, T4, T10
from .rule import Indication


def always(decision: str, urgency: str, *, aim: str | None = None) -> Cases:
    """Propose this, whatever else is found."""
    return Cases(f"{decision}, {urgency}, {aim}", otherwise=Proposal(decision, urgency, aim))


def depending_on(
    condition: Condition, *, then: tuple[str, str], otherwise: tuple[str, str], aim: str | None
) -> Cases:
    """Propose the one (decision and urgency) where the condition holds, else the other."""
    return Cases(
        f"{then} or {otherwise}, {aim}",
        (Proposal(*then, aim), condition),
        otherwise=Proposal(*otherwise, aim),
    )


HIGH = STABILITY.is_("high")
NOT_KNOWN_SENSITIVE = ~known(SENSITIVE)
RETROPULSED = BONE_RETROPULSION.yes
RETROPULSED_OR_IRRADIATED = RETROPULSED | IRRADIATED
NARROWED = Named("canal narrowed by tumour or bone", COMPRESSED | RETROPULSED)

RADIOTHERAPY_FIRST = Named(
    "radiosensitive compression",
    SPINE
    & (HIGH_GRADE | (COMPRESSED & MOTOR_OR_SPHINCTER))
    & SENSITIVE
    & ~SINS_OVER_12
    & ~RETROPULSED
    & ~IRRADIATED,
)
NOT_RADIOTHERAPY_FIRST = Named("not known to be for radiotherapy first", ~known(RADIOTHERAPY_FIRST))
SECOND_FINDING = (
    MECHANICAL_PAIN
    | AXIAL_LONG
    | CIRCUMFERENCE_HALF
    | CORTICAL_FRACTION.is_("over_two_thirds")
    | LESSER_TROCHANTER_AVULSED.yes
    | (PAINFUL & WEEKS_AFTER_RADIOTHERAPY)
)
NOT_NORMAL = ~LIMB_FUNCTION.is_("normal")
NERVE_DEFICIT = DEFICIT.is_("radiculopathy", "peripheral_nerve")
WEAK_ACETABULUM = Named(
    "acetabulum or its roof weakened",
    ACETABULAR_CLASS.is_("II", "III", "IV") | (ACETABULUM & FRACTURED) | PELVIC_WEIGHT_BEARING.yes,
)
ACETABULUM_HURTS = WEAK_ACETABULUM & (MECHANICAL_PAIN | NOT_NORMAL)
DEFORMED = ALIGNMENT.is_("deformity", "subluxation")
# Bones that carry no limb: nothing is fixed there, and what is done is done for the pain.

I0 = Indication(
    key="I0",
    name="cord_suspected",
    title=_("Suspected cord or cauda equina compression"),
    when=NERVES_FAILING & COMPRESSION_OPEN & NOT_RADIOTHERAPY_FIRST & NOT_PARALYSED_FOR_LONG,
    says=_(
        "Cord or cauda equina compression is suspected and not excluded: whole-spine MRI now, unless done."
    ),
    # As urgent as failing nerves may still be while what decides it is open.
    proposes=Cases(
        "I0",
        (
            Proposal(CONSIDER, EMERGENCY, DECOMPRESSION_AND_STABILISATION),
            maybe(U1_URGENCY.is_(EMERGENCY)),
        ),
        (
            Proposal(CONSIDER, URGENT, DECOMPRESSION_AND_STABILISATION),
            maybe(U1_URGENCY.is_(URGENT)),
        ),
        otherwise=Proposal(CONSIDER, EXPEDITED, DECOMPRESSION_AND_STABILISATION),
    ),
    evidence=("guideline",),
    evidence_of_advice=("expert",),
    evidence_of_urgency=("expert",),
    references=("nice_ng234", "nice_qs56", "expert"),
)
I1 = Indication(
    key="I1",
    name="cord_emergency",
    title=_("Acute cord or cauda equina compression with neurological deficit"),
    when=SPINE
    & ((NEURO_MOTOR & LOST_WITHIN_48_HOURS) | SPHINCTER_FAILED_LATELY)
    & NARROWED
    & NOT_PARALYSED_FOR_LONG
    & NOT_RADIOTHERAPY_FIRST,
    says=_(
        "New motor or sphincter loss with compression: decompress as soon as safe, within 24 hours as "
        "in the trial, at the latest 48 (pooled cohorts: 83 % improved when operated on within 48 hours, "
        "41 % within 24, 37 % later)."
    ),
    proposes=always(OPERATE, EMERGENCY, aim=DECOMPRESSION_AND_STABILISATION),
    evidence=("trial", "expert"),
    evidence_of_advice=("trial",),
    evidence_of_urgency=("trial", "cohort"),
    references=("patchell_2005", "quraishi_2013", "bresolin_2024", "spain_2026", "expert"),
)
I2 = Indication(
    key="I2",
    name="cord_deficit",
    title=_("High-grade compression with a motor deficit"),
    when=SPINE
    & HIGH_GRADE
    & NEURO_MOTOR
    & NOT_PARALYSED_FOR_LONG
    & (RESISTANT | RETROPULSED_OR_IRRADIATED | (INTERMEDIATE & (LOST_WITHIN_7_DAYS | SINS.at_least(7)))),
    says=_(
        "Compression with a motor deficit that radiotherapy alone will not relieve in time: "
        "decompression and instrumented stabilisation."
    ),
    proposes=always(OPERATE, URGENT, aim=DECOMPRESSION_AND_STABILISATION),
    evidence=("trial", "expert"),
    evidence_of_advice=("trial",),
    evidence_of_urgency=("expert",),
    references=("patchell_2005", "noms_2013", "rades_matched_2022", "expert"),
)
I3 = Indication(
    key="I3",
    name="cord_resistant",
    title=_("High-grade cord compression by a resistant or irradiated tumour"),
    when=SPINE & CORD_HIGH_GRADE & (RESISTANT | IRRADIATED) & NOT_PARALYSED_FOR_LONG,
    says=_(
        "Cord compression by a tumour resistant to conventional radiotherapy: separation surgery, then SBRT."
    ),
    proposes=always(OPERATE, URGENT, aim=DECOMPRESSION_AND_STABILISATION),
    evidence=("consensus",),
    evidence_of_urgency=("expert",),
    references=("noms_2013", "expert"),
)
I2b = Indication(
    key="I2b",
    name="cord_deficit_slow",
    title=_("Compression with a motor deficit, tumour not radiosensitive"),
    when=SPINE
    & NARROWED
    & NEURO_MOTOR
    & (NOT_KNOWN_SENSITIVE | RETROPULSED_OR_IRRADIATED)
    & ~known(COMPLETE_LOSS & PARALYSIS_HOURS.above(SEVEN_DAYS)),
    says=_(
        "Compression with a motor deficit in a tumour that is not radiosensitive: surgery or "
        "radiotherapy is disputed."
    ),
    proposes=depending_on(
        known(PROLONGED_PARALYSIS),
        then=(CONSIDER, EXPEDITED),
        otherwise=(CONSIDER, URGENT),
        aim=DECOMPRESSION_AND_STABILISATION,
    ),
    silent_beside={I1, I2, I3},
    evidence=("trial", "cohort"),
    evidence_of_urgency=("expert",),
    references=("patchell_2005", "noms_2013", "rades_tempo", "rades_matched_2010", "rades_matched_2022"),
)
I4 = Indication(
    key="I4",
    name="cord_radiosensitive",
    title=_("Compression by a radiosensitive tumour"),
    when=RADIOTHERAPY_FIRST,
    says=_(
        "The tumour is radiosensitive and the spine stable: radiotherapy or systemic treatment first, "
        "even with a deficit. Against it in myeloma: of 247 patients fewer deteriorated after surgery."
    ),
    # How soon is said by U5.
    proposes=always(NON_OPERATIVE, NONE),
    evidence=("consensus", "cohort"),
    evidence_of_urgency=("guideline",),
    references=("noms_2013", "haematological_epidural", "zijlstra_2025", "myeloma_2022", "nice_qs56"),
)
I5 = Indication(
    key="I5",
    name="cord_grey",
    title=_("ESCC 1c: cord abutment, no deficit"),
    when=SPINE & CORD_COMPRESSION.is_("1c") & DEFICIT.is_("none") & ~SENSITIVE,
    says=_("Cord abutment without compression: surgery or stereotactic radiotherapy first is disputed."),
    proposes=always(CONSIDER, EXPEDITED, aim=DECOMPRESSION_AND_STABILISATION),
    evidence=("consensus",),
    evidence_of_urgency=("expert",),
    references=("bilsky_2010", "noms_2013"),
)
I6 = Indication(
    key="I6",
    name="cord_intermediate",
    title=_("High-grade compression without motor deficit"),
    when=SPINE
    & ~NEURO_MOTOR
    & (
        (CORD_HIGH_GRADE & ~IRRADIATED & (INTERMEDIATE | (SENSITIVE & RETROPULSED)))
        | (CAUDA_SEVERE & (~SENSITIVE | RETROPULSED_OR_IRRADIATED))
    ),
    says=_(
        "A compressed cord or cauda equina without motor deficit: surgery or radiotherapy first is disputed."
    ),
    proposes=always(CONSIDER, URGENT, aim=DECOMPRESSION_AND_STABILISATION),
    evidence=("consensus", "expert"),
    evidence_of_urgency=("expert",),
    references=("noms_2013", "expert"),
)
I7 = Indication(
    key="I7",
    name="spine_unstable",
    title=_("Unstable spine"),
    when=SPINE & (SINS_OVER_12 | ALIGNMENT.is_("subluxation")),
    says=_(
        "The spine is unstable (SINS 13 or more, or subluxation); radiotherapy does not restore "
        "stability. SINS itself asks for a surgical consultation and names no time."
    ),
    proposes=always(OPERATE, URGENT, aim=STABILISATION),
    evidence=("consensus",),
    evidence_of_advice=("expert",),
    evidence_of_urgency=("expert",),
    references=("fisher_2010", "noms_2013", "expert"),
)
I7b = Indication(
    key="I7b",
    name="upper_cervical",
    title=_("Fracture of C0 to C2"),
    when=BROKEN_UPPER_NECK & (DEFORMED | MECHANICAL_PAIN | SEVERE_PAIN),
    says=_(
        "A fracture of the upper cervical spine with new deformity or subluxation is stabilised; with "
        "mechanical or severe pain stabilisation is considered."
    ),
    proposes=depending_on(DEFORMED, then=(OPERATE, URGENT), otherwise=(CONSIDER, URGENT), aim=STABILISATION),
    evidence=("cohort",),
    evidence_of_advice=("expert",),
    evidence_of_urgency=("expert",),
    references=("rustagi_2019", "atlantoaxial_19", "expert"),
)
I8 = Indication(
    key="I8",
    name="spine_borderline_pain",
    title=_("Possibly unstable spine with severe or refractory mechanical pain"),
    when=SPINE & SINS.at_least(10) & MECHANICAL_PAIN & (SEVERE_PAIN | FAILED_CONSERVATIVE),
    says=_(
        "SINS of 10 or more with mechanical pain that is severe or refractory to conservative "
        "treatment: stabilisation. Some experts count pain from 6 of 10."
    ),
    proposes=always(OPERATE, EXPEDITED, aim=STABILISATION),
    evidence=("cohort", "expert"),
    evidence_of_advice=("expert",),
    evidence_of_urgency=("expert",),
    references=("sins_intermediate", "sins_7_12_2025", "scoot_2026", "expert"),
)
I8b = Indication(
    key="I8b",
    name="sacrum_broken",
    title=_("Fracture of the sacrum"),
    when=LEVEL.is_(*SACRAL) & FRACTURED & (MECHANICAL_PAIN | NOT_NORMAL),
    says=_("Sacral fracture with pain on loading or impaired function: consider stabilisation."),
    proposes=always(CONSIDER, EXPEDITED, aim=STABILISATION),
    evidence=("cohort",),
    evidence_of_advice=("expert",),
    evidence_of_urgency=("expert",),
    references=("sacrum_2012", "sacrum_2021", "expert"),
)
I9 = Indication(
    key="I9",
    name="spine_borderline",
    title=_("Possibly unstable spine"),
    when=SPINE & SINS.at_least(7),
    says=_("SINS of 7 or more: spinal surgical consultation before radiotherapy."),
    proposes=always(CONSIDER, PLANNED, aim=STABILISATION),
    silent_beside={I7, I7b, I8},
    evidence=("consensus",),
    evidence_of_urgency=("expert",),
    references=("fisher_2010",),
)
I24 = Indication(
    key="I24",
    name="implant_failed",
    title=_("Failed implant"),
    when=IMPLANT.is_("failed") & (MECHANICAL_PAIN | NOT_NORMAL | FRACTURED),
    says=_("A failed implant with pain or loss of function is revised, with a durable construct."),
    proposes=depending_on(
        FEMUR_OR_TIBIA & FRACTURE.is_("displaced"),
        then=(OPERATE, URGENT),
        otherwise=(OPERATE, EXPEDITED),
        aim=RECONSTRUCTION,
    ),
    evidence=("cohort", "expert"),
    evidence_of_urgency=("expert",),
    references=("forsberg_2013", "expert"),
)
I10 = Indication(
    key="I10",
    name="fracture_lower",
    title=_("Pathological fracture of femur or tibia"),
    when=FEMUR_OR_TIBIA & FRACTURED,
    says=_(
        "A fractured femur or tibia is fixed or replaced, for pain-free mobilisation and nursing. Up to "
        "two days for staging are acceptable."
    ),
    proposes=depending_on(
        known(FRACTURE.is_("undisplaced")),
        then=(OPERATE, EXPEDITED),
        otherwise=(OPERATE, URGENT),
        aim=FRACTURE_FIXATION,
    ),
    evidence=("source", "guideline"),
    evidence_of_urgency=("expert",),
    references=("source", "msts_2020", "boast_2022", "varady_2020", "expert"),
)
I11 = Indication(
    key="I11",
    name="fracture_upper",
    title=_("Pathological fracture of the humerus"),
    when=HUMERUS
    & FRACTURED
    & (FRACTURE.is_("displaced") | MECHANICAL_PAIN | LIMB_FUNCTION.is_("lost") | SEVERE_PAIN),
    says=_(
        "A humeral fracture that is displaced, has lost function, or is severely painful or painful on "
        "movement is fixed to restore arm function."
    ),
    proposes=always(OPERATE, EXPEDITED, aim=FRACTURE_FIXATION),
    evidence=("source", "guideline", "expert"),
    evidence_of_urgency=("expert",),
    references=("source", "boast_2022", "expert"),
)
I12 = Indication(
    key="I12",
    name="fracture_other",
    title=_("Other pathological fracture"),
    when=~SPINE & FRACTURED & (LONG_BONE | FUNCTION_DISTURBED),
    says=_(
        "Pathological fracture with impaired function: consider fixation against splint and radiotherapy."
    ),
    proposes=Cases(
        "I12",
        (Proposal(CONSIDER, EXPEDITED, PAIN_PALLIATION), TRUNK_AND_SKULL),
        otherwise=Proposal(CONSIDER, EXPEDITED, FRACTURE_FIXATION),
    ),
    silent_beside={I10, I11},
    evidence=("source",),
    evidence_of_urgency=("expert",),
    references=("source",),
)
I13 = Indication(
    key="I13",
    name="impending_lower",
    title=_("Impending fracture of femur or tibia"),
    when=FEMUR_OR_TIBIA & ~FRACTURED & HIGH,
    says=_("A femur or tibia at high risk of fracture: prophylactic fixation where a second finding agrees."),
    proposes=depending_on(
        SECOND_FINDING,
        then=(OPERATE, EXPEDITED),
        otherwise=(CONSIDER, EXPEDITED),
        aim=PROPHYLACTIC_FIXATION,
    ),
    evidence=("source", "guideline", "expert"),
    evidence_of_advice=("guideline", "cohort"),
    evidence_of_urgency=("expert",),
    references=("source", "esmo_2020", "msts_2020", "van_der_linden_2004", "groot_2022", "expert"),
)
I14 = Indication(
    key="I14",
    name="impending_upper",
    title=_("Impending fracture of the humerus"),
    when=HUMERUS & ~FRACTURED & HIGH,
    says=_(
        "A humerus at high risk of fracture: prophylactic fixation where pain is mechanical, "
        "otherwise consider it."
    ),
    proposes=depending_on(
        MECHANICAL_PAIN,
        then=(OPERATE, EXPEDITED),
        otherwise=(CONSIDER, PLANNED),
        aim=PROPHYLACTIC_FIXATION,
    ),
    evidence=("cohort",),
    evidence_of_advice=("expert",),
    evidence_of_urgency=("expert",),
    references=("humerus_2023",),
)
I15 = Indication(
    key="I15",
    name="borderline_limb",
    title=_("Long bone at risk of fracture"),
    when=LONG_BONE & ~FRACTURED & STABILITY.is_("borderline", "high"),
    says=_(
        "Fracture risk at least borderline: consider prophylactic fixation against radiotherapy with "
        "repeat imaging."
    ),
    proposes=always(CONSIDER, PLANNED, aim=PROPHYLACTIC_FIXATION),
    silent_beside={I13, I14},
    evidence=("cohort",),
    evidence_of_advice=("expert",),
    evidence_of_urgency=("expert",),
    references=("mirels_1989", "damron_2003"),
)
I16 = Indication(
    key="I16",
    name="acetabulum",
    title=_("Acetabular insufficiency"),
    when=ACETABULUM_HURTS,
    says=_("Acetabular insufficiency: open or percutaneous reconstruction."),
    proposes=depending_on(
        SEVERE_PAIN | FAILED_CONSERVATIVE | FRACTURED,
        then=(OPERATE, EXPEDITED),
        otherwise=(CONSIDER, EXPEDITED),
        aim=RECONSTRUCTION,
    ),
    evidence=("cohort", "expert"),
    evidence_of_advice=("cohort",),
    evidence_of_urgency=("expert",),
    references=("harrington_1981", "harrington_modern", "expert"),
)
I16b = Indication(
    key="I16b",
    name="pelvis_pain",
    title=_("Severe mechanical pain of the pelvis"),
    when=BONE.is_("acetabulum", "ilium", "pubis_ischium") & ~ACETABULUM_HURTS & SEVERE_MECHANICAL_PAIN,
    says=_("Severe mechanical pain of the pelvis: consider percutaneous cementoplasty, screws or ablation."),
    proposes=always(CONSIDER, PLANNED, aim=PAIN_PALLIATION),
    evidence=("cohort",),
    evidence_of_urgency=("expert",),
    references=("aorif_2023", "acetabuloplasty_2008", "ablation_cement", "cement_outside_spine"),
)
I17 = Indication(
    key="I17",
    name="solitary_good_prognosis",
    title=_("Single metastasis with a good prognosis"),
    when=P4.is_("met")
    & P5.is_("met")
    & T1.is_("met")
    & VISCERAL_METASTASES.is_("none")
    & CEREBRAL_METASTASES.no
    & DISSEMINATION.no
    & ~NOT_FOR_RESECTION
    & ~PRIMARY_TUMOUR.is_("prostate"),
    says=_(
        "A single proven metastasis and a good prognosis: complete resection, with treatment of the "
        "primary. This is the view of the reference text: in breast cancer a trial found no longer "
        "survival (news reports), and ablative radiotherapy is the tested alternative."
    ),
    proposes=depending_on(
        SPINE, then=(CONSIDER, PLANNED), otherwise=(OPERATE, PLANNED), aim=CURATIVE_RESECTION
    ),
    evidence=("source",),
    evidence_of_urgency=("expert",),
    references=("source", "br002", "sabr_comet"),
)
I18 = Indication(
    key="I18",
    name="solitary_possible",
    title=_("Single metastasis of a tumour for which resection is discussed"),
    when=P5.is_("met")
    & HISTOLOGY.is_("metastasis_confirmed")
    & ~known(P4.is_("not_met"))
    & PRIMARY_TUMOUR.is_("kidney", "thyroid", "breast", "prostate", "sarcoma", "neuroendocrine")
    & ~NOT_FOR_RESECTION,
    says=_(
        "A single proven metastasis of this tumour: resection for local control is discussed; its "
        "effect on survival is disputed. In one selected series (130 patients) survival with up to "
        "three was similar."
    ),
    proposes=always(CONSIDER, PLANNED, aim=LOCAL_CONTROL_RESECTION),
    silent_beside={I17},
    evidence=("cohort", "expert"),
    evidence_of_advice=("cohort",),
    evidence_of_urgency=("expert",),
    references=("rcc_margins", "rcc_no_gain", "thyroid_resection", "szendroi_2017"),
)
I19 = Indication(
    key="I19",
    name="failed_severe",
    title=_("Severe mechanical pain refractory to conservative treatment"),
    when=FAILED_CONSERVATIVE & SEVERE_MECHANICAL_PAIN & (WEIGHT_BEARING_BONE | LONG_BONE),
    says=_("Severe mechanical pain refractory to conservative treatment: surgery for pain palliation."),
    proposes=always(OPERATE, EXPEDITED, aim=PAIN_PALLIATION),
    evidence=("source",),
    evidence_of_urgency=("expert",),
    references=("source",),
)
I20 = Indication(
    key="I20",
    name="failed",
    title=_("Failure of conservative treatment"),
    when=FAILED_CONSERVATIVE & (PAIN_OF_FOUR | MECHANICAL_PAIN | NOT_NORMAL),
    says=_("Destruction, pain or function did not improve with conservative treatment: consider surgery."),
    proposes=always(CONSIDER, PLANNED, aim=PAIN_PALLIATION),
    silent_beside={I19},
    evidence=("source",),
    evidence_of_urgency=("expert",),
    references=("source",),
)
I20b = Indication(
    key="I20b",
    name="progressed",
    title=_("Progression after conservative treatment"),
    when=T4.is_("met") & (WEIGHT_BEARING_BONE | LONG_BONE),
    says=_("Destruction has progressed after conservative treatment: consider surgery before it fractures."),
    proposes=Cases(
        "I20b",
        (Proposal(CONSIDER, PLANNED, STABILISATION), SPINE),
        (Proposal(CONSIDER, PLANNED, RECONSTRUCTION), ACETABULUM),
        otherwise=Proposal(CONSIDER, PLANNED, PROPHYLACTIC_FIXATION),
    ),
    evidence=("source",),
    evidence_of_urgency=("expert",),
    references=("source",),
)
I21 = Indication(
    key="I21",
    name="nerve",
    title=_("Compression of a nerve or root"),
    when=NERVE_DEFICIT,
    says=_("A nerve or root is compressed: consider decompression, early where power is declining."),
    proposes=depending_on(
        WEAKEST_POWER.at_most(3) & LOST_WITHIN_7_DAYS,
        then=(CONSIDER, URGENT),
        otherwise=(CONSIDER, EXPEDITED),
        aim=DECOMPRESSION,
    ),
    evidence=("source", "expert"),
    evidence_of_advice=("source",),
    evidence_of_urgency=("expert",),
    references=("source",),
)
I22 = Indication(
    key="I22",
    name="insensitive",
    title=_("Insensitive to radiotherapy and systemic treatment"),
    when=T10.is_("met") & (PAIN_OF_FOUR | T3.is_("met")),
    says=_("Neither radiotherapy nor systemic treatment is expected to help: consider surgery."),
    proposes=always(CONSIDER, PLANNED, aim=PAIN_PALLIATION),
    evidence=("source",),
    evidence_of_urgency=("expert",),
    references=("source",),
)
I23 = Indication(
    key="I23",
    name="open_injury",
    title=_("Open fracture or vascular injury"),
    when=OPEN_OR_VASCULAR_INJURY.yes,
    says=_("An open fracture or a vascular injury is an emergency in its own right."),
    proposes=always(OPERATE, EMERGENCY, aim=FRACTURE_FIXATION),
    at_least_considered=True,
    evidence=("expert",),
    references=("expert",),
)

# In the order of their rank.
INDICATIONS: tuple[Indication, ...] = (
    I0, I1, I2, I2b, I3, I4, I5, I6, I7, I7b, I8, I8b, I9, I24, I10, I11, I12, I13, I14, I15, I16, I16b, I17,
    I18, I19, I20, I20b, I21, I22, I23,
)  # fmt: skip
