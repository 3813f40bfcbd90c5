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
from assessments.clinical.findings.basic import (
    FRACTURED,
    FUNCTION_DISTURBED,
    IRRADIATED,
    MECHANICAL_PAIN,
    NOT_FOR_RESECTION,
    PAIN_OF_FOUR,
    PAINFUL,
    PRIMARY_TUMOUR,
    RADIOSENSITIVITY,
    SEVERE_PAIN,
    WEEKS_AFTER_RADIOTHERAPY,
    WEIGHT_BEARING_BONE,
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
    SENSITIVE,
    SEVEN_DAYS,
    SPHINCTER_FAILED_LATELY,
)
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Always, Condition, Meanwhile, Named, known
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.stability import (
    ACETABULUM,
    AXIAL_LONG,
    CIRCUMFERENCE_HALF,
    HUMERUS,
    SEVERE_MECHANICAL_PAIN,
    SINS_OVER_12,
    STABILITY,
)
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


def _always(decision: str, urgency: str, aim: str | None) -> Cases:
    return Cases(f"{decision}, {urgency}, {aim}", otherwise=Proposal(decision, urgency, aim))


def _if(condition: Condition, then: tuple[str, str], otherwise: tuple[str, str], aim: str | None) -> Cases:
    return Cases(
        f"{then} or {otherwise}, {aim}",
        (Proposal(*then, aim), condition),
        otherwise=Proposal(*otherwise, aim),
    )


LOWER_LIMB_BONE = BONE.is_("femur", "tibia")
HIGH = STABILITY.is_("high")
RESISTANT = RADIOSENSITIVITY.is_("resistant")
INTERMEDIATE = RADIOSENSITIVITY.is_("intermediate")
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
TRUNK_AND_SKULL = BONE.is_("rib", "sternum", "scapula", "skull")

