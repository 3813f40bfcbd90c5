"""Saving a section, for the patient who was shown, and the way on from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions import assessments as actions
from assessments.actions import drafts
from assessments.answers.steps import following
from assessments.answers.wording import in_words, question_name
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import BY_PATH
from assessments.record.of_record import differing_from_record

from .access import user_of, wants
from .keeping import raw_of, warn_of_draft
from .place import address_of_step, asked_onward, base_revision
from .shown import held, refuse_unshown
from .ways import asked_after, keep_way

if TYPE_CHECKING:
    from assessments.actions.drafts import Sheet
    from assessments.clinical.language.questions import Question
    from assessments.forms.section import SectionForm
    from assessments.models import Draft, Revision

    from .place import Place


def save(request: HttpRequest, place: Place, form: SectionForm, data: QueryDict) -> HttpResponse:
    """Save what is valid, say which answers are set aside by it, and go on.

    Raises FilledInForAnotherError and StaleRevisionError.
    """
    earlier = place.revision.given
    revision = _saved(request, place, form, data)
    keep_way(request)
    aside_before = earlier.set_aside(place.key)
    for question in revision.given.set_aside(place.key):
        if question not in aside_before:
            answers = revision.given.stored(place.key)
            messages.info(request, _told_aside(question, earlier.stored(place.key), answers))
    if asked := asked_onward(request, place.assessment):
        return redirect(asked)
    if wants(request, action="next"):
        return redirect(asked_after(place, revision))
    follows = _following_questions(form, data)
    if follows:
        keys = ",".join(question.key for question in follows)
        return redirect(f"{place.address}?follows={keys}")
    if wants(request, action="overview"):
        return redirect("assessments:hub", uuid=place.assessment.uuid)
    onward = following(revision.given, place.step)
    if onward is None:
        return redirect("assessments:review", uuid=place.assessment.uuid)
    return redirect(address_of_step(place.assessment, onward))


@transaction.atomic
def _saved(request: HttpRequest, place: Place, form: SectionForm, data: QueryDict) -> Revision:
    """Save it for the patient who was shown, and settle the drafts."""
    revision = actions.write_section(
        assessment=place.assessment,
        section=place.section,
        lesion=place.lesion,
        answers=form.answers,
        typed=form.typed,
        base_revision=base_revision(data),
        by=user_of(request),
        check=lambda patient: refuse_unshown(request, patient),
    )
    settle_drafts(request, place.sheet, data)
    return revision


def settle_drafts(request: HttpRequest, sheet: Sheet, data: QueryDict) -> None:
    """Forget the drafts of what was saved; what of them is not in it stays, and is told."""
    for one in drafts.settle_drafts(sheet=sheet, saved=raw_of(data), by=user_of(request)):
        warn_of_draft(request, one, _(sheet.section.title))


def _told_aside(question: Question, earlier: dict[str, Any], answers: dict[str, Any]) -> str:
    """Tell that an answer is kept and not used, and which changed answer is why."""
    words = {"question": question_name(question), "answer": in_words(question, answers[question.key])}
    reads = question.asked.reads.union(*(choice.when.reads for choice in question.choices))
    for path in sorted(reads):
        cause = BY_PATH[path]
        if cause.key in answers and answers[cause.key] != earlier.get(cause.key):
            words["cause"] = question_name(cause)
            words["now"] = in_words(cause, answers[cause.key], Facts(answers))
            return _("Set aside, because “%(cause)s” is now %(now)s: %(question)s (%(answer)s).") % words
    return _("Set aside, because the other answers no longer ask for it: %(question)s (%(answer)s).") % words


def _following_questions(form: SectionForm, data: QueryDict) -> list[Question]:
    """List the questions that these answers have brought up and that the page did not show."""
    if "shown" not in data:
        return []
    shown = set(str(data["shown"]).split(","))
    return [
        question
        for question in form.section
        if form.facts.asked[question] is True
        and question.key not in shown
        and question.key not in form.facts.answers
    ]


@transaction.atomic
def take_from_record(request: HttpRequest, place: Place) -> HttpResponse:
    """Put age and sex as the patient's record has them in place of answers that say otherwise.

    Raises FilledInForAnotherError.
    """
    refuse_unshown(request, held(request, place.assessment))
    begun = timezone.localtime(place.assessment.created).date()
    wrong = differing_from_record(place.assessment.patient, place.revision.given, begun)
    right = {one.question.key: one.recorded for one in wrong}
    actions.save_section(
        assessment=place.assessment,
        section=place.section,
        lesion=place.lesion,
        answers=place.stored | right,
        typed={key: typed for key, typed in place.typed.items() if key not in right},
        base_revision=place.revision.number,
        by=user_of(request),
    )
    messages.success(request, _("Age and sex are those of the patient's record now."))
    return redirect("assessments:hub", uuid=place.assessment.uuid)


def keep_draft(request: HttpRequest, sheet: Sheet, data: QueryDict) -> Draft:
    """Keep what is being typed, unjudged."""
    return drafts.save_draft(
        sheet=sheet, raw=raw_of(data), base_revision=base_revision(data), by=user_of(request)
    )
