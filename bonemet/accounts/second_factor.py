"""The second factor: who has one, who must use it, and what is told of each attempt with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError


class _Told:
    """Tells of a security key that was refused, as the accounts package does of a code."""

    user: Any
    reauthenticated: bool

    def add_error(self, field: str | None, error: ValidationError | str) -> None:
        super().add_error(field, error)  # type: ignore[misc]
        if self.user is not None:
            authentication_failed.send(
                sender=Authenticator,
                request=context.request,
                user=self.user,
                authenticator=None,
                reauthentication=self.reauthenticated,
            )


class AuthenticateForm(_Told, AuthenticateWebAuthnForm):
    pass


class ReauthenticateForm(_Told, ReauthenticateWebAuthnForm):
    pass
