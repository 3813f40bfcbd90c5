"""manage.py verify_records: prove that nothing signed was touched since."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from assessments.models import Sealed, Unit
from assessments.record.chain import faults


class Command(BaseCommand):
    help = (
        "Go through every unit's chain of signed reports and notes. Name the first record that was touched, "
        "and all others; exit 1. Otherwise print each chain's last digest: written down elsewhere, it also "
        "proves later that no record was cut off the end."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--known",
            action="append",
            default=[],
            metavar="DIGEST",
            help="a digest written down earlier, which must still be in a chain; can be given several times",
        )

    def handle(self, *_args: Any, known: list[str], **_options: Any) -> None:
        found = 0
        for digest in known:
            if not Sealed.objects.filter(digest=digest).exists():
                found += 1
                self.stderr.write(f"No record has the digest {digest} any more")
        for unit in Unit.objects.order_by("pk"):
            try:
                for fault in faults(unit):
                    found += 1
                    self.stderr.write(str(fault))
            except (ValueError, RecursionError, DatabaseError) as error:
                found += 1
                self.stderr.write(f"{unit.name}: its records cannot all be read ({type(error).__name__})")
            last = Sealed.objects.filter(unit=unit).order_by("-sequence").first()
            if last is not None:
                self.stdout.write(f"{unit.name}: {last.sequence} records, last digest {last.digest}")
        if found:
            self.stderr.write(f"{found} faults")
            sys.exit(1)
        self.stdout.write("Nothing that is sealed was touched.")
