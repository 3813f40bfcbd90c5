"""What was taken back: a draft that was begun by mistake. It is kept and marked, and stands in no list."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from assessments.models.base import PLACE, AppendOnly, AppendOnlyQuerySet

from .assessments import Assessment


class Withdrawal(AppendOnly):
    """A draft was withdrawn for a reason, or put back. The last one says how it stands."""

    unit_path = "assessment__unit"
    erasable_columns = ("reason",)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="withdrawals")
    is_withdrawn = models.BooleanField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="withdrawals")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet["Withdrawal"].as_manager()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [PLACE]

    def __str__(self) -> str:
        return f"Withdrawal of assessment {self.assessment_id}"
