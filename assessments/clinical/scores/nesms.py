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
        Item("bauer", _("Modified Bauer 3 or more"), BAUER_3, POINT),
        Item("walking", _("Walks unaided"), WALKING, {"unaided": 1, "aided": 0, "unable": 0}),
        Item("albumin", _("Albumin 35 g/L or more"), ALBUMIN_35, POINT),
    ),
    bands=(
        Band("0", _("mortality: very high"), 0, 0, _("Odds of death higher than with 1; figure not seen.")),
        Band("1", _("mortality: high"), 1, 1, _("Odds of death within a year 31 times those with 3.")),
        Band("2", _("mortality: raised"), 2, 2, _("Odds of death within a year 7 times those with 3.")),
        Band("3", _("mortality: low"), 3, 3, _("The group that the others are compared with.")),
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
