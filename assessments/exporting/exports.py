"""An export as a whole: what is written into the access log before a row leaves, and the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from assessments.actions.access_log import record_access
from assessments.models import AccessEntry, AccessKind

from .formats import FORMATS
from .rows import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from django.contrib.auth.models import User

    from assessments.models import Unit

    from .rows import Row

WITH, WITHOUT = "with identifiers", "without identifiers"


def export(*, units: Sequence[Unit], form: str, identified: bool, by: User) -> Iterator[str]:
    """Export what this user leads, line by line.

    The log of each unit says that it was exported; with identifiers, that of each patient too, before
    the patient's rows are sent.
    """
    for unit in units:
        record_access(by, AccessKind.EXPORTED, what=WITH if identified else WITHOUT, unit=unit)
    lines = FORMATS[form](_logged(units, identified=identified, by=by), identified=identified)
    return _in_zone(timezone.get_current_timezone(), lines)


def _in_zone(zone: tzinfo, lines: Iterator[str]) -> Iterator[str]:
    """Read each line in the time zone of the unit, which is no longer set once the answer is being sent."""
    while True:
        with timezone.override(zone):
            line = next(lines, None)
        if line is None:
            return
        yield line


def _logged(units: Sequence[Unit], *, identified: bool, by: User) -> Iterator[Row]:
    logged: set[int] = set()
    for rows in pieces(by, units):
        if identified:
            fresh = {row.patient.pk: row.patient for row in rows if row.patient.pk not in logged}
            logged |= fresh.keys()
            AccessEntry.objects.bulk_create(
                AccessEntry(
                    at=timezone.now(),
                    user=by,
                    kind=AccessKind.EXPORTED,
                    what=WITH,
                    patient=patient,
                    unit_id=patient.unit_id,
                )
                for patient in fresh.values()
            )
        yield from rows
