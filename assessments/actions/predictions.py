"""What clinician and survival models expected when an assessment was signed: for the board of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.agreement.survival import CLINICIAN, SCALES
from assessments.clinical.sections.history import EXPECTED_SURVIVAL
from assessments.models import AssessedLesion

if TYPE_CHECKING:
    from assessments.models import Assessment, Revision
    from assessments.report.build import Report
    from assessments.report.tree import LesionReport


def bands_of(lesion: LesionReport) -> dict[str, str]:
    """Name the band of each survival model as the report states it, by its totals: {"katagiri": "4–6"}."""
    return {
        score.key: band.range
        for score in lesion.scores
        if score.key in SCALES
        for band in score.bands
        if band.holds
    }


def note_predictions(assessment: Assessment, revision: Revision, shown: Report) -> None:
    """Keep what a signed report predicts."""
    estimate = revision.given.facts(None).answer(EXPECTED_SURVIVAL)
    own = {CLINICIAN.key: str(estimate)} if estimate else {}
    for uuid, lesion in zip(revision.lesions, shown.lesions, strict=True):
        assessed = AssessedLesion.objects.filter(assessment=assessment, lesion__uuid=uuid)
        assessed.update(predicted=own | bands_of(lesion))
