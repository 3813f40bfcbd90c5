"""Membership by the groups of the provider of single sign-on, as BONEMET_OIDC_GROUPS says."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from assessments.actions import units
from assessments.models import Membership, Unit
from bonemet.accounts.signals import groups_told
from bonemet.environment import ROLES

if TYPE_CHECKING:
    from bonemet.accounts.models import User

logger = logging.getLogger(__name__)


@transaction.atomic
def follow(*, user: User, groups: set[str]) -> None:
    """Make the user a member of the units that their groups stand for, and of no other that any group names.

    Units that the setting does not name are left alone, and so is the last lead of a unit. Of several roles
    in one unit the one that may most counts. A unit that does not exist is named in the log.
    """
    for name in {unit for _group, unit, _role in settings.OIDC_GROUPS}:
        roles = [role for group, unit, role in settings.OIDC_GROUPS if unit == name and group in groups]
        unit = Unit.objects.filter(name=name).first()
        if unit is None:
            logger.error("BONEMET_OIDC_GROUPS names a unit that does not exist: %r", name)
        else:
            _follow_in(unit, user, max(roles, key=ROLES.index) if roles else None)


def _follow_in(unit: Unit, user: User, role: str | None) -> None:
    membership = Membership.objects.filter(unit=unit, user=user, is_active=True).first()
    try:
        if membership is None and role is not None:
            units.add_member(unit=unit, user=user, role=role, by=None)
        elif membership is not None and role is None:
            units.end_membership(membership=membership, by=None)
        elif membership is not None and role is not None:
            units.change_role(membership=membership, role=role, by=None)
    except units.LastLeadError:
        logger.error("single sign-on would take the last lead from unit %s: left as it is", unit.pk)


def _on_groups(user: User, groups: set[str], **_kwargs: Any) -> None:
    follow(user=user, groups=groups)


def listen() -> None:
    """Connect to what the accounts tell of groups."""
    groups_told.connect(_on_groups, dispatch_uid="assessments.actions.provider_groups")
