"""Writes of the tumour board's meetings: planning one, its agenda and guests, beginning and closing it.

Every member of the unit plans and orders. Only the chair or the unit's lead begins, closes and invites: the
views ask. Closing freezes the agenda.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from assessments.models import (
    AgendaItem,
    Assessment,
    Meeting,
    MeetingGuest,
    MeetingState,
    Unit,
    UnitEventKind,
)
from assessments.record.meetings import case_now, not_reached

from .assessments import WithdrawnError
from .units import note

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from bonemet.accounts.models import User


class MeetingClosedError(Exception):
    """The meeting is closed: its agenda stays as it is."""


class NotInOrderError(Exception):
    """A meeting is planned, then in session, then closed, and goes no other way."""


class OtherUnitError(Exception):
    """The case is of another unit than the meeting."""


@transaction.atomic
def plan_meeting(*, unit: Unit, on: date, chair: User, by: User) -> Meeting:
    """Plan a meeting. What earlier ones did not reach is on its agenda."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    meeting = Meeting.objects.create(unit=unit, on=on, chair=chair, by=by, at=timezone.now())
    _carry_over(meeting, by)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, on: date, chair: User) -> None:
    """Give a meeting that is not closed another day or chair; raises MeetingClosedError otherwise."""
    fresh = _open(meeting)
    fresh.on, fresh.chair = on, chair
    fresh.save(update_fields=["on", "chair"])


@transaction.atomic
def add_case(*, meeting: Meeting, assessment: Assessment, question: str = "", by: User) -> AgendaItem:
    """Put a case on the agenda, as the last. One that is there stays, with the question if that is new.

    Of an assessment that was amended its last signed amendment is put there: they are one case. Raises
    MeetingClosedError, WithdrawnError, OtherUnitError.
    """
    case = Assessment.objects.select_for_update().get(pk=case_now(assessment).pk)
    fresh = _open(meeting)
    if case.unit_id != fresh.unit_id:
        raise OtherUnitError
    if case.is_withdrawn:
        raise WithdrawnError
    found = _item_of(fresh, case)
    if found is None:
        return _add(fresh, case, question, by)
    if question and question not in found.question:
        found.question = "\n".join(filter(None, (found.question, question)))
        found.save(update_fields=["question"])
    return found


def _item_of(meeting: Meeting, case: Assessment) -> AgendaItem | None:
    items = meeting.items.select_related("assessment")
    return next((one for one in items if case_now(one.assessment) == case), None)


def _add(meeting: Meeting, case: Assessment, question: str, by: User) -> AgendaItem:
    last = max(meeting.items.values_list("position", flat=True), default=0)
    return AgendaItem.objects.create(
        meeting=meeting, assessment=case, position=last + 1, question=question, by=by, at=timezone.now()
    )


@transaction.atomic
def remove_case(*, item: AgendaItem) -> None:
    """Take a case off the agenda of a meeting that is not closed; raises MeetingClosedError otherwise."""
    meeting = _open(item.meeting)
    meeting.items.filter(pk=item.pk).delete()
    _number(meeting.items.all())


@transaction.atomic
def order_cases(*, meeting: Meeting, places: Mapping[UUID, int]) -> None:
    """Put the agenda into the order of these numbers; what is not named keeps its own.

    Raises MeetingClosedError.
    """
    items = list(_open(meeting).items.all())
    _number(sorted(items, key=lambda one: (places.get(one.uuid, one.position), one.position)))


def _number(items: Iterable[AgendaItem]) -> None:
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            item.save(update_fields=["position"])


@transaction.atomic
def prepare_case(*, item: AgendaItem, question: str, presenter: User | None) -> None:
    """Say what the board is asked about a case, and who presents it. Raises MeetingClosedError."""
    _open(item.meeting)
    item.question, item.presenter = question, presenter
    item.save(update_fields=["question", "presenter"])


@transaction.atomic
def begin_meeting(*, meeting: Meeting) -> None:
    """Begin a planned meeting; raises NotInOrderError where it is not planned any more."""
    fresh = _held(meeting)
    if fresh.state != MeetingState.PLANNED:
        raise NotInOrderError
    fresh.state = MeetingState.RUNNING
    fresh.save(update_fields=["state"])


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: User) -> int:
    """Close a meeting in session. What was not reached goes to the next that is planned, if there is one.

    Give how many cases were not reached. Raises NotInOrderError where it is not in session.
    """
    fresh = _held(meeting)
    if fresh.state != MeetingState.RUNNING:
        raise NotInOrderError
    fresh.state, fresh.closed_at = MeetingState.CLOSED, timezone.now()
    fresh.save(update_fields=["state", "closed_at"])
    left = not_reached(fresh)
    AgendaItem.objects.filter(pk__in=[item.pk for item in left]).update(is_left=True)
    following = Meeting.objects.filter(unit=fresh.unit_id, state=MeetingState.PLANNED).order_by("on", "pk")
    if (after := following.filter(on__gte=fresh.on).first()) is not None:
        _carry_over(after, by)
    return len(left)


def _carry_over(meeting: Meeting, by: User) -> None:
    """Put on the agenda what closed meetings of the unit did not reach, each once."""
    waiting = AgendaItem.objects.filter(meeting__unit=meeting.unit_id, is_left=True)
    waiting = waiting.order_by("meeting__on", "meeting", "position")
    for item in waiting.select_related("assessment", "meeting"):
        if item.assessment.is_withdrawn:
            continue
        case = case_now(item.assessment)
        if _item_of(meeting, case) is None:
            carried = _add(meeting, case, item.question, by)
            carried.presenter, carried.carried_from = item.presenter, item.meeting
            carried.save(update_fields=["presenter", "carried_from"])
        item.is_left = False
        item.save(update_fields=["is_left"])


@transaction.atomic
def invite_guest(*, meeting: Meeting, guest: User, by: User) -> None:
    """Let somebody see this meeting, and nothing else, on its day. Raises MeetingClosedError."""
    fresh = _open(meeting)
    if MeetingGuest.objects.get_or_create(meeting=fresh, user=guest)[1]:
        note(fresh.unit, UnitEventKind.INVITED, guest, fresh.on.isoformat(), by)


@transaction.atomic
def uninvite_guest(*, guest: MeetingGuest, by: User) -> None:
    """Take an invitation back."""
    meeting = _held(guest.meeting)
    if MeetingGuest.objects.filter(pk=guest.pk).delete()[0]:
        note(meeting.unit, UnitEventKind.UNINVITED, guest.user, meeting.on.isoformat(), by)


def _held(meeting: Meeting) -> Meeting:
    """Take a meeting for this transaction, as it is now."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=meeting.pk)


def _open(meeting: Meeting) -> Meeting:
    fresh = _held(meeting)
    if fresh.is_closed:
        raise MeetingClosedError
    return fresh
