"""The report as a file: PDF, and plain text for a letter. What was signed comes from what was sealed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_safe

from assessments.access_log import record_access
from assessments.models import AccessKind
from assessments.pdf import report_pdf
from assessments.reading import evaluated
from assessments.reporting.kept import kept_report
from assessments.reporting.plain import as_text

from .access import member_page, user_of, visible_assessment
from .report import contradictions, draft_report
from .signed import sealed_report

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from assessments.models import Assessment
    from assessments.report import Report


@require_safe
@member_page
def report_as_pdf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the report as a PDF, made at this moment from the same tree as the page."""
    assessment = visible_assessment(request, uuid)
    found = _report(request, assessment)
    if isinstance(found, HttpResponse):
        return found
    report, at = found
    record_access(user_of(request), AccessKind.EXPORTED, what="report as PDF", assessment=assessment)
    response = HttpResponse(report_pdf(report, at=at), content_type="application/pdf")
    # The name says nothing of the patient: it lands in download folders and histories.
    response["Content-Disposition"] = f'inline; filename="bonemet-{str(uuid)[:8]}.pdf"'
    return response


@require_safe
@member_page
def report_as_text(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the summary as plain text, for a letter."""
    assessment = visible_assessment(request, uuid)
    found = _report(request, assessment)
    if isinstance(found, HttpResponse):
        return found
    report, _at = found
    record_access(user_of(request), AccessKind.EXPORTED, what="report as text", assessment=assessment)
    with translation.override(report.language):
        return HttpResponse(as_text(report), content_type="text/plain; charset=utf-8")


def _report(request: HttpRequest, assessment: Assessment) -> tuple[Report, datetime] | HttpResponse:
    """Find the report and the time it is of, or the page that has to come first."""
    if not assessment.is_draft:
        sealed = sealed_report(assessment)
        return kept_report(json.loads(sealed.content)["report"]), sealed.at
    revision = assessment.latest()
    evaluation, problems = evaluated(revision.answers)
    if evaluation is None:
        return contradictions(request, assessment, revision, problems)
    if assessment.writable_by(user_of(request)) and not assessment.is_planned:
        return redirect("assessments:plan", uuid=assessment.uuid)
    return draft_report(assessment, revision, evaluation), revision.at
