"""What became of the cards that bonemet put on a chart in the hospital's record."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.base import VisibleQuerySet

from .signing import OverrideReason
from .units import Unit


class CardOutcome(models.TextChoices):
    """What somebody did with a card, in the words of CDS Hooks."""

    ACCEPTED = "accepted", _("Accepted")
    OVERRIDDEN = "overridden", _("Not followed")


class CardFeedback(models.Model):
    """One card and what became of it. It says nothing of whose chart it was on, and keeps no free text."""

    unit_path = "unit"
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="card_feedback")
    card = models.UUIDField(unique=True)
    outcome = models.CharField(max_length=10, choices=CardOutcome)
    reason = models.CharField(max_length=10, choices=OverrideReason, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = VisibleQuerySet["CardFeedback"].as_manager()

    def __str__(self) -> str:
        return f"Feedback on card {self.card}"
