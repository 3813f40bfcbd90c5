"""By which index a list is found, as the database itself explains it: never by going through a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import assessments as actions
from assessments.models import AssessedLesion, Assessment, Patient, Unit
from assessments.record import listing
from assessments.record.listing import Listing
from assessments.record.orders import SORTS, segments
from assessments.record.waiting import those_waiting, waiting_counts
from bonemet import database_statistics
from tests.people import TODAY, World, fill

FILTERS: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"assessment_listed", "assessment_overdue"}),
    ({"status": "signed"}, {"assessment_state"}),
    ({"primary": "breast"}, {"assessment_primary"}),
    ({"decision": "operate"}, {"assessment_decision"}),
    ({"urgency": "planned"}, {"assessment_urgency"}),
    ({"since": TODAY, "until": TODAY}, {"assessment_listed"}),
    ({"until": TODAY}, {"assessment_listed"}),
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
def counted(world: World) -> Iterator[Unit]:
    if connection.vendor != "sqlite":
        pytest.skip("it reads what SQLite says of its plan")
    fill(world.assessment, world.alice)
    database_statistics.update()
    yield world.north
    with connection.cursor() as cursor:  # what was counted outlives the transaction: not for the next test
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("ANALYZE sqlite_schema")


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
    assert "rowid=?" in plan, plan  # keys that are known already
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


def test_due_follow_ups_are_counted_from_an_index_alone(world: World, counted: Unit) -> None:
    with CaptureQueriesContext(connection) as found:
        waiting_counts(world.alice, [counted], TODAY)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {found[-1]['sql']}")
        plan = "\n".join(row[3] for row in cursor.fetchall())
    assert "COVERING INDEX assessment_follow_up (unit_id=? AND status=? AND follow_up_due" in plan, plan
    assert "lesion" not in plan, plan


@pytest.mark.parametrize(
    ("chosen", "searched"),
    [
        ({}, ""),
        ({"waiting": "follow_up"}, ""),
        ({"bone": "femur"}, ""),
        ({}, "N-0"),
        ({"bone": "femur", "decision": "operate", "urgency": "emergency", "status": "draft"}, "N-0"),
    ],
)
def test_who_is_on_a_page_is_told_by_an_index_alone(
    world: World, counted: Unit, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any], searched: str
) -> None:
    """What does not fit is passed over without a look at its row, however many rows that are."""
    monkeypatch.setattr(listing, "FEW", 0)
    rows = Listing(world.alice, TODAY, chosen, searched).of_unit(counted).order_by("-updated", "-pk")
    (plan,) = plans([rows.values_list("updated", "pk")[:26]])
    assert "assessments_assessment USING COVERING INDEX assessment_" in plan, plan
    assert "(unit_id=?" in plan, plan
    assert "TEMP B-TREE" not in plan, plan


def test_those_of_a_common_bone_are_found_in_the_order_of_the_list(
    world: World, counted: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "FEW", 0)
    (rows,) = asked(world, counted, {"bone": "femur"})
    assert list(rows) == [world.assessment]
    assert "EXISTS" not in str(rows.query)
    monkeypatch.setattr(listing, "MANY", 0)
    (rows,) = asked(world, counted, {"bone": "femur"})
    assert list(rows) == [world.assessment]
    assert "EXISTS" in str(rows.query)


def test_who_is_searched_for_is_found_in_indexes_and_once(world: World, counted: Unit) -> None:
    wanted = Listing(world.alice, TODAY, {}, "N-0")
    with CaptureQueriesContext(connection) as found:
        assert [list(wanted.of_unit(counted)) for _segment in range(2)] == [[world.assessment]] * 2
    of = ('FROM "assessments_patient"', "FROM assessments_namepart")
    looked_up = [one["sql"] for one in found if any(table in one["sql"] for table in of)]
    assert len(looked_up) == 5, "by identifier, by each of two words and by both, and the joined: no more"
    with connection.cursor() as cursor:
        told = []
        for sql in looked_up[:3]:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            told += [row[3] for row in cursor.fetchall()]
    assert (
        "COVERING INDEX sqlite_autoindex_assessments_patient_2 (unit_id=? AND identifier>? AND identifier<?)"
        in told[0]
    )
    of_parts = "SEARCH assessments_namepart USING PRIMARY KEY (unit_id=? AND part>? AND part<?)"
    assert [one for one in told if "namepart" in one] == [of_parts] * 2


def test_who_was_joined_is_found_among_those_who_were(
    world: World, counted: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "FEW", 0)
    Patient.objects.bulk_create([Patient(unit=counted, identifier=f"P-{number}") for number in range(100)])
    database_statistics.update()
    with CaptureQueriesContext(connection) as found:
        Listing(world.alice, TODAY, {}, "0").of_unit(counted)
        Listing(world.alice, TODAY, {}, "N-0").of_unit(counted)
    joined = [one["sql"] for one in found if '"merged_into_id" >' in one["sql"]]
    with connection.cursor() as cursor:
        for sql in joined:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = "\n".join(row[3] for row in cursor.fetchall())
            assert "(merged_into_id>?)" in plan, plan
    assert len(joined) == 1, "nobody's number begins with 0; nothing else is asked for it"
    assert not [one["sql"] for one in list(found)[:2] if "name_key" in one["sql"]], "a number is no name"


def test_rows_that_do_not_fit_are_passed_over_in_an_index(world: World, counted: Unit) -> None:
    """Of an order, the indexes carry the columns of the filters: nothing that does not fit is looked at."""
    for name in ("assessment_listed", "assessment_state", "assessment_overdue"):
        with connection.cursor() as cursor:
            columns = [row[2] for row in cursor.execute(f"PRAGMA index_info({name})").fetchall()]
        assert columns[0] == "unit_id"
        assert {"status", "updated", "primary", "decision", "urgency", "author_id", "assessed_on"} <= set(
            columns
        )


def test_patients_are_sorted_by_the_index_of_their_identifiers(world: World, counted: Unit) -> None:
    (plan,) = plans(asked(world, counted, {}, "patient"))
    assert "sqlite_autoindex_assessments_patient_2 (unit_id=?)" in plan, plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan, plan


@pytest.mark.database
def test_who_are_many_are_found_in_the_order_of_the_list(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many a set is made, and of most of all each row's patient is asked."""
    twin = actions.create_patient(unit=world.north, identifier="ZZ-9", by=world.alice)
    Patient.objects.filter(pk=twin.pk).update(merged_into=world.patient)
    monkeypatch.setattr(listing, "FEW", 0)
    for known, many in ((9, 9), (0, 9), (0, 0)):
        monkeypatch.setattr(listing, "KNOWN", known)
        monkeypatch.setattr(listing, "MANY", many)
        for typed in ("N-0", "ZZ", "zz-9"):  # a duplicate leads to the record that stays
            found = Listing(world.alice, TODAY, {}, typed).of_unit(world.north)
            assert list(found) == [world.assessment], (known, many, typed)
        assert not Listing(world.alice, TODAY, {}, "N-1").of_unit(world.north).exists()


@pytest.mark.database
@pytest.mark.skipif(connection.vendor != "postgresql", reason="it reads what PostgreSQL says of its plan")
@pytest.mark.parametrize(("known", "looked_up"), [(9, "patient_id = ANY ('{"), (0, "hashed SubPlan")])
def test_postgresql_finds_by_the_same_indexes(
    world: World, monkeypatch: pytest.MonkeyPatch, known: int, looked_up: str
) -> None:
    """Of many an index alone says who is on a page, with a look into a set that is made once."""
    monkeypatch.setattr(listing, "FEW", 0)
    monkeypatch.setattr(listing, "KNOWN", known)
    with connection.cursor() as cursor:  # else it reads a table as small as this one from end to end
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    wanted = Listing(world.alice, TODAY, {"waiting": "follow_up"}, "N-0")
    rows = wanted.of_unit(world.north).order_by("-updated", "-pk").values_list("updated", "pk")
    plan = rows[:26].explain()
    assert "Index Only Scan using assessment_" in plan, plan
    assert looked_up in plan, plan
    assert "Seq Scan" not in plan, plan
    assert "assessments_lesion" not in plan, plan
