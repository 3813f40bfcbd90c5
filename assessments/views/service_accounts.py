"""The page on which a unit's lead lets programs in, and shuts them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions import service_accounts as programs
from assessments.forms.service_accounts import USUAL, RenewForm, ServiceAccountForm
from bonemet.accounts.models import ServiceToken
from bonemet.accounts.tokens import make_token, revoke

from .access import member_page, user_of
from .confirming import confirmed
from .once import once
from .showing import render
from .unit import led_unit, number

if TYPE_CHECKING:
    from assessments.models import Membership, Unit


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def service_accounts(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the same proof as a signature, then show, make and revoke the tokens of a unit's programs."""
    unit = led_unit(request, pk)
    page: HttpResponse = confirmed(_service_accounts, unit)(request, unit)
    return page


def _service_accounts(request: HttpRequest, unit: Unit) -> HttpResponse:
    if request.method != "POST":
        return _show(request, unit, ServiceAccountForm())
    action = request.POST.get("action", "make")
    if action == "revoke":
        token = _token(unit, request.POST.get("token", ""))
        revoke(token=token, by=user_of(request))
        messages.success(request, _("The token of %(name)s opens nothing any more.") % {"name": token.user})
        return redirect("assessments:service_accounts", pk=unit.pk)
    if action == "renew":
        return _renew(request, unit)
    return _make(request, unit)


def _token(unit: Unit, key: str) -> ServiceToken:
    found = ServiceToken.objects.select_related("user").filter(
        pk=number(key), user__in=programs.of_unit(unit).values("user")
    )
    if (token := found.first()) is None:
        raise Http404
    return token


def _make(request: HttpRequest, unit: Unit) -> HttpResponse:
    form = ServiceAccountForm(request.POST)
    if form.is_valid():
        name, days = form.cleaned_data["name"], int(form.cleaned_data["days"])
        try:
            token = programs.make_account(unit=unit, name=name, days=days, by=user_of(request))
        except programs.NameTakenError:
            form.add_error("name", _("There is an account “%(name)s”: choose another name.") % {"name": name})
        else:
            return _show(request, unit, ServiceAccountForm(), shown=(name, token))
    return _show(request, unit, form, status=422)


def _renew(request: HttpRequest, unit: Unit) -> HttpResponse:
    account: Membership | None = (
        programs.of_unit(unit).filter(pk=number(request.POST.get("account", "")), is_active=True).first()
    )
    if account is None:
        raise Http404
    form = RenewForm(request.POST)
    if not form.is_valid():
        return _show(request, unit, ServiceAccountForm(), status=422)
    days = int(form.cleaned_data["days"])
    token = make_token(user=account.user, days=days, by=user_of(request))
    return _show(request, unit, ServiceAccountForm(), shown=(account.user.get_username(), token))


def _show(
    request: HttpRequest,
    unit: Unit,
    form: ServiceAccountForm,
    *,
    shown: tuple[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    accounts = programs.of_unit(unit).prefetch_related("user__service_tokens__made_by")
    context = {
        "unit": unit,
        "form": form,
        "accounts": list(accounts.order_by("user__username")),
        "usual": USUAL,
        "shown": shown,
    }
    return render(request, "assessments/unit/service_accounts.html", context, status=status)
