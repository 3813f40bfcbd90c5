"""SINS (Fisher 2010): instability of the spine with a tumour, 0 to 18 points."""

from assessments.clinical.findings.pain import MECHANICAL_PAIN, PAINFUL
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import (
    ALIGNMENT,
    COLLAPSE,
    LESION_TYPE,
    LEVEL,
    POSTEROLATERAL,
    SPINE,
)

from .score import Band, Groups, Item, Score

LOCATION = Groups(
    "SINS location",
    LEVEL,
    {
        "junctional": ("C0", "C1", "C2", "C7", "T1", "T2", "T11", "T12", "L1", "L5", "S1"),
        "mobile": ("C3", "C4", "C5", "C6", "L2", "L3", "L4"),
        "semirigid": ("T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10"),
        "rigid": ("S2", "S3", "S4", "S5"),
    },
)
SINS_PAIN = Cases(
    "SINS pain",
    ("mechanical", MECHANICAL_PAIN),
    ("occasional", PAINFUL),
    otherwise="pain_free",
)

SINS = Score(
    key="sins",
    title="SINS",
    applies=SPINE,
    items=(
        Item(
            key="location",
            label=_("Location"),
            looks_at=LOCATION,
            points={"junctional": 3, "mobile": 2, "semirigid": 1, "rigid": 0},
        ),
        Item(
            key="pain",
            label=_("Pain"),
            looks_at=SINS_PAIN,
            points={"mechanical": 3, "occasional": 1, "pain_free": 0},
        ),
        Item(
            key="lesion",
            label=_("Type of lesion"),
            looks_at=LESION_TYPE,
            points={"lytic": 2, "mixed": 1, "blastic": 0},
        ),
        Item(
            key="alignment",
            label=_("Alignment"),
            looks_at=ALIGNMENT,
            points={"subluxation": 4, "deformity": 2, "normal": 0},
        ),
        Item(
            key="collapse",
            label=_("Collapse of the body"),
            looks_at=COLLAPSE,
            points={"over_half": 3, "under_half": 2, "none_over_half_involved": 1, "none": 0},
        ),
        Item(
            key="posterolateral",
            label=_("Posterolateral elements"),
            looks_at=POSTEROLATERAL,
            points={"bilateral": 3, "unilateral": 1, "none": 0},
        ),
    ),
    bands=(
        Band(
            key="stable", label=_("stable"), low=0, high=6, meaning=_("No operation for instability alone.")
        ),
        Band(
            key="borderline",
            label=_("possibly unstable"),
            low=7,
            high=12,
            meaning=_("A spinal surgeon's opinion, before radiotherapy."),
        ),
        Band(
            key="unstable",
            label=_("unstable"),
            low=13,
            high=18,
            meaning=_("A spinal surgeon's opinion; stabilisation is usually considered."),
        ),
    ),
    higher_is=_("less stable"),
    cohort=_(
        "Consensus of the Spine Oncology Study Group, published 2010; reliability tested on 30 cases in 2011"
    ),
    limits=(
        _("It says nothing of the nerves: a low total beside cord compression is still an emergency."),
        _("Bone quality is its least reproducible item (kappa 0.24)."),
        _("It was not made to predict survival, and does not (c-statistic 0.54 for one year)."),
        _("In the sacrum it may underestimate instability where the sacroiliac joint is involved."),
    ),
    references=("fisher_2010", "fourney_2011", "nesms_2022"),
    evidence="consensus",
)
