"""manage.py backup: a checked copy of the database, made while bonemet runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bonemet import backups

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    from django.core.management.base import OutputWrapper


class Command(BaseCommand):
    help = (
        "Copy the database into a new folder while bonemet runs, check the copy, and write its manifest. "
        "Nothing is ever overwritten. The secret key is not in it: keep that elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            help="a new folder; without it, one in BONEMET_BACKUPS",
        )

        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="afterwards keep the newest N backups in BONEMET_BACKUPS and remove the older ones",
        )

    def handle(self, *_args: Any, folder: Path | None, keep: int | None, **_options: Any) -> None:
        if keep is not None and (folder or keep < 1):
            raise CommandError("--keep takes a number from 1 on, and goes without a folder.")
        target = folder or settings.BACKUP_DIR / backups.name_for_now()
        try:
            manifest = backups.make(target, told_on(self.stdout))
        except (backups.BackupError, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        self.stdout.write(
            f"{target}: {manifest.bytes:,} bytes, {sum(manifest.rows.values()):,} rows of "
            f"{len(manifest.rows)} tables. Checked."
        )
        if keep:
            self.stdout.write(f"{len(backups.keep_newest(target.parent, keep))} older backups removed.")


def told_on(stream: OutputWrapper) -> Callable[[int, int], None]:
    """Show progress on a terminal, and nothing in a log."""

    def tell(done: int, total: int) -> None:
        if stream.isatty():
            stream.write(f"\r  {100 * done // max(total, 1):3} %", ending="\n" if done >= total else "")
            stream.flush()

    return tell
