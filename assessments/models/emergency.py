"""What is typed into the emergency page before there is an assessment to keep it with."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime

    from bonemet.accounts.models import User


class EmergencyDraftQuerySet(models.QuerySet["EmergencyDraft"]):
    """Drafts of the emergency page; each is shown to nobody but who typed it."""

    def of(self, user: User) -> EmergencyDraft | None:
        """Give what this user typed last within the last day."""
        return self.filter(user=user, at__gte=a_day_ago()).order_by("-at", "-pk").first()

    def expired(self) -> EmergencyDraftQuerySet:
        """Give those that are older: an emergency is over by then, and an identifier stands in them."""
        return self.filter(at__lt=a_day_ago())


def a_day_ago() -> datetime:
    return timezone.now() - timedelta(days=1)


class EmergencyDraft(models.Model):
    """What somebody has typed and not saved, an identifier among it: one row a page, for a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="emergency_drafts")
    page = models.CharField(max_length=32, blank=True)
    raw: models.JSONField[dict[str, list[str]], dict[str, list[str]]] = models.JSONField()
    at = models.DateTimeField()

    objects = EmergencyDraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "page"], name="one_emergency_draft_of_a_page")
        ]

    def __str__(self) -> str:
        return f"Emergency draft of user {self.user_id}"

    @property
    def who(self) -> str:
        """Give the identifier as it was typed, if it was."""
        return " ".join(self.raw.get("identifier", []))
