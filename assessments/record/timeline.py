"""A patient's time line: what happened to which lesion when, as a picture and as an equal list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.answers.wording import place_name
from assessments.models import FollowUp, Sealed, SealedKind

from .chain import DamagedRecordError, content_of, is_as_sealed
from .decided import Decided, decided_on, with_responses
from .follow_up_words import option_name
from .outcomes import outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.models import Assessment, Lesion, Patient

# In the units of the drawing.
LEFT, RIGHT, ROW, TOP, APART = 20, 740, 54, 34, 26


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day: an assessment, an operation, a follow-up, death."""

    on: date
    kind: str  # draft, signed, amended, board, operation, follow_up, death, damaged
    what: str
    lesions: tuple[int, ...]  # their numbers; none for what concerns the whole patient
    names: tuple[str, ...] = ()
    assessment: Assessment | None = None
    decided: tuple[Decided, ...] = ()  # a lesion each, where it is decided on
    earlier: Assessment | None = None  # the assessment before this one that judged one of its lesions
    number: int = 0
    x: float = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A lesion's line in the picture, with the events on it."""

    number: int
    name: str
    y: int
    marks: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events in order, and where they are drawn."""

    events: tuple[Event, ...]
    rows: tuple[Row, ...]
    first: str
    last: str

    @property
    def height(self) -> int:
        """Give the height of the drawing."""
        return TOP + ROW * len(self.rows)

    @property
    def newest_first(self) -> tuple[Event, ...]:
        """Give the events as the list has them."""
        return self.events[::-1]


def timeline(patient: Patient, names: dict[int, str]) -> Timeline:
    """Draw up a patient's time line; `names` are those of the lesions, by number."""
    lesions = list(patient.lesions.all())
    found = [*_assessments(patient), *_told(patient, lesions, names)]
    events = tuple(
        replace(event, number=place, x=x)
        for place, (event, x) in enumerate(
            _placed(sorted(found, key=lambda one: (one.on, one.kind == "death"))), start=1
        )
    )
    rows = tuple(
        Row(
            lesion.number,
            names.get(lesion.number, ""),
            TOP + ROW * place,
            tuple(event for event in events if not event.lesions or lesion.number in event.lesions),
        )
        for place, lesion in enumerate(lesions)
    )
    return (
        Timeline(events, rows, _day(events[0].on), _day(events[-1].on))
        if events
        else Timeline((), (), "", "")
    )


def _assessments(patient: Patient) -> Iterator[Event]:
    last: dict[int, Assessment] = {}
    boards = Prefetch("sealed", Sealed.objects.filter(kind=SealedKind.BOARD).select_related("chain"))
    found = patient.assessments.select_related("author", "amends").prefetch_related(
        "assessed__lesion", with_responses(), boards
    )
    assessments = list(found.order_by("created"))
    decided = decided_on(assessments)
    for assessment in assessments:
        rows = list(assessment.assessed.all())
        before = [last[row.lesion_id] for row in rows if row.lesion_id in last]
        if not assessment.is_withdrawn:
            last |= {row.lesion_id: assessment for row in rows}
        yield Event(
            on=localtime(assessment.created).date(),
            kind=assessment.status,
            what=_("Amendment") if assessment.amends_id else _("Assessment"),
            lesions=tuple(row.lesion.number for row in rows),
            names=tuple(place_name(row.bone, row.side, row.part) for row in rows),
            assessment=assessment,
            decided=tuple(told for place, told in decided.items() if place[0] == assessment.pk),
            earlier=max(before, key=lambda one: one.created, default=None),
        )
        for sealed in assessment.sealed.all():
            try:
                content = content_of(sealed)
            except DamagedRecordError:
                yield _damaged(sealed.at, tuple(row.lesion.number for row in rows))
                continue
            spoken_of = {one["lesion"] for one in content["decided"]}
            of = [row for row in rows if row.lesion.key in spoken_of]
            yield Event(
                on=date.fromisoformat(content["on"]),
                kind="board",
                what=_("Tumour board"),
                lesions=tuple(row.lesion.number for row in of),
                names=tuple(place_name(row.bone, row.side, row.part) for row in of),
            )


def _damaged(at: datetime, lesions: tuple[int, ...]) -> Event:
    """Stand for a record that is not as it was sealed: nothing that it says is shown, not even its day."""
    return Event(localtime(at).date(), "damaged", _("A record that does not match its signature"), lesions)


def _told(patient: Patient, lesions: list[Lesion], names: dict[int, str]) -> Iterator[Event]:
    """Give what the follow-ups tell. An operation stands on its own day, once."""
    operations: set[tuple[int, date]] = set()
    told: list[FollowUp] = []
    number_of = {lesion.pk: lesion.number for lesion in lesions}
    for entry in FollowUp.objects.of_patient(patient).current().select_related("chain"):
        number = number_of[entry.lesion_id]
        where = (number,), (names.get(number, ""),)
        if not is_as_sealed(entry):
            yield _damaged(entry.at, (number,))
            continue
        told.append(entry)
        yield Event(entry.on, "follow_up", _("Follow-up"), *where)
        if entry.operated_on and (number, entry.operated_on) not in operations:
            operations.add((number, entry.operated_on))
            what = option_name(entry.operation) if entry.operation else _("Operation")
            yield Event(entry.operated_on, "operation", what, *where)
    outcome = outcome_of(told)
    if outcome.died_on:
        yield Event(on=outcome.died_on, kind="death", what=_("Died"), lesions=())


def _placed(events: list[Event]) -> Iterator[tuple[Event, float]]:
    """Place the events along the line by their day, but never on top of each other."""
    if not events:
        return
    first, span = events[0].on, (events[-1].on - events[0].on).days
    apart = min(APART, (RIGHT - LEFT) / max(1, len(events) - 1))
    places = [LEFT + (RIGHT - LEFT) * ((event.on - first).days / span if span else 0) for event in events]
    for place in range(1, len(places)):
        places[place] = max(places[place], places[place - 1] + apart)
    limit = float(RIGHT)
    for place in reversed(range(len(places))):
        places[place] = min(places[place], limit)
        limit = places[place] - apart
    yield from ((event, round(x, 1)) for event, x in zip(events, places, strict=True))


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
