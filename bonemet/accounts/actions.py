"""Writes around accounts: a temporary password, a second factor taken away, ended sessions."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from bonemet.accounts.known_browsers import forget_browsers
from bonemet.accounts.models import PasswordDue
from bonemet.accounts.passwords import PASSWORD_DUE, has_second_factor
from bonemet.accounts.signals import account_changed

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest

LASTS = timedelta(hours=24)
# Without letters and digits that look alike when they are read from a screen.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def temporary_password() -> str:
    """Make a password to be passed on and changed: 79 bits in four groups."""
    return "-".join("".join(secrets.choice(SIGNS) for _place in range(4)) for _group in range(4))


@transaction.atomic
def create_administrator(*, name: str, password: str, is_temporary: bool) -> User:
    """Make an account that administers users and units, and sees no patient."""
    user: User = get_user_model().objects.create_superuser(name, password=password)
    if is_temporary:
        PasswordDue.objects.create(user=user, until=timezone.now() + LASTS)
    account_changed.send(None, what="account made", about=user, by=None)
    return user


@transaction.atomic
def reset_password(*, user: User, without_second_factor: bool = False, by: User | None) -> str:
    """Give an account a temporary password for 24 hours, and take its second factor away if asked.

    Its sessions end, browsers are known no more, and it is written down who did it: `by`, or None for the
    server's command line. The owner is told at the log-in.
    """
    password = temporary_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    PasswordDue.objects.update_or_create(user=user, defaults={"until": timezone.now() + LASTS})
    if without_second_factor:
        Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)
    forget_browsers(user)
    what = f"temporary password{', second factor' * without_second_factor}"
    account_changed.send(None, what=what, about=user, by=by)
    return password


def factor_taken_away(*, user: User, by: User | None, what: str = "second factor taken away") -> None:
    """Do what follows where somebody else has taken a second factor away."""
    forget_browsers(user)
    ask_for_a_longer_one(user=user)
    account_changed.send(None, what=what, about=user, by=by)


def end_sessions(*, user: User) -> int:
    """End every session of a user, and tell how many there were."""
    mine = [row.pk for row in Session.objects.all().iterator() if _is_of(row, user)]
    Session.objects.filter(pk__in=mine).delete()
    return len(mine)


def _is_of(row: Session, user: User) -> bool:
    return bool(row.get_decoded().get(SESSION_KEY) == str(user.pk))


def is_expired(user: Any) -> bool:
    """Tell whether the password of this user was a temporary one whose time is over."""
    due = PasswordDue.objects.filter(user=user.pk).first()
    return due is not None and due.until is not None and due.until < timezone.now()


def ask_for_a_longer_one(*, user: User) -> bool:
    """Ask for a new password where one stands alone again that may be too short for that."""
    if not user.has_usable_password() or has_second_factor(user):
        return False
    PasswordDue.objects.get_or_create(user=user)
    return True


# -- What follows from what people do with the accounts package


def _on_log_in(request: HttpRequest | None, user: User, **_kwargs: Any) -> None:
    if request is not None and PasswordDue.objects.filter(user=user).exists():
        request.session[PASSWORD_DUE] = True


def _on_change(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    PasswordDue.objects.filter(user=user).delete()
    request.session.pop(PASSWORD_DUE, None)


def _on_addition(request: HttpRequest, authenticator: Authenticator, **_kwargs: Any) -> None:
    """A code that has set up the second factor is used up: it opens nothing again while it would be good."""
    if authenticator.type == Authenticator.Type.TOTP:
        authenticator.wrap().validate_code(request.POST.get("code", ""))


def _on_removal(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    if ask_for_a_longer_one(user=user):
        request.session[PASSWORD_DUE] = True


def listen() -> None:
    """Connect to the signals of the accounts package."""
    user_logged_in.connect(_on_log_in, dispatch_uid="bonemet.accounts.actions.in")
    password_changed.connect(_on_change, dispatch_uid="bonemet.accounts.actions.changed")
    authenticator_added.connect(_on_addition, dispatch_uid="bonemet.accounts.actions.added")
    authenticator_removed.connect(_on_removal, dispatch_uid="bonemet.accounts.actions.removed")
