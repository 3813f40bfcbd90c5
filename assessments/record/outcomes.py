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

    from assessments.models import Patient, Unit

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


@dataclass(frozen=True, slots=True)
class Dues:
    """When follow-ups are due: of each lesion, and the first of each signed assessment of it.

    Beside each is what its row says so far in `lesion.follow_up_due` and `was`.
    """

    lesions: list[tuple[Lesion, date | None]]
    assessments: dict[int, date | None]
    was: dict[int, date | None]


def dues_of(unit: Unit, patients: Sequence[Patient]) -> Dues:
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
    signatures = _signatures(lesions)
    signed: dict[int, list[date]] = defaultdict(list)
    for one in signatures:
        if not one.is_amendment:  # it begins nothing anew
            signed[one.lesion].append(one.on)
    died = {patient for patient, entries in of_patient.items() if outcome_of(entries).died}
    dues: list[tuple[Lesion, date | None]] = []
    for lesion in lesions:
        entries = told[lesion.pk]
        operations = [entry.operated_on for entry in entries if entry.operated_on is not None]
        start = max([*operations, *signed[lesion.pk]], default=None)
        due = next_due(start, [entry.on for entry in entries], weeks)
        dues.append((lesion, None if lesion.patient_id in died else due))
    return Dues(dues, _firsts(dues, signatures), {one.assessment: one.due for one in signatures})


@dataclass(frozen=True, slots=True)
class _Signature:
    """A signed assessment of a lesion; `due` is what its row says of its follow-up."""

    lesion: int
    assessment: int
    on: date
    is_amendment: bool
    due: date | None


def _signatures(lesions: Sequence[Lesion]) -> list[_Signature]:
    """List the signed assessments of lesions.

    What is signed and no amendment is told here and not asked for: SQLite would look for those first, in all
    units.
    """
    row = "assessment__"
    columns = ("lesion_id", "assessment_id", f"{row}signed_at", f"{row}amends_id", f"{row}follow_up_due")
    found = AssessedLesion.objects.filter(lesion__in=lesions).values_list(*columns)
    return [
        _Signature(lesion, assessment, localtime(at).date(), amends is not None, due)
        for lesion, assessment, at, amends, due in found
        if at is not None
    ]


def _firsts(
    dues: Iterable[tuple[Lesion, date | None]], signatures: Iterable[_Signature]
) -> dict[int, date | None]:
    """Give of each signed assessment when the first follow-up of its lesions is due."""
    due_of = {lesion.pk: due for lesion, due in dues}
    days: dict[int, list[date | None]] = defaultdict(list)
    for one in signatures:
        days[one.assessment].append(due_of[one.lesion])
    return {key: min((day for day in each if day), default=None) for key, each in days.items()}
