"""manage.py verify_records: prove that nothing that is kept was touched since."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from assessments.record.verification import ends, verify


class Command(BaseCommand):
    help = (
        "Go through the chains of every unit: all that is only ever added, and the access log. Name the "
        "first record that was touched, and all others; exit 1. Tell every erasure and every clock that ran "
        "backwards. Print the last digest of each chain: written down elsewhere, it also proves later that "
        "nothing before it was written anew or cut off, not even by somebody who has the key."
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
        faults, missing = 0, set(known)
        try:
            for found in verify(missing):
                (self.stderr if found.is_fault else self.stdout).write(str(found))
                faults += found.is_fault
            for name, length, digest in ends():
                self.stdout.write(f"{name}: {length}, last digest {digest}")
        except DatabaseError as error:
            faults += 1
            self.stderr.write(f"The database cannot be read to the end ({type(error).__name__})")
        for digest in sorted(missing):
            faults += 1
            self.stderr.write(f"No record has the digest {digest} any more")
        if faults:
            self.stderr.write(f"{faults} faults")
            sys.exit(1)
        self.stdout.write("Nothing that is kept was touched.")
