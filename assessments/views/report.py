"""The report: worked out while the assessment is a draft, shown from what was sealed once it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.answers.wording import question_name
from assessments.record.decided import decisions
from assessments.record.key_images import images_of_lesions
from assessments.report.availability import lacking
from assessments.report.drafts import drawn
from assessments.report.of_assessment import draft_of, draft_report

from .access import member_page, user_of, visible_assessment, withdrawn_refusal
from .clashes import address_of_problem
from .showing import render
from .signed import signed_page

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.clinical.evaluation.case import Problem
    from assessments.models import Assessment, Revision


@require_safe
@member_page
def report_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the report. Who writes says first what they would do themselves."""
    assessment = visible_assessment(request, uuid)
    if assessment.is_withdrawn:
        raise withdrawn_refusal(assessment)
    if assessment.is_signed:
        return signed_page(request, assessment)
    revision = assessment.latest()
    evaluation, problems = revision.given.evaluated
    if evaluation is None:
        return contradictions(request, assessment, revision, problems)
    may_write = assessment.writable_by(user_of(request))
    if may_write and not assessment.is_planned:
        return redirect("assessments:plan", uuid=uuid)
    shown = draft_report(assessment, revision, evaluation)
    context = {
        "report": shown,
        "body": drawn(draft_of(assessment, revision, evaluation)),
        "assessment": assessment,
        "patient": assessment.patient,
        "images": images_of_lesions(assessment, revision.lesions),
        "lacking": lacking(assessment.unit, shown),
        "decided": decisions(assessment, revision.lesions, shown.lesions),
        "back_url": reverse("assessments:hub", args=[uuid]),
        "pdf_url": reverse("assessments:report_pdf", args=[uuid]),
        "text_url": reverse("assessments:report_text", args=[uuid]),
        "leaflet_url": reverse("assessments:report_leaflet", args=[uuid]),
        "sign_url": reverse("assessments:sign", args=[uuid]) if may_write else "",
    }
    return render(request, "assessments/report/report.html", context)


def contradictions(
    request: HttpRequest, assessment: Assessment, revision: Revision, problems: tuple[Problem, ...]
) -> HttpResponse:
    """Say which answers contradict each other, with links to put them right."""
    context = {
        "assessment": assessment,
        "problems": [_shown(assessment, revision, one) for one in problems],
    }
    return render(request, "assessments/report/contradictions.html", context)


def _shown(assessment: Assessment, revision: Revision, problem: Problem) -> dict[str, str]:
    label = question_name(problem.question) if problem.question else problem.path
    address = address_of_problem(assessment, revision, problem)
    return {"label": label, "message": problem.allowed, "address": address}
