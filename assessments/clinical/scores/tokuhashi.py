"""Revised Tokuhashi score (2005): survival with spinal metastases, 0 to 15 points, high is good."""

from assessments.clinical.findings.performance import PERFORMANCE
from assessments.clinical.findings.tumour import PRIMARY_TUMOUR
from assessments.clinical.language.findings import Bands
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import (
    OTHER_BONE_METASTASES,
    VERTEBRAL_METASTASES,
    VISCERAL_METASTASES,
)
from assessments.clinical.sections.imaging import SPINE
from assessments.clinical.sections.neuro import FRANKEL

from .score import Band, Item, Points, Score

GENERAL = Bands(PERFORMANCE, (("10-40", 40), ("50-70", 70), ("80-100", 100)))
EXTRASPINAL = Bands(OTHER_BONE_METASTASES, (("0", 0), ("1-2", 2), ("3 or more", 99)))
VERTEBRAL = Bands(VERTEBRAL_METASTASES, (("1", 1), ("2", 2), ("3 or more", 33)))

# Sarcoma: osteosarcoma 0, others 2. Neuroendocrine: carcinoid 5, others 2. The paper names no colon.
PRIMARY_POINTS: dict[object, Points] = {
    "lung": 0,
    "stomach": 0,
    "urothelial": 0,
    "oesophagus": 0,
    "pancreas": 0,
    "sarcoma": (0, 2),
    "liver": 1,
    "biliary": 1,
    "no_primary_found": 1,
    "myeloma": 2,
    "lymphoma": 2,
    "melanoma": 2,
    "colon": 2,
    "ovary": 2,
    "head_neck": 2,
    "germ_cell": 2,
    "phaeochromocytoma": 2,
    "other": 2,
    "neuroendocrine": (2, 5),
    "kidney": 3,
    "endometrium": 3,
    "cervix": 3,
    "rectum": 4,
    "thyroid": 5,
    "breast": 5,
    "prostate": 5,
}

TOKUHASHI = Score(
    key="tokuhashi",
    title=_("Revised Tokuhashi"),
    applies=SPINE,
    items=(
        Item(
            key="general",
            label=_("General condition"),
            looks_at=GENERAL,
            points={"10-40": 0, "50-70": 1, "80-100": 2},
        ),
        Item(
            key="extraspinal_bone",
            label=_("Bone metastases outside the spine"),
            looks_at=EXTRASPINAL,
            points={"3 or more": 0, "1-2": 1, "0": 2},
        ),
        Item(
            key="vertebral",
            label=_("Vertebrae with metastases"),
            looks_at=VERTEBRAL,
            points={"3 or more": 0, "2": 1, "1": 2},
        ),
        Item(
            key="organs",
            label=_("Visceral metastases"),
            looks_at=VISCERAL_METASTASES,
            points={"unremovable": 0, "removable": 1, "none": 2},
        ),
        Item(key="primary", label=_("Primary tumour"), looks_at=PRIMARY_TUMOUR, points=PRIMARY_POINTS),
        Item(
            key="palsy",
            label=_("Palsy (Frankel)"),
            looks_at=FRANKEL,
            points={"A": 0, "B": 0, "C": 1, "D": 1, "E": 2},
        ),
    ),
    bands=(
        Band(
            key="short",
            label=_("under 6 months"),
            low=0,
            high=8,
            meaning=_("Under 6 months; median of 4 in a later series of 447."),
        ),
        Band(
            key="middle",
            label=_("6 months or more"),
            low=9,
            high=11,
            meaning=_("6 months or more; median of 10 in that series."),
        ),
        Band(
            key="long",
            label=_("12 months or more"),
            low=12,
            high=15,
            meaning=_("12 months or more; median of 29 in that series."),
        ),
    ),
    higher_is=_("longer survival"),
    cohort=_("246 patients with spinal metastases, 164 operated on, published 2005"),
    limits=(
        _("Right in 63 % of 1,686 patients of ten later studies, less so in recent years."),
        _("Karnofsky is used where given, else mapped from ECOG (0: 100, 1: 80, 2: 60, 3: 40, 4: 20)."),
        _("Two other prints sort the vertebrae otherwise: three or more, one or two, none."),
        _("Best at six months in 127 Chinese patients of one hospital (AUC 0.86)."),
        _("Operated patients in the lowest band lived longer than it says."),
    ),
    references=("tokuhashi_2005", "tokuhashi_accuracy", "zeng_2007", "tokuhashi_operated", "yibin_2023"),
)
