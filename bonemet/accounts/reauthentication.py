"""Confirming who one is: before what is sealed, a bulk export, and a change of how one logs in."""

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
from django.urls import URLResolver
from django.utils.translation import gettext as _

from bonemet.scripts import is_by_script, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from django.http import HttpRequest, HttpResponse

# What can be reached by whoever still has to set up, or to give, what the log-in asks for.
OF_THE_WAY_IN = (
    *("/accounts/2fa/", "/accounts/reauthenticate/", "/accounts/password/change/", "/accounts/logout/"),
    *("/accounts/session/", "/language/", "/theme/", "/healthz", "/readyz"),
)


def reauthentication_required(view: Callable[..., Any], *, second_factor: bool = False) -> Callable[..., Any]:
    """Ask for the password or the second factor again, unless that was done within five minutes.

    With `second_factor`, nothing but that will do. What was sent is kept and goes on afterwards. Who has
    neither, because they come by single sign-on, sets up a second factor first.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        ways = get_adapter().get_reauthentication_methods(request.user)
        if second_factor:
            ways = factors = _factors(request)
        if not ways:
            return set_up_first(request)
        if second_factor and not _proved_by_factor(request, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT):
            return suspend_request(request, factors[0]["url"])
        return decorators.reauthentication_required(view)(request, *args, **kwargs)

    return page


def factor_required(request: HttpRequest) -> HttpResponse | None:
    """Give the page that comes first where the second factor is demanded and this session did not use it."""
    factors = _factors(request)
    if not factors:
        return set_up_first(request)
    if not _proved_by_factor(request, settings.SESSION_ABSOLUTE_AGE, again=False):
        suspended: HttpResponse = suspend_request(request, factors[0]["url"])
        return suspended
    return None


def factor_proof_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """Ask for the second factor where there is one, unless it was given within five minutes.

    For what changes how one logs in, and asks for the password itself: an open session and the password are
    not enough to change the password or to take the second factor away.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            factors = _factors(request)
            within = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
            if factors and not _proved_by_factor(request, within, again=False):
                return suspend_request(request, factors[0]["url"])
        return view(request, *args, **kwargs)

    return page


def proof_required_to_send(view: Callable[..., Any]) -> Callable[..., Any]:
    """Show a page without a proof, and ask for one, where it can be given, before what it sends is done."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        has_to = request.method == "POST" and request.user.is_authenticated
        if has_to and get_adapter().get_reauthentication_methods(request.user):
            return reauthentication_required(view)(request, *args, **kwargs)
        return view(request, *args, **kwargs)

    return page


def guarded(addresses: Any, *, but: Container[str]) -> Any:
    """Have each of these addresses, but those that are named, ask for what the log-in asks for."""
    for one in addresses:
        if isinstance(one, URLResolver):
            guarded(one.url_patterns, but=but)
        elif one.name not in but:
            one.callback = factor_proof_required(proof_required_to_send(one.callback))
    return addresses


class FactorFirst:
    """With BONEMET_SECOND_FACTOR=always nothing is shown before the second factor.

    Whoever has none sets it up first, on the only pages that they see; the others gave it at the log-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            settings.SECOND_FACTOR_ALWAYS
            and request.user.is_authenticated
            and not request.path.startswith(OF_THE_WAY_IN)
            and (first := factor_required(request))
        ):
            if is_by_script(request):
                return refusal(403, _("Not saved: a second factor must be set up or given first."))
            return first
        return self.get_response(request)


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


def _factors(request: HttpRequest) -> list[dict[str, Any]]:
    """Give the ways in which this user can prove who they are by a second factor; none without one."""
    ways: list[dict[str, Any]] = get_adapter().get_reauthentication_methods(request.user)
    return [way for way in ways if way["id"].startswith("mfa_reauthenticate")]


def _proved_by_factor(request: HttpRequest, within: float, *, again: bool = True) -> bool:
    """Tell whether the second factor was given within so many seconds; `again`: once more after log-in."""
    return any(
        record["method"] == "mfa"
        and (record.get("reauthenticated") or not again)
        and time.time() - record["at"] < within
        for record in get_authentication_records(request, request.user)
    )
