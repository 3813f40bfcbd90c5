"""What boards decided and nobody has told as done: a work list, with the day by which it is to be done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from assessments.answers.wording import date_in_words, place_name
from assessments.clinical.advice import URGENCY_HOURS
from assessments.models import (
    AssessedLesion,
    Course,
    FollowUp,
    Intent,
    Lesion,
    NotOperatedBecause,
    Operated,
    Sealed,
    SealedKind,
)

from .chain import DamagedRecordError, content_of
from .decided import Word, word_of_board
from .outcomes import outcome_of

if TYPE_CHECKING:
    from bonemet.accounts.models import User

# What is older stands in the case and is nobody's work any more.
LOOKED_BACK = timedelta(days=365)
# Of these there is something to do; what is observed, not operated on or not decided waits for nobody.
TO_DO = frozenset({Course.OPERATE, Course.RADIOTHERAPY, Course.BIOPSY, Course.REFER})


@dataclass(frozen=True, slots=True)
class Task:
    """A decision that is not told as done. `due` is None where no time was set."""

    lesion: Lesion
    place: str
    sealed: Sealed
    word: Word
    due: date | None

    @property
    def on(self) -> str:
        """Give the day of the board, in words."""
        return date_in_words(self.word.on.isoformat()) if self.word.on else ""

    def is_overdue(self, today: date) -> bool:
        """Tell whether its day is past."""
        return self.due is not None and self.due < today


def undone(user: User) -> list[Task]:
    """List what boards decided in the units of this user and nobody has told as done, the first due first."""
    last = _last_words(user)
    lesions = Lesion.objects.visible_to(user).filter(uuid__in=last).select_related("patient")
    by_key = {one.key: one for one in lesions}
    told, of_patient = _follow_ups(list(by_key.values()))
    tasks = []
    for key, (sealed, word) in last.items():
        lesion = by_key.get(key)
        if (
            lesion is None
            or (word.course or word.intent) not in TO_DO
            or outcome_of(of_patient[lesion.patient_id]).died
        ):
            continue
        if not any(_is_done(word, entry) for entry in told[lesion.pk]):
            tasks.append(Task(lesion, "", sealed, word, due_of(word)))
    return sorted(_placed(tasks), key=lambda one: (one.due or date.max, one.sealed.sequence))


def due_of(word: Word) -> date | None:
    """Give the day by which a decision is to be done; None where it is planned, or without urgency."""
    hours = URGENCY_HOURS.get(word.how_soon)
    return word.on + timedelta(hours=hours) if hours is not None and word.on is not None else None


def _last_words(user: User) -> dict[str, tuple[Sealed, Word]]:
    """Give the last word of a board on each lesion; a damaged record says nothing here, the case tells it."""
    found: dict[str, tuple[Sealed, Word]] = {}
    since = timezone.now() - LOOKED_BACK
    seals = Sealed.objects.visible_to(user).filter(kind=SealedKind.BOARD, at__gte=since)
    for sealed in seals.select_related("chain__unit", "assessment").order_by("-at", "-sequence"):
        try:
            content: dict[str, Any] = content_of(sealed)
        except DamagedRecordError:
            continue
        for one in content["decided"]:
            found.setdefault(one["lesion"], (sealed, word_of_board(one, date.fromisoformat(content["on"]))))
    return found


def _follow_ups(
    lesions: list[Lesion],
) -> tuple[dict[int, list[FollowUp]], dict[int, list[FollowUp]]]:
    told: dict[int, list[FollowUp]] = defaultdict(list)
    of_patient: dict[int, list[FollowUp]] = defaultdict(list)
    patients = {one.patient_id for one in lesions}
    entries = FollowUp.objects.current().filter(lesion__patient__in=patients).select_related("lesion")
    for entry in entries:
        told[entry.lesion_id].append(entry)
        of_patient[entry.lesion.patient_id].append(entry)
    return told, of_patient


def _is_done(word: Word, entry: FollowUp) -> bool:
    """Tell whether a follow-up says that a decision was carried out, or that it will not be."""
    if word.on is None or (entry.operated_on or entry.on) < word.on:
        return False
    given_up = entry.operated == Operated.NO and entry.not_operated_because not in (
        "",
        NotOperatedBecause.WAITING,
    )
    operated = entry.operated == Operated.YES
    if word.intent == Intent.OPERATE:
        return operated or given_up
    return operated or bool(entry.treatments) or given_up


def _placed(tasks: list[Task]) -> list[Task]:
    """Name the place of each lesion, as the assessment had it that the board spoke on."""
    rows = AssessedLesion.objects.filter(assessment__in=[one.sealed.assessment_id for one in tasks])
    places = {(row.assessment_id, row.lesion_id): place_name(row.bone, row.side, row.part) for row in rows}
    return [replace(one, place=places.get((one.sealed.assessment_id, one.lesion.pk), "")) for one in tasks]
