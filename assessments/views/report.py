"""The report: worked out while the assessment is a draft, shown from what was sealed once it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from assessments.answers.columns import evaluated
from assessments.answers.document import facts_of
from assessments.answers.steps import steps
from assessments.answers.wording import date_in_words, question_name
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.patient import ASSESSED_ON
from assessments.models.unit_settings import UnitSettings
from assessments.record.decided import board_decisions, decisions
from assessments.report import build as reports
from assessments.report.availability import lacking

from .access import member_page, user_of, visible_assessment
from .place import address
from .showing import render
from .signed import signed_page

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any
    from uuid import UUID

    from django.contrib.auth.models import User

    from assessments.clinical.evaluation.case import Problem
    from assessments.clinical.evaluation.evaluate import Evaluation
    from assessments.models import Assessment, Revision


def full_name(user: User) -> str:
    """Give the name by which a person is known on a report."""
    return user.get_full_name() or user.get_username()


def identity_of(
    assessment: Assessment, revision: Revision, *, signer: User | None = None, at: datetime | None = None
) -> reports.Identity:
    """Say whose report this is, who wrote it, and who signed it when."""
    patient = assessment.patient
    day = facts_of(revision.answers, None).answer(ASSESSED_ON)
    return reports.Identity(
        identifier=patient.identifier,
        name=patient.name,
        born=date_in_words(patient.birth_date.isoformat()) if patient.birth_date else "",
        sex=patient.get_sex_display(),
        unit=UnitSettings.of(assessment.unit).report_name or assessment.unit.name,
        author=full_name(assessment.author),
        assessed_on=date_in_words(str(day)) if day else "",
        signed_by=full_name(signer) if signer else "",
        signed_at=date_format(localtime(at), "DATETIME_FORMAT") if at else "",
        revision=str(revision.number),
    )


@require_safe
@member_page
def report_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the report. Who writes says first what they would do themselves."""
    assessment = visible_assessment(request, uuid)
    if not assessment.is_draft:
        return signed_page(request, assessment)
    revision = assessment.latest()
    evaluation, problems = evaluated(revision.answers)
    if evaluation is None:
        return contradictions(request, assessment, revision, problems)
    may_write = assessment.writable_by(user_of(request))
    if may_write and not assessment.is_planned:
        return redirect("assessments:plan", uuid=uuid)
    shown = draft_report(assessment, revision, evaluation)
    context = {
        "report": shown,
        "assessment": assessment,
        "patient": assessment.patient,
        "lacking": lacking(assessment.unit, shown),
        "is_final": False,
        "board": board_decisions(assessment),
        "decided": decisions(assessment, revision.lesions, shown.lesions),
        "back_url": reverse("assessments:hub", args=[uuid]),
        "pdf_url": reverse("assessments:report_pdf", args=[uuid]),
        "text_url": reverse("assessments:report_text", args=[uuid]),
        "sign_url": reverse("assessments:sign", args=[uuid]) if may_write else "",
    }
    return render(request, "assessments/report/report.html", context)


def draft_report(assessment: Assessment, revision: Revision, evaluation: Evaluation) -> reports.Report:
    """Work out the report as things stand."""
    return reports.report(
        evaluation,
        revision.answers,
        identity=identity_of(assessment, revision),
        assessed_at=begun_at(assessment, revision),
    )


def begun_at(assessment: Assessment, revision: Revision) -> datetime | None:
    """Give the time from which hours count: when the assessment was begun, if that was on its own day."""
    day = facts_of(revision.answers, None).answer(ASSESSED_ON)
    begun = localtime(assessment.begun)
    return begun if day is not None and begun.date().isoformat() == str(day) else None


def contradictions(
    request: HttpRequest, assessment: Assessment, revision: Revision, problems: tuple[Problem, ...]
) -> HttpResponse:
    """Say which answers contradict each other, with links to put them right."""
    context = {
        "assessment": assessment,
        "problems": [_shown(assessment, revision, one) for one in problems],
    }
    return render(request, "assessments/report/contradictions.html", context)


def _shown(assessment: Assessment, revision: Revision, problem: Problem) -> dict[str, Any]:
    """Find the question that a problem's path, such as `lesions[2].imaging.bone`, is about."""
    place, _separator, rest = problem.path.partition(".")
    question = BY_PATH.get(rest)
    if question is None:
        return {"label": problem.path, "message": problem.allowed, "address": ""}
    index = int(place[len("lesions[") : -1]) - 1 if place.startswith("lesions[") else None
    found = (s for s in steps(revision.answers) if s.section.key == question.section and s.index == index)
    step = next(found, None)
    link = address(assessment, revision, step) if step else ""
    return {"label": question_name(question), "message": problem.allowed, "address": link}
