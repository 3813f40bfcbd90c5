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
    CAUDA_SEVERE,
    COMPLETE_LOSS_OVER_48_HOURS,
    CORD_HIGH_GRADE,
    FRACTURED,
    FUNCTION_DISTURBED,
    MECHANICAL_PAIN,
    NEURO_MOTOR,
    PAIN_OF_FOUR,
    PAINFUL,
    PRIMARY_TUMOUR,
    RADIOSENSITIVITY,
    SEVERE_PAIN,
    SPHINCTER_DISTURBED,
    WEEKS_AFTER_RADIOTHERAPY,
    WEIGHT_BEARING_BONE,
)
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Always, Condition, Meanwhile, Named, known
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.stability import (
    AXIAL_LONG,
    CIRCUMFERENCE_HALF,
    HUMERUS,
    SEVERE_MECHANICAL_PAIN,
    SINS_OVER_12,
    STABILITY,
)
from assessments.clinical.risks.urgency_floor import NERVES_FAILING, URGENCY_FLOOR
from assessments.clinical.scores.sins import SINS
from assessments.clinical.sections.fracture import FRACTURE, LIMB_FUNCTION, OPEN_OR_VASCULAR_INJURY
from assessments.clinical.sections.history import CEREBRAL_METASTASES, DISSEMINATION, VISCERAL_METASTASES
from assessments.clinical.sections.imaging import (
    ACETABULAR_CLASS,
    ALIGNMENT,
    BONE,
    BONE_RETROPULSION,
    CAUDA_COMPRESSION,
    CORD_COMPRESSION,
    CORTICAL_FRACTION,
    HISTOLOGY,
    IMPLANT,
    LESSER_TROCHANTER_AVULSED,
    LONG_BONE,
    RADIOTHERAPY_HERE,
    SPINE,
)
from assessments.clinical.sections.neuro import DEFICIT, ONSET, WEAKEST_POWER

from .criteria import FAILED_CONSERVATIVE, P4, P5, T1, T3, T10
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
COMPRESSED_HIGH = Named("high-grade compression", CORD_HIGH_GRADE | CAUDA_SEVERE)
NOT_LOST_FOR_LONG = Named("not known lost over 48 hours", ~known(COMPLETE_LOSS_OVER_48_HOURS))
WITHIN_7_DAYS = ONSET.is_("within_48_hours", "2_to_7_days")
SENSITIVE = RADIOSENSITIVITY.is_("sensitive")
RESISTANT = RADIOSENSITIVITY.is_("resistant")
INTERMEDIATE = RADIOSENSITIVITY.is_("intermediate")
RETROPULSED = BONE_RETROPULSION.yes
IRRADIATED = RADIOTHERAPY_HERE.yes

RADIOTHERAPY_FIRST = Named(
    "radiosensitive compression",
    SPINE & COMPRESSED_HIGH & SENSITIVE & ~SINS_OVER_12 & ~RETROPULSED & ~IRRADIATED,
)
NOT_RADIOTHERAPY_FIRST = Named("not known to be for radiotherapy first", ~known(RADIOTHERAPY_FIRST))
# Absent: each compression question that is asked has an answer, and a low one.
COMPRESSION_ABSENT = (CORD_COMPRESSION.is_("0", "1a", "1b") | ~CORD_COMPRESSION.is_asked) & (
    CAUDA_COMPRESSION.is_("none") | ~CAUDA_COMPRESSION.is_asked
)
CANAL_NARROWED = (
    CORD_COMPRESSION.is_("1c", "2", "3") | CAUDA_COMPRESSION.is_("partial", "severe") | RETROPULSED
)
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

