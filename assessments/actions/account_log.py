"""What happens to accounts: every attempt to get in, every change of factor, password or session.

A row is written for each unit of the account, so that its lead reads it; those of accounts without unit, and
of names that nobody has, are read by the administrator. What was typed is never kept: people type passwords
for names.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.account.signals import authentication_step_completed, password_changed, password_set
from allauth.core import context
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import ACCOUNT_KINDS, AccessEntry, AccessKind, Unit
from bonemet.accounts.limits import account_named
from bonemet.accounts.passwords import has_second_factor
from bonemet.accounts.signals import account_changed, attempt_refused, sessions_ended

from .access_log import page_name

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from bonemet.accounts.models import User

logger = logging.getLogger(__name__)

TOLD_FOR = timedelta(days=30)


def record_account(kind: str, user: User | None, *, what: str = "", about: User | None = None) -> None:
    """Write down what `user` did, or what was done with the account `about`: a row for each of its units."""
    account = about or user
    units: list[Unit | None] = []
    if account is not None:
        units += Unit.objects.filter(memberships__user=account.pk, memberships__is_active=True)
    now = timezone.now()
    logger.info(
        "account: %s %s, by user %s, about user %s",
        *(kind, what or "-", user.pk if user else "-", account.pk if account else "-"),
        extra={"request": context.request},
    )
    for unit in units or [None]:
        AccessEntry.objects.create(at=now, user=user, about=about, kind=kind, what=what, unit=unit)


def record_change(what: str, *, about: User, by: User | None, **_kwargs: Any) -> None:
    """Write down that an account was changed; `by` is None for the server's command line."""
    record_account(AccessKind.ACCOUNT, by, what=what, about=about)


def own_log(user: User) -> QuerySet[AccessEntry]:
    """List what happened to an account, newest first, once each however many units read of it."""
    mine = AccessEntry.objects.filter(Q(about=user) | Q(about=None, user=user), kind__in=ACCOUNT_KINDS)
    return mine.select_related("user", "about").order_by("-at", "-pk")


def done_by_others(user: User) -> list[AccessEntry]:
    """List what others have changed of an account within 30 days, newest first."""
    since = timezone.now() - TOLD_FOR
    rows = (
        own_log(user).filter(kind=AccessKind.ACCOUNT, at__gt=since).filter(Q(user=None) | ~Q(user=F("about")))
    )
    return list({(row.at, row.what): row for row in rows}.values())


def _tell_owner(request: HttpRequest, user: User) -> None:
    for row in done_by_others(user):
        words = {
            "when": date_format(timezone.localtime(row.at), "SHORT_DATETIME_FORMAT"),
            "who": row.user.get_username() if row.user else _("the server's command line"),
            "what": page_name(row.what),
        }
        text = _("On %(when)s, %(who)s: %(what)s. If you did not ask for it, tell the lead of your unit.")
        messages.warning(request, text % words)


# -- Attempts


def _on_log_in(request: HttpRequest | None, user: User, **_kwargs: Any) -> None:
    record_account(AccessKind.LOGGED_IN, user)
    if request is not None and hasattr(request, "_messages"):
        _tell_owner(request, user)


def _on_log_out(user: User | None, **_kwargs: Any) -> None:
    if user is not None:
        record_account(AccessKind.LOGGED_OUT, user)


def _on_failure(credentials: dict[str, Any], request: HttpRequest | None = None, **_kwargs: Any) -> None:
    """Write down a failed log-in, but never the name that was typed."""
    known = account_named(credentials.get("username") or "")
    user = getattr(request, "user", None)
    what = "confirmation" if user is not None and user.is_authenticated else ""
    record_account(AccessKind.LOGIN_FAILED, known, what=what)


def _on_refusal(user: User | None, **_kwargs: Any) -> None:
    record_account(AccessKind.TOO_MANY, user)


def _on_step(user: User, method: str, **extra: Any) -> None:
    """Write down a proof that is no log-in by itself: the first of two, or one given once more."""
    if extra.get("reauthenticated"):
        record_account(AccessKind.PROVED, user, what=extra.get("type") or method)
    elif method != "mfa" and has_second_factor(user):
        record_account(AccessKind.HALF_WAY, user, what=method)


def _on_wrong_factor(user: User, **_kwargs: Any) -> None:
    record_account(AccessKind.FACTOR_FAILED, user)


# -- Changes that people make themselves


def _changed(what: str) -> Any:
    def receiver(user: User, **_kwargs: Any) -> None:
        record_change(what, about=user, by=user)

    return receiver


def _on_factor(what: str) -> Any:
    def receiver(user: User, authenticator: Any, **_kwargs: Any) -> None:
        record_change(f"{what} {authenticator.type}", about=user, by=user)

    return receiver


def listen() -> None:
    """Connect to the signals of Django and of the accounts package."""
    for signal, receiver in (
        (user_logged_in, _on_log_in),
        (user_logged_out, _on_log_out),
        (user_login_failed, _on_failure),
        (attempt_refused, _on_refusal),
        (authentication_step_completed, _on_step),
        (authentication_failed, _on_wrong_factor),
        (password_changed, _changed("password changed")),
        (password_set, _changed("password set")),
        (account_changed, record_change),
        (sessions_ended, _changed("other sessions ended")),
        (authenticator_added, _on_factor("added")),
        (authenticator_removed, _on_factor("removed")),
        (authenticator_reset, _on_factor("renewed")),
    ):
        signal.connect(receiver, weak=False)
