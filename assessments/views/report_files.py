"""The report as a file: PDF, plain text for a letter, FHIR for other systems.

What was signed comes from what was sealed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.actions.access_log import record_access
from assessments.exchange.signed import document
from assessments.models import AccessKind
from assessments.record.chain import content_of
from assessments.record.decided import decisions
from assessments.record.key_images import images_for
from assessments.record.next_seen import next_seen
from assessments.record.printed_images import printed_images
from assessments.record.signed import decisions_of, sealed_report
from assessments.report.from_data import kept_report
from assessments.report.of_assessment import draft_report
from assessments.report.pdf import report_pdf
from assessments.report.since_signed import since_signed
from assessments.report.text import as_text
from bonemet.pace import keep_pace

from .access import RefusedPage, member_page, user_of, visible_assessment, withdrawn_refusal
from .confirming import confirmed
from .report import contradictions

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from assessments.models import Assessment
    from assessments.report.tree import Decision, Report


@require_safe
@member_page
def report_as_pdf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the report as a PDF, made at this moment from the same tree as the page."""
    assessment = visible_assessment(request, uuid)
    found = found_report(request, assessment)
    if isinstance(found, HttpResponse):
        return found
    keep_pace("reports as PDF", user_of(request))
    record_access(user_of(request), AccessKind.EXPORTED, what="report as PDF", assessment=assessment)
    with translation.override(found.report.language):
        pictures = printed_images(images_for(assessment))
    pdf = report_pdf(found.report, at=found.at, since=found.since, decided=found.decided, pictures=pictures)
    response = HttpResponse(pdf, content_type="application/pdf")
    # The name says nothing of the patient: it lands in download folders and histories.
    response["Content-Disposition"] = f'inline; filename="bonemet-{str(uuid)[:8]}.pdf"'
    return response


@require_safe
@member_page
def report_as_text(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the summary as plain text, for a letter."""
    assessment = visible_assessment(request, uuid)
    found = found_report(request, assessment)
    if isinstance(found, HttpResponse):
        return found
    record_access(user_of(request), AccessKind.EXPORTED, what="report as text", assessment=assessment)
    with translation.override(found.report.language):
        letter = as_text(found.report, found.decided, next_seen(assessment, found.lesions))
        text = "\n".join([*found.since, letter])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@member_page
def report_as_fhir(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a signed report as a FHIR document, which names the patient: you prove first who you are."""
    assessment = visible_assessment(request, uuid)
    if not assessment.is_signed:
        raise RefusedPage(
            409,
            _("Only a signed report goes to other systems"),
            _("Sign the assessment first."),
            assessment,
        )
    page: HttpResponse = confirmed(_fhir_document, assessment.unit)(request, assessment)
    return page


def _fhir_document(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    keep_pace("reports as PDF", user_of(request))  # one is in it
    told = document(assessment)
    record_access(user_of(request), AccessKind.EXPORTED, what="report as FHIR", assessment=assessment)
    response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/fhir+json")
    name = f"bonemet-{str(assessment.uuid)[:8]}.fhir.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@dataclass(frozen=True, slots=True)
class Found:
    """A report, the time it is of, and, where it is signed, what was decided and what came since."""

    report: Report
    at: datetime
    since: tuple[str, ...] = ()
    decided: tuple[Decision, ...] = ()
    lesions: tuple[str, ...] = ()  # by uuid, as the report numbers them


def found_report(request: HttpRequest, assessment: Assessment) -> Found | HttpResponse:
    """Find the report, or the page that has to come first."""
    if assessment.is_withdrawn:
        raise withdrawn_refusal(assessment)
    if assessment.is_signed:
        sealed = sealed_report(assessment)
        content = content_of(sealed)
        report = kept_report(content["report"])
        with translation.override(report.language):
            since, decided = since_signed(assessment, content), decisions_of(assessment, content)
        return Found(report, sealed.at, since, decided, tuple(content["lesions"]))
    revision = assessment.latest()
    evaluation, problems = revision.given.evaluated
    if evaluation is None:
        return contradictions(request, assessment, revision, problems)
    if assessment.writable_by(user_of(request)) and not assessment.is_planned:
        return redirect("assessments:plan", uuid=assessment.uuid)
    shown = draft_report(assessment, revision, evaluation)
    decided = decisions(assessment, revision.lesions, shown.lesions)
    return Found(shown, revision.at, decided=decided, lesions=tuple(revision.lesions))
