"""manage.py restore: put a backup in the place of the database, and keep what it replaces."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bonemet import backups

from .backup import told_on

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Check a backup and put it in the place of the database. What is replaced is kept as a backup of its "
        "own. Refused while bonemet is running, and with BONEMET_DEBUG on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder made by `manage.py backup`")
        parser.add_argument(
            "--anyway", action="store_true", help="although bonemet runs or BONEMET_DEBUG is on"
        )

    def handle(self, *_args: Any, folder: Path, anyway: bool, **_options: Any) -> None:
        if settings.DEBUG and not anyway:
            raise CommandError(
                "Nothing was restored. BONEMET_DEBUG is on, with a key that everybody knows: records of "
                "patients do not belong here. For a made-up database, say --anyway."
            )
        keep_in = settings.BACKUP_DIR / backups.name_for_now("replaced")
        try:
            kept = backups.put_back(folder, keep_in, told_on(self.stdout), while_running=anyway)
        except (backups.BackupError, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        before = f"What was there before is kept in {kept}." if kept else "There was no database before."
        self.stdout.write(f"{folder} is restored and checked. {before}")
        self.stdout.write("Now run `manage.py migrate` and `manage.py verify_records`, then start bonemet.")
