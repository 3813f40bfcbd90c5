"""Assessments, their revisions, and what is typed and not saved."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from assessments.answers.document import Answers
from assessments.models.base import PLACE, AppendOnly, AppendOnlyQuerySet, VisibleQuerySet

from .chains import Chain
from .patients import Lesion, Patient
from .units import Unit, writable_units
from .written_once import Asked, Written

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.answers.document import Document
    from assessments.models.base import User


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNED = "signed", _("Signed")
    AMENDED = "amended", _("Replaced by an amendment")
    WITHDRAWN = "withdrawn", _("Withdrawn")


SIGNED_STATES = (Status.SIGNED, Status.AMENDED)


# What a list can be narrowed to. Its indexes carry it behind the order that they give: rows that do not fit
# are passed over in the index, ten times as fast as by looking at each.
CARRIED = (
    "status", "primary", "decision", "urgency", "author", "is_planned", "assessed_on", "updated", "due",
    "patient", "follow_up_due",
)  # fmt: skip


def _in_order(name: str, *order: str) -> models.Index:
    """Give the index of an order of the list."""
    given = {column.removeprefix("-") for column in order}
    return models.Index(fields=[*order, *(column for column in CARRIED if column not in given)], name=name)


class Assessment(models.Model):
    """A patient's lesions judged at one time. Revisions hold the answers; here is what lists search on."""

    unit_path = "unit"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="assessments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assessments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    amends = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="amendment")
    amendment_reason = models.TextField(blank=True)
    revision_number = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    # The day it was made, as its answers say.
    assessed_on = models.DateField(null=True, blank=True)
    primary = models.CharField(max_length=20, blank=True)
    # Of the lesion that presses most, for lists; each lesion's own are in AssessedLesion.
    bone = models.CharField(max_length=20, blank=True)
    decision = models.CharField(max_length=20, blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    aim = models.CharField(max_length=40, blank=True)
    # Whether open answers leave other decisions possible: then lists show none as if it were decided. Not
    # known of what was saved before this was kept.
    is_open = models.BooleanField(null=True, blank=True)
    # Whether a plan was recorded or skipped for every lesion: until then lists do not tell the advice.
    is_planned = models.BooleanField(default=False)
    # When the advice was told last after plans were complete; a plan before that stays.
    advice_told_at = models.DateTimeField(null=True, blank=True)
    # By when to act; empty where there is no urgency.
    due = models.DateTimeField(null=True, blank=True)
    # The first day on which a follow-up of one of its lesions is due, for lists; only of what was signed.
    follow_up_due = models.DateField(null=True, blank=True)

    # What was read of the newest revision; the second with the number of that.
    _known: Revision | None = None
    _assessed: tuple[int, list[AssessedLesion]] | None = None
    # As they were read when this was taken to be saved: the end of the unit's chain, for its next revision;
    # whether anybody has typed something into it and not saved it.
    end_read: Chain | None = None
    has_drafts = True

    objects = VisibleQuerySet["Assessment"].as_manager()

    class Meta:
        indexes: ClassVar = [
            _in_order("assessment_listed", "unit", "-updated", "-id"),
            _in_order("assessment_state", "unit", "status", "-updated", "-id"),
            _in_order("assessment_primary", "unit", "primary", "-updated", "-id"),
            _in_order("assessment_decision", "unit", "decision", "-updated", "-id"),
            _in_order("assessment_urgency", "unit", "urgency", "-updated", "-id"),
            _in_order("assessment_author", "unit", "author", "-updated", "-id"),
            _in_order("assessment_bone", "unit", "bone", "-updated", "-id"),
            _in_order("assessment_day", "unit", "-assessed_on", "-id"),
            _in_order("assessment_overdue", "unit", "status", "due", "id"),
            models.Index(fields=["patient", "-created"], name="assessment_of_patient"),
            models.Index(fields=["author", "status", "unit"], name="assessment_drafts_of"),
            models.Index(fields=["unit", "status", "follow_up_due"], name="assessment_follow_up"),
        ]

    def __str__(self) -> str:
        return f"Assessment {self.uuid}"

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def is_signed(self) -> bool:
        """Tell whether there is a sealed report of it."""
        return self.status in SIGNED_STATES

    @property
    def is_withdrawn(self) -> bool:
        return self.status == Status.WITHDRAWN

    @property
    def begun(self) -> datetime:
        """Give the time from which hours count. An amendment does not set the clock back."""
        return self.amends.begun if self.amends is not None else self.created

    @property
    def tells_advice(self) -> bool:
        """Tell whether lists and overviews show the advice: not before the surgeon's own plan."""
        return self.is_planned or self.is_signed

    def latest(self) -> Revision:
        """Give the newest revision; there always is one. None ever changes: it is read once."""
        if self._known is None or self._known.number != self.revision_number:
            self._known = self.revisions.get(number=self.revision_number)
        return self._known

    def lesions_assessed(self) -> list[AssessedLesion]:
        """Give its lesions as the newest revision left them, each with its lesion's own row."""
        if self._assessed is None or self._assessed[0] != self.revision_number:
            self.remember_assessed(_ASSESSED(AssessedLesion, assessment=self.pk))
        assert self._assessed is not None
        return self._assessed[1]

    def remember_assessed(self, rows: list[AssessedLesion]) -> None:
        """Keep how its lesions stood when `revision_number` was the newest."""
        self._assessed = self.revision_number, rows

    def remember(self, revision: Revision, assessed: list[AssessedLesion] | None = None) -> None:
        """Keep what was read or written just now of the newest revision."""
        self._known = revision
        if assessed is not None:
            self._assessed = revision.number, assessed

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
    is_open = models.BooleanField(null=True, blank=True)
    # The band of each survival model as the signed report states it, and the clinician's own estimate:
    # {"katagiri": "4–6", "clinician": "3_to_6_months"}.
    predicted: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)

    objects = VisibleQuerySet["AssessedLesion"].as_manager()

    class Meta:
        ordering = ("position",)
        indexes: ClassVar = [models.Index(fields=["bone", "assessment"], name="assessed_bone")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "lesion"], name="a_lesion_once_in_an_assessment")
        ]

    def __str__(self) -> str:
        return f"Lesion {self.lesion_id} in assessment {self.assessment_id}"


