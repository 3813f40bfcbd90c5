"""SOMA 2020: complications within 30 days of surgery for spinal metastases, 0 to 5 points."""

from assessments.clinical.findings.performance import PERFORMANCE
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Undetermined
from assessments.clinical.language.translatable import _
from assessments.clinical.scores.bauer import POINT
from assessments.clinical.scores.score import Band, Item
from assessments.clinical.sections.history import VERTEBRAL_METASTASES
from assessments.clinical.sections.imaging import CONTIGUOUS_LEVELS, SPINE
from assessments.clinical.sections.neuro import FRANKEL
from assessments.clinical.sections.patient import AGE

from .published import Risk, Unasked

AGE_70 = Cases("age 70 or more", (1, AGE.at_least(70)), otherwise=0)
KARNOFSKY_40 = Cases("Karnofsky 40 or less", (1, PERFORMANCE.at_most(40)), otherwise=0)
FRANKEL_A_TO_C = Cases("Frankel A to C", (1, FRANKEL.is_("A", "B", "C")), otherwise=0)
ALBUMIN_TOO_LOW = Unasked("albumin below the paper's limit")
# One vertebra alone is not two side by side; several may be neighbours even where no tumour spans them.
SIDE_BY_SIDE = Cases(
    "two or more contiguous vertebrae",
    (
        1,
        (CONTIGUOUS_LEVELS.given & CONTIGUOUS_LEVELS.at_least(2))
        | (VERTEBRAL_METASTASES.at_least(2) & Undetermined(VERTEBRAL_METASTASES)),
    ),
    otherwise=0,
)

SOMA = Risk(
    key="soma",
    title="SOMA",
    of=_("Complications within 30 days of surgery for spinal metastases"),
    applies=SPINE,
    items=(
        Item(key="age", label=_("Age 70 or more"), looks_at=AGE_70, points=POINT),
        Item(key="albumin", label=_("Low albumin"), looks_at=ALBUMIN_TOO_LOW, points=POINT),
        Item(key="karnofsky", label=_("Karnofsky 40 or less"), looks_at=KARNOFSKY_40, points=POINT),
        Item(key="frankel", label=_("Frankel A, B or C"), looks_at=FRANKEL_A_TO_C, points=POINT),
        Item(
            key="contiguous", label=_("Two or more contiguous vertebrae"), looks_at=SIDE_BY_SIDE, points=POINT
        ),
    ),
    bands=(
        Band(
            key="0", label=_("lowest"), low=0, high=0, meaning=_("4.6 % had a complication within 30 days.")
        ),
        Band(
            key="1", label=_("raised"), low=1, high=1, meaning=_("30.0 % had a complication within 30 days.")
        ),
        Band(key="2", label=_("high"), low=2, high=2, meaning=_("53.9 % had a complication within 30 days.")),
        Band(
            key="3_or_more",
            label=_("highest"),
            low=3,
            high=5,
            meaning=_("64.7 % had a complication within 30 days."),
        ),
    ),
    higher_is=_("more complications"),
    cohort=_("105 operated patients of one US centre, 2013-2019; 36.2 % had a complication within 30 days"),
    validation=_("None outside; accuracy 0.75 in the same patients (odds for each point 3.11, 1.72-5.59)."),
    read_as=_(
        "What to prepare for and to tell the patient, not whether to operate: all of them were operated on."
    ),
    limits=(
        _("Small, and of one centre."),
        _("Its limit of albumin stands in no abstract that was read, so that this item stays open."),
        _("Two prints of its abstract lost the signs: over 70 years, over two vertebrae."),
        _("Karnofsky is used where given, else mapped from ECOG (0: 100, 1: 80, 2: 60, 3: 40, 4: 20)."),
    ),
    references=("soma_2020",),
)
