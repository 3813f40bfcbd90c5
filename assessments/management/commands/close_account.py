"""manage.py close_account: somebody leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from assessments.actions.units import close_account
from assessments.models import Role
from bonemet.accounts.models import User

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Close the account of somebody who leaves: sessions and memberships end, what they wrote stays. "
        "Tells which drafts are left unsigned; the unit's lead takes them over on the unit's page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the user name")

    def handle(self, *_args: Any, name: str, **_options: Any) -> None:
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account “{name}”.")
        drafts = close_account(user=user)
        self.stdout.write(f"The account “{name}” is closed.")
        for draft in drafts:  # named as in the addresses, never by patient
            self.stdout.write(f"  left unsigned in {draft.unit}: /assessments/{draft.uuid}/")
        for membership in user.memberships.filter(role=Role.LEAD).select_related("unit"):
            if not membership.unit.memberships.filter(role=Role.LEAD, is_active=True).exists():
                self.stdout.write(f"  {membership.unit} has no lead any more: name one at /admin/.")
