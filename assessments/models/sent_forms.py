"""Forms that were sent: a second click, or a form sent anew, leads where the first one did."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

A_DAY = timedelta(days=1)  # nobody waits so long between two clicks


class SentFormQuerySet(models.QuerySet["SentForm"]):
    """Those that were answered within the last day count."""

    def expired(self) -> SentFormQuerySet:
        return self.filter(at__lt=timezone.now() - A_DAY)


class SentForm(models.Model):
    """One form that wrote something: its digest, and where its answer led. Nothing of its content is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sent_forms")
    digest = models.CharField(max_length=64, unique=True)
    leads_to = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_index=True)

    objects = SentFormQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Form sent by user {self.user_id}"
