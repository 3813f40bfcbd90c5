"""Moving what an SQLite database holds into the PostgreSQL database that is configured: all or nothing.

Tables are those of the models, so that a new one is moved by itself. All is written in one transaction and
read back in it before it ends: whoever ends this at any moment finds the target as empty as before. The
source is only read, and locked against writers meanwhile. Rows are only ever added, so that no trigger has to
step aside.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Cast

from bonemet import sqlite
from bonemet.backups import BackupError, of_sqlite
from bonemet.canonical import canonical

SOURCE = "the database that is moved"
# A text goes from column to column, packed or not: what was sealed is unpacked when its chain is proved.
AS_IT_STANDS: models.Field[Any, Any] = models.TextField()
PORTION = 100  # rows in memory at once; a sealed one takes up to 130 kB
MIGRATIONS = "django_migrations"
# What `migrate` writes into a new database by itself: replaced by what the source has.
OF_MIGRATE = {"auth_permission", "django_content_type"}
# What an application keeps on SQLite alone, of what stands elsewhere, and names here.
LEFT_OUT: set[str] = set()

Progress = Callable[[str, int, int], None]
Model = type[models.Model]


class MoveError(Exception):
    """Nothing was moved: why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was moved: how many rows, and the digest that source and target have in common."""

    name: str
    rows: int
    digest: str


def tables() -> list[Model]:
    """List the models that have a table, those between two others too."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def move(file: Path, prove: Callable[[], None], progress: Progress) -> list[Table]:
    """Move all rows, compare each table, and let `prove` look at the target before it is kept.

    Raises MoveError, and whatever `prove` raises; then the target is as it was.
    """
    if connection.vendor != "postgresql":
        raise MoveError("BONEMET_POSTGRES_NAME is not set: name the PostgreSQL database to move to.")
    _look_at(file)
    try:
        with _source(file):
            _refuse_not_migrated()
            with transaction.atomic():
                _take_the_target()
                moved = [_move(model, progress) for model in tables()]
                _go_on_counting()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                _compare(moved, progress)
                prove()
    finally:
        ContentType.objects.clear_cache()
    return moved


def _look_at(file: Path) -> None:
    """Refuse a file that is no whole database, is in use, or has rows that no model knows of."""
    if not file.is_file():
        raise MoveError(f"{file} is not there.")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            of_sqlite.check(file, rows := of_sqlite.counted(opened))
        if of_sqlite.is_in_use(file):
            raise MoveError(f"bonemet is running on {file}: stop it first.")
    except (BackupError, sqlite3.DatabaseError) as error:
        raise MoveError(f"{file} is not a whole SQLite database: {error}") from error
    known = {model._meta.db_table for model in tables()} | {MIGRATIONS} | LEFT_OUT
    if strange := sorted(name for name, count in rows.items() if count and name not in known):
        raise MoveError(f"{file} has rows in tables that this version does not know: {', '.join(strange)}.")


@contextmanager
def _source(file: Path) -> Iterator[None]:
    """Name the file to Django, and keep others from writing to it."""
    options = sqlite.options(sqlite3.sqlite_version_info)
    ours = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}
    connections.databases[SOURCE] = {**connections.databases["default"], **ours, "CONN_HEALTH_CHECKS": False}
    try:
        with transaction.atomic(using=SOURCE):
            yield
    finally:
        connections[SOURCE].close()
        del connections[SOURCE]
        del connections.databases[SOURCE]


def _refuse_not_migrated() -> None:
    for alias, name in ((SOURCE, "source"), ("default", "PostgreSQL database")):
        executor = MigrationExecutor(connections[alias])
        left = executor.migration_plan(executor.loader.graph.leaf_nodes())
        later = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
        if left or later:
            raise MoveError(f"The {name} is not at this version: run this version's manage.py migrate on it.")


