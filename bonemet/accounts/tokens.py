"""Tokens by which programs come in: random, shown once, kept as a digest only, and never without an end."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from bonemet.accounts.models import ServiceToken
from bonemet.accounts.signals import account_changed

if TYPE_CHECKING:
    from bonemet.accounts.models import User

TOKEN = re.compile(r"bonemet_[A-Za-z0-9_-]{43}")  # 256 bits behind a word by which a leaked one is found
LONGEST_DAYS = 366
NOTED_EVERY = timedelta(minutes=1)  # a program that asks often writes no more than that


def _digest(token: str) -> str:
    """Digest a token. Nobody can try 256 random bits, so that a fast digest does."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_token(*, user: User, days: int, by: User | None) -> str:
    """Make a token of a program's account, good for so many days (1 to 366); it is given this once.

    `by` is None for the server's command line. Raises ValueError for another number of days.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError("a token lasts 1 to 366 days")
    token = f"bonemet_{secrets.token_urlsafe(32)}"
    until = timezone.now() + timedelta(days=days)
    ServiceToken.objects.create(user=user, digest=_digest(token), until=until, made_by=by)
    account_changed.send(None, what="token made", about=user, by=by)
    return token


@transaction.atomic
def revoke(*, token: ServiceToken, by: User | None) -> None:
    """Let a token open nothing from now on; one that was revoked before stays so."""
    if ServiceToken.objects.filter(pk=token.pk, revoked=None).update(revoked=timezone.now()):
        account_changed.send(None, what="token revoked", about=token.user, by=by)


def found(token: str) -> ServiceToken | None:
    """Find a token, one that is not valid any more too; None for what is none of ours."""
    if not TOKEN.fullmatch(token):
        return None
    return ServiceToken.objects.select_related("user").filter(digest=_digest(token)).first()


def note_used(token: ServiceToken) -> None:
    """Write down, to the minute, that it was used."""
    now = timezone.now()
    if token.used is None or now - token.used >= NOTED_EVERY:
        ServiceToken.objects.filter(pk=token.pk).update(used=now)


def is_service(user: User) -> bool:
    """Tell whether an account is a program's."""
    return ServiceToken.objects.filter(user=user.pk).exists()
