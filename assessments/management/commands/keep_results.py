"""manage.py keep_results: count the results of each unit, for the board that its lead opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from assessments.actions.follow_up import is_reckoned, put_right, reckon_dues
from assessments.models import Unit
from assessments.results.current import count_and_keep, is_outdated

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Count the results of each unit in which something was signed or told since they were last counted, "
        "and keep the counts: hourly. The board of a small unit is counted when it is opened and needs none. "
        "Where a large unit has changed its intervals of follow-up, reckon when each is due."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also where nothing has changed")

    def handle(self, *_args: Any, **options: Any) -> None:
        put_right()  # what a process of the release before has written since `migrate`
        for unit in Unit.objects.order_by("pk"):
            if not is_reckoned(unit):
                reckon_dues(unit=unit)
                self.stdout.write(f"{unit.name}: follow-ups are due by its new intervals.")
            if options["all"] or is_outdated(unit):
                count_and_keep(unit)
                self.stdout.write(f"{unit.name}: counted.")
