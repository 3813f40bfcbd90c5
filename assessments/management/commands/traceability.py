"""manage.py traceability: write docs/safety/traceability.md, from each rule to sources, code and tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from assessments.knowledge.traceability import ROOT, as_text, stale, traces

if TYPE_CHECKING:
    from argparse import ArgumentParser

FILE = ROOT / "docs" / "safety" / "traceability.md"


class Command(BaseCommand):
    help = "Write docs/safety/traceability.md; fail where a rule has no source, code or test."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where it is stale")
        parser.add_argument("--file", type=Path, default=FILE)

    def handle(self, *_args: Any, check: bool, file: Path, **_options: Any) -> None:
        found = traces()
        gaps = [gap for trace in found for gap in trace.gaps]
        if gaps:
            raise CommandError("\n".join(gaps))
        if check and (old := stale(file.read_text("utf-8") if file.exists() else "", found)):
            raise CommandError(f"{file.name} is stale: {'; '.join(old)}. Run manage.py traceability.")
        if not check:
            file.write_text(as_text(found), "utf-8")
        self.stdout.write(f"{len(found)} rules traced.")
