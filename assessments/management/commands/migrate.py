"""manage.py migrate: Django's, but a database that this version cannot lead on from is left as it is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from bonemet import __version__
from bonemet.database_origin import OURS, applied, is_before_release, unknown


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        names = applied(connection)
        name = connection.settings_dict["NAME"]
        if is_before_release(names):
            raise CommandError(
                f"The database {name} was made by a state of bonemet before its first release and cannot be "
                f"used any more: {way_out(connection.vendor, str(name))}, and run this again."
            )
        if later := [one for one in unknown(names) if one.startswith(OURS)]:
            raise CommandError(
                f"The database {name} was made by another version than {__version__}, which does not "
                f"have {', '.join(later)}: use the version that made it."
            )
        super().handle(*args, **options)


def way_out(vendor: str, database: str) -> str:
    if vendor == "sqlite":
        return f"move it away, for example to {database}.old"
    return "name another, empty database in BONEMET_POSTGRES_NAME"
