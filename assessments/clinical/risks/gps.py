"""Glasgow prognostic score (Nieder 2017): survival under palliative radiotherapy, 0 to 2 points.

Built and tested, and switched off until somebody has read its two limits in the paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Always
from assessments.clinical.language.translatable import _
from assessments.clinical.scores.bauer import POINT
from assessments.clinical.scores.score import Band, Item
from assessments.clinical.sections.history import ALBUMIN, CRP

from .published import Risk, Unasked


@dataclass(frozen=True, slots=True)
class CutOffs:
    """The limits of the score: abnormal are CRP above (mg/L) and albumin below (g/L)."""

    crp_above: float
    albumin_below: float


READ_IN_THE_PAPER: CutOffs | None = None


def gps(cut_offs: CutOffs | None) -> Risk:
    """Make the score with these limits; with none it applies nowhere and its items stay open."""
    return Risk(
        key="gps",
        title="GPS",
        of=_("Survival under palliative radiotherapy"),
        applies=Always() if cut_offs else ~Always(),
        items=(
            Item(
                key="crp", label=_("C-reactive protein raised"), looks_at=_crp_raised(cut_offs), points=POINT
            ),
            Item(key="albumin", label=_("Albumin low"), looks_at=_albumin_low(cut_offs), points=POINT),
        ),
        bands=(
            Band(key="0", label=_("both normal"), low=0, high=0, meaning=_("Half alive at 479 days.")),
            Band(key="1", label=_("one abnormal"), low=1, high=1, meaning=_("Half alive at 136 days.")),
            Band(
                key="2",
                label=_("both abnormal"),
                low=2,
                high=2,
                meaning=_(
                    "Half alive at 61 days (38 with raised leucocytes); a third treated in their last month."
                ),
            ),
        ),
        higher_is=_("shorter survival"),
        cohort=_("703 patients with palliative radiotherapy in Norway, published 2017; not of bone alone"),
        validation=_("None outside was seen."),
        read_as=_(
            "How ill the patient is, whatever the tumour; a reason for a short course of radiotherapy."
        ),
        limits=(
            _("The limits of C-reactive protein and albumin stand in no abstract that was read."),
            _("Infection and liver disease change both values."),
        ),
        references=("gps_2017",),
        not_computed_because=""
        if cut_offs
        else _("Switched off until its limits have been read in the paper."),
    )


def _crp_raised(cut_offs: CutOffs | None) -> Cases | Unasked:
    name = "C-reactive protein raised"
    if cut_offs is None:
        return Unasked(name)
    raised = CRP.above(cut_offs.crp_above)
    return Cases(name, (1, raised), otherwise=0)


def _albumin_low(cut_offs: CutOffs | None) -> Cases | Unasked:
    name = "albumin low"
    if cut_offs is None:
        return Unasked(name)
    low = ALBUMIN.below(cut_offs.albumin_below)
    return Cases(name, (1, low), otherwise=0)


GPS = gps(READ_IN_THE_PAPER)
