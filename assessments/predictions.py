"""What the survival models said when an assessment was signed: kept for the board of results."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .clinical.panels.survival import SCALES
from .clinical.sections.patient import ASSESSED_ON
from .documents import facts_of
from .models import AssessedLesion, Assessment

if TYPE_CHECKING:
    from .models import Revision
    from .report import Report
    from .reporting.tree import LesionReport

MIDDLE_OF_MONTH = "-15"


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
    """Keep what a signed report predicts, and from which day."""
    for uuid, lesion in zip(revision.lesions, shown.lesions, strict=True):
        assessed = AssessedLesion.objects.filter(assessment=assessment, lesion__uuid=uuid)
        assessed.update(predicted=bands_of(lesion))
    Assessment.objects.filter(pk=assessment.pk).update(assessed_on=_assessed_on(revision))


def _assessed_on(revision: Revision) -> date | None:
    said = facts_of(revision.answers, None).answer(ASSESSED_ON)
    if not said:
        return None
    text = str(said)
    return date.fromisoformat(text if len(text) == len("2026-10-31") else text + MIDDLE_OF_MONTH)
