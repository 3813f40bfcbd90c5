"""manage.py create_administrator: the first account, without e-mail."""

from __future__ import annotations

from getpass import getpass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from bonemet.accounts import actions as accounts
from bonemet.accounts.models import User

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Make an account that administers users and units at /admin/. It sees no patient by that alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the user name")
        parser.add_argument(
            "--generate",
            action="store_true",
            help="do not ask for a password: make one, show it once, and have it changed within 24 hours",
        )

    def handle(self, *_args: Any, name: str, generate: bool, **_options: Any) -> None:
        try:
            User._meta.get_field("username").run_validators(name)
            # Who logs in may write the name in either case: two such accounts would lock each other out.
            if known := User.objects.filter(username__iexact=name).first():
                raise CommandError(
                    f"There is an account “{known}” already. `reset_password` gives it a new password."
                )
            password = accounts.temporary_password() if generate else self._asked(User(username=name))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        accounts.create_administrator(name=name, password=password, is_temporary=generate)
        if generate:
            self.stdout.write(f"Password, shown this once and good for 24 hours: {password}")
        self.stdout.write(
            f"“{name}” can log in. Set up a second factor, then make units and accounts at /admin/."
        )

    def _asked(self, user: Any) -> str:
        password = getpass("Password: ")
        if password != getpass("Password (again): "):
            raise CommandError("The two are not the same. No account was made.")
        validate_password(password, user)
        return password
