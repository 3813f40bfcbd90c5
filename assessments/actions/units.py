"""Writes of a unit's lead: members, their roles, the unit's settings, and what leavers left unsigned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from assessments.models import (
    Assessment,
    Draft,
    Membership,
    Role,
    Status,
    Unit,
    UnitEvent,
    UnitEventKind,
    units_of,
)
from bonemet.accounts.actions import end_sessions
from bonemet.accounts.models import User
from bonemet.accounts.signals import account_changed

from .follow_up import RECKONED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from assessments.models.unit_settings import UnitSettings


class LastLeadError(Exception):
    """A unit keeps at least one lead: without one, nobody could add the next."""


class MemberAlreadyError(Exception):
    """The user is a member of the unit already."""


class StillHereError(Exception):
    """The author is an active member; only what a leaver left is taken over."""


@transaction.atomic
def add_member(*, unit: Unit, user: User, role: str, by: User | None) -> Membership:
    """Add an account to a unit; one that was a member before is a member again.

    Raises MemberAlreadyError where the account is a member now.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    membership = Membership.objects.filter(unit=unit, user=user).first() or Membership(
        unit=unit, user=user, is_active=False
    )
    if membership.is_active:
        raise MemberAlreadyError
    membership.role, membership.is_active = role, True
    membership.save()
    note(unit, UnitEventKind.ADDED, user, str(Role(role).label), by)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User | None) -> None:
    """Give a member another role.

    Raises LastLeadError where the unit would be left without a lead.
    """
    _keep_a_lead(membership, but=role)
    if membership.role != role:
        membership.role = role
        membership.save()
        note(membership.unit, UnitEventKind.ROLE, membership.user, str(Role(role).label), by)


@transaction.atomic
def end_membership(*, membership: Membership, by: User | None, last_lead_too: bool = False) -> None:
    """End a membership. What the member wrote stays theirs; they see nothing of the unit any more.

    Raises LastLeadError where the unit would be left without a lead.
    """
    if not last_lead_too:
        _keep_a_lead(membership)
    if membership.is_active:
        membership.is_active = False
        membership.save()
        note(membership.unit, UnitEventKind.REMOVED, membership.user, "", by)


def _keep_a_lead(membership: Membership, but: str = "") -> None:
    Unit.objects.select_for_update().get(pk=membership.unit_id)
    membership.refresh_from_db()
    leads = Membership.objects.filter(unit=membership.unit_id, role=Role.LEAD, is_active=True)
    others = leads.filter(user__is_active=True).exclude(pk=membership.pk)
    is_lead = membership.role == Role.LEAD and membership.is_active
    if is_lead and but != Role.LEAD and not others.exists():
        raise LastLeadError


@transaction.atomic
def change_settings(*, unit: Unit, settings: UnitSettings, by: User) -> None:
    """Change a unit's settings. When follow-ups are due is then to be reckoned anew, where that changes."""
    fresh = Unit.objects.select_for_update().get(pk=unit.pk)
    before, now = fresh.settings, settings.stored()
    changed = sorted(key for key in now if before.get(key) != now[key])
    if not changed:
        return
    now[RECKONED] = before.get(RECKONED, before.get("follow_up_weeks", []))
    fresh.settings = unit.settings = now
    fresh.save()
    note(unit, UnitEventKind.SETTINGS, None, ", ".join(changed)[:200], by)


def left_unsigned(unit: Unit) -> QuerySet[Assessment]:
    """List the drafts whose author is no longer there to sign them."""
    here = Membership.objects.filter(unit=unit, is_active=True, user__is_active=True).values("user")
    drafts = Assessment.objects.filter(unit=unit, status=Status.DRAFT)
    # Authors come first: they are few, and a unit may have thousands of drafts, of those who are here.
    authors = User.objects.filter(Exists(drafts.filter(author=OuterRef("pk")))).exclude(pk__in=here)
    found = drafts.filter(author__in=list(authors.values_list("pk", flat=True)))
    return found.select_related("patient", "author").order_by("-updated", "-pk")


@transaction.atomic
def take_over(*, assessment: Assessment, by: User) -> None:
    """Make the lead the author of a draft that somebody left behind, and of what was typed there.

    Raises StillHereError where the author is an active member.
    """
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    before = fresh.author
    if not fresh.is_draft or units_of(before).filter(pk=fresh.unit_id).exists():
        raise StillHereError
    for draft in Draft.objects.filter(assessment=fresh, user=before):
        mine = Draft.objects.filter(assessment=fresh, user=by, section=draft.section, lesion=draft.lesion)
        if not mine.exists():
            Draft.objects.filter(pk=draft.pk).update(user=by)
    fresh.author = assessment.author = by
    fresh.save(update_fields=["author"])
    UnitEvent.objects.create(
        unit=fresh.unit, kind=UnitEventKind.TAKEN_OVER, about=before, assessment=fresh, by=by
    )


def note(unit: Unit, kind: str, about: User | None, text: str, by: Any) -> None:
    """Write down what changed in a unit."""
    UnitEvent.objects.create(unit=unit, kind=kind, about=about, text=text, by=by)


@transaction.atomic
def close_account(*, user: User) -> list[Assessment]:
    """Close the account of somebody who leaves, and give the drafts that they leave unsigned.

    Raises LastLeadError where a unit would be left without a lead.
    """
    # Written down first, while it has units whose leads read it.
    account_changed.send(None, what="account closed", about=user, by=None)
    for membership in user.memberships.filter(is_active=True).select_related("unit", "user"):
        end_membership(membership=membership, by=None, last_lead_too=True)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user=user)
    drafts = Assessment.objects.filter(author=user, status=Status.DRAFT)
    return list(drafts.select_related("unit").order_by("unit__name", "-updated"))
