"""Browsers in which an account has logged in: what others try elsewhere does not keep its owner out there.

The cookie holds a random token and nothing about anybody; which accounts it stands for is in the database.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from bonemet.accounts.models import KnownBrowser

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from bonemet.accounts.models import User

LASTS = timedelta(days=180)


def known_browser(request: HttpRequest, user: User | None) -> str:
    """Give the digest of this browser if this account has logged in here within 180 days, else nothing."""
    token = request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "")
    if user is None or not token:
        return ""
    since = timezone.now() - LASTS
    found = KnownBrowser.objects.filter(user=user, digest=_digest(token), seen__gt=since)
    return _digest(token) if found.exists() else ""


def remember_browser(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Note that this account has logged in here, and give a browser without a token one."""
    token = request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "")
    # A token that nobody was given is not taken over: somebody else may have put it there.
    if not token or not KnownBrowser.objects.filter(digest=_digest(token)).exists():
        token = secrets.token_urlsafe(32)
    now = timezone.now()
    KnownBrowser.objects.update_or_create(user=user, digest=_digest(token), defaults={"seen": now})
    KnownBrowser.objects.filter(seen__lte=now - LASTS).delete()
    response.set_cookie(
        settings.BROWSER_COOKIE_NAME,
        token,
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_browsers(user: User) -> None:
    """Forget where an account has logged in: its password or second factor was given anew."""
    KnownBrowser.objects.filter(user=user).delete()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
