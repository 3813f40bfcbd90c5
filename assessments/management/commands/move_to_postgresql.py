"""manage.py move_to_postgresql: an SQLite installation moves into PostgreSQL, whole or not at all."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from assessments.record.verification import verify
from bonemet import database_statistics
from bonemet.moving import MoveError, Progress, move

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Move all that an SQLite database holds into the PostgreSQL database of BONEMET_POSTGRES_NAME, which "
        "`migrate` made and which is empty else. Stop bonemet first. The source is only read. Each table is "
        "read back and compared, and every chain of records proved, before anything is kept: what was "
        "interrupted has left nothing, and can be run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the SQLite database, as in BONEMET_DATABASE")

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        begun = time.monotonic()
        try:
            moved = move(file, partial(prove, self._tell), self._tell)
        except MoveError as error:
            raise CommandError(f"Nothing was moved. {error}") from error
        database_statistics.update()
        for table in moved:
            self.stdout.write(f"{table.name}: {table.rows:,} rows, digest {table.digest[:16]}")
        rows, seconds = sum(table.rows for table in moved), time.monotonic() - begun
        self.stdout.write(
            f"Moved {rows:,} rows of {len(moved)} tables in {seconds:.0f} s. Each table reads as in the "
            "source, and every chain of records is whole."
        )

    def _tell(self, name: str, done: int, total: int) -> None:
        """Show progress on a terminal, and nothing in a log."""
        if self.stdout.isatty():
            self.stdout.write(f"\r  {name}: {done:,} of {total:,}", ending="\n" if done >= total else "")
            self.stdout.flush()


def prove(progress: Progress) -> None:
    """Raises MoveError where a record is not what was sealed."""
    fault = next((found for found in verify(set(), progress) if found.is_fault), None)
    if fault:
        raise MoveError(f"A record is not what was sealed: {fault} Run verify_records on the source.")
