"""By which index a list is found, as the database itself explains it: never by going through a table."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import AssessedLesion, Assessment, Unit
from assessments.record import listing
from assessments.record.listing import Listing
from assessments.record.orders import SORTS, segments
from assessments.record.waiting import those_waiting
from bonemet import database_statistics
from tests.people import TODAY, World, fill

FILTERS: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"assessment_recent", "assessment_due"}),
    ({"status": "signed"}, {"assessment_status"}),
    ({"primary": "breast"}, {"assessment_primary"}),
    ({"decision": "operate"}, {"assessment_decision"}),
    ({"urgency": "planned"}, {"assessment_urgency"}),
    ({"since": TODAY, "until": TODAY}, {"assessment_recent"}),
    ({"until": TODAY}, {"assessment_recent"}),
]


def plans(queries: list[Any]) -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for query in queries:
            sql, values = query.query.sql_with_params()
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
            found.append("\n".join(row[3] for row in cursor.fetchall()))
    return found


@pytest.fixture
def counted(world: World) -> Unit:
    if connection.vendor != "sqlite":
        pytest.skip("it reads what SQLite says of its plan")
    fill(world.assessment, world.alice)
    database_statistics.update()
    return world.north


def asked(world: World, unit: Unit, chosen: dict[str, Any], sort: str = "updated") -> list[Any]:
    wanted = Listing(world.alice, TODAY, chosen)
    found = []
    for part in segments(sort, [unit], [world.alice]):
        sign = "-" if part.falls else ""
        rows = wanted.of_unit(unit).filter(part.only).order_by(f"{sign}{part.column}", f"{sign}pk")
        found.append(rows[:26])
    return found


@pytest.mark.parametrize(("chosen", "indexes"), FILTERS, ids=lambda one: "-".join(sorted(one)) or "all")
def test_a_filter_has_an_index(
    world: World, counted: Unit, chosen: dict[str, Any], indexes: set[str]
) -> None:
    (plan,) = plans(asked(world, counted, chosen))
    assert "SCAN assessments_assessment" not in plan, plan
    assert any(f"INDEX {name} " in plan for name in indexes), plan


def test_every_order_begins_with_an_index(world: World, counted: Unit) -> None:
    for sort in ("", *SORTS):
        for plan in plans(asked(world, counted, {}, sort)):
            assert "SCAN assessments_assessment" not in plan, (sort, plan)


def test_assessments_of_a_rare_bone_are_found_from_the_bone(world: World, counted: Unit) -> None:
    with CaptureQueriesContext(connection) as found:
        (rows,) = asked(world, counted, {"bone": "femur"})
        assert list(rows) == [world.assessment]
    assert AssessedLesion.objects.filter(bone="femur").count() == 1
    (plan,) = plans([rows])
    assert "INTEGER PRIMARY KEY" in plan, plan
    keys = next(one["sql"] for one in found if 'FROM "assessments_assessedlesion"' in one["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {keys}")
        assert "assessed_bone" in "\n".join(row[3] for row in cursor.fetchall())


def test_my_drafts_are_counted_from_an_index_alone(world: World, counted: Unit) -> None:
    mine = those_waiting(Assessment.objects.visible_to(world.alice), "mine", world.alice, TODAY)
    with CaptureQueriesContext(connection) as found:
        assert mine.order_by()[:100].count() == 1
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {found[0]['sql']}")
        plan = "\n".join(row[3] for row in cursor.fetchall())
    assert "COVERING INDEX assessment_drafts_of (author_id=? AND status=?" in plan, plan


def test_those_of_a_common_bone_are_found_in_the_order_of_the_list(
    world: World, counted: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_KEYS", 0)
    (rows,) = asked(world, counted, {"bone": "femur"})
    assert list(rows) == [world.assessment]
    assert "EXISTS" in str(rows.query)
