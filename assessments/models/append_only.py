"""The database itself refuses to change and to delete what is only ever added.

Triggers on every table of which `is_only_added` is said (each AppendOnly says it), on SQLite and PostgreSQL
alike, put there after each `migrate` (SQLite's migrations rebuild tables and lose triggers). They step aside
while a row stands in the table of permits, which `permitted` writes and takes away within one transaction:
nobody else ever sees it. Restoring a backup replaces whole tables and meets no trigger.

They keep mistakes out, not somebody who may change the schema: for that there is the seal.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

PERMITS = "assessments_permit"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION assessments_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM {PERMITS}) THEN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
    END IF;
    IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
    RETURN OLD;
END $$
"""  # noqa: S608  a name of our own


def tables() -> list[str]:
    """List the tables whose rows are only ever added."""
    models = apps.get_app_config("assessments").get_models()
    return sorted(model._meta.db_table for model in models if getattr(model, "is_only_added", False))


def triggers() -> dict[str, str]:
    """Give the triggers that must be there: name and statement."""
    told = {}
    for table in tables():
        for event in ("UPDATE", "DELETE"):
            name = f"{table}_no_{event.lower()}"
            told[name] = (
                _on_sqlite(name, table, event) if _is_sqlite() else _on_postgresql(name, table, event)
            )
        if not _is_sqlite():
            told[f"{table}_no_truncate"] = _on_postgresql(f"{table}_no_truncate", table, "TRUNCATE")
    return told


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _on_sqlite(name: str, table: str, event: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} "  # noqa: S608  names of our own
        f"WHEN NOT EXISTS (SELECT 1 FROM {PERMITS}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _on_postgresql(name: str, table: str, event: str) -> str:
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION assessments_append_only()"
    )


def install(**_details: Any) -> None:
    """Receive `post_migrate`: put the triggers there, or leave those that are."""
    with transaction.atomic(), connection.cursor() as cursor:
        known = set(connection.introspection.table_names(cursor))
        if not known.issuperset(tables()):
            return  # migrated back
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {PERMITS} (reason text NOT NULL)")
        if not _is_sqlite():
            cursor.execute(FUNCTION)
        for statement in triggers().values():
            cursor.execute(statement)


def missing() -> list[str]:
    """List the triggers that are not there, or were switched off."""
    query = (
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        if _is_sqlite()
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(triggers().keys() - {name for (name,) in cursor.fetchall()})


def is_open() -> bool:
    """Tell whether a permit was left behind: then nothing is refused."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {PERMITS}")  # noqa: S608  a name of our own
        return bool(cursor.fetchone()[0])


@contextmanager
def permitted(reason: str) -> Iterator[None]:
    """Let this transaction change what is only ever added. Erasing an identity may, and nothing else does."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {PERMITS} (reason) VALUES (%s)", [reason])  # noqa: S608
        yield
        cursor.execute(f"DELETE FROM {PERMITS} WHERE reason = %s", [reason])  # noqa: S608
