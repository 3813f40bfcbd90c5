"""Mirels 1989: risk of fracture of a long bone with a metastasis, 4 to 12 points."""

from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.pain import MECHANICAL_PAIN, PAIN_GRADE, SEVERE_PAIN
from assessments.clinical.findings.place import UPPER_LIMB
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import CORTICAL_FRACTION, FEMUR, LESION_TYPE, LONG_BONE, SEGMENT

from .score import Band, Item, Score

SITE = Cases(
    "Mirels site",
    ("upper_limb", UPPER_LIMB),
    ("peritrochanteric", FEMUR & SEGMENT.is_("intertrochanteric", "subtrochanteric")),
    otherwise="lower_limb",
)
MIRELS_PAIN = Cases(
    "Mirels pain",
    ("functional", MECHANICAL_PAIN | SEVERE_PAIN),
    ("moderate", PAIN_GRADE.is_("moderate")),
    otherwise="mild",
)

MIRELS = Score(
    key="mirels",
    title="Mirels",
    applies=LONG_BONE & ~FRACTURED,
    items=(
        Item(
            key="site",
            label=_("Site"),
            looks_at=SITE,
            points={"upper_limb": 1, "lower_limb": 2, "peritrochanteric": 3},
        ),
        Item(
            key="pain",
            label=_("Pain"),
            looks_at=MIRELS_PAIN,
            points={"mild": 1, "moderate": 2, "functional": 3},
        ),
        Item(
            key="lesion",
            label=_("Type of lesion"),
            looks_at=LESION_TYPE,
            points={"blastic": 1, "mixed": 2, "lytic": 3},
        ),
        Item(
            key="size",
            label=_("Size"),
            looks_at=CORTICAL_FRACTION,
            points={"under_third": 1, "third_to_two_thirds": 2, "over_two_thirds": 3},
        ),
    ),
    bands=(
        Band(
            key="low",
            label=_("low"),
            low=4,
            high=7,
            meaning=_("About 0-5 % fractured within 6 months in the 1989 series."),
        ),
        Band(
            key="borderline",
            label=_("borderline"),
            low=8,
            high=8,
            meaning=_("About 15 % predicted to fracture; the 1989 abstract already advises fixation."),
        ),
        Band(
            key="high",
            label=_("high"),
            low=9,
            high=12,
            meaning=_("At least 33 % predicted to fracture within 6 months."),
        ),
    ),
    higher_is=_("higher risk of fracture"),
    cohort=_(
        "78 irradiated, unfixed lesions of long bones, 27 of which fractured within 6 months; published 1989"
    ),
    limits=(
        _("Sensitive but not specific (femur: 91 % and 35 %); never a reason to operate by itself."),
        _("A lytic peritrochanteric lesion has at least 8 points even when small and nearly painless."),
        _("In the arm 8 points or more is the better cut-off, and 7 should not be dismissed."),
        _("Against a model by CT in 33 femora: sensitivity 88 %, specificity 38 %."),
        _("The Dutch guideline of today advises against it and prefers the axial extent of destruction."),
        _("No pain at all has no category of its own and scores as mild."),
    ),
    references=("mirels_1989", "damron_2003", "humerus_2023", "femora_ct_2020", "nov_fracture_risk"),
    not_computed_because=_("Already fractured: the score is for impending fractures."),
    excluded=LONG_BONE & FRACTURED,
)
