"""What a database knows of its own rows, by which it chooses the index of a query.

Without it SQLite takes an index that names every assessment of the hospital: at 100,000 of them, 38 ms
instead of 1 for each lesion that is signed. It keeps none by itself.
"""

from typing import Any

from django.db import connection

# Rows looked at in each index: enough to tell a rare value from a common one, and 0.6 s on a file of 1.3 GB.
SAMPLE = 1000


def update() -> None:
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("ANALYZE")
            return
        cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        for table in connection.introspection.table_names(
            cursor
        ):  # one by one: who saves waits for one of them
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def after_migrate(**_details: Any) -> None:
    """Receive `post_migrate` of the last app."""
    update()
