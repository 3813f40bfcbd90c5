"""The pages of a unit's lead: members, what leavers left unsigned, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions import units as members
from assessments.actions.follow_up import is_reckoned, reckon_dues
from assessments.forms.unit import MemberForm, RoleForm, UnitSettingsForm
from assessments.models import Membership, Role, Unit, led_units, units_of
from assessments.models.unit_settings import UnitSettings

from .access import RefusedPage, member_page, user_of, visible_assessment
from .confirming import administered
from .once import once
from .showing import listed, render

if TYPE_CHECKING:
    from uuid import UUID

EVENTS = 50
RECKONED_AT_ONCE = 1000  # patients whose follow-ups are due by new intervals while the lead waits: a second


@require_safe
@member_page
def led(request: HttpRequest) -> HttpResponse:
    """Go to the unit that this user leads, or list them."""
    units = list(led_units(user_of(request)))
    if not units:
        raise _only_leads()
    if len(units) == 1:
        return redirect("assessments:unit", pk=units[0].pk)
    return render(request, "assessments/unit/units.html", {"units": units})


def led_unit(request: HttpRequest, pk: int) -> Unit:
    """Fetch a unit that this user leads; where the second factor is demanded, it comes first."""
    if (found := led_units(user_of(request)).filter(pk=pk).first()) is not None:
        administered(request, found)
        return found
    if units_of(user_of(request)).filter(pk=pk).exists():
        raise _only_leads()
    raise Http404


def _only_leads() -> RefusedPage:
    return RefusedPage(
        403,
        _("Only the unit's lead does this"),
        _("Ask the lead of your unit, or the administrator."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a unit's members, and add, change or end a membership."""
    shown = led_unit(request, pk)
    if request.method != "POST":
        return _show(request, shown, MemberForm())
    action = request.POST.get("action", "add")
    if action == "add":
        return _add(request, shown)
    membership = get_object_or_404(
        Membership.objects.filter(user__service_tokens=None).select_related("user", "unit"),
        unit=shown,
        pk=number(request.POST.get("membership", "")),
    )
    try:
        if action == "remove":
            members.end_membership(membership=membership, by=user_of(request))
            messages.success(request, _("%(name)s has left the unit.") % {"name": membership.user})
        else:
            role = RoleForm(request.POST)
            if not role.is_valid():
                return _show(request, shown, MemberForm(), status=422)
            members.change_role(membership=membership, role=role.cleaned_data["role"], by=user_of(request))
            messages.success(request, _("%(name)s has the new role.") % {"name": membership.user})
    except members.LastLeadError as error:
        raise RefusedPage(
            409,
            _("The unit would have no lead"),
            _("Make somebody else its lead first. Nothing was changed."),
        ) from error
    return redirect("assessments:unit", pk=pk)


def number(text: str) -> int:
    """Read the key of a row; Http404 for what is none."""
    if not text.isdecimal() or len(text) > 12:
        raise Http404
    return int(text)


def _add(request: HttpRequest, shown: Unit) -> HttpResponse:
    form = MemberForm(request.POST)
    if form.is_valid():
        user = form.cleaned_data["username"]
        try:
            members.add_member(unit=shown, user=user, role=form.cleaned_data["role"], by=user_of(request))
        except members.MemberAlreadyError:
            form.add_error("username", _("%(name)s is a member already.") % {"name": user})
        else:
            messages.success(request, _("%(name)s is a member now.") % {"name": user})
            return redirect("assessments:unit", pk=shown.pk)
    return _show(request, shown, form, status=422)


def _show(request: HttpRequest, shown: Unit, form: MemberForm, status: int = 200) -> HttpResponse:
    people = shown.memberships.filter(user__service_tokens=None)  # programs have a page of their own
    everybody = list(people.select_related("user").order_by("user__username"))
    secured = set(
        Authenticator.objects.filter(
            user__memberships__unit=shown, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        ).values_list("user", flat=True)
    )
    unsigned = list(members.left_unsigned(shown)[:EVENTS])
    events = list(shown.events.select_related("about", "by", "assessment__patient")[:EVENTS])
    told = [one.assessment for one in events if one.assessment]
    listed(request, "unit", [one.patient for one in [*unsigned, *told]])
    context = {
        "unit": shown,
        "here": [one for one in everybody if one.is_active],
        "left": [one for one in everybody if not one.is_active],
        "secured": secured,
        "roles": Role.choices,
        "form": form,
        "unsigned": unsigned,
        "events": events,
    }
    return render(request, "assessments/unit/unit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def unit_settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change what is particular to a unit."""
    shown = led_unit(request, pk)
    now = UnitSettings.of(shown)
    form = UnitSettingsForm(request.POST if request.method == "POST" else None, now=now)
    if form.is_valid():
        members.change_settings(unit=shown, settings=form.settings, by=user_of(request))
        messages.success(request, _("The settings are saved."))
        if not is_reckoned(shown):
            if shown.patients.all()[: RECKONED_AT_ONCE + 1].count() <= RECKONED_AT_ONCE:
                reckon_dues(unit=shown)
            else:
                messages.info(request, _("Within about an hour every follow-up is due by the new intervals."))
        return redirect("assessments:unit", pk=pk)
    status = 422 if form.is_bound else 200
    return render(request, "assessments/unit/settings.html", {"unit": shown, "form": form}, status=status)


@require_POST
@member_page
@once
def take_over(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make the lead the author of a draft whose author has left."""
    assessment = visible_assessment(request, uuid)
    shown = led_unit(request, assessment.unit_id)
    try:
        members.take_over(assessment=assessment, by=user_of(request))
    except members.StillHereError as error:
        raise RefusedPage(
            409,
            _("This assessment is not left behind"),
            _("It is signed, or its author is still a member of the unit. Nothing was changed."),
            assessment,
        ) from error
    messages.success(request, _("You are the author now. It is written down that you took it over."))
    return redirect("assessments:unit", pk=shown.pk)
