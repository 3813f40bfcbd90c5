"""An export as a whole: written to its end before anything is sent, so that none ends in the middle."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from assessments.actions.access_log import record_access
from assessments.models import AccessEntry, AccessKind

from .formats import FORMATS
from .rows import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessments.models import Unit
    from bonemet.accounts.models import User

    from .rows import Row

WITH, WITHOUT = "with identifiers", "without identifiers"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Export:
    """What is sent: a file without a name, which is gone once it is closed, and how many rows it has."""

    file: IO[bytes]
    rows: int


def export(
    *, units: Sequence[Unit], form: str, identified: bool, by: User, only: Sequence[int] | None = None
) -> Export:
    """Export what this user leads; where `only` is given, of that the assessments with these keys.

    Raises DamagedRecordError at a record that was changed since it was sealed; nothing is sent then. Before
    anything is sent, the log of each unit says that it was exported; with identifiers, of each patient too.
    """
    patients: dict[int, int] = {}
    file = tempfile.TemporaryFile()  # noqa: SIM115  whoever sends it closes it
    count = 0
    try:
        rows = _noted(pieces(by, units, only), patients)
        for line in FORMATS[form](rows, identified=identified):
            file.write(line.encode())
            count += 1
    except BaseException:
        file.close()
        raise
    file.seek(0)
    log_copies(AccessKind.EXPORTED, units, patients, by, identified=identified)
    return Export(file, count - (form == "csv"))


def _noted(found: Iterator[list[Row]], patients: dict[int, int]) -> Iterator[Row]:
    """Give the rows, and note whose they are: patient and unit."""
    for rows in found:
        patients.update((row.patient.pk, row.patient.unit_id) for row in rows)
        yield from rows


@transaction.atomic
def log_copies(
    kind: str, units: Sequence[Unit], patients: dict[int, int], by: User, *, identified: bool
) -> None:
    """Write down that copies were made; with identifiers, of which patients, each of them with its unit."""
    what = WITH if identified else WITHOUT
    for unit in units:
        record_access(by, kind, what=what, unit=unit)
    told = [
        AccessEntry(
            at=timezone.now(),
            user=by,
            kind=kind,
            what=what,
            patient_id=patient,
            unit_id=unit,
        )
        for patient, unit in (patients.items() if what == WITH else ())
    ]
    AccessEntry.objects.bulk_create(told, batch_size=AT_ONCE)
