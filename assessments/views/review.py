"""All answers on one page, each with a link to change it, and those that are set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assessments.answers.steps import steps
from assessments.answers.wording import in_words, lesion_name, question_name

from .access import member_page, user_of, visible_assessment
from .clashes import clashes, of_record
from .panel import panel_of
from .place import address_of_step
from .showing import render

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from assessments.answers.document import Answers
    from assessments.answers.steps import Step
    from assessments.models import Assessment, Revision


@require_safe
@member_page
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what was answered, what was left open, and what is set aside."""
    assessment = visible_assessment(request, uuid)
    revision = assessment.latest()
    parts = []
    for lesion in (None, *revision.lesions):
        found = [step for step in steps(revision.given) if step.lesion == lesion]
        parts.append(
            {
                "name": lesion_name(revision.given.facts(lesion)) if lesion else "",
                "number": revision.given.number(lesion) if lesion else None,
                "sections": [_section(assessment, revision, step) for step in found],
                "aside": _aside(revision.given, lesion),
            }
        )
    may_write = assessment.writable_by(user_of(request))
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "panel": panel_of(assessment, revision.given, links=may_write),
        "parts": parts,
        "clashes": clashes(assessment, revision),
        "of_record": of_record(assessment, revision),
        "may_mend": assessment.writable_by(user_of(request)),
        "may_write": may_write,
    }
    return render(request, "assessments/review.html", context)


def _section(assessment: Assessment, revision: Revision, step: Step) -> dict[str, Any]:
    facts = revision.given.facts(step.lesion)
    asked = [question for question in step.section if facts.asked[question]]
    answered = [
        {
            "question": question,
            "label": question_name(question),
            "answer": in_words(question, facts.answers[question.key], facts),
            "is_unknown": facts.answers[question.key] is None,
        }
        for question in step.section
        if question.key in facts.answers
    ]
    return {
        "title": step.section.title,
        "address": address_of_step(assessment, step),
        "answered": answered,
        "open_core": [q for q in asked if q.core and q.key not in facts.answers],
        "open_more": sum(not q.core and q.key not in facts.answers for q in asked),
    }


def _aside(given: Answers, lesion: str | None) -> list[dict[str, str]]:
    answers = given.stored(lesion)
    return [
        {"label": question_name(question), "answer": in_words(question, answers[question.key])}
        for question in given.set_aside(lesion)
    ]
