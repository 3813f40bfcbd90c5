"""What the board of results is drawn from, kept for a unit too large to be counted while somebody waits."""

from __future__ import annotations

from typing import Any

from django.db import models

from assessments.models.base import VisibleQuerySet

from .units import Unit


class KeptResults(models.Model):
    """The counts of one unit, as `results.tally` gives them: numbers, nothing of a patient. Overwritten."""

    unit_path = "unit"
    unit = models.OneToOneField(Unit, models.CASCADE, related_name="kept_results")
    at = models.DateTimeField()
    tally: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()

    objects = VisibleQuerySet["KeptResults"].as_manager()

    def __str__(self) -> str:
        return f"Results of {self.unit}, counted {self.at:%Y-%m-%d %H:%M}"
