"""manage.py score_sheets: write the generated part of the audit sheets in docs/scores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from assessments.clinical.risks import RISKS
from assessments.clinical.scores import GRADINGS, SCORES
from assessments.knowledge.score_sheet import hand_written, sheet

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from assessments.clinical.scores import Grading, Score

FOLDER = Path(__file__).parents[3] / "docs" / "scores"


class Command(BaseCommand):
    help = "Write docs/scores/<key>.md from the declarations; what is written by hand in them is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where a sheet is stale")
        parser.add_argument("--folder", type=Path, default=FOLDER)

    def handle(self, *_args: Any, check: bool, folder: Path, **_options: Any) -> None:
        stale = []
        every: list[Score | Grading] = [*SCORES, *GRADINGS, *RISKS]
        for score in every:
            path = folder / f"{score.key}.md"
            old = path.read_text("utf-8") if path.exists() else ""
            new = sheet(score, hand_written(old))
            if new != old:
                stale.append(path.name)
                if not check:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(new, "utf-8")
        if check and stale:
            raise CommandError(f"Stale: {', '.join(stale)}. Run manage.py score_sheets.")
        self.stdout.write(f"{len(stale)} sheets {'stale' if check else 'written'}.")
