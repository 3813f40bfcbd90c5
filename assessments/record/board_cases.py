"""A case as the tumour board is shown it: of each lesion the report's first lines, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.report.from_data import kept_report
from assessments.report.of_assessment import draft_report

from .chain import DamagedRecordError, content_of
from .decided import decisions
from .signed import decisions_of, sealed_report

if TYPE_CHECKING:
    from assessments.models import Assessment
    from assessments.report.tree import Decision, LesionReport, Report

ERASED = "ERASED-"  # what an erasure leaves of an identifier begins so


@dataclass(frozen=True, slots=True)
class BoardCase:
    """A case: each lesion with what was decided on it. None while answers contradict each other."""

    assessment: Assessment
    lesions: tuple[tuple[LesionReport, Decision | None], ...] = ()
    is_damaged: bool = False
    language: str = ""  # of the words of the lesions: a sealed report keeps its own

    @property
    def is_erased(self) -> bool:
        """Tell whether nobody can say any more who the patient was."""
        return self.assessment.patient.identifier.startswith(ERASED)

    @property
    def contradicts(self) -> bool:
        return not self.lesions and not self.is_damaged and not self.assessment.is_withdrawn

    @property
    def tells(self) -> bool:
        """Tell whether the advice is shown: not before the surgeon's own plan."""
        return self.assessment.tells_advice


def board_case(assessment: Assessment) -> BoardCase:
    """Give a case as it stands: a signed one as it was sealed, a draft by its newest revision."""
    if assessment.is_withdrawn:
        return BoardCase(assessment)
    if assessment.is_signed:
        try:
            content = content_of(sealed_report(assessment))
            return _case(assessment, kept_report(content["report"]), decisions_of(assessment, content))
        except DamagedRecordError:
            return BoardCase(assessment, is_damaged=True)
    revision = assessment.latest()
    evaluation, _problems = revision.given.evaluated
    if evaluation is None:
        return BoardCase(assessment)
    shown = draft_report(assessment, revision, evaluation)
    try:
        return _case(assessment, shown, decisions(assessment, revision.lesions, shown.lesions))
    except DamagedRecordError:
        return BoardCase(assessment, is_damaged=True)


def _case(assessment: Assessment, shown: Report, decided: tuple[Decision, ...]) -> BoardCase:
    rows = {one.lesion: one for one in decided}
    lesions = tuple((one, rows.get(one.number)) for one in shown.in_order)
    return BoardCase(assessment, lesions, language=shown.language)
