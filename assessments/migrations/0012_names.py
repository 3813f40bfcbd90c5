"""On SQLite an index of parts of names (see models.name_parts). A minute at a million patients.

It stays where this is taken back: what knows nothing of it does not mind it.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

from assessments.models import name_parts


def install(apps: Any, schema_editor: Any) -> None:
    name_parts.install()


class Migration(migrations.Migration):
    dependencies = [("assessments", "0011_lists")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
