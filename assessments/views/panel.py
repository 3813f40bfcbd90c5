"""The panel beside the form: evaluates what is typed, and saves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from assessments.answers.columns import evaluated
from assessments.answers.document import CASE_KEYS, SECTION_BY_KEY, with_section
from assessments.answers.steps import Step
from assessments.answers.wording import lesion_name
from assessments.report.live_panel import panel

from .access import member_page
from .place import address, place_of
from .showing import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from assessments.answers.document import Document
    from assessments.clinical.language.questions import Question
    from assessments.forms.section import SectionForm
    from assessments.models import Assessment, Revision
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
    if place.index is not None:
        typed = with_section(place.revision.answers, place.section, place.index, form.sound_answers)
        context |= {"heading": lesion_name(typed, place.index), "number": place.index + 1}
    return render(request, "assessments/panel/answer.html", context)


def beside(place: Place, form: SectionForm) -> dict[str, Any]:
    """Give what the panel says beside a form, with what is typed into it."""
    document = with_section(place.revision.answers, place.section, place.index, form.sound_answers)
    indices = range(len(document["lesions"])) if place.index is None else [place.index]
    kind = "" if place.lesion is None else "lesion_"
    arguments = [place.assessment.uuid, *([place.lesion.uuid] if place.lesion else []), place.section.key]
    return {
        "assessment": place.assessment,
        "panel": panel_of(place.assessment, place.revision, document, indices, form),
        "panel_address": reverse(f"assessments:{kind}panel", args=arguments),
    }


def panel_of(
    assessment: Assessment,
    revision: Revision,
    document: Document,
    indices: Iterable[int],
    form: SectionForm | None = None,
    *,
    links: bool = True,
) -> Panel | None:
    """Evaluate a document into a panel; None while answers of it contradict each other."""

    def address_of(question: Question, index: int) -> str:
        if here := _here(form, question):
            return here
        place = None if question.section in CASE_KEYS else index
        step = Step(SECTION_BY_KEY[question.section], place)
        return f"{address(assessment, revision, step)}#question_{question.key}" if links else ""

    return _evaluated(document, indices, address_of, tells_advice=assessment.tells_advice)


def panel_before(document: Document, form: SectionForm) -> Panel | None:
    """Evaluate what is typed before there is an assessment."""
    indices = range(len(document["lesions"]))
    return _evaluated(document, indices, lambda question, _index: _here(form, question), tells_advice=False)


def _here(form: SectionForm | None, question: Question) -> str:
    """Give the place of a question in this form; empty where it is not shown in it."""
    if form is None or question.key not in form.fields or not form.is_visible(question):
        return ""
    return f"#{form.drawn(question).first_control}"


def _evaluated(
    document: Document,
    indices: Iterable[int],
    address_of: Callable[[Question, int], str],
    *,
    tells_advice: bool,
) -> Panel | None:
    evaluation, _problems = evaluated(document)
    if evaluation is None:
        return None
    return panel(evaluation, document, indices, tells_advice=tells_advice, address_of=address_of)
