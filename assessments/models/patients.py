"""Patients and their lesions."""

from __future__ import annotations

import unicodedata
import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.base import VisibleQuerySet

from .units import Unit


def normalised(identifier: str) -> str:
    """Write an identifier the one way it is stored and searched: upper case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", identifier).split()).upper()


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")


class Patient(models.Model):
    """Who is assessed. Identity lives here and nowhere else: not in answers, addresses or logs."""

    unit_path = "unit"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="patients")
    identifier = models.CharField(_("identifier"), max_length=64)
    name = models.CharField(_("name"), max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True, editable=False)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    # The record that stays, where a patient was entered twice.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False
    )

    objects = VisibleQuerySet["Patient"].as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "name_key"], name="patient_name")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "identifier"], name="one_identifier_in_a_unit")
        ]

    def __str__(self) -> str:
        return f"Patient {self.uuid}"  # never the identity: this text reaches logs and error pages

    def save(self, *args: object, **kwargs: object) -> None:
        self.identifier, self.name_key = normalised(self.identifier), normalised(self.name)[:200]
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Lesion(models.Model):
    """One metastasis of a patient, the same through all assessments of it."""

    unit_path = "patient__unit"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="lesions")
    number = models.PositiveSmallIntegerField()
    # For lists; it follows from the follow-ups and the signatures (see outcomes.due_of).
    follow_up_due = models.DateField(null=True, blank=True, db_index=True)

    objects = VisibleQuerySet["Lesion"].as_manager()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["patient", "number"], name="lesions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"Lesion {self.number}"
