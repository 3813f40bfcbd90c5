"""Secrets of the second factor, encrypted at rest with a key made from BONEMET_SECRET_KEY.

While BONEMET_SECRET_KEY_OLD holds the key before, what it encrypted can still be read; `renew` encrypts it
all anew, and then the old key can go. What no key reads is refused like a wrong code, and opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import render
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from bonemet.accounts.models import User

ENCRYPTED = ("secret", "seed")  # and the list `migrated_codes`


class UnreadableError(ValidationError):
    """A secret was encrypted with a key that the server no longer has."""


class TellUnreadable:
    """Says, on every page that would show something of an unreadable second factor, what can be done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, UnreadableError):
            return None
        return render(request, "account/unreadable_factor.html", {"told": error.messages[0]}, status=409)


def encrypted(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def decrypted(text: str) -> str:
    """Read a secret; raise UnreadableError, which a form shows as its own, where no key does."""
    try:
        return _keys().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise UnreadableError(
            _(
                "Your second factor can no longer be read: the key of the server was changed. Ask the "
                "administrator to take it away, and then set it up anew."
            )
        ) from error


@transaction.atomic
def renew() -> tuple[int, list[User]]:
    """Encrypt every secret with the present key; give how many, and whose none of the keys reads."""
    renewed, unreadable = 0, set()
    for factor in Authenticator.objects.select_for_update().select_related("user").order_by("pk"):
        try:
            data = _anew(factor.data, lambda text: encrypted(decrypted(text)))
        except UnreadableError:
            unreadable.add(factor.user)
            continue
        if data != factor.data:
            factor.data = data
            factor.save(update_fields=["data"])
            renewed += 1
    return renewed, sorted(unreadable, key=lambda user: user.get_username())


def _anew(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    changed: dict[str, Any] = {key: change(data[key]) for key in ENCRYPTED if data.get(key)}
    if data.get("migrated_codes"):
        changed["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
    return data | changed


def _keys() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor:{key}".encode()).digest()))
            for key in keys
        ]
    )
