"""Who sees a meeting of the tumour board: the unit's members; a guest that one, on its day; nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from assessments.actions.access_log import record_access, record_list
from assessments.models import AccessKind, AgendaItem, Assessment, Meeting, led_units
from assessments.record.meetings import case_now

from .access import RefusedPage, today, user_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID


def visible_meeting(request: HttpRequest, uuid: UUID, *, guests: bool = False) -> Meeting:
    """Fetch a meeting that this user may see, as a guest only where `guests` may; else there is none."""
    user, found = user_of(request), Meeting.objects.select_related("unit", "chair")
    meeting = found.visible_to(user).filter(uuid=uuid).first()
    if meeting is None and guests:
        meeting = found.as_guest(user, today()).filter(uuid=uuid).first()
    if meeting is None:
        if (hidden := found.filter(uuid=uuid).first()) is not None:
            record_access(user, AccessKind.REFUSED, what="meeting", unit=hidden.unit)
        raise Http404
    return meeting


def visible_item(
    request: HttpRequest, uuid: UUID, item_uuid: UUID, *, guests: bool = False
) -> tuple[AgendaItem, Assessment]:
    """Fetch a case of a meeting, with the assessment that stands for it now."""
    meeting = visible_meeting(request, uuid, guests=guests)
    related = ("assessment__patient__unit", "assessment__unit", "assessment__author", "presenter")
    item = meeting.items.select_related(*related).filter(uuid=item_uuid).first()
    if item is None:
        raise Http404
    item.meeting = meeting
    return item, case_now(item.assessment)


def is_member(request: HttpRequest, meeting: Meeting) -> bool:
    """Tell a member of the unit from a guest."""
    return Meeting.objects.visible_to(user_of(request)).filter(pk=meeting.pk).exists()


def leads(request: HttpRequest, meeting: Meeting) -> bool:
    """Tell whether this user begins, closes and invites: the chair, and whoever leads the unit."""
    user = user_of(request)
    return meeting.chair_id == user.pk or led_units(user).filter(pk=meeting.unit_id).exists()


def refuse_others(request: HttpRequest, meeting: Meeting) -> None:
    """Refuse whoever is neither the chair nor leads the unit."""
    if not leads(request, meeting):
        raise RefusedPage(
            403,
            _("Only the chair or the unit's lead does this"),
            _("Every member of the unit plans, orders the agenda and records decisions."),
        )


def closed_refusal() -> RefusedPage:
    """Say that the agenda of a closed meeting stays as it is."""
    return RefusedPage(
        409,
        _("This meeting is closed"),
        _("Its agenda stays as it is. A decision can still be added, and is marked as added later."),
    )


def seen(request: HttpRequest, meeting: Meeting, cases: Iterable[Assessment], what: str = "meeting") -> None:
    """Write down that a meeting was looked at, with how many patients it showed; none are told as none."""
    count = len({one.patient_id for one in cases})
    record_list(user_of(request), what, {meeting.unit_id: count})
