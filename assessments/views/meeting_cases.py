"""A meeting in session: one case a screen, and what is decided on it. And the way of a case to a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import meetings as actions
from assessments.answers.wording import date_in_words
from assessments.forms.meetings import ToBoardForm
from assessments.models import Meeting, MeetingState
from assessments.record.board_cases import board_case
from assessments.record.key_images import images_of_case
from assessments.record.meetings import decided_in

from .access import member_page, user_of, visible_assessment, withdrawn_refusal
from .confirming import confirmed
from .deciding import decide
from .key_images import file_answer
from .meeting_access import closed_refusal, is_member, visible_item
from .once import once
from .showing import render
from .shown import says_another

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.models import AgendaItem, Assessment


@require_safe
@member_page
def meeting_case(request: HttpRequest, uuid: UUID, item_uuid: UUID) -> HttpResponse:
    """Show one case on a screen that is read from five metres, and nothing that is not of it."""
    item, assessment = visible_item(request, uuid, item_uuid, guests=True)
    context = _of_case(item, assessment) | {"is_member": is_member(request, item.meeting)}
    context["images"] = images_of_case(assessment)
    return render(request, "assessments/meetings/case.html", context)


@require_safe
@member_page
def meeting_picture(request: HttpRequest, uuid: UUID, item_uuid: UUID, image_uuid: UUID) -> HttpResponse:
    """Give the file of a key image of a case, to whoever sits in the meeting: a guest too, on its day."""
    _item, assessment = visible_item(request, uuid, item_uuid, guests=True)
    for one in images_of_case(assessment):
        if one.image.uuid == image_uuid:
            return file_answer(request, one.image, assessment)
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def decide_case(request: HttpRequest, uuid: UUID, item_uuid: UUID) -> HttpResponse:
    """Ask for the same proof as a signature, then what this board decides on the case."""
    item, _assessment = visible_item(request, uuid, item_uuid)
    page: HttpResponse = confirmed(_decide, item.meeting.unit)(request, uuid, item_uuid)
    return page


def _decide(request: HttpRequest, uuid: UUID, item_uuid: UUID) -> HttpResponse:
    item, assessment = visible_item(request, uuid, item_uuid)
    if assessment.is_withdrawn:
        raise withdrawn_refusal(assessment)
    asked, is_recorded = decide(request, assessment, item.meeting)
    if is_recorded:
        messages.success(request, _("The board's decision is recorded with the case."))
        return redirect("assessments:meeting_case", uuid=uuid, item_uuid=item_uuid)
    context = _of_case(item, assessment) | asked.context | {"is_member": True}
    return render(request, "assessments/meetings/decide.html", context, status=asked.status)


def _of_case(item: AgendaItem, assessment: Assessment) -> dict[str, Any]:
    items = list(item.meeting.items.only("uuid", "position"))
    here = next(number for number, one in enumerate(items) if one.pk == item.pk)
    return {
        "meeting": item.meeting,
        "item": item,
        "assessment": assessment,
        "patient": assessment.patient,
        "case": board_case(assessment),
        "decided_here": decided_in(item.meeting, [assessment])[assessment.pk],
        "number": here + 1,
        "total": len(items),
        "before": items[here - 1] if here else None,
        "after": items[here + 1] if here + 1 < len(items) else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def to_board(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a case on the agenda of a meeting of its unit."""
    assessment = visible_assessment(request, uuid)
    if assessment.is_withdrawn:
        raise withdrawn_refusal(assessment)
    meetings = Meeting.objects.visible_to(user_of(request)).filter(unit=assessment.unit)
    ahead = list(meetings.exclude(state=MeetingState.CLOSED).order_by("on", "pk"))
    form = ToBoardForm(ahead, _named, request.POST if request.method == "POST" else None)
    another = says_another(request, assessment.patient)
    if form.is_bound and form.is_valid() and not another:
        try:
            actions.add_case(
                meeting=form.meeting,
                assessment=assessment,
                question=form.cleaned_data["question"],
                by=user_of(request),
            )
        except actions.MeetingClosedError as error:
            raise closed_refusal() from error
        messages.success(request, _("The case is on the agenda."))
        return redirect("assessments:meeting", uuid=form.meeting.uuid)
    there = [item.meeting for item in assessment.agenda_items.filter(meeting__in=ahead)]
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "form": form,
        "ahead": ahead,
        "there": there,
        "not_as_shown": another,
    }
    status = 422 if form.errors else 409 if another else 200
    return render(request, "assessments/meetings/to_board.html", context, status=status)


def _named(meeting: Meeting) -> str:
    return date_in_words(meeting.on.isoformat())
