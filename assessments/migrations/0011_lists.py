"""When the follow-up of an assessment is due stands in its own row, and the lists' indexes carry it.

Some minutes at a million assessments. A release that does not know the column leaves it as it is; what it wrote
meanwhile is put right within the hour (see actions.follow_up.put_right).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import migrations, models

CARRIED = (
    "status", "primary", "decision", "urgency", "author", "is_planned", "assessed_on", "updated", "due",
    "patient", "follow_up_due",
)  # fmt: skip
ORDERS = {
    "assessment_listed": ("unit", "-updated", "-id"),
    "assessment_state": ("unit", "status", "-updated", "-id"),
    "assessment_primary": ("unit", "primary", "-updated", "-id"),
    "assessment_decision": ("unit", "decision", "-updated", "-id"),
    "assessment_urgency": ("unit", "urgency", "-updated", "-id"),
    "assessment_author": ("unit", "author", "-updated", "-id"),
    "assessment_bone": ("unit", "bone", "-updated", "-id"),
    "assessment_day": ("unit", "-assessed_on", "-id"),
    "assessment_overdue": ("unit", "status", "due", "id"),
}


def in_order(name: str, order: tuple[str, ...]) -> models.Index:
    given = {column.removeprefix("-") for column in order}
    return models.Index(fields=[*order, *(column for column in CARRIED if column not in given)], name=name)


def fill(apps: Any, schema_editor: Any) -> None:
    lesions = apps.get_model("assessments", "AssessedLesion").objects.filter(assessment=models.OuterRef("pk"))
    first = lesions.order_by("lesion__follow_up_due").filter(lesion__follow_up_due__isnull=False)
    signed = apps.get_model("assessments", "Assessment").objects.filter(signed_at__isnull=False)
    signed.update(follow_up_due=models.Subquery(first.values("lesion__follow_up_due")[:1]))


def tell_keys(apps: Any, schema_editor: Any) -> None:
    """On PostgreSQL the index of how identifiers begin tells the keys too, without a look at the patients."""
    _make_begins(schema_editor, " INCLUDE (id)")


def tell_no_keys(apps: Any, schema_editor: Any) -> None:
    _make_begins(schema_editor, "")


def _make_begins(schema_editor: Any, told: str) -> None:
    if schema_editor.connection.vendor == "postgresql":
        of = f"(unit_id, identifier varchar_pattern_ops){told}"
        schema_editor.execute("DROP INDEX IF EXISTS patient_begins")
        schema_editor.execute(f"CREATE INDEX patient_begins ON assessments_patient {of}")


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0010_speed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("assessment", "follow_up_due", models.DateField(blank=True, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(migrations.RemoveIndex("assessment", name) for name in ORDERS),
        *(migrations.AddIndex("assessment", in_order(name, order)) for name, order in ORDERS.items()),
        migrations.AddIndex(
            "assessment",
            models.Index(fields=["unit", "status", "follow_up_due"], name="assessment_follow_up"),
        ),
        migrations.RunPython(tell_keys, tell_no_keys),
    ]
