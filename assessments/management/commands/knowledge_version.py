"""manage.py knowledge_version: keep the fingerprints of a new version of the knowledge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from assessments.clinical.versions import VERSIONS
from assessments.knowledge import fingerprint
from assessments.knowledge.versioning import FILE, as_text, kept, problem

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Write docs/fingerprints.txt for a new version; refuse where the version is not new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where it is stale")
        parser.add_argument("--file", type=Path, default=FILE)

    def handle(self, *_args: Any, check: bool, file: Path, **_options: Any) -> None:
        newest, rows, found = VERSIONS[0], fingerprint.rows(), kept(file)
        wrong = problem(found, newest, rows)
        is_new = found.version != newest.key and newest.fingerprint == fingerprint.total(rows)
        if wrong and (check or not is_new):
            raise CommandError(wrong)
        if wrong:
            file.write_text(as_text(newest.key, rows), "utf-8")
        self.stdout.write(f"Version {newest.key}, {len(rows)} declarations.")