_ASSESSED = Written(
    lambda: AssessedLesion.objects.filter(assessment=Asked("assessment")).select_related("lesion")
)


def typed_key(section: str, lesion: str | None) -> str:
    """Say under what name a revision keeps the typed numbers of a section."""
    return section if lesion is None else f"{lesion}.{section}"


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
            PLACE,
            models.UniqueConstraint(fields=["assessment", "number"], name="revisions_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number} of assessment {self.assessment_id}"

    @cached_property
    def given(self) -> Answers:
        """The answers with their lesions by identity."""
        return Answers.from_document(self.answers, self.lesions)

    def typed_in(self, section: str, lesion: str | None) -> dict[str, Any]:
        """Give the numbers of a section as they were typed."""
        found: dict[str, Any] = self.typed.get(typed_key(section, lesion), {})
        return found

    def lesion_rows(self) -> list[Lesion]:
        """Give its lesions, in their order."""
        rows = {lesion.key: lesion for lesion in Lesion.objects.filter(uuid__in=self.lesions)}
        return [rows[key] for key in self.lesions]


class Draft(models.Model):
    """What somebody has typed into a section and not saved: one row a page that was opened, overwritten."""

    unit_path = "assessment__unit"
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    section = models.CharField(max_length=20)
    lesion = models.ForeignKey(Lesion, models.CASCADE, null=True, blank=True, related_name="drafts")
    page = models.CharField(max_length=32, blank=True)
    raw: models.JSONField[dict[str, list[str]], dict[str, list[str]]] = models.JSONField()
    base_revision = models.PositiveIntegerField()
    at = models.DateTimeField()

    objects = VisibleQuerySet["Draft"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "user", "section", "lesion", "page"],
                condition=models.Q(lesion__isnull=False),
                name="one_draft_of_a_lesion_section",
            ),
            models.UniqueConstraint(
                fields=["assessment", "user", "section", "page"],
                condition=models.Q(lesion__isnull=True),
                name="one_draft_of_a_case_section",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.section} in assessment {self.assessment_id}"
