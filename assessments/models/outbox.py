"""Signed reports on their way to the hospital's record."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.base import VisibleQuerySet

from .assessments import Assessment


class NotFiled(models.TextChoices):
    """Why a report is not in the hospital's record yet: nothing of a patient, and no word of a server."""

    UNREACHABLE = "unreachable", _("the hospital's system does not answer")
    REFUSED = "refused", _("the hospital's system does not let bonemet in")
    UNKNOWN = "unknown", _("the hospital's system knows no patient with this identifier")
    SEVERAL = "several", _("the hospital's system has several patients with this identifier")
    OTHER = "other", _("the hospital's system holds another patient under this identifier")
    REJECTED = "rejected", _("the hospital's system does not take the report")
    UNWRITABLE = "unwritable", _("the folder for reports cannot be written")
    CORRECTED = "corrected", _("whose report it is was corrected since it was signed: amend it")
    DAMAGED = "damaged", _("the record was changed after it was sealed")
    FAILED = "failed", _("the report could not be prepared")
    OFF = "off", _("no place is set to which reports go")


class Filing(models.Model):
    """A signed report that is to be filed in the hospital's record. Written with the signature.

    `next_try` is when it is taken up next: while it is being delivered, when that counts as having failed.
    """

    unit_path = "assessment__unit"
    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="filing")
    made = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    why_not = models.CharField(max_length=12, choices=NotFiled, blank=True)

    objects = VisibleQuerySet["Filing"].as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["filed_at", "next_try"], name="filing_due")]

    def __str__(self) -> str:
        return f"Filing of assessment {self.assessment_id}"
