"""Meetings of a unit's tumour board: their agenda, and the guests of one day."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models.base import VisibleQuerySet

from .assessments import Assessment
from .units import Unit

if TYPE_CHECKING:
    from datetime import date

    from assessments.models.base import User


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("a meeting", "Planned")
    RUNNING = "running", _("In session")
    CLOSED = "closed", _("Closed")


class MeetingQuerySet(VisibleQuerySet["Meeting"]):
    """Meetings. A member of the unit sees all of them, a guest the one of the day."""

    def as_guest(self, user: User, today: date) -> Self:
        """Keep the meetings of this day to which this user is invited."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(guests__user=user.pk, on=today)


class Meeting(models.Model):
    """One meeting. What is decided there is sealed with each case, and only told here."""

    unit_path = "unit"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="meetings")
    on = models.DateField()
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="chaired")
    state = models.CharField(max_length=8, choices=MeetingState, default=MeetingState.PLANNED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-on", "-pk")
        indexes: ClassVar = [models.Index(fields=["unit", "-on", "-id"], name="meetings_of_unit")]

    def __str__(self) -> str:
        return f"Meeting {self.uuid}"

    @property
    def is_closed(self) -> bool:
        return self.state == MeetingState.CLOSED


class AgendaItem(models.Model):
    """A case on the agenda. `is_left`: its meeting closed without reaching it; no later one has it yet."""

    unit_path = "meeting__unit"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    question = models.TextField(blank=True)
    presenter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    carried_from = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="carried_over", editable=False
    )
    is_left = models.BooleanField(default=False, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = VisibleQuerySet["AgendaItem"].as_manager()

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "assessment"], name="a_case_once_on_an_agenda")
        ]

    def __str__(self) -> str:
        return f"Agenda item {self.uuid}"


class MeetingGuest(models.Model):
    """Somebody from elsewhere who sees one meeting, on its day. Who invited is in the unit's events."""

    unit_path = "meeting__unit"
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invited_to")

    objects = VisibleQuerySet["MeetingGuest"].as_manager()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "user"], name="a_guest_once_at_a_meeting")
        ]

    def __str__(self) -> str:
        return f"Guest {self.user_id} of meeting {self.meeting_id}"
