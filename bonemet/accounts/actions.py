"""Writes around accounts: a temporary password, a second factor taken away, ended sessions, the language."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.utils import timezone

from bonemet.accounts.known_browsers import forget_browsers
from bonemet.accounts.models import User
from bonemet.accounts.passwords import PASSWORD_DUE, SECOND_FACTORS, has_second_factor
from bonemet.accounts.signals import account_changed

if TYPE_CHECKING:
    from django.http import HttpRequest

LASTS = timedelta(hours=24)
# Without letters and digits that look alike when they are read from a screen.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
DUE = ("password_due", "password_until")  # what is told of a password in the account


def temporary_password() -> str:
    """Make a password to be passed on and changed: 138 bits in seven groups."""
    return "-".join("".join(secrets.choice(SIGNS) for _place in range(4)) for _group in range(7))


@transaction.atomic
def create_administrator(*, name: str, password: str, is_temporary: bool) -> User:
    """Make an account that administers users and units, and sees no patient."""
    until = timezone.now() + LASTS if is_temporary else None
    user = User.objects.create_superuser(
        name, password=password, password_due=is_temporary, password_until=until
    )
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
    user.password_due, user.password_until = True, timezone.now() + LASTS
    user.save(update_fields=["password", *DUE])
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


def end_sessions(*, user: User) -> None:
    """End every session of a user."""
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def choose_language(*, language: str, by: User) -> None:
    """Keep the language in which this user wants to read, on every computer."""
    by.language = language
    by.save(update_fields=["language"])


def choose_way(*, way: str, by: User) -> None:
    """Keep how this user goes on through a form, until they go on otherwise."""
    if by.way != way:
        by.way = way
        by.save(update_fields=["way"])


def ask_for_a_longer_one(*, user: User) -> bool:
    """Ask for a new password where one stands alone again that may be too short for that."""
    if not user.has_usable_password() or has_second_factor(user):
        return False
    user.password_due = True
    user.save(update_fields=["password_due"])
    return True


def dismiss_hints(*, by: User) -> None:
    """Show the hints for beginners to this user no more."""
    by.hints_dismissed = True
    by.save(update_fields=["hints_dismissed"])


# -- What follows from what people do with the accounts package


def _on_log_in(request: HttpRequest | None, user: User, **_kwargs: Any) -> None:
    if request is not None and user.password_due:
        request.session[PASSWORD_DUE] = True


def _on_change(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    user.password_due, user.password_until = False, None
    user.save(update_fields=DUE)
    request.session.pop(PASSWORD_DUE, None)


def _on_addition(request: HttpRequest, authenticator: Authenticator, **_kwargs: Any) -> None:
    """Count the set-up as a proof by the new factor; a code that was used for it opens nothing again."""
    if authenticator.type == Authenticator.Type.TOTP:
        authenticator.wrap().validate_code(request.POST.get("code", ""))
    if authenticator.type in SECOND_FACTORS:
        record_authentication(request, authenticator.user, method="mfa", type=authenticator.type)


def _on_removal(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    if ask_for_a_longer_one(user=user):
        request.session[PASSWORD_DUE] = True


def listen() -> None:
    """Connect to the signals of the accounts package."""
    user_logged_in.connect(_on_log_in, dispatch_uid="bonemet.accounts.actions.in")
    password_changed.connect(_on_change, dispatch_uid="bonemet.accounts.actions.changed")
    authenticator_added.connect(_on_addition, dispatch_uid="bonemet.accounts.actions.added")
    authenticator_removed.connect(_on_removal, dispatch_uid="bonemet.accounts.actions.removed")
