"""manage.py database_rights: print what the application's role in PostgreSQL may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from assessments.models.rights import statements

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Print the statements that give the application's role in PostgreSQL the least rights that it needs. "
        "Pipe them into psql as the owner of the tables, after each migrate; nothing is changed here."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="the role as which the web processes connect; it must exist")

    def handle(self, *_args: Any, role: str, **_options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("BONEMET_POSTGRES_NAME is not set: SQLite knows no roles.")
        for statement in ("BEGIN", *statements(role), "COMMIT"):
            self.stdout.write(f"{statement};")
