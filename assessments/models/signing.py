"""The surgeon's own plan, the answer to the advice, and what is sealed for ever."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.base import PLACE, AppendOnly, AppendOnlyQuerySet
from assessments.models.packed import PackedText

from .assessments import Assessment
from .patients import Lesion
from .units import Unit


class Intent(models.TextChoices):
    """What a surgeon means to do, in the words of the advice."""

    OPERATE = "operate", _("Operate")
    NON_OPERATIVE = "non_operative", _("No operation")
    DIAGNOSE_FIRST = "diagnose_first", _("Diagnosis before treatment")
    UNDECIDED = "undecided", _("Not decided")


class Course(models.TextChoices):
    """What a board decides on. Each is one of the intents, by which it is compared with plan and advice."""

    OPERATE = "operate", _("Operate")
    WATCH = "watch", _("Observe; operation still to be considered")
    NON_OPERATIVE = "non_operative", _("No operation")
    RADIOTHERAPY = "radiotherapy", _("Radiotherapy, no operation")
    BIOPSY = "diagnose_first", _("Biopsy before treatment")
    REFER = "refer", _("Refer to another centre")
    UNDECIDED = "undecided", _("Not decided")

    @property
    def intent(self) -> Intent:
        """Give the intent that it is a kind of."""
        return {
            Course.WATCH: Intent.NON_OPERATIVE,
            Course.RADIOTHERAPY: Intent.NON_OPERATIVE,
            Course.REFER: Intent.UNDECIDED,
        }.get(self) or Intent(self.value)


class HowSoon(models.TextChoices):
    """How soon, in the words of the advice."""

    EMERGENCY = "emergency", _("Within 24 hours")
    URGENT = "urgent", _("Within 72 hours")
    EXPEDITED = "expedited", _("Within 2 weeks")
    PLANNED = "planned", _("Planned")
    NONE = "none", _("No urgency")


class SkipReason(models.TextChoices):
    """Why no plan was recorded before the advice was seen."""

    EMERGENCY = "emergency", _("No time: emergency")
    DECIDED = "decided", _("Already decided by others")
    READING = "reading", _("Consultation only")
    TEACHING = "teaching", _("Teaching or demonstration")


class PlanQuerySet(AppendOnlyQuerySet["Plan"]):
    """Plans; those that were withdrawn stay on the record and count no more."""

    def standing(self) -> Self:
        """Keep what nobody has withdrawn."""
        return self.filter(withdrawal__isnull=True)


class Plan(AppendOnly):
    """What the surgeon means to do with a lesion, said before the advice was shown, or why it was not."""

    unit_path = "assessment__unit"
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="plans")
    lesion = models.ForeignKey(Lesion, models.PROTECT, related_name="plans")
    revision_number = models.PositiveIntegerField()
    intent = models.CharField(max_length=20, choices=Intent, blank=True)
    how_soon = models.CharField(max_length=10, choices=HowSoon, blank=True)
    skipped = models.CharField(max_length=10, choices=SkipReason, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="plans")
    at = models.DateTimeField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            PLACE,
            # One of each lesion stands: whoever adds another holds the assessment and looks.
        ]

    def __str__(self) -> str:
        return f"Plan for lesion {self.lesion_id} in assessment {self.assessment_id}"


class PlanWithdrawal(AppendOnly):
    """A plan was recorded on the wrong lesion, and withdrawn before the advice was shown."""

    unit_path = "plan__assessment__unit"
    erasable_columns = ("reason",)
    plan = models.OneToOneField(Plan, models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="plan_withdrawals")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet["PlanWithdrawal"].as_manager()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [PLACE]

    def __str__(self) -> str:
        return f"Withdrawal of plan {self.plan_id}"


class OverrideReason(models.TextChoices):
    """Why something else is done than is advised."""

    PATIENT = "patient", _("Patient's preference")
    RISK = "risk", _("Risk of the operation or the anaesthetic")
    OUTLOOK = "outlook", _("Prognosis judged differently")
    FINDINGS = "findings", _("Findings not covered here")
    MEANS = "means", _("Local resources")
    BOARD = "board", _("Decision of the tumour board")
    DISAGREE = "disagree", _("The rule does not fit this case")


class Response(AppendOnly):
    """What the signer says to the advice on a lesion: agreed, or something else for a reason."""

    unit_path = "assessment__unit"
    erasable_columns = ("text",)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="responses")
    lesion = models.ForeignKey(Lesion, models.PROTECT, related_name="responses")
    agrees = models.BooleanField()
    intent = models.CharField(max_length=20, choices=Intent)
    how_soon = models.CharField(max_length=10, choices=HowSoon)
    procedure = models.CharField(max_length=40, blank=True)  # a key of clinical.options, or "other"
    reason = models.CharField(max_length=10, choices=OverrideReason, blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="responses")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet["Response"].as_manager()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            PLACE,
            models.UniqueConstraint(fields=["assessment", "lesion"], name="one_response_when_signing"),
        ]

    def __str__(self) -> str:
        return f"Response for lesion {self.lesion_id} in assessment {self.assessment_id}"


class SealedKind(models.TextChoices):
    REPORT = "report", _("Signed report")
    NOTE = "note", _("Note")
    BOARD = "board", _("Decision of the tumour board")


class Sealed(AppendOnly):
    """What is signed: a report, a note, a decision of the tumour board, as it was read.

    `content` is the record without identity and free text, as canonical JSON; `identity` holds those, in the
    same shape. An erasure can touch the second only.
    """

    unit_path = "unit"
    erasable_columns = ("identity",)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sealed")
    kind = models.CharField(max_length=10, choices=SealedKind)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="sealed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sealed")
    at = models.DateTimeField()
    content = PackedText()
    identity = models.TextField()

    objects = AppendOnlyQuerySet["Sealed"].as_manager()

    class Meta:
        ordering = ("unit", "sequence")
        constraints: ClassVar = [
            PLACE,
            models.UniqueConstraint(
                fields=["assessment"], condition=models.Q(kind="report"), name="signed_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "-at"], condition=models.Q(kind="board"), name="board_decisions")
        ]

    def __str__(self) -> str:
        return f"Sealed record {self.sequence} of unit {self.unit_id}"
