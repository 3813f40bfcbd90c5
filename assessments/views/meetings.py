"""The meetings of a unit's tumour board: their list, planning one, its agenda and guests, its course."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions import meetings as actions
from assessments.forms.meetings import AgendaForm, GuestForm, MeetingForm, members_of
from assessments.models import Meeting, MeetingState, Unit, units_of
from assessments.record.board_cases import board_case
from assessments.record.meetings import case_now, decided_in
from assessments.record.undone import undone

from .access import RefusedPage, member_page, today, user_of
from .meeting_access import closed_refusal, is_member, leads, refuse_others, seen, visible_meeting
from .once import once
from .showing import listed, render

if TYPE_CHECKING:
    from uuid import UUID

MOST_SHOWN = 60


@require_safe
@member_page
def meeting_list(request: HttpRequest) -> HttpResponse:
    """List the meetings of the user's units, and those of today to which they are invited."""
    user = user_of(request)
    counted = Meeting.objects.select_related("unit", "chair").annotate(cases=Count("items", distinct=True))
    found = counted.visible_to(user)
    ahead = found.exclude(state=MeetingState.CLOSED).order_by("on", "pk")
    context = {
        "nav_current": "meetings",
        "ahead": ahead,
        "closed": found.filter(state=MeetingState.CLOSED)[:MOST_SHOWN],
        "invited": counted.as_guest(user, today()),
        "may_plan": units_of(user).exists(),
        "several_units": units_of(user).count() > 1,
    }
    return render(request, "assessments/meetings/list.html", context)


