"""manage.py export: what a unit's lead may export, written to a file or to the standard output."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from assessments.exporting.columns import columns
from assessments.exporting.exports import export
from assessments.exporting.formats import FORMATS
from assessments.models import led_units
from assessments.record.chain import DamagedRecordError
from bonemet.accounts.models import User

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

    from assessments.models import Unit

OWNER_ONLY = 0o600


class Command(BaseCommand):
    help = "Export the records of the units that a user leads, one row for each assessed lesion."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", metavar="USER", help="the lead in whose name it is logged and written")
        parser.add_argument("--unit", metavar="NAME", help="only this unit")
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--with-identifiers", action="store_true", help="also names, dates and free text")
        parser.add_argument("--output", metavar="FILE", type=Path, help="a new file; else standard output")
        parser.add_argument("--columns", action="store_true", help="only say what the columns mean")

    def handle(self, *_args: Any, **options: Any) -> None:
        identified = options["with_identifiers"]
        if options["columns"]:
            for column in columns(identified=identified):
                self.stdout.write(f"{column.title(identified=identified)}\t{column.meaning}")
            return
        by, units = self._lead(options["by"], options["unit"])
        with (
            self._opened(options["output"]) as out,
            TemporaryFile("w+", encoding="utf-8", newline="") as file,
        ):
            try:
                rows = export(
                    lambda line: file.write(line.decode()),
                    units=units,
                    form=options["format"],
                    identified=identified,
                    by=by,
                )
            except DamagedRecordError as error:
                if options["output"] is not None:
                    options["output"].unlink()
                raise CommandError(
                    f"{error} is not as it was sealed. Nothing was exported. "
                    "manage.py verify_records names every record that was changed."
                ) from error
            file.seek(0)
            copyfileobj(file, out)
        if options["output"] is not None:
            self.stderr.write(f"{rows} rows are in {options['output']}.")

    def _lead(self, name: str | None, unit: str | None) -> tuple[Any, list[Unit]]:
        if not name:
            raise CommandError("Say with --by in whose name: the user name of a unit's lead.")
        by = User.objects.filter(username=name).first()
        units = list(led_units(by)) if by is not None else []
        if unit is not None:
            units = [one for one in units if one.name == unit]
        if by is None or not units:
            what = f"the unit “{unit}”" if unit else "any unit"
            raise CommandError(f"“{name}” does not lead {what}; only a lead exports.")
        return by, units

    @contextmanager
    def _opened(self, path: Path | None) -> Iterator[TextIO]:
        if path is None:
            self.stdout.ending = ""
            yield self.stdout  # type: ignore[misc]
            return
        try:
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        except FileExistsError as error:
            raise CommandError(f"{path} exists already; nothing is written over.") from error
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        with os.fdopen(number, "w", encoding="utf-8", newline="") as out:
            yield out
