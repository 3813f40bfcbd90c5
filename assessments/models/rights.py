"""What the application's role needs in PostgreSQL, and no more: derived from the models.

It adds to what is only ever added, and changes what is meant to change; it empties no table and makes none.
The role that owns the tables is another: for `migrate`, `restore` and `erase_patient`.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection

from . import append_only

# What only `migrate` and an erasure write to.
READ_ONLY = {"auth_permission", "django_content_type", "django_migrations", append_only.PERMITS}


def statements(role: str) -> list[str]:
    """Give the statements that leave a role with these rights alone, to be run by the owner of the tables."""
    every = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | READ_ONLY
    added = set(append_only.tables())
    quoted = connection.ops.quote_name
    name, database = quoted(role), quoted(str(connection.settings_dict["NAME"]))
    told = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {name}",
        f"REVOKE ALL ON SCHEMA public FROM PUBLIC, {name}",
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {name}",
        f"GRANT CONNECT ON DATABASE {database} TO {name}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
    ]
    for rights, tables in (
        ("SELECT", READ_ONLY),
        ("SELECT, INSERT", added),
        ("SELECT, INSERT, UPDATE, DELETE", every - added - READ_ONLY),
    ):
        told.append(f"GRANT {rights} ON {', '.join(quoted(table) for table in sorted(tables))} TO {name}")
    return told
