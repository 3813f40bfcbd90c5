"""Writes around the accounts of programs: each is a member of one unit who reads, and comes by a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.models import Membership, Role, Unit
from bonemet.accounts.models import ServiceToken, User
from bonemet.accounts.signals import account_changed
from bonemet.accounts.tokens import make_token, revoke

from .units import add_member

if TYPE_CHECKING:
    from django.db.models import QuerySet


class NameTakenError(Exception):
    """There is an account of that name, whichever capitals it is written in."""


def of_unit(unit: Unit) -> QuerySet[Membership]:
    """List the memberships of a unit that are programs'."""
    programs = ServiceToken.objects.values("user")
    return Membership.objects.filter(unit=unit, user__in=programs).select_related("user", "unit")


@transaction.atomic
def make_account(*, unit: Unit, name: str, days: int, by: User | None) -> str:
    """Make a program's account in a unit and give its first token, good for so many days.

    Raises NameTakenError where an account has that name, ValueError where a token cannot last so long.
    """
    if User.objects.filter(username__iexact=name).exists():
        raise NameTakenError
    user = User.objects.create_user(name)
    account_changed.send(None, what="account made", about=user, by=by)
    add_member(unit=unit, user=user, role=Role.REVIEWER, by=by)
    return make_token(user=user, days=days, by=by)


@transaction.atomic
def revoke_all(*, user: User, by: User | None) -> int:
    """Revoke every token of a program's account that is not revoked yet, and tell how many there were."""
    tokens = list(ServiceToken.objects.filter(user=user, revoked=None).select_related("user"))
    for token in tokens:
        revoke(token=token, by=by)
    return len(tokens)
