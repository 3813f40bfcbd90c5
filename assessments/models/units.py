"""Units and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from assessments.records import User


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


def led_units(user: User) -> models.QuerySet[Unit]:
    """List the units that this user leads."""
    if not user.is_authenticated or not user.is_active:
        return Unit.objects.none()
    return Unit.objects.filter(memberships__user=user.pk, memberships__role=Role.LEAD)


def writable_units(user: User) -> models.QuerySet[Unit]:
    """List the units in which this user may write."""
    if not user.is_authenticated or not user.is_active:
        return Unit.objects.none()
    return Unit.objects.filter(memberships__user=user.pk, memberships__role__in=WRITING_ROLES)
