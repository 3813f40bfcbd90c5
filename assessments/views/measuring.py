"""Measuring on a key image, and taking what was measured over as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions import key_images as actions
from assessments.actions.assessments import StaleRevisionError
from assessments.answers.wording import in_words, lesion_name, question_name
from assessments.forms.measuring import MeasureForm
from assessments.key_images.measures import TOOLS
from assessments.record.key_images import images_of

from .access import RefusedPage, lesion_of, member_page, user_of, visible_assessment
from .key_images import image_of
from .once import once
from .place import base_revision
from .showing import render
from .shown import held, is_another

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.clinical.language.questions import Question
    from assessments.models import Assessment, KeyImage, Lesion, Revision


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def measure(request: HttpRequest, uuid: UUID, image_uuid: UUID) -> HttpResponse:
    """Show a picture large, with its marks; take a measurement over into the answers."""
    assessment = visible_assessment(request, uuid)
    another = is_another(request, held(request, assessment))
    image = image_of(request, assessment, image_uuid)
    revision = assessment.latest()
    lesion = lesion_of(assessment, image.lesion.uuid, revision.lesions)
    may_write = assessment.is_draft and assessment.writable_by(user_of(request))
    asked = _asked(revision, lesion)
    form = MeasureForm(image, asked, request.POST if request.method == "POST" else None)
    stale = False
    if form.is_bound:
        _refuse_readers(assessment, may_write=may_write)
        if form.is_valid() and not another:
            try:
                return _taken(request, assessment, lesion, image, form)
            except StaleRevisionError:
                stale = True
    [shown] = [one for one in images_of(lesion) if one.image.pk == image.pk]
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "one": shown,
        "name": lesion_name(revision.given.facts(lesion.key)),
        "tools": _tools(revision, lesion, asked) if may_write else _tools(revision, lesion, []),
        "form": form,
        "revision": revision,
        "may_write": may_write,
        "is_stale": stale,
        "not_as_shown": another,
    }
    status = 422 if form.is_bound and form.errors else 409 if another or stale else 200
    return render(request, "assessments/key_images/measure.html", context, status=status)


def _refuse_readers(assessment: Assessment, *, may_write: bool) -> None:
    if not may_write:
        raise RefusedPage(
            403,
            _("Nothing can be taken over here"),
            _("The assessment is signed or withdrawn, or your role in this unit is to review."),
            assessment,
        )


def _asked(revision: Revision, lesion: Lesion) -> list[Question]:
    """List the questions of this lesion that something measured would answer."""
    facts = revision.given.facts(lesion.key)
    every = (question for tool in TOOLS.values() for question in tool.questions)
    return [question for question in every if facts.asked[question] is True]


def _tools(revision: Revision, lesion: Lesion, asked: list[Question]) -> list[dict[str, Any]]:
    """Give each tool with the questions that it answers here, and how they are answered now."""
    facts = revision.given.facts(lesion.key)

    def told(question: Question) -> dict[str, Any]:
        now = facts.answers.get(question.key)
        words = in_words(question, now, facts) if question.key in facts.answers else ""
        choices = [_(choice.label) for choice in question.choices]
        return {"path": question.path, "name": question_name(question), "now": words, "choices": choices}

    return [
        {"tool": tool, "questions": [told(one) for one in tool.questions if one in asked]}
        for tool in TOOLS.values()
    ]


def _taken(
    request: HttpRequest, assessment: Assessment, lesion: Lesion, image: KeyImage, form: MeasureForm
) -> HttpResponse:
    """Take it over. Raises StaleRevisionError where the answer was changed since the page was opened."""
    assert form.measure is not None
    try:
        actions.take_over(
            assessment=assessment,
            lesion=lesion,
            image=image,
            measure=form.measure,
            base_revision=base_revision(request.POST),
            by=user_of(request),
        )
    except actions.WithdrawnImageError as error:
        raise RefusedPage(
            409, _("This picture is withdrawn already"), _("Nothing was changed."), assessment
        ) from error
    question = form.measure.question
    told = {"question": question_name(question), "answer": in_words(question, form.measure.answer)}
    messages.success(request, _("Taken over: %(question)s: %(answer)s.") % told)
    return redirect("assessments:measure", uuid=assessment.uuid, image_uuid=image.uuid)
