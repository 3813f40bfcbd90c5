"""Whether a database comes from a state of bonemet that this version can lead on from.

It is told by the names of the migrations that the database has been through, as "app.name".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper

OURS = ("accounts.", "assessments.")
# Every database of a release has it; before the first release the users were another table.
FIRST = "accounts.0001_first"


def applied(connection: BaseDatabaseWrapper) -> list[str]:
    """List the migrations that a database has been through; none where it is new."""
    return sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations())


def unknown(names: Iterable[str]) -> list[str]:
    """List those of these migrations that this version does not have."""
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    return sorted(set(names) - known)


def is_before_release(names: Iterable[str]) -> bool:
    """Tell whether a database with these migrations was made before the first release."""
    ours = {name for name in names if name.startswith(OURS)}
    return bool(ours) and FIRST not in ours
