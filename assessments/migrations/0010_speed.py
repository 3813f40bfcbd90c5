"""Indexes of lists and searches for a hospital of a million assessments. About half a minute there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError, migrations, models, transaction

FILTERED = ["primary", "decision", "urgency", "author", "is_planned", "assessed_on"]
# On PostgreSQL a pattern is found by an index of its own kind; on SQLite a range of those that there are does.
OF_PATTERNS = {
    "patient_begins": "(unit_id, identifier varchar_pattern_ops)",
    "patient_name_parts": "USING gin (name_key gin_trgm_ops)",
}


def add_patterns(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    for name, of in OF_PATTERNS.items():
        try:
            with transaction.atomic(connection.alias), connection.cursor() as cursor:
                if "trgm" in of:
                    cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
                cursor.execute(f"CREATE INDEX {name} ON assessments_patient {of}")
        except DatabaseError:
            # Where the extension is not installed, or the role may not add it, parts of names are searched without.
            if "trgm" not in of:
                raise


def remove_patterns(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name in OF_PATTERNS:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0009_card_feedback"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            "assessment",
            models.Index(fields=["unit", "-updated", "-id", "status", *FILTERED], name="assessment_listed"),
        ),
        migrations.AddIndex(
            "assessment",
            models.Index(fields=["unit", "status", "-updated", "-id", *FILTERED], name="assessment_state"),
        ),
        migrations.AddIndex(
            "assessment",
            models.Index(
                fields=["unit", "status", "due", "id", "updated", *FILTERED], name="assessment_overdue"
            ),
        ),
        migrations.RemoveIndex("assessment", "assessment_recent"),
        migrations.RemoveIndex("assessment", "assessment_status"),
        migrations.RemoveIndex("assessment", "assessment_due"),
        migrations.RunPython(add_patterns, remove_patterns),
    ]
