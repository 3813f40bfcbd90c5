"""A session ends 15 minutes after its last request (SESSION_COOKIE_AGE), and 12 hours after log-in."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

SIGNED_IN_AT = "signed_in_at"


def remember_when(request: HttpRequest | None, **kwargs: Any) -> None:
    if request is not None:
        request.session[SIGNED_IN_AT] = time.time()


user_logged_in.connect(remember_when, dispatch_uid="bonemet.sessions.remember_when")


class AbsoluteSessionAge:
    """Logs out whoever logged in longer ago than settings.SESSION_ABSOLUTE_AGE, however active."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            now = time.time()
            if now - request.session.setdefault(SIGNED_IN_AT, now) >= settings.SESSION_ABSOLUTE_AGE:
                logout(request)
                messages.info(request, _("You were logged out: a session lasts 12 hours at most."))
        return self.get_response(request)
