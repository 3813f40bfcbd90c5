"""Logging in who comes from a chart: an account that exists and is linked, as at any log-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import logout

from bonemet.accounts.models import User
from bonemet.accounts.single_sign_on import PROVIDER
from bonemet.accounts.tokens import is_service

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def linked_account(issuer: str, claims: dict[str, Any]) -> User | None:
    """Find whose account it is that an issuer's token names: linked by single sign-on, or by `link_account`.

    A closed account and a program's are given as any other: see `may_come_in`.
    """
    if settings.OIDC_IS_ON and issuer == settings.OIDC_SERVER_URL.partition("/.well-known/")[0].rstrip("/"):
        provider, names = PROVIDER, [claims.get(settings.OIDC_USER_FIELD)]
    else:
        provider, names = issuer, [claims.get("fhirUser"), claims.get("sub")]
    for name in (name for name in names if isinstance(name, str) and name):
        if (
            account := SocialAccount.objects.filter(provider=provider, uid=name)
            .select_related("user")
            .first()
        ):
            user: User = account.user
            return user
    return None


def may_come_in(user: User) -> bool:
    """Tell whether an account is somebody's, and open."""
    return user.is_active and not is_service(user)


def come_in(request: HttpRequest, user: User, to: str, remember: Callable[[], None]) -> HttpResponse:
    """Log in, with the second factor where there is one, and lead on to an address of ours.

    Whoever else is logged in in this browser is logged out first; then `remember` is called, in the session
    that stays.
    """
    if request.user.is_authenticated and request.user.pk != user.pk:
        logout(request)
    remember()
    login = Login(user=user, redirect_url=to, signal_kwargs={})
    response: HttpResponse = perform_login(request, login)
    return response
