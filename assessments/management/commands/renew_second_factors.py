"""manage.py renew_second_factors: the step between a new secret key and the end of the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bonemet.accounts.actions import factor_taken_away
from bonemet.accounts.keys import renew

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Encrypt the secrets of all second factors with the present BONEMET_SECRET_KEY. Run it while "
        "BONEMET_SECRET_KEY_OLD holds the key before; then take the old key out. Tells whose cannot be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--take-away",
            action="store_true",
            help="take away the second factors that no key reads: their owners set them up anew",
        )

    @transaction.atomic
    def handle(self, *_args: Any, take_away: bool, **_options: Any) -> None:
        renewed, unreadable = renew()
        if unreadable and not take_away:
            names = ", ".join(user.get_username() for user in unreadable)
            raise CommandError(
                f"None of the keys reads the second factor of: {names}. Nothing was changed. Give the key of "
                "that time as BONEMET_SECRET_KEY_OLD, or use --take-away: they set it up anew."
            )
        for user in unreadable:
            Authenticator.objects.filter(user=user).delete()
            factor_taken_away(user=user, by=None, what="second factor unreadable")
            self.stdout.write(f"Taken away, to be set up anew: the second factor of “{user.get_username()}”.")
        self.stdout.write(f"Encrypted with the present key: {renewed}. BONEMET_SECRET_KEY_OLD can go now.")
