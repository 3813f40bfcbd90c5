"""An SQLite installation with everything that a unit comes to in its years moves into PostgreSQL."""

from __future__ import annotations

import io
import lzma
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.base.base import NO_DB_ALIAS

from assessments.actions.assessments import create_patient, start_assessment
from assessments.management.commands import move_to_postgresql
from assessments.models import KeyImagePixels, Patient, Unit, append_only
from bonemet import moving
from bonemet.accounts.models import User
from tests.people import TODAY, member
from tests.upgrade.conftest import HERE, KEYS, used
from tests.upgrade.discussed import discussed
from tests.upgrade.test_upgrade import ENDS

# Tables that no model stands for: Django's own list, which the target has, permits, which must be none,
# and an index that PostgreSQL keeps in its own way.
WITHOUT_MODEL = {"django_migrations", "assessments_permit", "assessments_namepart"}
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="moves into PostgreSQL")


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Path:
    """Give the database of 0.9.0, upgraded."""
    file = tmp_path_factory.mktemp("moved") / "migrated.sqlite3"
    file.write_bytes(lzma.decompress((HERE / "0.9.0.sqlite3.xz").read_bytes()))
    with django_db_blocker.unblock(), used(file):
        call_command("migrate", verbosity=0)
        surgeon = member("dora", Unit.objects.create(name="South"))
        patient = create_patient(unit=Unit.objects.get(name="South"), identifier="S-1", by=surgeon)
        discussed(start_assessment(patient=patient, today=TODAY, by=surgeon), by=surgeon)
    return file


@pytest.fixture
def source(migrated: Path, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, db: None) -> Path:
    settings.SEAL_KEYS = [KEYS["seal_key"]]
    monkeypatch.setattr(moving, "SOURCE", NO_DB_ALIAS)  # a name that Django's guard of tests lets through
    return Path(shutil.copy(migrated, tmp_path / "bonemet.sqlite3"))