@require_safe
@member_page
def work_list(request: HttpRequest) -> HttpResponse:
    """List what boards decided and nobody has told as done."""
    tasks = undone(user_of(request))
    listed(request, "work list", [one.lesion.patient for one in tasks])
    context = {"nav_current": "meetings", "tasks": [(one, one.is_overdue(today())) for one in tasks]}
    return render(request, "assessments/meetings/undone.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def plan_meeting(request: HttpRequest) -> HttpResponse:
    """Plan a meeting of a unit of which the user is a member."""
    units = list(units_of(user_of(request)).order_by("name"))
    if not units:
        raise RefusedPage(
            403,
            _("You belong to no unit"),
            _("Members of a unit plan its meetings. The administrator can add you to one."),
        )
    unit = _chosen(request, units)
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(unit, earliest=today(), data=data, on=today(), chair=str(user_of(request).pk))
    if form.is_bound and form.is_valid():
        by = user_of(request)
        made = actions.plan_meeting(unit=unit, on=form.cleaned_data["on"], chair=form.chair, by=by)
        messages.success(request, _("The meeting is planned. Add cases from the list or from a case."))
        return redirect("assessments:meeting", uuid=made.uuid)
    context = {"nav_current": "meetings", "form": form, "unit": unit, "units": units}
    return render(request, "assessments/meetings/plan.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, units: list[Unit]) -> Unit:
    wanted = request.GET.get("unit", "")
    return next((one for one in units if str(one.pk) == wanted), units[0])


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def meeting(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a meeting with its agenda; put that in order, and say what is asked and who presents."""
    shown = visible_meeting(request, uuid, guests=request.method != "POST")
    if request.method != "POST":
        return _show(request, shown)
    if shown.is_closed:
        raise closed_refusal()
    people = members_of(shown.unit)
    forms = [AgendaForm(item, people, request.POST) for item in shown.items.select_related("presenter")]
    forms = [form for form in forms if any(name.startswith(f"{form.prefix}-") for name in request.POST)]
    if any(form.errors for form in forms):
        return _show(request, shown, forms, status=422)
    try:
        _save(shown, forms)
        if taken_off := request.POST.get("remove", ""):
            for item in shown.items.all():
                if str(item.uuid) == taken_off:
                    actions.remove_case(item=item)
                    messages.success(request, _("The case is off the agenda."))
    except actions.MeetingClosedError as error:
        raise closed_refusal() from error
    return redirect("assessments:meeting", uuid=uuid)


def _save(shown: Meeting, forms: list[AgendaForm]) -> None:
    """Write what was changed, and leave what others changed meanwhile."""
    for form in forms:
        if form.changed.keys() & {"question", "presenter"}:
            item = form.item
            question = form.changed.get("question", item.question)
            presenter = form.presenter if "presenter" in form.changed else item.presenter
            actions.prepare_case(item=item, question=question, presenter=presenter)
    if any("place" in form.changed for form in forms):
        # Of two at one place the one that was moved there comes first.
        places = {form.item.uuid: 2 * form.cleaned_data["place"] - _moved_up(form) for form in forms}
        actions.order_cases(meeting=shown, places=places)


def _moved_up(form: AgendaForm) -> int:
    before, now = form.item.position, form.cleaned_data["place"]
    return 1 if now < before else -1 if now > before else 0


def _show(
    request: HttpRequest,
    shown: Meeting,
    forms: list[AgendaForm] | None = None,
    guest: GuestForm | None = None,
    change: MeetingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    related = ("assessment__patient", "assessment__unit", "assessment__author", "presenter", "carried_from")
    items, people = list(shown.items.select_related(*related)), members_of(shown.unit)
    sent = {form.item.pk: form for form in forms or ()}
    cases = {item.pk: case_now(item.assessment) for item in items}
    decided = decided_in(shown, cases.values())
    rows = [
        {
            "item": item,
            "form": sent.get(item.pk) or AgendaForm(item, people),
            "case": board_case(cases[item.pk]),
            "decided": bool(decided[cases[item.pk].pk]),
        }
        for item in items
    ]
    seen(request, shown, cases.values())
    context: dict[str, Any] = {
        "nav_current": "meetings",
        "meeting": shown,
        "rows": rows,
        "all_forms": forms or [],
        "has_errors": status == 422,
        "is_member": is_member(request, shown),
        "may_lead": leads(request, shown),
        "guests": shown.guests.select_related("user"),
        "guest_form": guest or GuestForm(shown.unit),
        "change_form": change
        or MeetingForm(shown.unit, earliest=shown.on, on=shown.on, chair=str(shown.chair_id)),
    }
    return render(request, "assessments/meetings/meeting.html", context, status=status)


@require_POST
@member_page
@once
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a meeting another day or chair."""
    shown = visible_meeting(request, uuid)
    refuse_others(request, shown)
    form = MeetingForm(shown.unit, earliest=min(today(), shown.on), data=request.POST)
    if not form.is_valid():
        return _show(request, shown, change=form, status=422)
    try:
        actions.change_meeting(meeting=shown, on=form.cleaned_data["on"], chair=form.chair)
    except actions.MeetingClosedError as error:
        raise closed_refusal() from error
    messages.success(request, _("The meeting is changed."))
    return redirect("assessments:meeting", uuid=uuid)


@require_POST
@member_page
@once
def course(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin a meeting, or close it: then its agenda stays, and what was not reached is carried over."""
    shown = visible_meeting(request, uuid)
    refuse_others(request, shown)
    try:
        if request.POST.get("to") == MeetingState.RUNNING:
            actions.begin_meeting(meeting=shown)
            first = shown.items.first()
            if first is not None:
                return redirect("assessments:meeting_case", uuid=uuid, item_uuid=first.uuid)
        elif request.POST.get("to") == MeetingState.CLOSED:
            left = actions.close_meeting(meeting=shown, by=user_of(request))
            messages.success(request, _closed_with(left))
        else:
            raise actions.NotInOrderError
    except actions.NotInOrderError as error:
        raise RefusedPage(
            409,
            _("The meeting is not in that state"),
            _("Somebody else has begun or closed it meanwhile. Nothing was changed."),
        ) from error
    return redirect("assessments:meeting", uuid=uuid)


def _closed_with(left: int) -> str:
    if not left:
        return _("The meeting is closed. Every case was decided on.")
    return ngettext(
        "The meeting is closed. %(n)d case was not reached; the next meeting has it.",
        "The meeting is closed. %(n)d cases were not reached; the next meeting has them.",
        left,
    ) % {"n": left}


@require_POST
@member_page
@once
def guests(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Invite a guest, or take an invitation back."""
    shown = visible_meeting(request, uuid)
    refuse_others(request, shown)
    if key := request.POST.get("uninvite", ""):
        for invited in shown.guests.select_related("user", "meeting"):
            if str(invited.pk) == key:
                actions.uninvite_guest(guest=invited, by=user_of(request))
        return redirect("assessments:meeting", uuid=uuid)
    form = GuestForm(shown.unit, request.POST)
    if not form.is_valid():
        return _show(request, shown, guest=form, status=422)
    try:
        actions.invite_guest(meeting=shown, guest=form.cleaned_data["guest"], by=user_of(request))
    except actions.MeetingClosedError as error:
        raise closed_refusal() from error
    messages.success(request, _("The guest is invited, for the day of the meeting."))
    return redirect("assessments:meeting", uuid=uuid)
