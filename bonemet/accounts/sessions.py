"""A session ends 15 minutes after its last request (SESSION_COOKIE_AGE), and 12 hours after log-in.

Whoever comes back after that is nobody, and sees nothing. But the new, empty session remembers whose the
ended one was, so that what was typed meanwhile can be kept for that person and for no other.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model, logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

SIGNED_IN_AT = "signed_in_at"
ENDED = "ended"  # in a session of nobody: whose it was, as {user, hash of the password, when it was begun}


def remember_when(request: HttpRequest | None, **kwargs: Any) -> None:
    if request is not None:
        request.session[SIGNED_IN_AT] = time.time()
        request.session.pop(ENDED, None)


user_logged_in.connect(remember_when, dispatch_uid="bonemet.accounts.sessions.remember_when")


class SessionLimits:
    """Logs out whoever logged in longer ago than settings.SESSION_ABSOLUTE_AGE, however active.

    Remembers, for what they send next, whose session it was that time has ended.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            if now - request.session.setdefault(SIGNED_IN_AT, now) >= settings.SESSION_ABSOLUTE_AGE:
                whose = _of(request.session)
                logout(request)
                request.session[ENDED] = whose
                messages.info(request, _("You were logged out: a session lasts 12 hours at most."))
        elif not request.session.session_key and (ended := _ended_by_idleness(request)):
            request.session[ENDED] = ended
        return self.get_response(request)


def _of(session: Any) -> dict[str, Any]:
    return {
        "user": session.get(SESSION_KEY),
        "hash": session.get(HASH_SESSION_KEY),
        "at": session.get(SIGNED_IN_AT, 0),
    }


def _ended_by_idleness(request: HttpRequest) -> dict[str, Any] | None:
    """Find the session that the browser still names and that has expired; one that was ended is gone."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    row = Session.objects.filter(session_key=key).first() if key else None
    if row is None:
        return None
    data = row.get_decoded()
    found: dict[str, Any] = data.get(ENDED) or _of(data)
    return found if found["user"] else None


def whose_it_was(request: HttpRequest) -> User | None:
    """Give whose session it was that time has ended, while what they typed may still be kept for them.

    That is for a day after it was begun, and not once the account is closed or has another password.
    """
    ended = request.session.get(ENDED)
    if request.user.is_authenticated or not ended:
        return None
    if time.time() - ended["at"] >= 2 * settings.SESSION_ABSOLUTE_AGE:
        return None
    user = get_user_model().objects.filter(pk=ended["user"], is_active=True).first()
    if user is None or not constant_time_compare(ended["hash"] or "", user.get_session_auth_hash()):
        return None
    return user
