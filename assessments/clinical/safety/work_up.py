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

WORK_UP: tuple[SafetyRow, ...] = (
    SafetyRow(
        "S1",
        "whole_bone_films",
        _("Films of the whole bone"),
        LONG_BONE,
        _("Radiographs of the whole bone in two planes, joint to joint, before anything is planned."),
        ("guideline",),
        ("boast_2022",),
        (Extra(FEMUR, _("Take films of the other femur as well if it hurts or the scan shows a lesion.")),),
    ),
    SafetyRow(
        "S3",
        "staging",
        _("Staging not known to be complete"),
        ~known(WHOLE_BODY_STAGING.is_("complete")),
        _("Stage first, CT of chest, abdomen and pelvis within 24 hours, and the whole skeleton; or PET-CT."),
        ("guideline", "cohort"),
        ("boast_2022", "boom_2023", "rougraff_1993", "takagi_2015"),
        (
            Extra(
                ~known(CANCER_KNOWN),
                _("No primary is known: blood count, calcium, PSA in men, myeloma screen; biopsy last."),
            ),
        ),
    ),
    SafetyRow(
        "S4",
        "prognosis",
        _("Survival not estimated"),
        ~EXPECTED_SURVIVAL.given & ~SURVIVAL_SCORE_COMPLETE,
        _("Estimate survival before choosing a method: your own estimate, or one complete survival score."),
        ("guideline", "cohort"),
        ("msts_2020", "boom_2023", "nathan_healey_2005"),
    ),
    SafetyRow(
        "S19",
        "old_findings",
        _("Findings that may be out of date"),
        maybe(IMAGING_OLD) | maybe(BLOODS_OLD) | maybe(NEUROLOGY_OLD),
        _("Make sure that the findings are those of today's disease before acting on them."),
        ("cohort",),
        ("boom_2023", "expert"),
        (
            Extra(IMAGING_OLD, _("The imaging is older than six weeks: repeat it.")),
            Extra(unknown(IMAGING_OLD), _("How old the imaging is, is not recorded.")),
            Extra(BLOODS_OLD, _("The bloods are older than six weeks: repeat them.")),
            Extra(unknown(BLOODS_OLD), _("How old the bloods are, is not recorded.")),
            Extra(NEUROLOGY_OLD, _("The neurology was examined more than a day ago: examine again, now.")),
            Extra(
                unknown(NEUROLOGY_OLD), _("When the neurology was examined is not recorded: examine again.")
            ),
        ),
        how_soon=("expert",),
    ),
    SafetyRow(
        "S20",
        "meeting",
        _("Discuss it together"),
        Always(),
        _("Surgeon, oncologists, anaesthetist, palliative care: discuss it; in an emergency, by telephone."),
        ("guideline",),
        ("boast_2022", "aabb_2015", "bsh_2017", "payne_1973"),
        (
            Extra(
                OPERATION_PROPOSED & CALCIUM_NOT_CORRECTED,
                _("Calcium is not corrected without albumin: measure albumin, or ionised calcium."),
            ),
            Extra(
                OPERATION_PROPOSED & TOO_FEW_PLATELETS_FOR_SPINE,
                MORE_PLATELETS,
            ),
            Extra(
                OPERATION_PROPOSED & BLOODS_NOT_KNOWN,
                _("Calcium, platelets and INR are not all recorded: have them before any operation."),
            ),
            Extra(
                ANAESTHETIST_ASKED,
                _("ASA 4, or the anaesthetist's review still to come: ask for that opinion first."),
            ),
            Extra(
                NERVES_FAILING & LYMPHOMA_SUSPECTED,
                _("Lymphoma or myeloma not proven by biopsy: ask haematology before any steroid."),
            ),
        ),
    ),
    SafetyRow(
        "S22",
        "patient_declines",
        _("The patient declines"),
        PATIENT_CHOICE.is_("declines"),
        _("The patient declines an operation: record it; the advice stays, other treatment stands first."),
        ("expert",),
        ("expert",),
    ),
    SafetyRow(
        "S23",
        "contradictions",
        _("Answers contradict one another"),
        CONTRADICTORY,
        _("Some answers cannot all be right: look again; until then the advice is provisional."),
        ("expert",),
        ("expert",),
    ),
)
