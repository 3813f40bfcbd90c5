"""Writing follow-ups. Entries are only ever added; the day on which the next is due follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Min, Q
from django.utils import timezone

from assessments.models import Assessment, FollowUp, Lesion, Patient, Unit
from assessments.models.unit_settings import UnitSettings
from assessments.record.outcomes import dues_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bonemet.accounts.models import User


class ReplacedAlreadyError(Exception):
    """The entry was corrected before; `entry` is what replaced it."""

    def __init__(self, entry: FollowUp) -> None:
        super().__init__(f"replaced by {entry}")
        self.entry = entry


@transaction.atomic
def record_follow_up(
    *, lesion: Lesion, told: dict[str, Any], replaces: FollowUp | None = None, by: User
) -> FollowUp:
    """Add an entry, or one that corrects another; `told` has the names of FollowUp's columns.

    Raises ReplacedAlreadyError where the entry was corrected before.
    """
    Patient.objects.select_for_update().get(pk=lesion.patient_id)
    try:
        with transaction.atomic():
            entry = FollowUp.objects.create(
                lesion=lesion, replaces=replaces, by=by, at=timezone.now(), **told
            )
    except IntegrityError as error:
        if replaces is None:
            raise
        raise ReplacedAlreadyError(FollowUp.objects.get(replaces=replaces)) from error
    note_due(lesion.patient)
    return entry


def note_due(patient: Patient) -> None:
    """Write down for lists when the next follow-up of each lesion is due."""
    _write_dues(patient.unit, [patient])


def _write_dues(unit: Unit, patients: Sequence[Patient]) -> None:
    dues = dues_of(unit, patients)
    changed = [lesion for lesion, due in dues.lesions if lesion.follow_up_due != due]
    if changed:
        due_of = {lesion.pk: due for lesion, due in dues.lesions}
        for lesion in changed:
            lesion.follow_up_due = due_of[lesion.pk]
        Lesion.objects.bulk_update(changed, ["follow_up_due"])
    _write_firsts({key: due for key, due in dues.assessments.items() if due != dues.was[key]})


def _write_firsts(dues: dict[int, date | None]) -> None:
    """Write down of signed assessments when the first follow-up of their lesions is due."""
    rows = [Assessment(pk=key, follow_up_due=due) for key, due in dues.items()]
    if rows:
        Assessment.objects.bulk_update(rows, ["follow_up_due"], batch_size=PORTION)


def put_right(**_details: Any) -> None:
    """Tell assessments what a release before 0011 told their lesions alone: after `migrate`, and hourly."""
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, Assessment._meta.db_table)
    if "follow_up_due" not in {one.name for one in columns}:
        return  # migrated back
    signed = Assessment.objects.filter(signed_at__isnull=False)
    told = signed.annotate(first=Min("assessed__lesion__follow_up_due"))
    lacks = Q(first__isnull=True) ^ Q(follow_up_due__isnull=True)
    wrong = told.filter(lacks | ~Q(first=F("follow_up_due"))).values_list("pk", "first")
    with transaction.atomic():
        _write_firsts(dict(wrong))


# -- After a unit has changed its intervals ------------------------------------------------------------------

# So many patients are taken at once: what is held up by them waits a fraction of a tenth of a second.
PORTION = 100
# The intervals by which the days stand that are written down, beside the settings of a unit.
RECKONED = "follow_up_reckoned"


def is_reckoned(unit: Unit) -> bool:
    """Tell whether the days on which follow-ups are due are those of the unit's present intervals."""
    weeks = unit.settings.get("follow_up_weeks", [])
    return bool(unit.settings.get(RECKONED, weeks) == weeks)


def reckon_dues(*, unit: Unit) -> None:
    """Work out anew when each follow-up of a unit is due, portion by portion, each in its own transaction.

    Where it is broken off, it is begun anew the next time. Follow-ups may be recorded meanwhile.
    """
    weeks = unit.settings.get("follow_up_weeks", [])
    last: int | None = 0
    with timezone.override(UnitSettings.of(unit).zone):
        while last is not None:
            last = _reckon_portion(unit.pk, last)
    with transaction.atomic():
        fresh = Unit.objects.select_for_update().get(pk=unit.pk)
        if fresh.settings.get("follow_up_weeks", []) == weeks:  # else whoever changed them begins anew
            fresh.settings = unit.settings = fresh.settings | {RECKONED: weeks}
            fresh.save(update_fields=["settings"])


@transaction.atomic
def _reckon_portion(unit: int, after: int) -> int | None:
    """Do the next patients of a unit; give the last of them, or None where there are no more."""
    rows = Patient.objects.select_for_update().filter(unit=unit, pk__gt=after)
    patients = list(rows.order_by("pk")[:PORTION])
    if not patients:
        return None
    _write_dues(Unit.objects.get(pk=unit), patients)
    return patients[-1].pk
