"""Writing the access log. The views call it by name; logging in and out come from Django's signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.answers.document import SECTION_BY_KEY
from assessments.models import AccessEntry, AccessKind, Unit

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest

    from assessments.models import Assessment, Patient, Unit


# What was looked at, as the views call it; sections of the form go by their own titles.
PAGES = {
    "access log": _("access log"),
    "amendment": _("amendment"),
    "answers": _("answers"),
    "comparison": _("comparison of two assessments"),
    "correction": _("correction of the record"),
    "emergency": _("emergency"),
    "follow-up": _("follow-up"),
    "history": _("history"),
    "new assessment": _("new assessment"),
    "overview": _("overview"),
    "patient": _("patient"),
    "plan": _("plan"),
    "report": _("report"),
    "report as PDF": _("report as PDF"),
    "report as text": _("report as text"),
    "results": _("results"),
    "signing": _("signing"),
    "signed report": _("signed report"),
    "today's rules": _("what today's rules would say"),
    "tumour board": _("tumour board"),
    **{section.key: _(section.title) for section in SECTION_BY_KEY.values()},
}


def page_name(what: str) -> str:
    """Name what was looked at, for readers of the log."""
    return str(PAGES.get(what, what))


def record_access(
    user: User,
    kind: str,
    *,
    what: str = "",
    patient: Patient | None = None,
    assessment: Assessment | None = None,
    unit: Unit | None = None,
) -> AccessEntry:
    """Write down that this user looked at a record or at a whole unit's, or was refused one."""
    patient = assessment.patient if assessment is not None else patient
    return AccessEntry.objects.create(
        at=timezone.now(),
        user=user,
        kind=kind,
        what=what,
        patient=patient,
        assessment=assessment,
        unit=patient.unit if patient is not None else unit,
    )


def _record_entrance(kind: str, user: Any) -> None:
    """Write down a log-in or log-out for every unit of the user, so that its lead can read it."""
    pk = user.pk if user is not None else None
    for unit in Unit.objects.filter(memberships__user=pk, memberships__is_active=True) or [None]:
        AccessEntry.objects.create(at=timezone.now(), user=user, kind=kind, unit=unit)


def _on_log_in(user: Any, **_kwargs: Any) -> None:
    _record_entrance(AccessKind.LOGGED_IN, user)


def _on_log_out(user: Any, **_kwargs: Any) -> None:
    if user is not None:
        _record_entrance(AccessKind.LOGGED_OUT, user)


def _on_failure(credentials: dict[str, Any], request: HttpRequest | None = None, **_kwargs: Any) -> None:
    """Write down a failed log-in, but never the name that was typed: people type passwords there."""
    name = credentials.get("username") or credentials.get("login") or ""
    known = get_user_model().objects.filter(username=name).first() if name else None
    _record_entrance(AccessKind.LOGIN_FAILED, known)


def listen() -> None:
    """Connect to Django's signals of logging in and out."""
    user_logged_in.connect(_on_log_in, dispatch_uid="assessments.actions.access_log.in")
    user_logged_out.connect(_on_log_out, dispatch_uid="assessments.actions.access_log.out")
    user_login_failed.connect(_on_failure, dispatch_uid="assessments.actions.access_log.failed")