def _take_the_target() -> None:
    """Keep others from writing to the target; refuse one that holds anything; empty what `migrate` wrote."""
    names = [connection.ops.quote_name(model._meta.db_table) for model in tables()]
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(names)} IN SHARE ROW EXCLUSIVE MODE")
        for model in tables():
            name = model._meta.db_table
            if name not in OF_MIGRATE and model._base_manager.exists():
                raise MoveError(
                    f"The PostgreSQL database already holds rows (in {name}): name an empty one, "
                    "on which manage.py migrate was run."
                )
        for name in sorted(OF_MIGRATE):
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608  names of our own


def _move(model: Model, progress: Progress) -> Table:
    """Copy a table in portions, and give the digest of what was read."""
    name, rows = model._meta.db_table, model._base_manager.using(SOURCE)
    total, seen = rows.count(), Seen()
    fields = model._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    statement = f"COPY {connection.ops.quote_name(name)} ({columns}) FROM STDIN"
    source = _rows(model, SOURCE)
    try:
        with connection.cursor() as cursor, connection.wrap_database_errors:
            # A statement for each portion: of a single one the driver keeps all that the server is behind.
            while portion := list(islice(source, _portion(model))):
                with cursor.copy(statement) as copy:
                    for row in portion:
                        seen.add(row)
                        pairs = zip(fields, row, strict=True)
                        copy.write_row([_written(field, value) for field, value in pairs])
                progress(name, seen.rows, total)
    except DatabaseError as error:  # the lines after the first quote the row
        raise MoveError(f"{name}, row {seen.rows} or before: {str(error).splitlines()[0]}") from error
    return Table(name, seen.rows, seen.digest)


def _rows(model: Model, alias: str) -> Iterator[tuple[Any, ...]]:
    return rows_of(model, alias).iterator(chunk_size=_portion(model))


def rows_of(model: Model, alias: str) -> models.QuerySet[Any, tuple[Any, ...]]:
    """Give all rows in no order: for one of its own SQLite would sort whole tables in memory."""
    fields = model._meta.local_concrete_fields
    told = [Cast(one.attname, AS_IT_STANDS) if _is_text(one) else one.attname for one in fields]
    return model._base_manager.using(alias).order_by().values_list(*told)


def _portion(model: Model) -> int:
    """Say how many rows are in memory at once: of those that hold a file, one."""
    holds_files = any(isinstance(field, models.BinaryField) for field in model._meta.local_concrete_fields)
    return 1 if holds_files else PORTION


def _is_text(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.TextField)


def _written(field: models.Field[Any, Any], value: Any) -> Any:
    """Give what is written into a column: a text as it was read, for packing one anew takes 30 ms."""
    return value if _is_text(field) else field.get_db_prep_save(value, connection)


class Seen:
    """Counts rows and adds up their digests: the order, which each database has its own of, is no matter."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, row: tuple[Any, ...]) -> None:
        text = canonical([_plain(value) for value in row]).encode("utf-8", "surrogatepass")
        self._sum += int.from_bytes(hashlib.sha256(text).digest())
        self.rows += 1

    @property
    def digest(self) -> str:
        return f"{self._sum % 2**256:064x}"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    is_plain = value is None or isinstance(value, str | int | float | dict | list)
    return value if is_plain else str(value)


def _go_on_counting() -> None:
    """Let numbers go on where the source's would have: one that was given and removed is not given again."""
    with connections[SOURCE].cursor() as source:
        source.execute("SELECT name, seq FROM sqlite_sequence")
        last = dict(source.fetchall())
    with connection.cursor() as cursor:
        for model in tables():
            table, key = model._meta.db_table, model._meta.pk
            if isinstance(key, models.AutoField) and last.get(table):
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                    [connection.ops.quote_name(table), key.column, last[table]],
                )


def _compare(moved: list[Table], progress: Progress) -> None:
    """Read every table back."""
    for model, table in zip(tables(), moved, strict=True):
        seen = Seen()
        for row in _rows(model, "default"):
            seen.add(row)
            if seen.rows % PORTION == 0 or seen.rows == table.rows:
                progress(f"{table.name}, read back", seen.rows, table.rows)
        if (seen.rows, seen.digest) != (table.rows, table.digest):
            raise MoveError(f"{table.name} reads other than in the source: {seen.rows} of {table.rows} rows.")
