"""What is sent after the session has ended, or by a page of the session before: refused, and given back."""

from __future__ import annotations

import logging
import sys
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE, get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from assessments.answers.sent import typed_in
from bonemet import unwritten
from bonemet.accounts.sessions import has_ended, is_of_another, sign_of
from bonemet.privacy import QUERY
from bonemet.scripts import is_by_script, refusal

from .unsaved import typed_words

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

P = ParamSpec("P")

LARGEST = 64 * 1024


class RefusedPage(Exception):
    """Answer this request with a page that says why not."""

    def __init__(self, status: int, title: str, message: str, back: object = None) -> None:
        super().__init__(title)
        self.status, self.title, self.message, self.back = status, title, message, back


def only_logged_in(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Send nobody to the log-in page; whoever sent a form has what they typed in the answer."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_of_another(request):
            return _somebody_else(request)
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if is_by_script(request):
            return refusal(401, _("You are logged out. What you typed stays in this page."), ended=True)
        if request.method == "POST" and typed_into(request):
            return _send_again(request, 401)
        if has_ended(request):
            messages.info(request, _("You were logged out. What you saved is there."))
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")

    return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without this session's token; one opened before logging in again is offered anew.

    Django has by then made sure that it comes from a page of this site; one that does not is refused.
    """
    is_ours = reason.startswith("CSRF token from") or (
        reason == REASON_NO_CSRF_COOKIE and "Origin" in request.headers
    )
    if is_of_another(request):
        return _somebody_else(request)
    if reason.startswith(("Origin", "Referer")):
        return _from_elsewhere(request)
    if not is_ours:
        return render(request, "403_csrf.html", status=403)
    if is_by_script(request):
        if not request.user.is_authenticated:
            return refusal(401, _("You are logged out. What you typed stays in this page."), ended=True)
        # The page was opened before the same user logged in again: with this session's token it goes on.
        return refusal(403, "", token=get_token(request), user=sign_of(request.user))
    if not typed_into(request):
        return render(request, "403_csrf.html", status=403)
    return _send_again(request, 403 if request.user.is_authenticated else 401)


def _from_elsewhere(request: HttpRequest) -> HttpResponse:
    """Refuse a form of another address, as a proxy makes it look that passes on another name or protocol."""
    here = f"{request.scheme}://{request.get_host()}"
    came = request.headers.get("Origin") or request.headers.get("Referer") or ""
    logger.error(
        "a form that comes from %r was refused by %r: where that is bonemet too, the proxy in front has to "
        "pass on Host and X-Forwarded-Proto as they came, or BONEMET_TRUSTED_ORIGINS has to name the origin",
        QUERY.sub("", came), here,
    )  # fmt: skip
    title = _("This form seems to come from another address")
    message = _(
        "For your protection nothing was saved. bonemet is at %(here)s, and your browser says that the form "
        "comes from %(came)s. If you came by your hospital's own address, tell its engineers: the proxy in "
        "front of bonemet passes on a wrong “Host” or “X-Forwarded-Proto”."
    ) % {"here": here, "came": QUERY.sub("", came) or _("nowhere")}
    if is_by_script(request):
        return refusal(403, f"{title}. {message}")
    context = {"refused": RefusedPage(403, title, message), "typed": _typed(request)}
    return render(request, "assessments/refused.html", context, status=403)


def typed_into(request: HttpRequest) -> dict[str, list[str]]:
    """Give what was typed into the form that is sent; nothing where it is too large to be one of ours."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST or request.FILES:
        return {}
    return typed_in({name: [str(value) for value in values] for name, values in request.POST.lists()})


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Give in words what was typed about a patient; nothing of what one logs in with."""
    try:
        return [] if request.path.startswith("/accounts/") else typed_words(typed_into(request))
    except (OSError, RequestDataTooBig):  # it could not be read
        return []


def failed(request: HttpRequest) -> HttpResponse:
    """Answer what raised; where the database cannot be written or reached, what was typed comes back."""
    fault = sys.exc_info()[1]
    if not unwritten.is_fault(fault):
        return _plainly(request, "500.html", 500, typed=_typed(request))
    why = _("Nothing can be saved at the moment. What you typed stays in this page.")
    if is_by_script(request):
        return refusal(503, why)
    is_of_accounts = request.path.startswith("/accounts/")  # what one logs in with is not given back
    if request.method == "POST" and not is_of_accounts and typed_into(request):
        response = _plainly(request, "assessments/ended/send_again.html", 503, fields=_fields(request))
    else:
        response = _plainly(request, "503.html", 503)
    response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store, private"
    return response


def _plainly(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    """Render a page; where even that raises, without knowing for whom, and at last one that stands alone."""
    context |= {"path": request.path, "cannot": status == 503, "is_unknown": not hasattr(request, "user")}
    try:
        return render(request, template, context, status=status)
    except Exception:
        logger.exception("the page of an error could not be rendered")
    try:
        request.user = AnonymousUser()
        return render(request, template, context | {"is_unknown": True}, status=status)
    except Exception:
        logger.exception("the page of an error could not be rendered for nobody")
        return HttpResponse(render_to_string("plain.html", context), status=status)


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Give what a form sent, to send it again; no password and no token of a session."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]


def _send_again(request: HttpRequest, status: int) -> HttpResponse:
    context = {"path": request.path, "fields": _fields(request), "is_nobody": status == 401}
    response = render(request, "assessments/ended/send_again.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _somebody_else(request: HttpRequest) -> HttpResponse:
    """Whoever sits at this computer now did not type it: it is neither taken nor shown."""
    title = _("This was typed by somebody else")
    message = _("Another user had opened this page. Nothing of it was taken. Open the page again to go on.")
    if is_by_script(request):
        return refusal(403, f"{title}. {message}", ended=True)
    refused = RefusedPage(403, title, message)
    return render(request, "assessments/refused.html", {"refused": refused}, status=403)
