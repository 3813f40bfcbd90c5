"""What is sent after the session has ended, or by a page of the session before: kept for who sent it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions.assessments import LesionRemovedError, NotEditableError
from bonemet.accounts.sessions import whose_it_was

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User

P = ParamSpec("P")

SENT = "sent"
LARGEST = 64 * 1024


class RefusedPage(Exception):
    """Answer this request with a page that says why not."""

    def __init__(self, status: int, title: str, message: str, back: object = None) -> None:
        super().__init__(title)
        self.status, self.title, self.message, self.back = status, title, message, back


def only_logged_in(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Send nobody to the log-in page; a form of somebody whose session has ended waits for them."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return HttpResponse(
                status=403
            )  # asked by a script of the page, which shows nothing of the answer
        was = whose_it_was(request)
        if was is None:
            return redirect_to_login(request.get_full_path())
        if request.method != "POST" or not _is_small(request):
            messages.info(request, _("You were logged out. What you saved is there."))
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        request.session[SENT] = {"user": was.pk, "path": request.path, "fields": _fields(request)}
        messages.info(request, _("You were logged out. What you typed is kept: log in to go on."))
        return redirect_to_login(reverse("assessments:send_again"))

    return page


def kept_by(
    keep: Callable[Concatenate[HttpRequest, P], str],
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Keep, by `keep`, what somebody types whose session has ended; it gives the address to return to."""

    def decorated(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            was = whose_it_was(request) if request.method == "POST" and _is_small(request) else None
            back = None if was is None else _kept(was, keep, request, *args, **kwargs)
            if back is None:
                return view(request, *args, **kwargs)
            if request.headers.get("Accept") == "application/json":
                return JsonResponse({"saved": True}, status=401)
            messages.info(request, _("You were logged out. What you typed is kept: log in to go on."))
            return redirect_to_login(back)

        return page

    return decorated


def _kept(
    was: User,
    keep: Callable[Concatenate[HttpRequest, P], str],
    request: HttpRequest,
    *args: P.args,
    **kwargs: P.kwargs,
) -> str | None:
    """Keep it in the name of who was logged in, who is asked for no more and shown nothing."""
    request.user = was
    try:
        return keep(request, *args, **kwargs)
    except (Http404, RefusedPage, NotEditableError, LesionRemovedError):
        return None
    finally:
        request.user = AnonymousUser()


@require_http_methods(["GET", "HEAD", "POST"])
def send_again(request: HttpRequest) -> HttpResponse:
    """After logging in again: offer to send what was sent when the session had ended."""
    sent = request.session.get(SENT)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if request.method == "POST" or not sent or sent["user"] != request.user.pk:
        request.session.pop(SENT, None)
        return redirect("assessments:list")
    return render(
        request, "assessments/ended/send_again.html", {"path": sent["path"], "fields": sent["fields"]}
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without this session's token; one opened before logging in again is offered anew.

    Django has by then made sure that it comes from a page of this site.
    """
    is_stale = reason.startswith("CSRF token from") and request.user.is_authenticated and _is_small(request)
    if not is_stale:
        return render(request, "403_csrf.html", status=403)
    context = {"path": request.path, "fields": _fields(request)}
    return render(request, "assessments/ended/send_again.html", context, status=403)


def _is_small(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) <= LARGEST and not request.FILES


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
