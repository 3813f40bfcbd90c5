"""Tomita score (2001): how radically to operate on a spinal metastasis, 2 to 10 points, high is bad."""

from assessments.clinical.findings.tumour import PRIMARY_TUMOUR
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import VISCERAL_METASTASES, VISCERAL_TREATABLE
from assessments.clinical.sections.imaging import SPINE

from .katagiri import MULTIPLE
from .score import Band, Groups, Item, Score

NOT_PLACED = PRIMARY_TUMOUR.is_(
    "myeloma", "lymphoma", "sarcoma", "ovary", "germ_cell", "phaeochromocytoma", "other"
)
TUMOUR_GROWTH = Groups(
    "Tomita growth",
    PRIMARY_TUMOUR,
    {
        "slow": ("breast", "thyroid", "prostate", "neuroendocrine"),
        "moderate": ("kidney", "endometrium", "cervix"),
        "rapid": (
            "lung",
            "stomach",
            "liver",
            "colon",
            "rectum",
            "biliary",
            "oesophagus",
            "pancreas",
            "melanoma",
            "urothelial",
            "head_neck",
            "no_primary_found",
        ),
    },
)
TOMITA_ORGANS = Cases(
    "Tomita organs",
    ("none", VISCERAL_METASTASES.is_("none")),
    ("treatable", VISCERAL_TREATABLE.yes | VISCERAL_METASTASES.is_("removable")),
    otherwise="untreatable",
)

TOMITA = Score(
    key="tomita",
    title="Tomita",
    applies=SPINE & ~NOT_PLACED,
    items=(
        Item(
            key="growth",
            label=_("Growth of the primary"),
            looks_at=TUMOUR_GROWTH,
            points={"slow": 1, "moderate": 2, "rapid": 4},
        ),
        Item(
            key="visceral",
            label=_("Visceral metastases"),
            looks_at=TOMITA_ORGANS,
            points={"none": 0, "treatable": 2, "untreatable": 4},
        ),
        Item(key="bone", label=_("Bone metastases"), looks_at=MULTIPLE, points={"single": 1, "multiple": 2}),
    ),
    bands=(
        Band(
            key="long",
            label=_("long-term local control"),
            low=2,
            high=3,
            meaning=_("The paper: wide or marginal excision."),
        ),
        Band(
            key="middle",
            label=_("middle-term control"),
            low=4,
            high=5,
            meaning=_("The paper: marginal or intralesional excision."),
        ),
        Band(
            key="short",
            label=_("short-term palliation"),
            low=6,
            high=7,
            meaning=_("The paper: palliative surgery."),
        ),
        Band(
            key="terminal",
            label=_("supportive care"),
            low=8,
            high=10,
            meaning=_("The paper: supportive care."),
        ),
    ),
    higher_is=_("shorter survival"),
    cohort=_("Patients of one Japanese centre with spinal metastases, published 2001"),
    limits=(
        _("Points and groups read through secondary sources; parts of the groups are general knowledge."),
        _("In 127 Chinese patients of one hospital AUC 0.72."),
        _("Groups separate, but predictions for one patient were unreliable in 217 later patients."),
    ),
    references=("tomita_2001", "tomita_217", "yibin_2023"),
    not_computed_because=_("The paper does not place this primary tumour."),
    excluded=SPINE & NOT_PLACED,
)
