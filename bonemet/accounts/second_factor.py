"""The second factor: who has one, who must use it, and what is told of each attempt with it."""

from __future__ import annotations

import struct
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.forms.fields import InvalidJSONInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.exceptions import ValidationError


# What reading a credential raises that no security key has made.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError, struct.error)


class CredentialField(forms.JSONField):
    """What a security key answers; a text that is nested without end is a mistake of the form."""

    def to_python(self, value: Any) -> Any:
        with _as_a_mistake():
            return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Give back what was sent as it was sent: it is shown to nobody and read by the script alone."""
        return "" if data is None else InvalidJSONInput(data)


@contextmanager
def _as_a_mistake() -> Iterator[None]:
    """Raise, for what no security key has made, what is raised for a wrong one."""
    try:
        yield
    except MALFORMED as error:
        raise get_adapter().validation_error("incorrect_code") from error


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


class AddForm(AddWebAuthnForm):
    credential = CredentialField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        with _as_a_mistake():
            cleaned: dict[str, Any] = super().clean()
            return cleaned


class _Given(_Told):
    def clean_credential(self) -> Authenticator:
        with _as_a_mistake():
            found: Authenticator = super().clean_credential()  # type: ignore[misc]
            return found


class AuthenticateForm(_Given, AuthenticateWebAuthnForm):
    credential = CredentialField(widget=forms.HiddenInput)


class ReauthenticateForm(_Given, ReauthenticateWebAuthnForm):
    credential = CredentialField(widget=forms.HiddenInput)
