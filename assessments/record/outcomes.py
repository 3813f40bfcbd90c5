"""Reading follow-ups: is the patient alive, what was done, and when is the next follow-up due?"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localtime

from assessments.models import AssessedLesion, FollowUp, Implant, Lesion, Life, Operated
from assessments.models.unit_settings import UnitSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from assessments.models import Patient, Unit
    from assessments.models.base import User

# After the last operation or signed assessment. The first is six weeks.
SIX_WEEKS = timedelta(weeks=6)
MONTHS_AFTER = (3, 6, 12, 24)
# Whoever comes so much before the day has been seen for it.
EARLY = timedelta(days=14)


@dataclass(slots=True)
class Entry:
    """What is read of a follow-up by whoever reads thousands: a model's instance takes five times as long."""

    patient: int
    lesion: int
    pk: int
    on: date
    operated: str
    operated_on: date | None
    implant: str
    implant_on: date | None
    life: str
    died_on: date | None
    died_about: bool
    operation: str = ""
    not_operated_because: str = ""
    treatments: tuple[str, ...] = ()
    complications: tuple[str, ...] = ()
    walking: str = ""
    pain: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all current follow-ups of a patient say of life and death."""

    died: bool = False
    died_on: date | None = None  # None after a death whose date nobody knows
    died_about: bool = False
    seen_alive_on: date | None = None


def outcome_of(entries: Iterable[FollowUp | Entry]) -> Outcome:
    """Read life and death from the current entries of one patient, of all lesions together."""
    entries = list(entries)
    deaths = sorted((entry.died_on, entry.died_about) for entry in entries if entry.died_on is not None)
    alive = [entry.on for entry in entries if entry.life == Life.ALIVE]
    died_on, died_about = deaths[0] if deaths else (None, False)
    died = any(entry.life == Life.DIED for entry in entries)
    return Outcome(died, died_on, died_about, max(alive, default=None))


def outcome_of_patient(patient: Patient) -> Outcome:
    """Read life and death of a patient."""
    return outcome_of(FollowUp.objects.of_patient(patient).current())


@dataclass(frozen=True, slots=True)
class Course:
    """What the current follow-ups of one lesion say together: the last word on each matter."""

    operated: str = ""
    operation: str = ""
    operated_on: date | None = None
    not_operated_because: str = ""
    treatments: tuple[str, ...] = ()
    complications: tuple[str, ...] = ()
    walking: str = ""
    pain: int | None = None
    implant: str = ""
    implant_on: date | None = None
    last_on: date | None = None


def course_of(entries: Iterable[FollowUp | Entry]) -> Course:
    """Read the course of one lesion from its current entries, the oldest first.

    The first operation is the one that counts; of walking, pain and implant the last word does. An
    implant that failed has failed, whatever is said later.
    """
    entries = sorted(entries, key=lambda entry: (entry.on, entry.pk))
    operations = [entry for entry in entries if entry.operated == Operated.YES]
    first = min(operations, key=lambda entry: entry.operated_on or date.max, default=None)
    refused = [entry for entry in entries if entry.operated == Operated.NO]
    failures = [entry for entry in entries if entry.implant in (Implant.FAILED, Implant.REVISED)]
    implants = failures or [entry for entry in entries if entry.implant]
    return Course(
        operated=Operated.YES if first else Operated.NO if refused else "",
        operation=first.operation if first else "",
        operated_on=first.operated_on if first else None,
        not_operated_because=refused[-1].not_operated_because if refused and not first else "",
        treatments=_all(entry.treatments for entry in entries),
        complications=_complications(entries),
        walking=next((entry.walking for entry in reversed(entries) if entry.walking), ""),
        pain=next((entry.pain for entry in reversed(entries) if entry.pain is not None), None),
        implant=implants[-1].implant if implants else "",
        implant_on=failures[0].implant_on if failures else None,
        last_on=entries[-1].on if entries else None,
    )


def _all(told: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for keys in told for key in keys))


def _complications(entries: Sequence[FollowUp | Entry]) -> tuple[str, ...]:
    """Give every complication told; "none" only where nothing else was ever told."""
    told = _all(entry.complications for entry in entries)
    real = tuple(key for key in told if key != "none")
    return real or told


# -- When the next follow-up is due ------------------------------------------------------------------------


def months_after(start: date, months: int) -> date:
    """Give the same day some months later; the last of the month where there is no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def next_due(start: date | None, seen: Iterable[date], weeks: Iterable[int] = ()) -> date | None:
    """Give the first follow-up that nobody has come for; None without a start, or after the last one.

    `weeks` are the unit's own intervals, in place of the usual ones.
    """
    if start is None:
        return None
    last = max((day for day in seen if day >= start), default=None)
    milestones = [start + timedelta(weeks=after) for after in weeks] or [
        start + SIX_WEEKS,
        *(months_after(start, months) for months in MONTHS_AFTER),
    ]
    missed = (due for due in milestones if last is None or due - EARLY > last)
    return next(missed, None)


def dues_of(unit: Unit, patients: Sequence[Patient]) -> list[tuple[Lesion, date | None]]:
    """Work out when the next follow-up of each lesion of patients of a unit is due: not after their death.

    Three queries, however many the patients are.
    """
    weeks = UnitSettings.of(unit).follow_up_weeks
    lesions = list(Lesion.objects.filter(patient__in=patients))
    told: dict[int, list[FollowUp]] = defaultdict(list)
    of_patient: dict[int, list[FollowUp]] = defaultdict(list)
    patient_of = {lesion.pk: lesion.patient_id for lesion in lesions}
    for entry in FollowUp.objects.current().filter(lesion__in=lesions).order_by("on", "pk"):
        told[entry.lesion_id].append(entry)
        of_patient[patient_of[entry.lesion_id]].append(entry)
    signed = _signed_on(lesions)
    died = {patient for patient, entries in of_patient.items() if outcome_of(entries).died}
    dues = []
    for lesion in lesions:
        entries = told[lesion.pk]
        operations = [entry.operated_on for entry in entries if entry.operated_on is not None]
        start = max([*operations, *signed[lesion.pk]], default=None)
        due = next_due(start, [entry.on for entry in entries], weeks)
        dues.append((lesion, None if lesion.patient_id in died else due))
    return dues


def _signed_on(lesions: Sequence[Lesion]) -> dict[int, list[date]]:
    """List the days on which assessments of lesions were signed; an amendment begins nothing anew.

    What is no amendment is told here and not asked for: SQLite would look for those first, in all units.
    """
    columns = ("lesion_id", "assessment__signed_at", "assessment__amends_id")
    found: dict[int, list[date]] = defaultdict(list)
    for lesion, at, amends in AssessedLesion.objects.filter(lesion__in=lesions).values_list(*columns):
        if at is not None and amends is None:
            found[lesion].append(localtime(at).date())
    return found


def follow_up_due(user: User, today: date) -> QuerySet[Lesion]:
    """List the lesions that this user may see and whose follow-up is due, the longest due first."""
    return Lesion.objects.visible_to(user).filter(follow_up_due__lte=today).order_by("follow_up_due", "pk")
