"""manage.py link_account: whose account here somebody is whom the hospital's record names at a launch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bonemet.accounts.models import User
from bonemet.accounts.signals import account_changed
from bonemet.accounts.tokens import is_service

if TYPE_CHECKING:
    from argparse import ArgumentParser

LONGEST = {"provider": 200, "uid": 191}


class Command(BaseCommand):
    help = (
        "Link an account with the user whom an issuer names when bonemet is opened from a chart: by its "
        "fhirUser or sub. Not needed where the issuer is the provider of single sign-on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the user name")
        parser.add_argument("issuer", help="who signs the tokens of a launch, as it names itself (iss)")
        parser.add_argument("user", help="the user there: fhirUser or sub of the token")

    def handle(self, *_args: Any, name: str, issuer: str, user: str, **_options: Any) -> None:
        account = User.objects.filter(username=name, is_active=True).first()
        if account is None or is_service(account):
            raise CommandError(f"There is no active account “{name}” of a person.")
        if not settings.SMART_ISSUERS:
            raise CommandError("BONEMET_SMART_ISSUERS names no issuer.")
        given = {"provider": issuer.rstrip("/"), "uid": user}
        for key, value in given.items():
            if not value or len(value) > LONGEST[key]:
                raise CommandError(f"Give an issuer and a user of at most {LONGEST[key]} characters.")
        with transaction.atomic():
            link, is_new = SocialAccount.objects.get_or_create(**given, defaults={"user": account})
            if link.user_id != account.pk:
                raise CommandError("That user is linked with another account: close that first.")
            if is_new:
                account_changed.send(None, what="launch linked", about=account, by=None)
        self.stdout.write(f"“{name}” comes in from the chart now.")
