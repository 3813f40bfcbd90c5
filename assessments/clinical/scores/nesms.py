"""NESMS (2016): mortality after surgery for spinal metastases, 0 to 3 points, high is good."""

from assessments.clinical.language.findings import Cases
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import ALBUMIN
from assessments.clinical.sections.imaging import SPINE
from assessments.clinical.sections.neuro import WALKING

from .bauer import BAUER_MODIFIED, POINT
from .score import Band, Item, Score

BAUER_3 = Cases("modified Bauer 3 or more", (1, BAUER_MODIFIED.at_least(3)), otherwise=0)
ALBUMIN_35 = Cases("albumin 35 g/L or more", (1, ALBUMIN.at_least(35)), otherwise=0)

NESMS = Score(
    key="nesms",
    title="NESMS",
    applies=SPINE,
    items=(
        Item(key="bauer", label=_("Modified Bauer 3 or more"), looks_at=BAUER_3, points=POINT),
        Item(
            key="walking",
            label=_("Walks unaided"),
            looks_at=WALKING,
            points={"unaided": 1, "aided": 0, "unable": 0},
        ),
        Item(key="albumin", label=_("Albumin 35 g/L or more"), looks_at=ALBUMIN_35, points=POINT),
    ),
    bands=(
        Band(
            key="0",
            label=_("mortality: very high"),
            low=0,
            high=0,
            meaning=_("Odds of death higher than with 1; figure not seen."),
        ),
        Band(
            key="1",
            label=_("mortality: high"),
            low=1,
            high=1,
            meaning=_("Odds of death within a year 31 times those with 3."),
        ),
        Band(
            key="2",
            label=_("mortality: raised"),
            low=2,
            high=2,
            meaning=_("Odds of death within a year 7 times those with 3."),
        ),
        Band(
            key="3",
            label=_("mortality: low"),
            low=3,
            high=3,
            meaning=_("The group that the others are compared with."),
        ),
    ),
    higher_is=_("longer survival"),
    cohort=_("776 operated patients of a registry, 2016; 180 followed, operated on or not, 2021"),
    limits=(
        _("Of the 180, 56 % died within a year; the intervals are wide (7: 2.5-20; 31: 8.8-111)."),
        _("Best of four in 202 patients (c-statistic 0.79), but weak for complications (0.64)."),
        _("Walking with an aid is read as not independent; equal weights are inferred."),
        _("Twelve models of its kind were not calibrated in patients of 2016-2021."),
    ),
    references=("nesms_2016", "nesms_2021", "nesms_2022", "bindels_2025"),
)
