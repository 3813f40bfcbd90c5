"""An export as a whole: written to its end before anything is sent, so that none ends in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from assessments.actions.access_log import record_access
from assessments.models import AccessEntry, AccessKind

from .formats import FORMATS, HEADED
from .rows import pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assessments.models import Unit
    from bonemet.accounts.models import User

    from .rows import Row

WITH, WITHOUT = "with identifiers", "without identifiers"
AT_ONCE = 500


def export(
    write: Callable[[bytes], object],
    *,
    units: Sequence[Unit],
    form: str,
    identified: bool,
    by: User,
    only: Sequence[int] | None = None,
) -> int:
    """Write what this user leads, a line at a time; where `only` is given, of that the assessments with
    these keys. Give how many rows that were.

    Raises DamagedRecordError at a record that was changed since it was sealed: nothing may be sent then.
    When this returns, the log of each unit says that it was exported; with identifiers, of each patient too.
    """
    patients: dict[int, int] = {}
    count = 0
    for line in FORMATS[form](_noted(pieces(by, units, only), patients), identified=identified):
        write(line.encode())
        count += 1
    log_copies(AccessKind.EXPORTED, units, patients, by, identified=identified)
    return count - (form in HEADED)


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