INDICATIONS: tuple[Indication, ...] = (
    Indication(
        "I0",
        "cord_suspected",
        _("Cord or cauda equina may be failing"),
        NERVES_FAILING & COMPRESSION_OPEN & NOT_RADIOTHERAPY_FIRST & NOT_PARALYSED_FOR_LONG,
        _(
            "Cord or cauda equina may be failing and compression is not excluded: MRI of the whole "
            "spine now, unless done."
        ),
        ("guideline",),
        ("nice_ng234", "nice_qs56", "expert"),
        # As urgent as failing nerves may still be while what decides it is open.
        Cases(
            "I0",
            (
                Proposal(CONSIDER, EMERGENCY, DECOMPRESSION_AND_STABILISATION),
                Meanwhile(U1_URGENCY.is_(EMERGENCY), Always()),
            ),
            (
                Proposal(CONSIDER, URGENT, DECOMPRESSION_AND_STABILISATION),
                Meanwhile(U1_URGENCY.is_(URGENT), Always()),
            ),
            otherwise=Proposal(CONSIDER, EXPEDITED, DECOMPRESSION_AND_STABILISATION),
        ),
        advises=("expert",),
        how_soon=("expert",),
    ),
    Indication(
        "I1",
        "cord_emergency",
        _("Cord or cauda equina failing within hours"),
        SPINE
        & ((NEURO_MOTOR & LOST_WITHIN_48_HOURS) | SPHINCTER_FAILED_LATELY)
        & NARROWED
        & NOT_PARALYSED_FOR_LONG
        & NOT_RADIOTHERAPY_FIRST,
        _(
            "New motor or sphincter loss with compression: decompress as soon as it is safe, within 24 hours "
            "as in the trial, at the latest 48 (cohorts)."
        ),
        ("trial", "expert"),
        ("patchell_2005", "quraishi_2013", "bresolin_2024", "spain_2026", "expert"),
        _always(OPERATE, EMERGENCY, DECOMPRESSION_AND_STABILISATION),
        advises=("trial",),
        how_soon=("trial", "cohort"),
    ),
    Indication(
        "I2",
        "cord_deficit",
        _("High-grade compression with a motor deficit"),
        SPINE
        & HIGH_GRADE
        & NEURO_MOTOR
        & NOT_PARALYSED_FOR_LONG
        & (RESISTANT | RETROPULSED_OR_IRRADIATED | (INTERMEDIATE & (LOST_WITHIN_7_DAYS | SINS.at_least(7)))),
        _(
            "Compression with a motor deficit that radiotherapy alone will not relieve in time: "
            "decompress and fix."
        ),
        ("trial", "expert"),
        ("patchell_2005", "noms_2013", "rades_matched_2022", "expert"),
        _always(OPERATE, URGENT, DECOMPRESSION_AND_STABILISATION),
        advises=("trial",),
        how_soon=("expert",),
    ),
    Indication(
        "I2b",
        "cord_deficit_slow",
        _("Compression with a motor deficit, tumour not radiosensitive"),
        SPINE
        & NARROWED
        & NEURO_MOTOR
        & (NOT_KNOWN_SENSITIVE | RETROPULSED_OR_IRRADIATED)
        & ~known(COMPLETE_LOSS & PARALYSIS_HOURS.above(SEVEN_DAYS)),
        _(
            "Compression with a motor deficit in a tumour that is not radiosensitive: surgery or "
            "radiotherapy is disputed."
        ),
        ("trial", "cohort"),
        ("patchell_2005", "noms_2013", "rades_tempo", "rades_matched_2010", "rades_matched_2022"),
        _if(
            known(PROLONGED_PARALYSIS),
            (CONSIDER, EXPEDITED),
            (CONSIDER, URGENT),
            DECOMPRESSION_AND_STABILISATION,
        ),
        says_more=frozenset({"I1", "I2", "I3"}),
        how_soon=("expert",),
    ),
    Indication(
        "I3",
        "cord_resistant",
        _("High-grade cord compression by a resistant or irradiated tumour"),
        SPINE & CORD_HIGH_GRADE & (RESISTANT | IRRADIATED) & NOT_PARALYSED_FOR_LONG,
        _(
            "A compressed cord and a tumour that conventional radiotherapy will not clear: separate, "
            "fix, then irradiate."
        ),
        ("consensus",),
        ("noms_2013", "expert"),
        _always(OPERATE, URGENT, DECOMPRESSION_AND_STABILISATION),
        how_soon=("expert",),
    ),
    Indication(
        "I4",
        "cord_radiosensitive",
        _("Compression by a radiosensitive tumour"),
        RADIOTHERAPY_FIRST,
        _(
            "The tumour is radiosensitive and the spine stable: radiotherapy or systemic treatment first, "
            "even with a deficit. Against it in myeloma: of 247 patients fewer got worse after an "
            "operation."
        ),
        ("consensus", "cohort"),
        ("noms_2013", "haematological_epidural", "zijlstra_2025", "myeloma_2022", "nice_qs56"),
        # How soon is said by U5.
        _always(NON_OPERATIVE, NONE, None),
        how_soon=("guideline",),
    ),
    Indication(
        "I5",
        "cord_grey",
        _("Tumour touching the cord, no deficit"),
        SPINE & CORD_COMPRESSION.is_("1c") & DEFICIT.is_("none") & ~SENSITIVE,
        _(
            "The tumour touches the cord without compressing it: surgery or stereotactic "
            "radiotherapy is disputed."
        ),
        ("consensus",),
        ("bilsky_2010", "noms_2013"),
        _always(CONSIDER, EXPEDITED, DECOMPRESSION_AND_STABILISATION),
        how_soon=("expert",),
    ),
    Indication(
        "I6",
        "cord_intermediate",
        _("High-grade compression without motor deficit"),
        SPINE
        & ~NEURO_MOTOR
        & (
            (CORD_HIGH_GRADE & ~IRRADIATED & (INTERMEDIATE | (SENSITIVE & RETROPULSED)))
            | (CAUDA_SEVERE & (~SENSITIVE | RETROPULSED_OR_IRRADIATED))
        ),
        _(
            "A compressed cord or cauda equina without motor deficit: surgery or radiotherapy first is "
            "disputed."
        ),
        ("consensus", "expert"),
        ("noms_2013", "expert"),
        _always(CONSIDER, URGENT, DECOMPRESSION_AND_STABILISATION),
        how_soon=("expert",),
    ),
    Indication(
        "I7",
        "spine_unstable",
        _("Unstable spine"),
        SPINE & (SINS_OVER_12 | ALIGNMENT.is_("subluxation")),
        _(
            "The spine is unstable (SINS 13 or more, or subluxed); radiotherapy does not restore stability. "
            "SINS itself asks for a surgeon's opinion and names no hour."
        ),
        ("consensus",),
        ("fisher_2010", "noms_2013", "expert"),
        _always(OPERATE, URGENT, STABILISATION),
        advises=("expert",),
        how_soon=("expert",),
    ),
    Indication(
        "I7b",
        "upper_cervical",
        _("Fracture of C0 to C2"),
        BROKEN_UPPER_NECK & (DEFORMED | MECHANICAL_PAIN | SEVERE_PAIN),
        _(
            "A fracture of the upper cervical spine is stabilised where it has slipped; with mechanical or "
            "severe pain stabilisation is to be considered."
        ),
        ("cohort",),
        ("rustagi_2019", "atlantoaxial_19", "expert"),
        _if(DEFORMED, (OPERATE, URGENT), (CONSIDER, URGENT), STABILISATION),
        advises=("expert",),
        how_soon=("expert",),
    ),
    Indication(
        "I8",
        "spine_borderline_pain",
        _("Possibly unstable spine with severe or refractory mechanical pain"),
        SPINE & SINS.at_least(10) & MECHANICAL_PAIN & (SEVERE_PAIN | FAILED_CONSERVATIVE),
        _(
            "SINS of 10 or more with mechanical pain that is severe or was treated in vain: stabilise. Some "
            "experts count pain from 6 of 10."
        ),
        ("cohort", "expert"),
        ("sins_intermediate", "sins_7_12_2025", "scoot_2026", "expert"),
        _always(OPERATE, EXPEDITED, STABILISATION),
        advises=("expert",),
        how_soon=("expert",),
    ),
    Indication(
        "I8b",
        "sacrum_broken",
        _("Fracture of the sacrum"),
        LEVEL.is_(*SACRAL) & FRACTURED & (MECHANICAL_PAIN | NOT_NORMAL),
        _("A fractured sacrum that hurts on loading or disturbs function: consider stabilisation."),
        ("cohort",),
        ("sacrum_2012", "sacrum_2021", "expert"),
        _always(CONSIDER, EXPEDITED, STABILISATION),
        advises=("expert",),
        how_soon=("expert",),
    ),
    Indication(
        "I9",
        "spine_borderline",
        _("Possibly unstable spine"),
        SPINE & SINS.at_least(7),
        _("SINS of 7 or more: a spinal surgeon's opinion before radiotherapy."),
        ("consensus",),
        ("fisher_2010",),
        _always(CONSIDER, PLANNED, STABILISATION),
        says_more=frozenset({"I7", "I7b", "I8"}),
        how_soon=("expert",),
    ),
    Indication(
        "I24",
        "implant_failed",
        _("Failed implant"),
        IMPLANT.is_("failed") & (MECHANICAL_PAIN | NOT_NORMAL | FRACTURED),
        _("An implant that has failed and hurts or disables is revised, to last."),
        ("cohort", "expert"),
        ("forsberg_2013", "expert"),
        _if(
            LOWER_LIMB_BONE & FRACTURE.is_("displaced"),
            (OPERATE, URGENT),
            (OPERATE, EXPEDITED),
            RECONSTRUCTION,
        ),
        how_soon=("expert",),
    ),
    Indication(
        "I10",
        "fracture_lower",
        _("Pathological fracture of femur or tibia"),
        LOWER_LIMB_BONE & FRACTURED,
        _(
            "A fractured femur or tibia is fixed or replaced, so that the patient can be moved and nursed "
            "without pain. Two days to stage it are not lost."
        ),
        ("source", "guideline"),
        ("source", "msts_2020", "boast_2022", "varady_2020", "expert"),
        _if(
            known(FRACTURE.is_("undisplaced")),
            (OPERATE, EXPEDITED),
            (OPERATE, URGENT),
            FRACTURE_FIXATION,
        ),
        how_soon=("expert",),
    ),
    Indication(
        "I11",
        "fracture_upper",
        _("Pathological fracture of the humerus"),
        HUMERUS
        & FRACTURED
        & (FRACTURE.is_("displaced") | MECHANICAL_PAIN | LIMB_FUNCTION.is_("lost") | SEVERE_PAIN),
        _(
            "A fractured humerus that is displaced, without function, or painful on movement or severely is "
            "fixed, so that the arm works again."
        ),
        ("source", "guideline", "expert"),
        ("source", "boast_2022", "expert"),
        _always(OPERATE, EXPEDITED, FRACTURE_FIXATION),
        how_soon=("expert",),
    ),
    Indication(
        "I12",
        "fracture_other",
        _("Other pathological fracture"),
        ~SPINE & FRACTURED & (LONG_BONE | FUNCTION_DISTURBED),
        _(
            "A pathological fracture that disturbs function: fixation is weighed against splint and "
            "radiotherapy."
        ),
        ("source",),
        ("source",),
        Cases(
            "I12",
            (Proposal(CONSIDER, EXPEDITED, PAIN_PALLIATION), TRUNK_AND_SKULL),
            otherwise=Proposal(CONSIDER, EXPEDITED, FRACTURE_FIXATION),
        ),
        says_more=frozenset({"I10", "I11"}),
        how_soon=("expert",),
    ),
    Indication(
        "I13",
        "impending_lower",
        _("Impending fracture of femur or tibia"),
        LOWER_LIMB_BONE & ~FRACTURED & HIGH,
        _(
            "A femur or tibia at high risk of breaking is better fixed before it breaks, where a "
            "second finding agrees."
        ),
        ("source", "guideline", "expert"),
        ("source", "esmo_2020", "msts_2020", "van_der_linden_2004", "groot_2022", "expert"),
        _if(SECOND_FINDING, (OPERATE, EXPEDITED), (CONSIDER, EXPEDITED), PROPHYLACTIC_FIXATION),
        advises=("guideline", "cohort"),
        how_soon=("expert",),
    ),
    Indication(
        "I14",
        "impending_upper",
        _("Impending fracture of the humerus"),
        HUMERUS & ~FRACTURED & HIGH,
        _("A humerus at high risk of breaking: fix it where loading hurts, else weigh it."),
        ("cohort",),
        ("humerus_2023",),
        _if(MECHANICAL_PAIN, (OPERATE, EXPEDITED), (CONSIDER, PLANNED), PROPHYLACTIC_FIXATION),
        advises=("expert",),
        how_soon=("expert",),
    ),
    Indication(
        "I15",
        "borderline_limb",
        _("Long bone at risk of breaking"),
        LONG_BONE & ~FRACTURED & STABILITY.is_("borderline", "high"),
        _(
            "The risk of fracture is at least borderline: weigh fixation against radiotherapy with "
            "repeat films."
        ),
        ("cohort",),
        ("mirels_1989", "damron_2003"),
        _always(CONSIDER, PLANNED, PROPHYLACTIC_FIXATION),
        says_more=frozenset({"I13", "I14"}),
        advises=("expert",),
        how_soon=("expert",),
    ),
    Indication(
        "I16",
        "acetabulum",
        _("Acetabulum giving way"),
        ACETABULUM_HURTS,
        _(
            "The acetabulum or the roof above it no longer carries load: reconstruct it, by an open or "
            "percutaneous way."
        ),
        ("cohort", "expert"),
        ("harrington_1981", "harrington_modern", "expert"),
        _if(
            SEVERE_PAIN | FAILED_CONSERVATIVE | FRACTURED,
            (OPERATE, EXPEDITED),
            (CONSIDER, EXPEDITED),
            RECONSTRUCTION,
        ),
        advises=("cohort",),
        how_soon=("expert",),
    ),
    Indication(
        "I16b",
        "pelvis_pain",
        _("Severe mechanical pain of the pelvis"),
        BONE.is_("acetabulum", "ilium", "pubis_ischium") & ~ACETABULUM_HURTS & SEVERE_MECHANICAL_PAIN,
        _("Severe mechanical pain of the pelvis: consider cement, screws or ablation through the skin."),
        ("cohort",),
        ("aorif_2023", "acetabuloplasty_2008", "ablation_cement", "cement_outside_spine"),
        _always(CONSIDER, PLANNED, PAIN_PALLIATION),
        how_soon=("expert",),
    ),
    Indication(
        "I17",
        "solitary_good_prognosis",
        _("Single metastasis with a good prognosis"),
        P4.is_("met")
        & P5.is_("met")
        & T1.is_("met")
        & VISCERAL_METASTASES.is_("none")
        & CEREBRAL_METASTASES.no
        & DISSEMINATION.no
        & ~NOT_FOR_RESECTION
        & ~PRIMARY_TUMOUR.is_("prostate"),
        _(
            "A single proven metastasis and a good prognosis: remove it completely, with treatment of the "
            "primary. This is the source's view: in breast cancer a trial found no longer life (news "
            "reports), and ablative radiotherapy is the tested alternative."
        ),
        ("source",),
        ("source", "br002", "sabr_comet"),
        _if(SPINE, (CONSIDER, PLANNED), (OPERATE, PLANNED), CURATIVE_RESECTION),
        how_soon=("expert",),
    ),
    Indication(
        "I18",
        "solitary_possible",
        _("Single metastasis of a tumour for which resection is discussed"),
        P5.is_("met")
        & HISTOLOGY.is_("metastasis_confirmed")
        & ~known(P4.is_("not_met"))
        & PRIMARY_TUMOUR.is_("kidney", "thyroid", "breast", "prostate", "sarcoma", "neuroendocrine")
        & ~NOT_FOR_RESECTION,
        _(
            "A single proven metastasis of this tumour: resection for local control is discussed; "
            "its effect on survival is disputed."
        ),
        ("cohort", "expert"),
        ("rcc_margins", "rcc_no_gain", "thyroid_resection", "szendroi_2017"),
        _always(CONSIDER, PLANNED, LOCAL_CONTROL_RESECTION),
        says_more=frozenset({"I17"}),
        advises=("cohort",),
        how_soon=("expert",),
    ),
    Indication(
        "I19",
        "failed_severe",
        _("Severe mechanical pain after treatment without surgery"),
        FAILED_CONSERVATIVE & SEVERE_MECHANICAL_PAIN & (WEIGHT_BEARING_BONE | LONG_BONE),
        _("Treatment without surgery has failed and loading hurts severely: operate for the pain."),
        ("source",),
        ("source",),
        _always(OPERATE, EXPEDITED, PAIN_PALLIATION),
        how_soon=("expert",),
    ),
    Indication(
        "I20",
        "failed",
        _("Treatment without surgery has failed"),
        FAILED_CONSERVATIVE & (PAIN_OF_FOUR | MECHANICAL_PAIN | NOT_NORMAL),
        _("Destruction, pain or function did not get better without surgery: weigh an operation."),
        ("source",),
        ("source",),
        _always(CONSIDER, PLANNED, PAIN_PALLIATION),
        says_more=frozenset({"I19"}),
        how_soon=("expert",),
    ),
    Indication(
        "I20b",
        "progressed",
        _("Progression after conservative treatment"),
        T4.is_("met") & (WEIGHT_BEARING_BONE | LONG_BONE),
        _("The destruction has progressed after conservative treatment: consider surgery before it breaks."),
        ("source",),
        ("source",),
        Cases(
            "I20b",
            (Proposal(CONSIDER, PLANNED, STABILISATION), SPINE),
            (Proposal(CONSIDER, PLANNED, RECONSTRUCTION), ACETABULUM),
            otherwise=Proposal(CONSIDER, PLANNED, PROPHYLACTIC_FIXATION),
        ),
        how_soon=("expert",),
    ),
    Indication(
        "I21",
        "nerve",
        _("Compression of a nerve or root"),
        NERVE_DEFICIT,
        _("A nerve or root is compressed: weigh decompression, soon where power is failing."),
        ("source", "expert"),
        ("source",),
        _if(
            WEAKEST_POWER.at_most(3) & LOST_WITHIN_7_DAYS,
            (CONSIDER, URGENT),
            (CONSIDER, EXPEDITED),
            DECOMPRESSION,
        ),
        advises=("source",),
        how_soon=("expert",),
    ),
    Indication(
        "I22",
        "insensitive",
        _("Insensitive to radiotherapy and systemic treatment"),
        T10.is_("met") & (PAIN_OF_FOUR | T3.is_("met")),
        _("Neither radiotherapy nor systemic treatment is expected to help: weigh an operation."),
        ("source",),
        ("source",),
        _always(CONSIDER, PLANNED, PAIN_PALLIATION),
        how_soon=("expert",),
    ),
    Indication(
        "I23",
        "open_injury",
        _("Open fracture or injury of a vessel"),
        OPEN_OR_VASCULAR_INJURY.yes,
        _("An open fracture or an injured vessel is an emergency of its own."),
        ("expert",),
        ("expert",),
        _always(OPERATE, EMERGENCY, FRACTURE_FIXATION),
        at_least_considered=True,
    ),
)
INDICATIONS_BY_KEY = {indication.key: indication for indication in INDICATIONS}
