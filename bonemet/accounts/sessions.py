"""A session ends 15 minutes after its last request (SESSION_COOKIE_AGE), and 12 hours after log-in.

Whoever comes back after that is nobody: nothing is shown and nothing is written. What was being typed stays
in the page, which finds out by `state` and takes the patient out of itself (static/js/session.js).
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import JsonResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bonemet import unwritten
from bonemet.privacy import cause_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse

    from bonemet.accounts.models import User

SIGNED_IN_AT, WRITTEN_AT = "signed_in_at", "written_at"

logger = logging.getLogger(__name__)


def remember_when(request: HttpRequest | None, **kwargs: Any) -> None:
    if request is not None:
        request.session[SIGNED_IN_AT] = time.time()


def note_the_end(request: HttpRequest | None, **kwargs: Any) -> None:
    if request is not None:
        request.has_logged_out = True  # type: ignore[attr-defined]  # bonemet.headers clears the browser's cache


def begin_anew(request: HttpRequest, user: User, **extra: Any) -> None:
    """Give the session a new key once somebody has proved again who they are; the old one opens nothing."""
    if extra.get("reauthenticated"):
        before = request.session.session_key
        request.session.cycle_key()
        UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


authentication_step_completed.connect(begin_anew, dispatch_uid="bonemet.accounts.sessions.begin_anew")
user_logged_in.connect(remember_when, dispatch_uid="bonemet.accounts.sessions.remember_when")
user_logged_out.connect(note_the_end, dispatch_uid="bonemet.accounts.sessions.note_the_end")


class Sessions(SessionMiddleware):
    """Django's, but written once a minute at most where nothing in it has changed.

    So reading goes on while the database cannot be written. A request that only asks whether the session
    goes on does not make it last longer.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(request, "only_asks", False):
            return response
        if "X-Only-Asks" in request.headers and not request.session.modified:
            return response  # the page asked by itself: nobody did anything
        if request.session.accessed and not request.session.is_empty():
            now = time.time()
            if now - request.session.get(WRITTEN_AT, 0) >= settings.SESSION_WRITTEN_EVERY:
                request.session[WRITTEN_AT] = now
        try:
            return super().process_response(request, response)
        except unwritten.FAULTS as error:
            logger.error("a session could not be written: %s", cause_of(error))
        except SessionInterrupted as error:
            # Django calls each fault of the database so; a session that is no more has no fault behind it.
            if not isinstance(fault := _first(error), unwritten.FAULTS):
                raise
            logger.error("a session could not be written: %s", cause_of(fault.__cause__ or fault))
        return response


def _first(error: BaseException) -> BaseException:
    """Give what an error began with, as Django's own chain tells it, down to Django's error of a database."""
    while error.__context__ is not None and not isinstance(error, unwritten.FAULTS):
        error = error.__context__
    return error


class SessionLimits:
    """Logs out whoever logged in longer ago than settings.SESSION_ABSOLUTE_AGE, however active."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            if now - request.session.setdefault(SIGNED_IN_AT, now) >= settings.SESSION_ABSOLUTE_AGE:
                logout(request)
                messages.info(request, _("You were logged out: a session lasts 12 hours at most."))
        return self.get_response(request)


def has_ended(request: HttpRequest) -> bool:
    """Tell whether the browser still names a session that is no more."""
    named = settings.SESSION_COOKIE_NAME in request.COOKIES
    return named and not request.user.is_authenticated and request.session.session_key is None


def sign_of(user: User | AnonymousUser) -> str:
    """Give what a form carries to say who opened it; it tells nobody who that is. Empty for nobody."""
    return salted_hmac("bonemet.typed_by", str(user.pk)).hexdigest()[:32] if user.is_authenticated else ""


def is_of_another(request: HttpRequest) -> bool:
    """Tell whether somebody is logged in, and another than who opened a form."""
    typed_by = request.POST.get("typed_by", "")
    return request.user.is_authenticated and typed_by not in ("", sign_of(request.user))


@require_safe
@never_cache
def state(request: HttpRequest) -> HttpResponse:
    """Tell a page who is logged in (as `sign_of` has it), and for how many more seconds of idleness."""
    if not request.user.is_authenticated:
        return JsonResponse({"user": "", "seconds": 0})
    request.only_asks = True  # type: ignore[attr-defined]
    at_most = request.session[SIGNED_IN_AT] + settings.SESSION_ABSOLUTE_AGE - time.time()
    idle = (_expiry(request) - timezone.now()).total_seconds()
    return JsonResponse({"user": sign_of(request.user), "seconds": max(0, int(min(at_most, idle)))})


def _expiry(request: HttpRequest) -> Any:
    """Read when the session ends by itself, as the database has it."""
    stored = request.session.model.objects.filter(session_key=request.session.session_key)  # type: ignore[attr-defined]
    return stored.values_list("expire_date", flat=True).first() or timezone.now()
