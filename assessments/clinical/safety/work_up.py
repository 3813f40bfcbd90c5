"""Safety rows of the work-up: what must be there before anything is planned."""

from assessments.clinical.findings.deficits import NERVES_FAILING
from assessments.clinical.language.logic import Always, known, maybe
from assessments.clinical.language.translatable import _
from assessments.clinical.rules.contradictions import CONTRADICTORY
from assessments.clinical.sections.history import (
    CANCER_KNOWN,
    EXPECTED_SURVIVAL,
    PATIENT_CHOICE,
    WHOLE_BODY_STAGING,
)
from assessments.clinical.sections.imaging import FEMUR, LONG_BONE

from .operation import MORE_PLATELETS
from .row import Extra, SafetyRow, unknown
from .states import (
    ANAESTHETIST_ASKED,
    BLOODS_NOT_KNOWN,
    BLOODS_OLD,
    CALCIUM_NOT_CORRECTED,
    IMAGING_OLD,
    LYMPHOMA_SUSPECTED,
    NEUROLOGY_OLD,
    OPERATION_PROPOSED,
    SURVIVAL_SCORE_COMPLETE,
    TOO_FEW_PLATELETS_FOR_SPINE,
)

S1 = SafetyRow(
    key="S1",
    name="whole_bone_films",
    title=_("Full-length radiographs"),
    when=LONG_BONE,
    says=_("Full-length radiographs in two planes, joint to joint, before any planning."),
    extras=(
        Extra(
            when=FEMUR,
            says=_("Radiographs of the other femur as well if it is painful or the scan shows a lesion."),
        ),
    ),
    evidence=("guideline",),
    references=("boast_2022",),
)
S3 = SafetyRow(
    key="S3",
    name="staging",
    title=_("Staging not known to be complete"),
    when=~known(WHOLE_BODY_STAGING.is_("complete")),
    says=_(
        "Stage first, CT of chest, abdomen and pelvis within 24 hours, and the whole skeleton; or PET-CT."
    ),
    extras=(
        Extra(
            when=~known(CANCER_KNOWN),
            says=_("No primary is known: blood count, calcium, PSA in men, myeloma screen; biopsy last."),
        ),
    ),
    evidence=("guideline", "cohort"),
    references=("boast_2022", "boom_2023", "rougraff_1993", "takagi_2015"),
)
S4 = SafetyRow(
    key="S4",
    name="prognosis",
    title=_("Survival not estimated"),
    when=~EXPECTED_SURVIVAL.given & ~SURVIVAL_SCORE_COMPLETE,
    says=_("Estimate survival before choosing a method: your own estimate, or one complete survival score."),
    evidence=("guideline", "cohort"),
    references=("msts_2020", "boom_2023", "nathan_healey_2005"),
)
S19 = SafetyRow(
    key="S19",
    name="old_findings",
    title=_("Findings that may be out of date"),
    when=maybe(IMAGING_OLD) | maybe(BLOODS_OLD) | maybe(NEUROLOGY_OLD),
    says=_("Make sure that the findings are those of today's disease before acting on them."),
    extras=(
        Extra(when=IMAGING_OLD, says=_("Imaging older than six weeks: repeat imaging.")),
        Extra(when=unknown(IMAGING_OLD), says=_("How old the imaging is, is not recorded.")),
        Extra(when=BLOODS_OLD, says=_("Bloods older than six weeks: repeat.")),
        Extra(when=unknown(BLOODS_OLD), says=_("How old the bloods are, is not recorded.")),
        Extra(
            when=NEUROLOGY_OLD,
            says=_("The neurology was examined more than a day ago: examine again, now."),
        ),
        Extra(
            when=unknown(NEUROLOGY_OLD),
            says=_("When the neurology was examined is not recorded: examine again."),
        ),
    ),
    evidence=("cohort",),
    evidence_of_urgency=("expert",),
    references=("boom_2023", "expert"),
)
S20 = SafetyRow(
    key="S20",
    name="meeting",
    title=_("Multidisciplinary discussion"),
    when=Always(),
    says=_("Surgeon, oncologists, anaesthetist, palliative care: discuss it; in an emergency, by telephone."),
    extras=(
        Extra(
            when=OPERATION_PROPOSED & CALCIUM_NOT_CORRECTED,
            says=_("Calcium is not corrected without albumin: measure albumin, or ionised calcium."),
        ),
        Extra(
            when=OPERATION_PROPOSED & TOO_FEW_PLATELETS_FOR_SPINE,
            says=MORE_PLATELETS,
        ),
        Extra(
            when=OPERATION_PROPOSED & BLOODS_NOT_KNOWN,
            says=_("Calcium, platelets and INR are not all recorded: have them before any operation."),
        ),
        Extra(
            when=ANAESTHETIST_ASKED,
            says=_("ASA 4, or the anaesthetist's review still to come: ask for that opinion first."),
        ),
        Extra(
            when=NERVES_FAILING & LYMPHOMA_SUSPECTED,
            says=_("Lymphoma or myeloma not proven by biopsy: ask haematology before any steroid."),
        ),
    ),
    evidence=("guideline",),
    references=("boast_2022", "aabb_2015", "bsh_2017", "payne_1973"),
)
S22 = SafetyRow(
    key="S22",
    name="patient_declines",
    title=_("The patient declines"),
    when=PATIENT_CHOICE.is_("declines"),
    says=_("The patient declines surgery: record it; the advice stays, other treatment comes first."),
    evidence=("expert",),
    references=("expert",),
)
S23 = SafetyRow(
    key="S23",
    name="contradictions",
    title=_("Answers contradict one another"),
    when=CONTRADICTORY,
    says=_("Some answers contradict each other: review them; until then the advice is preliminary."),
    evidence=("expert",),
    references=("expert",),
)

WORK_UP: tuple[SafetyRow, ...] = (S1, S3, S4, S19, S20, S22, S23)
