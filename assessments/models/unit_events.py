"""What changed in a unit itself: who came, who went, who took over what."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.base import PLACE, AppendOnly, AppendOnlyQuerySet

from .assessments import Assessment
from .units import Unit


class UnitEventKind(models.TextChoices):
    ADDED = "added", _("Became a member")
    ROLE = "role", _("Got another role")
    REMOVED = "removed", _("Left the unit")
    SETTINGS = "settings", _("Settings changed")
    TAKEN_OVER = "taken_over", _("Assessment taken over")
    INVITED = "invited", _("Invited to a meeting of the tumour board")
    UNINVITED = "uninvited", _("No longer invited to a meeting of the tumour board")
    ERASED = "erased", _("A patient's identity was erased")


class UnitEvent(AppendOnly):
    """One such change. `by` is empty where it came from the command line of the server."""

    unit_path = "unit"
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=UnitEventKind)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # Of an erasure: the patients, and the place of each row that it changed, with the digest of what could be
    # erased before and after.
    told: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    objects = AppendOnlyQuerySet["UnitEvent"].as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes: ClassVar = [models.Index(fields=["unit", "-at", "-id"], name="events_of_unit")]
        constraints: ClassVar = [PLACE]

    def __str__(self) -> str:
        return f"{self.kind} in unit {self.unit_id}"
