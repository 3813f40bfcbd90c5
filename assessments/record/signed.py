"""A signed assessment as it was sealed: its report, and what was decided on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404

from assessments.answers.document import Answers
from assessments.models import SealedKind
from assessments.report.from_data import kept_report

from .decided import decisions

if TYPE_CHECKING:
    from assessments.models import Assessment, Sealed
    from assessments.report.tree import Decision


def sealed_report(assessment: Assessment) -> Sealed:
    """Give what was sealed when this assessment was signed; Http404 where it was not."""
    sealed = assessment.sealed.filter(kind=SealedKind.REPORT).select_related("chain").first()
    if sealed is None:
        raise Http404
    return sealed


def answers_of(content: dict[str, Any]) -> Answers:
    """Give the answers that were signed."""
    return Answers.from_document(content["answers"], content["lesions"])


def told_of(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give what the signed report says of each lesion, by its identity."""
    return dict(zip(content["lesions"], content["report"]["lesions"], strict=True))


def decisions_of(assessment: Assessment, content: dict[str, Any]) -> tuple[Decision, ...]:
    """Put what was decided on a signed assessment into the words of the language in force."""
    return decisions(assessment, content["lesions"], kept_report(content["report"]).lesions, content)
