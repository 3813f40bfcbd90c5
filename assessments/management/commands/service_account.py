"""manage.py service_account: a program's account, its tokens, and their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from assessments.actions.service_accounts import make_account, of_unit, revoke_all
from assessments.models import Unit
from bonemet.accounts.models import User
from bonemet.accounts.tokens import LONGEST_DAYS, make_token

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Make a program's account in a unit, or another token of one that is there, and write the token to "
        "standard output, this once. With --revoke every token of the account opens nothing any more; "
        "with --list the accounts of the unit and their tokens are told, never the tokens themselves."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("unit", help="the name of the unit")
        parser.add_argument("name", nargs="?", help="the user name of the program's account")
        parser.add_argument("--days", type=int, default=90, help=f"how long it lasts: 1 to {LONGEST_DAYS}")
        parser.add_argument("--revoke", action="store_true")
        parser.add_argument("--list", action="store_true")

    def handle(self, *_args: Any, unit: str, name: str | None, days: int, **options: Any) -> None:
        found = Unit.objects.filter(name=unit).first()
        if found is None:
            raise CommandError(f"There is no unit “{unit}”.")
        if options["list"]:
            self._list(found)
            return
        if not name:
            raise CommandError("Give the user name of the program's account.")
        account = of_unit(found).filter(user__username=name).first()
        if options["revoke"]:
            if account is None:
                raise CommandError(f"“{name}” is no program's account of {found}.")
            self.stdout.write(f"{revoke_all(user=account.user, by=None)} tokens revoked.")
            return
        if not 1 <= days <= LONGEST_DAYS:
            raise CommandError(f"--days is {days}: give a whole number from 1 to {LONGEST_DAYS}.")
        if account is not None:
            self.stdout.write(make_token(user=account.user, days=days, by=None))
            return
        self.stdout.write(_made(found, name, days))

    def _list(self, unit: Unit) -> None:
        for membership in of_unit(unit).order_by("user__username"):
            for token in membership.user.service_tokens.all():
                state = "revoked" if token.revoked else "valid" if token.is_valid else "expired"
                used = f"{localtime(token.used):%Y-%m-%d}" if token.used else "never"
                until = f"{localtime(token.until):%Y-%m-%d}"
                self.stdout.write(f"{membership.user.username}: {state}, until {until}, last used {used}")


def _made(unit: Unit, name: str, days: int) -> str:
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError as error:
        raise CommandError(f"“{name}” is no user name: {' '.join(error.messages)}") from error
    if User.objects.filter(username__iexact=name).exists():
        raise CommandError(f"There is an account “{name}” that is not a program's of {unit}: choose another.")
    return make_account(unit=unit, name=name, days=days, by=None)
