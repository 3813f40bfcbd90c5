"""A patient's time line: the picture and the list say the same."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.actions import tumour_board
from assessments.actions.follow_up import record_follow_up
from assessments.models import Assessment
from assessments.models.append_only import permitted
from assessments.record.timeline import APART, LEFT, RIGHT, timeline
from tests.people import TODAY, World, fill, save, sign


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def history(world: World) -> None:
    """An assessment in May, an operation and a follow-up, a second lesion in November, death."""
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    Assessment.objects.filter(pk=world.assessment.pk).update(created=at(date(2026, 5, 9)))
    told = {"on": date(2026, 7, 1), "operated": "yes", "operated_on": date(2026, 5, 20)}
    record_follow_up(lesion=world.lesion, told=told, by=world.alice)
    record_follow_up(lesion=world.lesion, told={**told, "on": date(2026, 8, 1)}, by=world.alice)
    again = actions.start_assessment(
        patient=world.patient, lesions=[world.lesion], today=TODAY, by=world.alice
    )
    second = actions.add_lesion(assessment=again, by=world.alice)
    save(again, "imaging", {"bone": "humerus", "side": "right"}, second, world.alice)
    Assessment.objects.filter(pk=again.pk).update(created=at(date(2026, 11, 1)))
    died = {"on": date(2026, 11, 25), "life": "died", "died_on": date(2026, 11, 24)}
    record_follow_up(lesion=second, told=died, by=world.alice)


NAMES = {1: "Left femur", 2: "Right humerus"}


def test_events_stand_in_the_order_of_their_days(world: World) -> None:
    history(world)
    drawn = timeline(world.patient, NAMES)
    assert [(e.number, e.on.isoformat(), e.kind, e.lesions) for e in drawn.events] == [
        (1, "2026-05-09", "signed", (1,)),
        (2, "2026-05-20", "operation", (1,)),
        (3, "2026-07-01", "follow_up", (1,)),
        (4, "2026-08-01", "follow_up", (1,)),
        (5, "2026-11-01", "draft", (1, 2)),
        (6, "2026-11-24", "death", ()),
        (7, "2026-11-25", "follow_up", (2,)),
    ]
    assert drawn.events[4].earlier == world.assessment
    assert drawn.events[0].earlier is None


def test_each_lesion_has_its_line_and_death_is_on_all(world: World) -> None:
    history(world)
    rows = timeline(world.patient, NAMES).rows
    assert [(row.number, row.name, [mark.number for mark in row.marks]) for row in rows] == [
        (1, "Left femur", [1, 2, 3, 4, 5, 6]),
        (2, "Right humerus", [5, 6, 7]),
    ]


def test_marks_lie_by_their_days_and_never_on_each_other(world: World) -> None:
    history(world)
    places = [event.x for event in timeline(world.patient, NAMES).events]
    assert places[0] == LEFT
    assert places[-1] == RIGHT
    assert all(b - a >= APART - 0.1 for a, b in pairwise(places))


def test_a_hundred_events_stay_inside_the_picture(world: World) -> None:
    for number in range(100):
        day = TODAY - timedelta(days=number // 2)
        record_follow_up(lesion=world.lesion, told={"on": day}, by=world.alice)
    places = [event.x for event in timeline(world.patient, NAMES).events]
    assert places == sorted(places)
    assert min(places) >= LEFT
    assert max(places) <= RIGHT


def test_one_day_is_drawn_at_the_beginning(world: World) -> None:
    drawn = timeline(world.patient, NAMES)
    assert [event.x for event in drawn.events] == [LEFT]
    assert drawn.first == drawn.last


def test_the_page_draws_and_lists_the_same(alices: Client, world: World) -> None:
    history(world)
    page = alices.get(reverse("assessments:patient", args=[world.patient.uuid])).content.decode()
    picture, listed = page.split("<svg viewBox")[1].split("</svg>")[0], page.split('class="timeline-list"')[1]
    for number in range(1, 8):
        assert f">{number}</text>" in picture
    assert listed.count("<li>") == 7
    for words in ("9 May 2026", "20 May 2026", "Died", "Follow-up", "Right humerus", "Left femur, subtro"):
        assert words in listed
    assert "1. Left femur, subtrochanteric" in picture
    assert "What changed since 9 May 2026" in listed


FORGED = [
    ("assessments_sealed", "content", '{"on":"2031-01-01","decided":[]}'),
    ("assessments_sealed", "content", "{"),
    ("assessments_sealed", "content", "[]"),
    ("assessments_sealed", "identity", ""),
    ("assessments_followup", "died_on", "2031-01-01"),
    ("assessments_followup", "operated_on", "2031-01-01"),
    ("assessments_followup", "text", "forged"),
]


@pytest.mark.parametrize(("table", "column", "value"), FORGED)
def test_a_forged_row_is_named_and_says_nothing(
    world: World, alices: Client, table: str, column: str, value: str
) -> None:
    decided = tumour_board.Decided(world.lesion, "operate", "urgent")
    tumour_board.record_board(
        assessment=world.assessment, on=date(2026, 11, 20), decided=[decided], by=world.bob
    )
    record_follow_up(lesion=world.lesion, told={"on": date(2026, 11, 25), "life": "alive"}, by=world.alice)
    with permitted("forging"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [value])
    on = {event.kind: event.on for event in timeline(world.patient, NAMES).events}
    kept, day = ("follow_up", 25) if table == "assessments_sealed" else ("board", 20)
    assert set(on) == {"draft", "damaged", kept}
    assert on[kept] == date(2026, 11, day)
    assert date(2031, 1, 1) not in on.values()
    page = alices.get(reverse("assessments:patient", args=[world.patient.uuid]))
    assert page.status_code == 200
    assert "A record that does not match its signature" in page.content.decode()
    assert not re.search("January 2031|2031-01", page.content.decode())
