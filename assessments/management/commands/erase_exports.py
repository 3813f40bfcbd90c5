"""manage.py erase_exports: erase the exports whose day is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from assessments.exporting.prepared import erase_old


class Command(BaseCommand):
    help = "Erase the files of exports that were asked for on the page more than a day ago: hourly."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{erase_old()} exports erased.")
