"""manage.py redcap_dictionary: the columns of our export as a REDCap data dictionary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from assessments.exporting.cells import writer
from assessments.exporting.redcap import dictionary

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Write a data dictionary with which a REDCap project is made, for the records of "
        "export --format redcap, and for import_cases, which takes them back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a new file")
        parser.add_argument("--with-identifiers", action="store_true", help="also names, dates and free text")

    def handle(self, *_args: Any, file: Path, **options: Any) -> None:
        try:
            with file.open("x", encoding="utf-8", newline="") as out:
                writer(out).writerows(dictionary(identified=options["with_identifiers"]))
        except FileExistsError as error:
            raise CommandError(f"{file} exists already; nothing is written over.") from error
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