INDICATIONS: tuple[Indication, ...] = (
    Indication(
        "I0",
        "cord_suspected",
        _("Cord or cauda equina may be failing"),
        SPINE & NERVES_FAILING & ~known(COMPRESSION_ABSENT) & NOT_RADIOTHERAPY_FIRST & NOT_LOST_FOR_LONG,
        _(
            "Cord or cauda equina may be failing and compression is not excluded: MRI of the whole "
            "spine now, unless done."
        ),
        ("guideline",),
        ("nice_ng234",),
        # As urgent as the floor may still be while what decides it is open.
        Cases(
            "I0",
            (
                Proposal(CONSIDER, EMERGENCY, DECOMPRESSION_AND_STABILISATION),
                Meanwhile(URGENCY_FLOOR.is_(EMERGENCY), Always()),
            ),
            (
                Proposal(CONSIDER, URGENT, DECOMPRESSION_AND_STABILISATION),
                Meanwhile(URGENCY_FLOOR.is_(URGENT), Always()),
            ),
            otherwise=Proposal(CONSIDER, EXPEDITED, DECOMPRESSION_AND_STABILISATION),
        ),
        cautious=True,
    ),
    Indication(
        "I1",
        "cord_emergency",
        _("Cord or cauda equina failing within hours"),
        SPINE
        & (
            ((NEURO_MOTOR | SPHINCTER_DISTURBED) & ONSET.is_("within_48_hours"))
            | (SPHINCTER_DISTURBED & ~DEFICIT.is_("none"))
        )
        & CANAL_NARROWED
        & NOT_LOST_FOR_LONG
        & NOT_RADIOTHERAPY_FIRST,
        _(
            "New motor or sphincter loss with compression: decompress within 24 hours; walking is "
            "kept longest so."
        ),
        ("trial", "guideline"),
        ("patchell_2005", "nice_ng234"),
        _always(OPERATE, EMERGENCY, DECOMPRESSION_AND_STABILISATION),
    ),
    Indication(
        "I2",
        "cord_deficit",
        _("High-grade compression with a motor deficit"),
        SPINE
        & COMPRESSED_HIGH
        & NEURO_MOTOR
        & NOT_LOST_FOR_LONG
        & (RESISTANT | (INTERMEDIATE & (WITHIN_7_DAYS | SINS.at_least(7) | RETROPULSED | IRRADIATED))),
        _(
            "Compression with a motor deficit that radiotherapy alone will not relieve in time: "
            "decompress and fix."
        ),
        ("trial",),
        ("patchell_2005", "noms_2013"),
        _always(OPERATE, URGENT, DECOMPRESSION_AND_STABILISATION),
    ),
    Indication(
        "I2b",
        "cord_deficit_slow",
        _("High-grade compression with a motor deficit, tumour not radiosensitive"),
        SPINE & COMPRESSED_HIGH & NEURO_MOTOR & NOT_LOST_FOR_LONG & ~SENSITIVE,
        _(
            "Compression with a motor deficit in a tumour that is not radiosensitive: surgery or "
            "radiotherapy is disputed."
        ),
        ("trial",),
        ("patchell_2005", "noms_2013", "rades_tempo"),
        _always(CONSIDER, URGENT, DECOMPRESSION_AND_STABILISATION),
    ),
    Indication(
        "I3",
        "cord_resistant",
        _("High-grade cord compression by a resistant or irradiated tumour"),
        SPINE & CORD_HIGH_GRADE & (RESISTANT | IRRADIATED),
        _(
            "A compressed cord and a tumour that conventional radiotherapy will not clear: separate, "
            "fix, then irradiate."
        ),
        ("consensus",),
        ("noms_2013",),
        _always(OPERATE, URGENT, DECOMPRESSION_AND_STABILISATION),
    ),
    Indication(
        "I4",
        "cord_radiosensitive",
        _("High-grade compression by a radiosensitive tumour"),
        RADIOTHERAPY_FIRST,
        _(
            "The tumour is radiosensitive and the spine stable: radiotherapy or systemic treatment "
            "first, even with a deficit."
        ),
        ("consensus", "cohort"),
        ("noms_2013", "haematological_epidural"),
        Cases(
            "I4",
            (Proposal(NON_OPERATIVE, EMERGENCY), NEURO_MOTOR),
            otherwise=Proposal(NON_OPERATIVE, URGENT),
        ),
        excludes=frozenset({"I0", "I1"}),
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
    ),
    Indication(
        "I6",
        "cord_intermediate",
        _("High-grade cord compression without motor deficit"),
        SPINE & CORD_HIGH_GRADE & ~NEURO_MOTOR & INTERMEDIATE & ~IRRADIATED,
        _(
            "A compressed cord without motor deficit, of intermediate radiosensitivity: surgery or "
            "radiotherapy is disputed."
        ),
        ("consensus",),
        ("noms_2013",),
        _always(CONSIDER, URGENT, DECOMPRESSION_AND_STABILISATION),
    ),
    Indication(
        "I7",
        "spine_unstable",
        _("Unstable spine"),
        SPINE & (SINS_OVER_12 | ALIGNMENT.is_("subluxation")),
        _("The spine is unstable (SINS 13 or more, or subluxed); radiotherapy does not restore stability."),
        ("consensus",),
        ("fisher_2010", "noms_2013"),
        _always(OPERATE, URGENT, STABILISATION),
    ),
    Indication(
        "I8",
        "spine_borderline_pain",
        _("Possibly unstable spine with severe or refractory mechanical pain"),
        SPINE & SINS.at_least(10) & MECHANICAL_PAIN & (SEVERE_PAIN | FAILED_CONSERVATIVE),
        _("SINS of 10 or more with mechanical pain that is severe or was treated in vain: stabilise."),
        ("cohort",),
        ("sins_intermediate",),
        _always(OPERATE, EXPEDITED, STABILISATION),
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
    ),
    Indication(
        "I10",
        "fracture_lower",
        _("Pathological fracture of femur or tibia"),
        LOWER_LIMB_BONE & FRACTURED,
        _(
            "A fractured femur or tibia is fixed or replaced, so that the patient can be moved and "
            "nursed without pain."
        ),
        ("source", "guideline"),
        ("source", "msts_2020", "boast_2022"),
        _if(
            known(FRACTURE.is_("undisplaced")),
            (OPERATE, EXPEDITED),
            (OPERATE, URGENT),
            FRACTURE_FIXATION,
        ),
        cautious=True,
    ),
    Indication(
        "I11",
        "fracture_upper",
        _("Pathological fracture of the humerus"),
        HUMERUS & FRACTURED & (FRACTURE.is_("displaced") | LIMB_FUNCTION.is_("lost") | SEVERE_PAIN),
        _(
            "A humerus that is displaced, of no use or severely painful is fixed, so that the arm "
            "works again."
        ),
        ("source", "guideline"),
        ("source", "boast_2022"),
        _always(OPERATE, EXPEDITED, FRACTURE_FIXATION),
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
        _always(CONSIDER, EXPEDITED, FRACTURE_FIXATION),
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
        ("source", "guideline"),
        ("source", "esmo_2020", "msts_2020", "van_der_linden_2004"),
        _if(SECOND_FINDING, (OPERATE, EXPEDITED), (CONSIDER, EXPEDITED), PROPHYLACTIC_FIXATION),
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
    ),
    Indication(
        "I16",
        "acetabulum",
        _("Acetabulum giving way"),
        BONE.is_("acetabulum")
        & (ACETABULAR_CLASS.is_("II", "III") | FRACTURED)
        & (MECHANICAL_PAIN | NOT_NORMAL),
        _("The acetabulum no longer carries load: reconstruct it, by an open or percutaneous way."),
        ("cohort",),
        ("harrington_1981", "harrington_modern"),
        _if(
            SEVERE_PAIN | FAILED_CONSERVATIVE | FRACTURED,
            (OPERATE, EXPEDITED),
            (CONSIDER, EXPEDITED),
            RECONSTRUCTION,
        ),
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
        & DISSEMINATION.no,
        _(
            "A single proven metastasis and a good prognosis: remove it completely, with treatment "
            "of the primary."
        ),
        ("source",),
        ("source",),
        _always(OPERATE, PLANNED, CURATIVE_RESECTION),
    ),
    Indication(
        "I18",
        "solitary_possible",
        _("Single metastasis of a tumour for which resection is discussed"),
        P5.is_("met")
        & HISTOLOGY.is_("metastasis_confirmed")
        & ~known(P4.is_("not_met"))
        & PRIMARY_TUMOUR.is_("kidney", "thyroid", "breast", "prostate", "sarcoma", "neuroendocrine"),
        _(
            "A single proven metastasis of this tumour: resection for local control is discussed; "
            "its effect on survival is disputed."
        ),
        ("cohort",),
        ("rcc_margins", "rcc_no_gain", "thyroid_resection", "szendroi_2017"),
        _always(CONSIDER, PLANNED, LOCAL_CONTROL_RESECTION),
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
    ),
    Indication(
        "I20",
        "failed",
        _("Treatment without surgery has failed"),
        FAILED_CONSERVATIVE,
        _("Destruction, pain or function did not get better without surgery: weigh an operation."),
        ("source",),
        ("source",),
        _always(CONSIDER, PLANNED, PAIN_PALLIATION),
    ),
    Indication(
        "I21",
        "nerve",
        _("Compression of a nerve or root"),
        NERVE_DEFICIT,
        _("A nerve or root is compressed: weigh decompression, soon where power is failing."),
        ("source",),
        ("source",),
        _if(
            WEAKEST_POWER.at_most(3) & WITHIN_7_DAYS,
            (CONSIDER, URGENT),
            (CONSIDER, EXPEDITED),
            DECOMPRESSION,
        ),
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
    ),
    Indication(
        "I24",
        "implant_failed",
        _("Failed implant"),
        IMPLANT.is_("failed") & (MECHANICAL_PAIN | NOT_NORMAL),
        _("An implant that has failed and hurts or disables is revised, to last."),
        ("expert",),
        ("expert",),
        _always(OPERATE, EXPEDITED, RECONSTRUCTION),
    ),
)
INDICATIONS_BY_KEY = {indication.key: indication for indication in INDICATIONS}
