"""manage.py reset_password: a temporary password, without e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from bonemet.accounts import actions as accounts
from bonemet.accounts.models import User

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Give an account a temporary password, shown once. It is good for 24 hours and must be changed at "
        "the first log-in. Its sessions end."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the user name")
        parser.add_argument(
            "--second-factor", action="store_true", help="take the second factor away too: it was lost"
        )

    def handle(self, *_args: Any, name: str, second_factor: bool, **_options: Any) -> None:
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account “{name}”.")
        password = accounts.reset_password(user=user, without_second_factor=second_factor, by=None)
        self.stdout.write(f"Password of “{name}”, shown this once and good for 24 hours: {password}")
        if second_factor:
            self.stdout.write("The second factor is taken away. Have it set up again after the log-in.")
