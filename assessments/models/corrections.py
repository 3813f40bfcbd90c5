"""What was put right in a record, and why: an identity, an assessment of the wrong patient, a duplicate."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.answers.wording import date_in_words
from assessments.models.base import PLACE, AppendOnly, AppendOnlyQuerySet

from .patients import Patient, Sex


class CorrectionKind(models.TextChoices):
    IDENTITY = "identity", _("Identity corrected")
    MOVED_HERE = "moved_here", _("Assessment moved here")
    MOVED_AWAY = "moved_away", _("Assessment moved to another patient")
    MERGED = "merged", _("Merged with a duplicate")


LABELS = {
    "identifier": _("Identifier"),
    "name": _("Name"),
    "birth_date": _("Date of birth"),
    "sex": _("Sex"),
}


# Of these an erasure leaves nothing.
IDENTITY = frozenset({"identifier", "name", "birth_date"})


class Correction(AppendOnly):
    """One thing put right about a patient. `told` says what it was before, and what it is."""

    unit_path = "patient__unit"
    erasable_columns = ("reason", "told")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=10, choices=CorrectionKind)
    other = models.ForeignKey(Patient, models.PROTECT, null=True, blank=True, related_name="+")
    told: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="corrections")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet["Correction"].as_manager()

    class Meta:
        ordering: ClassVar = ("-pk",)
        constraints: ClassVar = [PLACE]

    def kept(self) -> dict[str, Any]:
        """Keep also what the correction was about, but for who the patient was said to be."""
        return {
            **super().kept(),
            "told": {key: value for key, value in self.told.items() if key not in IDENTITY},
        }

    def erasable(self) -> dict[str, Any]:
        """Give the reason, and who the patient was said to be."""
        told = {key: value for key, value in self.told.items() if key in IDENTITY}
        return {"reason": self.reason, "told": told}

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Give what was corrected of the identity: (what, before, after)."""
        if self.kind != CorrectionKind.IDENTITY:
            return []
        return [
            (str(LABELS.get(name, name)), _in_words(name, before), _in_words(name, after))
            for name, (before, after) in self.told.items()
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk} of {self.patient}"


def _in_words(name: str, value: str) -> str:
    """Write a part of an identity as pages do; what was erased stays as it is."""
    if name == "sex":
        return str(dict(Sex.choices).get(value, value))
    return date_in_words(value) if name == "birth_date" and value[:1].isdecimal() else value
