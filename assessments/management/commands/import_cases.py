"""manage.py import_cases: cases out of a table, with which a unit begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.actions.assessments import IdentifierTakenError
from assessments.actions.bringing_in import bring_in
from assessments.exporting.cases import LARGEST, Fault, FaultyError, read_table
from assessments.models import Patient, writable_units
from bonemet.accounts.models import User

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from assessments.exporting.cases import Table
    from assessments.models import Unit

MOST_TOLD = 200
TAKEN = "a patient who is not in the unit yet: cases of patients who are there are entered by hand"


class Command(BaseCommand):
    help = (
        "Bring in cases from a CSV file with the columns of our export with identifiers, or with the names "
        "of redcap_dictionary: new patients, whose assessments are drafts of a named author. Without --write "
        "nothing is written: it says what would be, and what is wrong, line by line."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="at most 2 MB and 2,000 rows, in UTF-8")
        parser.add_argument("--unit", metavar="NAME", required=True, help="the unit that begins with them")
        parser.add_argument("--by", metavar="USER", required=True, help="a surgeon of the unit: the author")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--dry-run", action="store_true", help="only look (so it is without --write)")
        how.add_argument("--write", action="store_true", help="bring them in, all or none")

    def handle(self, *_args: Any, file: Path, unit: str, by: str, write: bool, **_options: Any) -> None:
        author = User.objects.filter(username=by, is_active=True).first()
        into = writable_units(author).filter(name=unit).first() if author else None
        if author is None or into is None:
            raise CommandError(f"“{by}” writes in no unit “{unit}”. Give a surgeon or lead of that unit.")
        table = self._read(file, into)
        for name in table.passed_over:
            self.stdout.write(f"column {name}: not brought in")
        count = sum(len(person.cases) for person in table.people)
        words = f"{count} assessments of {len(table.people)} patients, as drafts of {by} in {unit}"
        if not write:
            self.stdout.write(f"Nothing was written. Without fault: {words}. Bring them in with --write.")
            return
        try:
            bring_in(people=table.people, unit=into, by=author)
        except IdentifierTakenError as error:  # since it was read
            raise CommandError(f"Nothing was written. {error.patient}: {TAKEN}.") from error
        self.stdout.write(f"Brought in: {words}.")

    def _read(self, file: Path, unit: Unit) -> Table:
        try:
            with file.open("rb") as opened:
                text = opened.read(LARGEST + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            table = read_table(text, timezone.localdate())
            taken = set(Patient.objects.filter(unit=unit).values_list("identifier", flat=True))
            known = [
                Fault(one.line, "identifier", one.identifier, TAKEN)
                for one in table.people
                if one.identifier in taken
            ]
            if known:
                raise FaultyError(known)
        except FaultyError as error:
            for fault in error.faults[:MOST_TOLD]:
                self.stderr.write(str(fault))
            more = len(error.faults) - MOST_TOLD
            left = f" {more} more are not shown." if more > 0 else ""
            raise CommandError(f"Nothing was written: {len(error.faults)} faults.{left}") from error
        return table
