"""manage.py update_statistics: let the database count anew what its rows are like."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from bonemet import database_statistics


class Command(BaseCommand):
    help = (
        "Let the database count anew what its rows are like, by which it chooses the index of a query: "
        "daily, and after a great change. `migrate` does it too. It takes seconds at most."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        database_statistics.update()
        self.stdout.write("Statistics are up to date.")
