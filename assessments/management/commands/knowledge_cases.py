"""manage.py knowledge_cases: write down which whole cases exercise which entry of the knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from assessments.knowledge.cases import FILE, as_text, index

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Write assessments/knowledge/cases.json from the case files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where it is stale")

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        new = as_text(index())
        if check and FILE.read_text("utf-8") != new:
            raise CommandError("cases.json is stale. Run manage.py knowledge_cases.")
        if not check:
            FILE.write_text(new, "utf-8")
        self.stdout.write("cases.json is up to date.")
