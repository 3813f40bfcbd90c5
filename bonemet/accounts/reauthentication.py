"""Confirming who one is before signing, before what is sealed like a signature, and before a bulk export."""

from __future__ import annotations

import time
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account import decorators
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def reauthentication_required(view: Callable[..., Any], *, second_factor: bool = False) -> Callable[..., Any]:
    """Ask for the password or the second factor again, unless that was done within five minutes.

    With `second_factor`, nothing but that will do. What was sent is kept and goes on afterwards. Who has
    neither, because they come by single sign-on, sets up a second factor first.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        ways = get_adapter().get_reauthentication_methods(request.user)
        if second_factor:
            ways = factors = [way for way in ways if way["id"].startswith("mfa_reauthenticate")]
        if not ways:
            return set_up_first(request)
        if second_factor and not _proved_by_factor(request, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT):
            return suspend_request(request, factors[0]["url"])
        return decorators.reauthentication_required(view)(request, *args, **kwargs)

    return page


def factor_required(request: HttpRequest) -> HttpResponse | None:
    """Give the page that comes first where the second factor is demanded and this session did not use it."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    factors = [way for way in ways if way["id"].startswith("mfa_reauthenticate")]
    if not factors:
        return set_up_first(request)
    if not _proved_by_factor(request, settings.SESSION_ABSOLUTE_AGE, again=False):
        suspended: HttpResponse = suspend_request(request, factors[0]["url"])
        return suspended
    return None


def set_up_first(request: HttpRequest) -> HttpResponse:
    """Send those who have no second factor to where it is set up; what they have sent stays in the page."""
    if request.method == "POST":
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken"
            for value in values
        ]
        context = {"path": request.path, "fields": fields}
        return render(request, "account/set_up_first.html", context, status=403)
    messages.warning(request, _("Set up a second factor first: with it you confirm that it is you."))
    return redirect("mfa_index")


def _proved_by_factor(request: HttpRequest, within: float, *, again: bool = True) -> bool:
    """Tell whether the second factor was given within so many seconds; `again`: once more after log-in."""
    return any(
        record["method"] == "mfa"
        and (record.get("reauthenticated") or not again)
        and time.time() - record["at"] < within
        for record in get_authentication_records(request, request.user)
    )
