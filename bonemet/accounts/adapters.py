"""Accounts are made by the unit, not by signing up; what the accounts package asks of bonemet is here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from bonemet.accounts.keys import decrypted, encrypted
from bonemet.accounts.known_browsers import remember_browser
from bonemet.accounts.limits import count_attempt
from bonemet.accounts.passwords import DEMONSTRATION, PASSWORD_DUE
from bonemet.accounts.signals import sessions_ended
from bonemet.accounts.single_sign_on import remember_token
from bonemet.accounts.tokens import is_service
from bonemet.proxy import NO_ADDRESS, NO_CLIENT, tell_once


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Lead on to the work: a password that was due was in the way of it."""
        return "/"

    def is_safe_url(self, url: str | None) -> bool:
        """Lead on only to this host, and never out of HTTPS."""
        is_secure = context.request.is_secure()
        return bool(super().is_safe_url(url)) and url_has_allowed_host_and_scheme(
            url, {context.request.get_host()}, require_https=is_secure
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the address that the proxy tells; one that it does not tell keeps nobody out."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            tell_once(NO_CLIENT)
            return NO_ADDRESS

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt, or refuse it unread. The key holds no host, which anybody can choose."""
        self._login_failed_rl_usage = count_attempt(request, credentials.get("username", ""))
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_browser(request, response, user)
        if (kwargs.get("signal_kwargs") or {}).get("sociallogin"):
            request.session.pop(PASSWORD_DUE, None)  # it opened nothing here, and they may not even know it
            remember_token(request)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Let those who come by single sign-on, with nothing to prove it by, set up their first factor."""
        if app == "allauth.mfa" and not self.get_reauthentication_methods(context.request.user):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class Backend(AuthenticationBackend):
    """Refuses, as any wrong one: a password whose time is over, that of demonstrations, one of a program."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        is_public = credentials.get("password") == DEMONSTRATION and not settings.DEBUG
        if user is not None and (is_public or user.password_has_expired or is_service(user)):
            return None
        return user


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions: Any) -> None:
        super().end_sessions(sessions)
        if sessions:
            sessions_ended.send(sender=type(self), user=sessions[0].user)


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(encrypted_text)


def closed(request: HttpRequest) -> HttpResponse:
    """The address of something that the accounts package has and bonemet does not."""
    raise Http404(_("Accounts here are made and reset by the unit's administrator."))