def ask(file: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as opened:
        found = opened.execute(statement).fetchall()
        opened.commit()
        return found


def moved(file: Path) -> str:
    told = io.StringIO()
    call_command("move_to_postgresql", str(file), stdout=told)
    return told.getvalue()


def of_the_target(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


@pytest.mark.database
@on_postgresql
def test_every_table_every_row_and_every_chain_is_moved(source: Path) -> None:
    told = moved(source)
    names = {name for (name,) in ask(source, "SELECT name FROM sqlite_schema WHERE type = 'table'")}
    ours = {name for name in names if not name.startswith("sqlite_")} - WITHOUT_MODEL
    assert {model._meta.db_table for model in moving.tables()} == ours, "a new table is moved by itself"
    for name in ours:
        (count,) = ask(source, f"SELECT count(*) FROM {name}")
        assert of_the_target(f"SELECT count(*) FROM {name}") == [count], name
        assert f"{name}: {count[0]:,} rows, digest " in told
    assert "Each table reads as in the source, and every chain of records is whole.\n" in told

    proved = io.StringIO()
    call_command("verify_records", stdout=proved)
    for end in ENDS["0.9.0"]:  # as the release itself said of the file
        assert f"Demonstration unit, {end}\n" in proved.getvalue()
    as_it_stands = "SELECT id, content, identity FROM assessments_sealed ORDER BY id"
    content = ask(source, as_it_stands)
    assert len(content) == 21
    assert of_the_target(as_it_stands) == content, "neither packed nor unpacked on the way"
    pixels = ask(source, "SELECT image_id, data FROM assessments_keyimagepixels ORDER BY image_id")
    assert [len(data) > 1000 for _image, data in pixels] == [True]
    moved_pixels = KeyImagePixels.objects.order_by("pk").values_list("pk", "data")
    assert [(pk, bytes(data)) for pk, data in moved_pixels] == pixels
    times = ask(source, "SELECT id, at FROM assessments_revision ORDER BY id")
    written = "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    assert len(times) > 100
    assert of_the_target(f"SELECT id, {written} FROM assessments_revision ORDER BY id") == [
        (pk, at if "." in at else f"{at}.000000") for pk, at in times
    ]
    assert append_only.missing() == []
    assert not append_only.is_open()


@pytest.mark.database
@on_postgresql
def test_numbers_go_on_where_they_were(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that was given and removed is in no one's notes twice. Of each step it tells how far it is."""
    ask(source, "UPDATE sqlite_sequence SET seq = 70000 WHERE name = 'accounts_user'")
    told: dict[str, tuple[int, int]] = {}
    tell: Any = lambda _command, name, done, total: told.update({name: (done, total)})  # noqa: E731
    monkeypatch.setattr(move_to_postgresql.Command, "_tell", tell)
    moved(source)
    assert told["assessments_sealed"] == told["assessments_sealed, read back"] == (21, 21)
    done, total = told["Demonstration unit, records, proved"]
    assert done == total > 100
    assert User.objects.create_user("next").pk == 70001
    (last,) = ask(source, "SELECT seq FROM sqlite_sequence WHERE name = 'assessments_patient'")
    unit = Patient.objects.earliest("pk").unit
    assert Patient.objects.create(unit=unit, identifier="NEXT").pk == last[0] + 1


@pytest.mark.database
@on_postgresql
def test_what_was_interrupted_has_left_nothing_and_a_second_run_is_refused(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(BaseException):
        pass

    def interrupt(_command: Any, name: str, _done: int, _total: int) -> None:
        if name == "assessments_sealed":
            raise Interrupted

    with monkeypatch.context() as patched:
        patched.setattr(move_to_postgresql.Command, "_tell", interrupt)
        with pytest.raises(Interrupted):
            moved(source)
    assert User.objects.count() == 0
    moved(source)
    users = User.objects.count()
    assert users > 0
    with pytest.raises(CommandError, match=r"^Nothing was moved. The PostgreSQL database already holds rows"):
        moved(source)
    assert User.objects.count() == users


@pytest.mark.database
@on_postgresql
def test_a_source_that_is_not_what_was_sealed_is_not_moved(source: Path) -> None:
    ask(source, "DROP TRIGGER assessments_revision_no_update")
    ask(source, "UPDATE assessments_revision SET section = 'plan' WHERE number = 1")
    with pytest.raises(CommandError, match="A record is not what was sealed: "):
        moved(source)
    assert User.objects.count() == 0


@pytest.mark.database
@on_postgresql
def test_what_postgresql_cannot_hold_is_named_by_its_table_and_not_quoted(source: Path) -> None:
    ask(source, "UPDATE accounts_user SET first_name = 'Secret' || char(0) WHERE id = 1")
    with pytest.raises(CommandError, match=r"\. accounts_user, row 1 or before: ") as refused:
        moved(source)
    assert "Secret" not in str(refused.value)


@pytest.fixture
def unfit(source: Path, request: Any) -> Path:
    """Give a file that cannot be moved."""
    kind = request.param
    if kind == "gone":
        source.unlink()
    elif kind == "another":
        source.write_text("Minutes of the unit's meeting, and no database. " * 100)
    elif kind == "damaged":
        with source.open("r+b") as file:
            file.seek(8 * 4096)
            file.write(b"\xff" * 40 * 4096)
    elif kind == "old":
        source.write_bytes(lzma.decompress((HERE / "0.9.0.sqlite3.xz").read_bytes()))
        ask(source, "DELETE FROM django_migrations WHERE app = 'allauth' OR app = 'usersessions'")
    elif kind == "strange":
        ask(source, "CREATE TABLE notes_of_somebody AS SELECT 1 AS one")
    elif kind == "permit":
        ask(source, "INSERT INTO assessments_permit VALUES ('left behind')")
    return source


REFUSALS = {
    "gone": "is not there.",
    "another": "is not a whole SQLite database",
    "damaged": "is not a whole SQLite database",
    "old": "The source is not at this version: run this version's manage.py migrate on it.",
    "strange": "rows in tables that this version does not know: notes_of_somebody.",
    "permit": "rows in tables that this version does not know: assessments_permit.",
}


@pytest.mark.database
@on_postgresql
@pytest.mark.parametrize(
    ("unfit", "said"), [(kind, REFUSALS[kind]) for kind in REFUSALS], indirect=["unfit"], ids=list(REFUSALS)
)
def test_an_unfit_source_is_refused_in_one_sentence(unfit: Path, said: str) -> None:
    with pytest.raises(CommandError) as refused:
        moved(unfit)
    assert str(refused.value).startswith("Nothing was moved. ")
    assert said in str(refused.value)
    assert User.objects.count() == 0


@pytest.mark.database
@on_postgresql
def test_a_source_that_somebody_works_with_is_refused(source: Path) -> None:
    with closing(sqlite3.connect(source)) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("SELECT count(*) FROM accounts_user").fetchall()
        with pytest.raises(CommandError, match=r"bonemet is running on .*: stop it first"):
            moved(source)


def test_no_table_is_sorted_to_be_moved() -> None:
    """SQLite sorts in memory: 20,000 reports took 800 MB."""
    for model in moving.tables():
        assert "ORDER BY" not in str(moving.rows_of(model, "default").query), model


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks what is said where PostgreSQL is not set")
def test_without_postgresql_it_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="BONEMET_POSTGRES_NAME is not set"):
        call_command("move_to_postgresql", str(tmp_path / "bonemet.sqlite3"))
