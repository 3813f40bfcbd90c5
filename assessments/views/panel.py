"""The panel beside the form: evaluates what is typed, and saves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from assessments.answers.document import AnswerPath
from assessments.answers.wording import lesion_name
from assessments.report.live_panel import panel

from .access import member_page
from .place import address_of_question, place_of
from .showing import render

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from assessments.answers.document import Answers
    from assessments.clinical.language.questions import Question
    from assessments.forms.section import SectionForm
    from assessments.models import Assessment
    from assessments.report.live_panel import Panel

    from .place import Place


@require_POST
@member_page
def section_panel(
    request: HttpRequest, uuid: UUID, section_key: str, lesion_uuid: UUID | None = None
) -> HttpResponse:
    """Say what follows from a section as it stands typed."""
    place = place_of(request, uuid, section_key, lesion_uuid)
    form = place.form(request.POST)
    form.full_clean()
    context = beside(place, form) | {"form": form, "told": request.POST.get("told", "")}
    if place.key is not None:
        typed = place.revision.given.with_section(place.section.key, place.key, form.sound_answers)
        context |= {"heading": lesion_name(typed.facts(place.key)), "number": place.number}
    return render(request, "assessments/panel/answer.html", context)


def beside(place: Place, form: SectionForm) -> dict[str, Any]:
    """Give what the panel says beside a form, with what is typed into it."""
    answers = place.revision.given.with_section(place.section.key, place.key, form.sound_answers)
    lesions = None if place.key is None else [place.key]
    return {
        "assessment": place.assessment,
        "panel": panel_of(place.assessment, answers, lesions, form),
        "panel_address": place.address_of("panel"),
    }


def panel_of(
    assessment: Assessment,
    answers: Answers,
    lesions: Iterable[str] | None = None,
    form: SectionForm | None = None,
    *,
    links: bool = True,
) -> Panel | None:
    """Evaluate answers into a panel; None while they contradict each other."""

    def address_of(lesion: str, question: Question) -> str:
        if here := _here(form, question):
            return here
        return address_of_question(assessment, AnswerPath.to(question, lesion)) if links else ""

    return panel(answers, lesions, tells_advice=assessment.tells_advice, address_of=address_of)


def panel_before(answers: Answers, form: SectionForm) -> Panel | None:
    """Evaluate what is typed before there is an assessment."""

    def address_of(lesion: str, question: Question) -> str:
        return _here(form, question)

    return panel(answers, tells_advice=False, address_of=address_of)


def _here(form: SectionForm | None, question: Question) -> str:
    """Give the place of a question in this form; empty where it is not shown in it."""
    if form is None or question.key not in form.fields or not form.is_visible(question):
        return ""
    return f"#{form.drawn(question, shows_last_time=False).first_control}"
