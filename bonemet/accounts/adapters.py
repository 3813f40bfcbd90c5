"""Accounts are made by the unit, not by signing up; secrets of the second factor are encrypted at rest."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from bonemet.accounts.passwords import DEMONSTRATION


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Refuse a temporary password whose time is over, and the one of demonstrations, as any wrong one."""
        from bonemet.accounts.actions import is_expired  # models are there only once the apps are

        user = super().authenticate(request, **credentials)
        is_public = credentials.get("password") == DEMONSTRATION and not settings.DEBUG
        return None if user is not None and (is_public or is_expired(user)) else user


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return bool(settings.OIDC_CREATES_ACCOUNTS)


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._fernet().decrypt(encrypted_text.encode()).decode()

    def _fernet(self) -> MultiFernet:
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return MultiFernet(
            [
                Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor:{key}".encode()).digest()))
                for key in keys
            ]
        )


def closed(request: HttpRequest) -> HttpResponse:
    """The address of something that the accounts package has and bonemet does not."""
    raise Http404(_("Accounts here are made and reset by the unit's administrator."))
