"""The femur beside Mirels: axial and circumferential cortical destruction, and Harrington's criteria."""

from assessments.clinical.findings.bone import (
    AXIAL_LONG,
    CIRCUMFERENCE_HALF,
    FRACTURED,
    UNBROKEN_FEMUR,
    WEEKS_AFTER_RADIOTHERAPY,
)
from assessments.clinical.findings.pain import MECHANICAL_PAIN
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import (
    FEMUR,
    LARGEST_DIAMETER_MM,
    LESION_TYPE,
    LESSER_TROCHANTER_AVULSED,
    SEGMENT,
)

from .grading import Grade, Grading, Part

# The paper of 2004 says over 30 mm, the validation grouped 30 mm and more: 30 counts, the safer side.
LARGE_LYTIC_PROXIMAL = (
    LESION_TYPE.is_("lytic")
    & SEGMENT.is_("head_neck", "intertrochanteric", "subtrochanteric")
    & LARGEST_DIAMETER_MM.above(25)
)
PAIN_AFTER_RADIOTHERAPY = MECHANICAL_PAIN & WEEKS_AFTER_RADIOTHERAPY
BROKEN = _("Already fractured: the criteria are for impending fractures.")

AXIAL_CORTICAL = Grading(
    key="axial_cortical",
    title=_("Axial cortical involvement"),
    applies=UNBROKEN_FEMUR,
    finding=Cases("axial cortical involvement", ("high", AXIAL_LONG | CIRCUMFERENCE_HALF), otherwise="low"),
    grades=(
        Grade(
            key="low",
            label=_("low risk of fracture"),
            meaning=_(
                "Axial involvement under 30 mm, circumferential at most half. Of femora under 30 mm, 96 "
                "% did not fracture."
            ),
        ),
        Grade(
            key="high",
            label=_("high risk of fracture"),
            meaning=_(
                "Axial involvement of 30 mm or more, or circumferential over half. Of femora of "
                "30 mm or more, 20 % fractured."
            ),
        ),
    ),
    parts=(
        Part(
            key="axial",
            label=_("Axial cortical involvement of 30 mm or more"),
            looks_at=Cases("axial", (True, AXIAL_LONG), otherwise=False),
        ),
        Part(
            key="circumferential",
            label=_("Circumferential cortical involvement over half"),
            looks_at=Cases("circumferential", (True, CIRCUMFERENCE_HALF), otherwise=False),
        ),
    ),
    cohort=_(
        "110 irradiated femoral lesions, 14 fractures, published 2004; validated in 100 patients in 2020"
    ),
    limits=(
        _("Measured on plain radiographs; a permeative lesion without an edge needs CT."),
        _("At 30 mm sensitivity was 86 % and specificity 50 %: most lesions above it did not fracture."),
        _("The accuracy of the circumferential limit alone was not seen."),
        _("A small CT series found 30 % of the circumference to be enough for a warning."),
    ),
    references=("van_der_linden_2004", "van_der_wal_2020", "tatar_2014", "nov_fracture_risk"),
    evidence="cohort",
    not_computed_because=BROKEN,
    excluded=FEMUR & FRACTURED,
)

HARRINGTON_IMPENDING = Grading(
    key="harrington_impending",
    title=_("Harrington's criteria"),
    applies=UNBROKEN_FEMUR,
    finding=Cases(
        "Harrington's criteria",
        (
            "impending",
            CIRCUMFERENCE_HALF
            | LARGE_LYTIC_PROXIMAL
            | LESSER_TROCHANTER_AVULSED.yes
            | PAIN_AFTER_RADIOTHERAPY,
        ),
        otherwise="none",
    ),
    grades=(
        Grade(key="none", label=_("no criterion met"), meaning=_("None of the four criteria is met.")),
        Grade(
            key="impending",
            label=_("impending fracture"),
            meaning=_("At least one of the four criteria is met."),
        ),
    ),
    parts=(
        Part(
            key="cortex",
            label=_("Over half of the cortex destroyed"),
            looks_at=Cases("cortex", (True, CIRCUMFERENCE_HALF), otherwise=False),
        ),
        Part(
            key="size",
            label=_("Lytic lesion over 25 mm in the proximal femur"),
            looks_at=Cases("size", (True, LARGE_LYTIC_PROXIMAL), otherwise=False),
        ),
        Part(
            key="lesser_trochanter",
            label=_("Lesser trochanter avulsed"),
            looks_at=Cases("lesser trochanter", (True, LESSER_TROCHANTER_AVULSED.yes), otherwise=False),
        ),
        Part(
            key="pain_after_radiotherapy",
            label=_("Mechanical pain four weeks or more after radiotherapy"),
            looks_at=Cases("pain after radiotherapy", (True, PAIN_AFTER_RADIOTHERAPY), otherwise=False),
        ),
    ),
    cohort=_("Criteria of experts, restated in reference works; never validated"),
    limits=(
        _("Never validated; reference works differ whether any one of the four counts, or all together."),
        _("The avulsion and the pain after radiotherapy are warnings whatever Mirels says."),
        _("The four weeks are ours: the criterion says only that pain persists after irradiation."),
        _("One variant asks for over half of the shaft or half to three quarters of the metaphysis."),
    ),
    references=("harrington_criteria", "impending_consensus_2014"),
    evidence="expert",
    not_computed_because=BROKEN,
    excluded=FEMUR & FRACTURED,
)
