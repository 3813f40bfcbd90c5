"""How it went: what is told of a lesion, and of the life of its patient, at follow-up."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.base import PLACE, AppendOnly, AppendOnlyQuerySet

from .patients import Lesion

if TYPE_CHECKING:
    from .patients import Patient


class Operated(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")


class NotOperatedBecause(models.TextChoices):
    ADVICE = "advice", _("No operation was advised or planned")
    PATIENT = "patient", _("Patient's preference")
    UNFIT = "unfit", _("Unfit")
    DIED = "died", _("Died before surgery")
    OTHER_TREATMENT = "other", _("Other treatment sufficient")
    ELSEWHERE = "elsewhere", _("Referred")
    WAITING = "waiting", _("Pending")


class Complication(models.TextChoices):
    NONE = "none", _("None")
    INFECTION = "infection", _("Wound or infection")
    BLEEDING = "bleeding", _("Bleeding")
    THROMBOSIS = "thrombosis", _("Thrombosis or embolism")
    HEART_LUNGS = "heart_lungs", _("Cardiopulmonary")
    NERVE = "nerve", _("Neurological complication")
    DISLOCATION = "dislocation", _("Dislocation")
    FRACTURE = "fracture", _("Periprosthetic or peri-implant fracture")
    PROGRESSION = "progression", _("Local progression")
    OTHER = "other", _("Another")


class Walking(models.TextChoices):
    FREE = "free", _("Without aids")
    STICK = "stick", _("With a stick or crutches")
    FRAME = "frame", _("With a frame or a person")
    WHEELCHAIR = "wheelchair", _("Wheelchair")
    BED = "bed", _("In bed")


class Implant(models.TextChoices):
    NONE = "none", _("No implant")
    IN_PLACE = "in_place", _("In place")
    FAILED = "failed", _("Failed, not revised")
    REVISED = "revised", _("Revision")


class Life(models.TextChoices):
    ALIVE = "alive", _("Alive")
    DIED = "died", _("Died")


class FollowUpQuerySet(AppendOnlyQuerySet["FollowUp"]):
    """Entries; those that a correction replaced stay readable and count no more."""

    def current(self) -> Self:
        """Keep what counts: entries that no other one replaces."""
        return self.filter(replacement__isnull=True)

    def of_patient(self, patient: Patient) -> Self:
        """Keep the entries of one patient, whichever lesion they were made for."""
        return self.filter(lesion__patient=patient)


class FollowUp(AppendOnly):
    """What is told of a lesion on one day. Whatever is left open stays unknown.

    Written once: a correction is a new entry that names the one it replaces. Life and death are told
    with a lesion and are the patient's: whoever asks for them reads the entries of all lesions.
    """

    unit_path = "lesion__patient__unit"
    erasable_columns = ("text",)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lesion = models.ForeignKey(Lesion, models.PROTECT, related_name="follow_ups")
    on = models.DateField()
    operated = models.CharField(max_length=3, choices=Operated, blank=True)
    operation = models.CharField(max_length=40, blank=True)  # a key of clinical.options, or "other"
    operated_on = models.DateField(null=True, blank=True)
    not_operated_because = models.CharField(max_length=10, choices=NotOperatedBecause, blank=True)
    treatments: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    complications: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    walking = models.CharField(max_length=10, choices=Walking, blank=True)
    pain = models.PositiveSmallIntegerField(null=True, blank=True)
    implant = models.CharField(max_length=8, choices=Implant, blank=True)
    implant_on = models.DateField(null=True, blank=True)
    life = models.CharField(max_length=5, choices=Life, blank=True)
    died_on = models.DateField(null=True, blank=True)
    # Only the month of death is known; `died_on` is then its middle.
    died_about = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replacement")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="follow_ups")
    at = models.DateTimeField()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ("on", "pk")
        indexes: ClassVar = [models.Index(fields=["lesion", "on", "id"], name="follow_up_of_lesion")]
        constraints: ClassVar = [PLACE]

    def __str__(self) -> str:
        return f"Follow-up {self.uuid}"
