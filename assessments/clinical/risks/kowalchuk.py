"""Kowalchuk 2022: fracture of a vertebra after stereotactic radiotherapy, 0 to 4 points."""

from assessments.clinical.findings.bone import OPERATED_HERE
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Undetermined
from assessments.clinical.language.translatable import _
from assessments.clinical.scores.bauer import POINT
from assessments.clinical.scores.score import Band, Item
from assessments.clinical.scores.sins import SINS
from assessments.clinical.sections.imaging import (
    CAUDA_COMPRESSION,
    CORD_COMPRESSION,
    LEVEL,
    LUMBAR,
    SPINE,
)

from .published import Risk, Unasked

# Below the conus only compression is asked for: where there is none, tumour may still lie in the canal.
EPIDURAL = Cases(
    "epidural extension",
    (
        1,
        CORD_COMPRESSION.is_("1a", "1b", "1c", "2", "3")
        | CAUDA_COMPRESSION.is_("partial", "severe")
        | (CAUDA_COMPRESSION.is_("none") & Undetermined(CAUDA_COMPRESSION)),
    ),
    otherwise=0,
)
IN_LUMBAR_SPINE = Cases("lumbar level", (1, LEVEL.is_(*LUMBAR)), otherwise=0)
OVER_10_CC = Unasked("gross tumour volume over 10 cc")
SINS_OVER_6 = Cases("SINS over 6", (1, SINS.at_least(7)), otherwise=0)

KOWALCHUK = Risk(
    key="kowalchuk",
    title="Kowalchuk",
    of=_("Fracture of the vertebra within two years after stereotactic radiotherapy"),
    applies=SPINE & ~OPERATED_HERE,
    items=(
        Item(
            key="epidural", label=_("Epidural extension (ESCC 1a or more)"), looks_at=EPIDURAL, points=POINT
        ),
        Item(key="lumbar", label=_("Lumbar level"), looks_at=IN_LUMBAR_SPINE, points=POINT),
        Item(key="volume", label=_("Gross tumour volume over 10 cc"), looks_at=OVER_10_CC, points=POINT),
        Item(key="sins", label=_("SINS over 6"), looks_at=SINS_OVER_6, points=POINT),
    ),
    bands=(
        Band(
            key="low",
            label=_("low"),
            low=0,
            high=1,
            meaning=_("92 % without a fracture two years later (273 treatments)."),
        ),
        Band(
            key="intermediate",
            label=_("intermediate"),
            low=2,
            high=2,
            meaning=_("80 % without a fracture two years later (99)."),
        ),
        Band(
            key="high",
            label=_("high"),
            low=3,
            high=4,
            meaning=_("56 % without a fracture two years later (92)."),
        ),
    ),
    higher_is=_("more fractures"),
    cohort=_(
        "331 patients of one US centre, 464 treatments of 2007-2019 (a single dose, median 20 Gy, or about "
        "30 Gy in fractions), never operated on at that level; 84 vertebrae broke (18 %), 65 of them anew"
    ),
    validation=_(
        "Within the same patients only: concordance 0.760. In 938 other vertebrae (congress, 2025) the risk "
        "rose in the same direction."
    ),
    read_as=_(
        "Were this vertebra treated with stereotactic radiotherapy: a high total is a reason to think of "
        "cement or screws before it, or of another radiotherapy. It tells nothing of conventional doses."
    ),
    limits=(
        _("The tumour's volume is not asked for, so that the total stays a range."),
        _("That ESCC 1a or more is its epidural extension is our reading (expert)."),
        _("Below the conus only compression is recorded; without it the item stays open."),
        _("A high dose in one fraction adds to the risk and is not in the total."),
    ),
    references=("kowalchuk_2022", "kowalchuk_938"),
    not_computed_because=_("The vertebra was operated on before: outside its cohort."),
    excluded=SPINE & OPERATED_HERE,
)
