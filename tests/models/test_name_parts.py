"""The index of parts of names finds whom a look at every name finds, whoever wrote them."""

from __future__ import annotations

from random import Random

import pytest
from django.db import connection

from assessments.actions import assessments as actions
from assessments.actions.erasure import erase_identity
from assessments.models import Patient, Unit, name_parts
from assessments.models.name_parts import called
from assessments.models.names import name_key
from assessments.models.patients import is_called
from assessments.record import verification
from tests.people import World

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps an index of its own")
# What names are made of: letters, some with accents, of other scripts, outside the basic plane.
SIGNS = [*"ANNAAMÜüßŁé张伟山철ใİﬁ7_%'’", "e\u0301", "张伟", "\U00020000"]
BETWEEN = [" ", "-", ", ", "·", "\u00a0", ""]


def some_name(chance: Random, words: int, signs: int) -> str:
    told = ["".join(chance.choices(SIGNS, k=chance.randint(1, signs))) for _ in range(words)]
    return "".join(word + chance.choice(BETWEEN) for word in told)


@pytest.mark.database
@pytest.mark.parametrize("most", [5000, 3])
def test_a_part_finds_whom_a_look_at_every_name_finds(world: World, most: int) -> None:
    chance = Random(13)
    names = ["", "A" * 200, "Ann " * 50, *(some_name(chance, chance.randint(0, 4), 5) for _ in range(150))]
    for unit in (world.north, world.south):
        Patient.objects.bulk_create(
            Patient(unit=unit, identifier=f"R-{number}", name=name, name_key=name_key(name)[:200])
            for number, name in enumerate(names)
        )
    several = 0
    for _ in range(150):
        typed = some_name(chance, chance.randint(1, 3), 2)
        every = Patient.objects.filter(is_called(typed), unit=world.north)
        there, found = set(every.values_list("pk", flat=True)), called(world.north, typed, most)
        several += len(there) > 1
        assert len(found) == len(set(found)) == min(len(there), most + 1), typed
        assert set(found) <= there, typed
    assert several > 40


def parts(unit: Unit) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT part FROM assessments_namepart WHERE unit_id = %s", [unit.pk])
        return {part for (part,) in cursor.fetchall()}


@on_sqlite
def test_it_follows_whoever_writes(world: World) -> None:
    """The release before knows nothing of it: so it is the database that keeps it."""
    assert parts(world.south) == set()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_patient (uuid, unit_id, identifier, name, name_key, sex, created) "
            "VALUES ('0123456789abcdef0123456789abcdef', %s, 'P-1', 'Eva Ng', 'EVA NG', '', '2026-11-27')",
            [world.south.pk],
        )
        assert parts(world.south) == {"EVA", "VA", "A", "NG", "G"}
        cursor.execute("UPDATE assessments_patient SET name_key = 'EVA OH' WHERE identifier = 'P-1'")
        assert parts(world.south) == {"EVA", "VA", "A", "OH", "H"}
        moved = "UPDATE assessments_patient SET unit_id = %s WHERE identifier = 'P-1'"
        cursor.execute(moved, [world.north.pk])
        assert parts(world.south) == set()
        assert parts(world.north) >= {"EVA", "VA", "A", "OH", "H"}
        cursor.execute("DELETE FROM assessments_patient WHERE identifier = 'P-1'")
        assert "OH" not in parts(world.north)


@on_sqlite
def test_nothing_of_an_erased_name_is_left(world: World) -> None:
    patient = actions.create_patient(unit=world.south, identifier="P-1", name="张伟 Eva", by=world.charlie)
    assert parts(world.south) == {"张伟", "伟", "EVA", "VA", "A"}
    erase_identity(patient=patient, by=world.charlie)
    assert parts(world.south) == set()


@on_sqlite
def test_what_is_missing_is_told_and_made_anew(world: World) -> None:
    Patient.objects.filter(pk=world.patient.pk).update(name_key="EVA")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER assessments_namepart_changed")
        cursor.execute("UPDATE assessments_patient SET name_key = 'OTTO' WHERE id = %s", [world.patient.pk])
    assert called(world.north, "otto", 5) == []
    told = [str(one) for one in verification._guards()]
    assert told == ["The database: its trigger assessments_namepart_changed is missing"]
    name_parts.install()
    assert called(world.north, "otto", 5) == [world.patient.pk]
    assert called(world.north, "eva", 5) == []
    assert list(verification._guards()) == []
