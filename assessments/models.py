"""The records: units and their members, patients, lesions, assessments and their revisions."""

from __future__ import annotations

import unicodedata
import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .records import AppendOnly, AppendOnlyQuerySet, VisibleQuerySet

if TYPE_CHECKING:
    from .documents import Document
    from .records import User


class Unit(models.Model):
    """A department: patients belong to it, and only its members see them."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    settings = models.JSONField(_("settings"), default=dict, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("unit"), _("units")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    SURGEON = "surgeon", _("Surgeon")
    REVIEWER = "reviewer", _("Reviewer")
    LEAD = "lead", _("Unit lead")


WRITING_ROLES = (Role.SURGEON, Role.LEAD)


class Membership(models.Model):
    """What a user may do in a unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.SURGEON)

    class Meta:
        verbose_name, verbose_name_plural = _("membership"), _("memberships")
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "user"], name="one_role_in_a_unit")]

    def __str__(self) -> str:
        return f"{self.user} - {self.unit} ({self.get_role_display()})"


def writable_units(user: User) -> models.QuerySet[Unit]:
    """List the units in which this user may write."""
    if not user.is_authenticated or not user.is_active:
        return Unit.objects.none()
    return Unit.objects.filter(memberships__user=user.pk, memberships__role__in=WRITING_ROLES)


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
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    objects = VisibleQuerySet["Patient"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "identifier"], name="one_identifier_in_a_unit")
        ]

    def __str__(self) -> str:
        return f"Patient {self.uuid}"  # never the identity: this text reaches logs and error pages

    def save(self, *args: object, **kwargs: object) -> None:
        self.identifier = normalised(self.identifier)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Lesion(models.Model):
    """One metastasis of a patient, the same through all assessments of it."""

    unit_path = "patient__unit"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="lesions")
    number = models.PositiveSmallIntegerField()

    objects = VisibleQuerySet["Lesion"].as_manager()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["patient", "number"], name="lesions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"Lesion {self.number}"


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNED = "signed", _("Signed")
    AMENDED = "amended", _("Replaced by an amendment")


class Assessment(models.Model):
    """A patient's lesions judged at one time. Revisions hold the answers; here is what lists search on."""

    unit_path = "unit"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="assessments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assessments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    amends = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="amendment")
    revision_number = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    primary = models.CharField(max_length=20, blank=True)
    # Of the lesion that presses most, for lists; each lesion's own are in AssessedLesion.
    bone = models.CharField(max_length=20, blank=True)
    decision = models.CharField(max_length=20, blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    aim = models.CharField(max_length=40, blank=True)

    objects = VisibleQuerySet["Assessment"].as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["unit", "-updated", "-id"], name="assessment_recent"),
            models.Index(fields=["unit", "status", "-updated", "-id"], name="assessment_status"),
            models.Index(fields=["unit", "primary", "-updated", "-id"], name="assessment_primary"),
            models.Index(fields=["unit", "decision", "-updated", "-id"], name="assessment_decision"),
            models.Index(fields=["unit", "urgency", "-updated", "-id"], name="assessment_urgency"),
            models.Index(fields=["unit", "author", "-updated", "-id"], name="assessment_author"),
            models.Index(fields=["patient", "-created"], name="assessment_of_patient"),
        ]

    def __str__(self) -> str:
        return f"Assessment {self.uuid}"

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    def latest(self) -> Revision:
        """Give the newest revision; an assessment always has one."""
        return self.revisions.get(number=self.revision_number)

    def writable_by(self, user: User) -> bool:
        """Tell whether this user may change it: a member who writes, and it is not signed."""
        return self.is_draft and writable_units(user).filter(pk=self.unit_id).exists()


class AssessedLesion(models.Model):
    """One lesion of an assessment as it stands: where it is, what is advised. Rewritten by each revision."""

    unit_path = "assessment__unit"
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="assessed")
    lesion = models.ForeignKey(Lesion, models.PROTECT, related_name="assessed")
    position = models.PositiveSmallIntegerField()
    bone = models.CharField(max_length=20, blank=True)
    side = models.CharField(max_length=10, blank=True)
    part = models.CharField(max_length=20, blank=True)
    decision = models.CharField(max_length=20, blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    aim = models.CharField(max_length=40, blank=True)

    objects = VisibleQuerySet["AssessedLesion"].as_manager()

    class Meta:
        ordering = ("position",)
        indexes: ClassVar = [models.Index(fields=["bone", "assessment"], name="assessed_bone")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "lesion"], name="a_lesion_once_in_an_assessment")
        ]

    def __str__(self) -> str:
        return f"Lesion {self.lesion_id} in assessment {self.assessment_id}"


class Revision(AppendOnly):
    """All answers as they stood after one save. Never changed, never deleted.

    `answers` has the shape that read_case takes; answers no longer asked for stay in it, set aside.
    `lesions` names the lesions of `answers["lesions"]`, in that order. `typed` keeps numbers as they
    were typed, with their unit, where that is not what is stored.
    """

    unit_path = "assessment__unit"
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    answers: models.JSONField[Document, Document] = models.JSONField()
    lesions: models.JSONField[list[str], list[str]] = models.JSONField()
    typed = models.JSONField(default=dict)
    section = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="revisions")
    at = models.DateTimeField()
    knowledge = models.CharField(max_length=20)

    objects = AppendOnlyQuerySet["Revision"].as_manager()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "number"], name="revisions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"Revision {self.number} of assessment {self.assessment_id}"


class Draft(models.Model):
    """What somebody has typed into a section and not saved: one row, overwritten."""

    unit_path = "assessment__unit"
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    section = models.CharField(max_length=20)
    lesion = models.ForeignKey(Lesion, models.CASCADE, null=True, blank=True, related_name="drafts")
    raw: models.JSONField[dict[str, list[str]], dict[str, list[str]]] = models.JSONField()
    base_revision = models.PositiveIntegerField()
    at = models.DateTimeField()

    objects = VisibleQuerySet["Draft"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "user", "section", "lesion"],
                condition=models.Q(lesion__isnull=False),
                name="one_draft_of_a_lesion_section",
            ),
            models.UniqueConstraint(
                fields=["assessment", "user", "section"],
                condition=models.Q(lesion__isnull=True),
                name="one_draft_of_a_case_section",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.section} in assessment {self.assessment_id}"
