"""Who looked at what, and who failed to get in."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from assessments.models.base import PLACE, AppendOnly, AppendOnlyQuerySet

from .assessments import Assessment
from .chains import ACCESS
from .patients import Patient
from .units import Unit


class AccessKind(models.TextChoices):
    VIEWED = "viewed", _("Looked at")
    PRINTED = "printed", _("Printed")
    EXPORTED = "exported", _("Exported")
    SIGNED = "signed", _("Signed")
    REFUSED = "refused", _("Was refused")
    LOGGED_IN = "logged_in", _("Logged in")
    LOGGED_OUT = "logged_out", _("Logged out")
    LOGIN_FAILED = "login_failed", _("Failed to log in")
    TOO_MANY = "too_many", _("Was not let try: too many attempts")
    HALF_WAY = "half_way", _("Gave the right password; the second factor was still to come")
    FACTOR_FAILED = "factor_failed", _("Gave a wrong second factor")
    PROVED = "proved", _("Proved once more who they are")
    ACCOUNT = "account", _("Account changed")


# What happens to accounts and not to records: the administrator sees these, and no others.
ACCOUNT_KINDS = (
    AccessKind.LOGGED_IN,
    AccessKind.LOGGED_OUT,
    AccessKind.LOGIN_FAILED,
    AccessKind.TOO_MANY,
    AccessKind.HALF_WAY,
    AccessKind.FACTOR_FAILED,
    AccessKind.PROVED,
    AccessKind.ACCOUNT,
)


lines = logging.getLogger("bonemet.access")


class AccessEntries(AppendOnlyQuerySet["AccessEntry"]):
    """Rows of the access log, each told to the hospital's own watch as well, where it has one."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        rows = super().bulk_create(objs, *args, **kwargs)
        tell(rows)
        return rows


def tell(rows: list[AccessEntry]) -> None:
    """Repeat rows as lines of a log once they are written for good: by numbers, without any name."""
    if lines.isEnabledFor(logging.INFO):
        for row in rows:
            transaction.on_commit(partial(lines.info, "access", extra={"told": row.numbers}))


class AccessEntry(AppendOnly):
    """One look at records, attempt to get in, or change of an account. It names patients by reference only.

    `about` is the account that was changed, `user` who changed it: empty where the server's command line did.
    `count` is how many patients a list showed at once.
    """

    unit_path = "unit"
    chain_kind = ACCESS
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="accesses")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16, choices=AccessKind)
    what = models.CharField(max_length=60, blank=True)
    count = models.PositiveIntegerField(null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="accesses")
    patient = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="accesses")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="accesses")

    objects = AccessEntries.as_manager()

    class Meta:
        verbose_name_plural = "access entries"
        constraints: ClassVar = [PLACE]
        indexes: ClassVar = [
            models.Index(fields=["unit", "-at", "-id"], name="access_of_unit"),
            models.Index(fields=["patient", "-at", "-id"], name="access_of_patient"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        tell([self])

    @property
    def numbers(self) -> dict[str, Any]:
        """Give what it says by numbers: of the row, user, account, unit, patient and assessment."""
        told = {
            "entry": self.pk,
            "at": localtime(self.at).isoformat(timespec="milliseconds"),
            "kind": str(self.kind),
            "what": self.what,
            "user": self.user_id,
            "about": self.about_id,
            "unit": self.unit_id,
            "patient": self.patient_id,
            "assessment": self.assessment_id,
            "count": self.count,
        }
        return {name: value for name, value in told.items() if value not in (None, "")}

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d %H:%M} by user {self.user_id}"
