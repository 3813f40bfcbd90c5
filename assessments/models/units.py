"""Units and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .written_once import Asked, Written

if TYPE_CHECKING:
    from assessments.models.base import User


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
    """What a user may do in a unit. It is ended and not deleted: what was done under it stays explained."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.SURGEON)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("membership"), _("memberships")
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "user"], name="one_role_in_a_unit")]

    def __str__(self) -> str:
        return f"{self.user} - {self.unit} ({self.get_role_display()})"


def units_of(user: User, *roles: str) -> models.QuerySet[Unit]:
    """List the units of which this user is a member, in one of the roles if any are named."""
    if not user.is_authenticated or not user.is_active:
        return Unit.objects.none()
    with_roles = {"memberships__role__in": roles} if roles else {}
    return Unit.objects.filter(memberships__user=user.pk, memberships__is_active=True, **with_roles)


def led_units(user: User) -> models.QuerySet[Unit]:
    """List the units that this user leads."""
    return units_of(user, Role.LEAD)


def writable_units(user: User) -> models.QuerySet[Unit]:
    """List the units in which this user may write."""
    return units_of(user, *WRITING_ROLES)


def memberships_of(user: User) -> list[Membership]:
    """List the memberships of this user with their units, by the units' names: as a request found them first.

    They say what a page offers. What may be seen and done is asked of the database each time.
    """
    if not user.is_authenticated or not user.is_active:
        return []
    reader: Any = user
    if not hasattr(reader, "memberships_read"):
        reader.memberships_read = _OF_USER(Membership, user=user.pk)
    read: list[Membership] = reader.memberships_read
    return read


_OF_USER = Written(
    lambda: (
        Membership.objects.filter(user=Asked("user"), is_active=True)
        .select_related("unit")
        .order_by("unit__name")
    )
)
