"""The report of an assessment at its own address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments import report as reports
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.patient import ASSESSED_ON
from assessments.documents import facts_of
from assessments.progress import Step, steps
from assessments.reading import evaluated
from assessments.shown import date_in_words, question_name

from .access import member_page, visible_assessment
from .hub import address

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from assessments.clinical.case import Problem
    from assessments.models import Assessment, Revision


@require_safe
@member_page
def report_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Evaluate the newest answers and show the report; say what contradicts itself where that cannot be."""
    assessment = visible_assessment(request, uuid)
    revision = assessment.latest()
    evaluation, problems = evaluated(revision.answers)
    if evaluation is None:
        context = {
            "assessment": assessment,
            "problems": [_shown(assessment, revision, one) for one in problems],
        }
        return render(request, "assessments/contradictions.html", context)
    day = facts_of(revision.answers, None).answer(ASSESSED_ON)
    context = {
        "report": reports.report(evaluation, revision.answers),
        "assessment": assessment,
        "patient": assessment.patient,
        "revision": revision,
        "assessed_on": date_in_words(str(day)) if day else "",
        "is_final": not assessment.is_draft,
        "back_url": reverse("assessments:hub", args=[uuid]),
    }
    return render(request, "assessments/report.html", context)


def _shown(assessment: Assessment, revision: Revision, problem: Problem) -> dict[str, Any]:
    """Find the question that a problem's path, such as `lesions[2].imaging.bone`, is about."""
    place, _separator, rest = problem.path.partition(".")
    question = BY_PATH.get(rest)
    if question is None:
        return {"label": problem.path, "message": problem.allowed, "address": ""}
    index = int(place[len("lesions[") : -1]) - 1 if place.startswith("lesions[") else None
    step = next(
        (s for s in steps(revision.answers) if s.section.key == question.section and s.index == index), None
    )
    link = address(assessment, revision, step) if isinstance(step, Step) else ""
    return {"label": question_name(question), "message": problem.allowed, "address": link}
