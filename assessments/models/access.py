"""Who looked at what, and who failed to get in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.base import AppendOnly, AppendOnlyQuerySet

from .assessments import Assessment
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


class AccessEntry(AppendOnly):
    """One look at a record, or one attempt to get in. It names no patient but by reference."""

    unit_path = "unit"
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="accesses")
    kind = models.CharField(max_length=12, choices=AccessKind)
    what = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="accesses")
    patient = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="accesses")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="accesses")

    objects = AppendOnlyQuerySet["AccessEntry"].as_manager()

    class Meta:
        verbose_name_plural = "access entries"
        indexes: ClassVar = [
            models.Index(fields=["unit", "-at", "-id"], name="access_of_unit"),
            models.Index(fields=["patient", "-at", "-id"], name="access_of_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d %H:%M} by user {self.user_id}"
