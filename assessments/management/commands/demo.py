"""manage.py demo: made-up patients and an account to try bonemet with. Only while developing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from assessments.management.entering import load_case
from assessments.management.histories import CASES, agreed, live, operated, read, signed_against
from assessments.models import Membership, Role, Unit
from bonemet.accounts.models import User
from bonemet.accounts.passwords import DEMONSTRATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    History = Callable[[str, str, Unit, User], Iterator[float]]

UNIT = "Demonstration unit"
USER, COLLEAGUE, PASSWORD = "demo", "demo-reviewer", DEMONSTRATION
# Begun so many days ago, and past the hour by which to act.
OVERDUE = {"12-spine-emergency": 2.0}


class Command(BaseCommand):
    help = "Load demonstration patients and an account, on the first start only. Refused unless DEBUG is on."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Demonstration accounts and patients exist only with BONEMET_DEBUG=1.")
        if not Unit.objects.filter(name=UNIT).exists():
            self._load()
        self.stdout.write(f"  Log in as “{USER}” with the password “{PASSWORD}”.")
        self.stdout.write(f"  “{COLLEAGUE}”, with the same password, reads and comments.")

    @transaction.atomic
    def _load(self) -> None:
        user = User.objects.create_user(USER, password=PASSWORD)
        unit = Unit.objects.create(name=UNIT)
        Membership.objects.create(unit=unit, user=user, role=Role.LEAD)
        colleague = User.objects.create_user(COLLEAGUE, password=PASSWORD)
        Membership.objects.create(unit=unit, user=colleague, role=Role.REVIEWER)
        files = sorted(file.stem for file in CASES.glob("*.toml"))
        found: list[History] = [partial(_unsigned, file) for file in files]
        found += [partial(agreed, asked_by=colleague), signed_against, operated]
        live(
            history(f"DEMO-{number:02}", f"Example patient {number}", unit, user)
            for number, history in enumerate(found, start=1)
        )
        self.stdout.write(
            f"  {len(found)} demonstration patients are there: DEMO-01 to DEMO-{len(found):02}."
        )


def _unsigned(file: str, identifier: str, name: str, unit: Unit, by: User) -> Iterator[float]:
    """Tell the history of a case file: one assessment, not signed."""
    yield OVERDUE.get(file, 0.0)
    load_case(read(file), identifier, unit, by, name)
