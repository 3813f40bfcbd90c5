"""manage.py make_export: make an export that somebody asked for on the page. The server runs it itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.management.base import BaseCommand

from assessments.exporting.prepared import make

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Make an export that a lead asked for on the page. The server runs this; nobody else has to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", type=UUID)

    def handle(self, *_args: Any, key: UUID, **_options: Any) -> None:
        make(key)
