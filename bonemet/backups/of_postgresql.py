"""Copying a PostgreSQL database with pg_dump, in the same snapshot in which its rows are counted."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from django.db import connection, transaction

from .manifest import BackupError, DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from . import Progress

FILE = "database.pgdump"
TLS = {"sslmode", "sslrootcert", "sslcert", "sslkey"}


def copy(target: Path, progress: Progress) -> dict[str, int]:
    """Dump the database as it is at this moment, and give the rows of its tables at this moment."""
    target.touch(mode=0o600)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        rows = counted()
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
    progress(1, 1)
    return rows


def check(file: Path, rows: dict[str, int]) -> None:
    """Let pg_restore read the whole dump: it fails on one that is cut short or damaged."""
    told = _run("pg_restore", "--file=-", str(file), of_the_database=False)
    tables = {line.split()[1].removeprefix("public.") for line in told.splitlines() if line[:5] == "COPY "}
    if missing := rows.keys() - {name.strip('"') for name in tables}:
        raise DamagedError(f"{file} lacks tables: {', '.join(sorted(missing))}.")


def is_open_elsewhere() -> bool:
    """Tell whether anybody else is connected to the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return bool(cursor.fetchone()[0])


def keep(folder: Path, make: Callable[[], object]) -> Path:
    """Keep the present database as a backup of its own."""
    make()
    return folder


def replace(file: Path, rows: dict[str, int]) -> None:
    """Put a dump back in one transaction: whole, or, if interrupted, not at all."""
    connection.close()
    _run(
        *("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"),
        str(file),
    )
    if counted() != rows:
        raise BackupError("The restored database does not have the rows that were counted in the backup.")


def counted() -> dict[str, int]:
    """Count the rows of every table."""
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
        rows = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608  names from the schema
            rows[name] = cursor.fetchone()[0]
    return rows


def _run(program: str, *arguments: str, of_the_database: bool = True) -> str:
    found = shutil.which(program)
    if found is None:
        raise BackupError(
            f"{program} is not installed on this computer. Install the PostgreSQL client programs of the "
            "server's version (on Debian, postgresql-client)."
        )
    settings = connection.settings_dict
    names = {"PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    given = {name: str(settings[key]) for name, key in names.items() if settings[key]}
    # Encrypted and checked as the server's own connections are.
    options = settings["OPTIONS"]
    given |= {f"PG{name.upper()}": str(options[name]) for name in TLS & options.keys()}
    database = [f"--dbname={settings['NAME']}"] if of_the_database else []
    result = subprocess.run(  # noqa: S603  programs of PostgreSQL, no shell
        [found, *database, *arguments], env=os.environ | given, capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        raise BackupError(f"{program} failed: {result.stderr.strip()}")
    return result.stdout
