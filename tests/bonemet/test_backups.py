"""manage.py backup and restore, on a real database file, with others writing meanwhile."""

import json
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from assessments.actions.assessments import create_patient, start_assessment
from assessments.models import KeyImagePixels, Patient, Unit
from assessments.record.verification import faults
from bonemet import backups, sqlite
from bonemet.accounts.models import User
from tests.people import TODAY
from tests.upgrade.conftest import rows_of
from tests.upgrade.discussed import discussed

Into = Callable[[Path], Any]


@pytest.fixture(scope="module")
def opened(django_db_blocker: Any) -> Iterator[Into]:
    """Give opened(file), after which Django works on that file."""
    from django.db.backends.sqlite3.base import DatabaseWrapper

    before = connections["default"]

    def open_file(file: Path) -> Any:
        connections["default"].close() if connections["default"] is not before else None
        like = connections.settings["default"]
        options = sqlite.options(sqlite3.sqlite_version_info)
        ours = {**like, "ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}
        connections["default"] = DatabaseWrapper(ours, "default")
        return connections["default"]

    with django_db_blocker.unblock():
        yield open_file
    connections["default"].close()
    connections["default"] = before


@pytest.fixture(scope="module")
def migrated(opened: Into, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database file with a unit and a patient in it."""
    file = tmp_path_factory.mktemp("migrated") / "bonemet.sqlite3"
    opened(file)
    call_command("migrate", verbosity=0)
    unit = Unit.objects.create(name="North")
    alice = User.objects.create_user("alice")
    patient = create_patient(unit=unit, identifier="N-001", by=alice)
    discussed(start_assessment(patient=patient, today=TODAY, by=alice), by=alice)
    connections["default"].close()
    return file


@pytest.fixture
def database(migrated: Path, opened: Into, tmp_path: Path, settings: Any) -> Path:
    file = tmp_path / "bonemet.sqlite3"
    shutil.copy(migrated, file)
    opened(file)
    settings.BACKUP_DIR = tmp_path / "backups"
    return file


def run(command: str, *arguments: object, **options: Any) -> str:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def identifiers() -> list[str]:
    return sorted(Patient.objects.values_list("identifier", flat=True))


def test_what_was_backed_up_is_there_after_restoring(database: Path, tmp_path: Path) -> None:
    told = run("backup", tmp_path / "monday")
    assert "Checked." in told
    before = rows_of(database)
    picture = bytes(KeyImagePixels.objects.get().data)
    unit = Unit.objects.get()
    Patient.objects.create(unit=unit, identifier="N-002")
    told = run("restore", tmp_path / "monday")
    assert identifiers() == ["N-001"]
    assert rows_of(database) == before, "every row of every table"
    assert bytes(KeyImagePixels.objects.get().data) == picture
    assert list(faults(unit)) == []
    kept = next((tmp_path / "backups").iterdir())
    assert str(kept) in told
    run("restore", kept)
    assert identifiers() == ["N-001", "N-002"]


def test_the_manifest_says_what_is_in_it(database: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "monday")
    manifest = json.loads((tmp_path / "monday" / "manifest.json").read_text())
    assert manifest["format"] == 1
    assert manifest["rows"]["assessments_patient"] == 1
    assert manifest["rows"]["assessments_revision"] == 1
    assert "accounts.0001_first" in manifest["migrations"]
    assert len(manifest["sha256"]) == 64
    assert [path.name for path in sorted((tmp_path / "monday").iterdir())] == [
        "database.sqlite3",
        "manifest.json",
    ]


def test_only_its_owner_can_read_it(database: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "monday")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "monday").iterdir()}
    assert modes == {"database.sqlite3": 0o600, "manifest.json": 0o600}
    assert stat.S_IMODE((tmp_path / "monday").stat().st_mode) == 0o700


def test_nothing_is_overwritten(database: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "monday")
    before = (tmp_path / "monday" / "manifest.json").read_bytes()
    with pytest.raises(CommandError, match="exists already"):
        run("backup", tmp_path / "monday")
    assert (tmp_path / "monday" / "manifest.json").read_bytes() == before


def test_a_backup_without_a_name_goes_where_backups_go(database: Path, tmp_path: Path) -> None:
    run("backup")
    (folder,) = (tmp_path / "backups").iterdir()
    assert folder.name.startswith("bonemet-20")


def test_the_newest_are_kept_and_nothing_else_is_touched(
    database: Path, tmp_path: Path, settings: Any
) -> None:
    settings.BACKUP_DIR = tmp_path / "kept"
    foreign = settings.BACKUP_DIR / "before the move"
    interrupted = settings.BACKUP_DIR / "bonemet-20200101T000000.000000Z"
    for folder in (foreign, interrupted):
        folder.mkdir(parents=True)
    for _ in range(4):
        call_command("backup", "--keep", "2", stdout=StringIO())
    there = sorted(path.name for path in settings.BACKUP_DIR.iterdir())
    assert there[0] == "before the move"
    assert there[1] == "bonemet-20200101T000000.000000Z"
    assert len(there) == 4
    assert all((settings.BACKUP_DIR / name / "manifest.json").is_file() for name in there[2:])


@pytest.mark.parametrize("arguments", [("--keep", "0"), ("--keep", "-1"), ("folder", "--keep", "3")])
def test_a_number_to_keep_that_makes_no_sense_is_refused(database: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="a number from 1 on, and goes without a folder"):
        call_command("backup", *arguments)


def test_it_is_of_one_moment_while_others_write(database: Path, tmp_path: Path) -> None:
    """A writer adds users and units, one of each in each transaction: no copy has more of one."""
    stop, written = threading.Event(), [0]

    def write() -> None:
        with closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as own:
            while not stop.is_set():
                own.execute("BEGIN IMMEDIATE")
                n = written[0]
                filler = json.dumps({"filler": "x" * 20_000})
                own.execute("INSERT INTO assessments_unit (name, settings) VALUES (?, ?)", (f"w{n}", filler))
                own.execute("INSERT INTO auth_group (name) VALUES (?)", (f"w{n}",))
                own.execute("COMMIT")
                written[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = []
        for number in range(4):
            while written[0] < 40 * (number + 1) and writer.is_alive():
                stop.wait(0.01)
            run("backup", tmp_path / f"copy{number}")
            with closing(sqlite3.connect(tmp_path / f"copy{number}" / "database.sqlite3")) as copied:
                units = copied.execute("SELECT count(*) FROM assessments_unit").fetchone()[0]
                groups = copied.execute("SELECT count(*) FROM auth_group").fetchone()[0]
            assert units == groups + 1
            found.append(groups)
    finally:
        stop.set()
        writer.join()
    assert found[0] >= 40
    assert found == sorted(set(found)), "each copy is of a later moment"
    assert written[0] > found[-1] or written[0] >= 160


def test_a_terminal_is_told_how_far_it_is(database: Path, tmp_path: Path) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    call_command("backup", str(tmp_path / "monday"), stdout=out)
    assert "100 %" in out.getvalue()
    assert "%" not in run("backup", tmp_path / "tuesday")


class TestRefused:
    """A backup that is not what was made is never restored, and the database stays as it is."""

    @pytest.fixture
    def monday(self, database: Path, tmp_path: Path) -> Path:
        run("backup", tmp_path / "monday")
        return tmp_path / "monday"

    def refused(self, folder: Path, words: str) -> None:
        with pytest.raises(CommandError, match=words):
            run("restore", folder)
        assert identifiers() == ["N-001"]
        assert not (folder.parent / "backups").exists()

    def test_one_changed_byte(self, monday: Path) -> None:
        file = monday / "database.sqlite3"
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        self.refused(monday, "checksum")

    def test_a_part_of_it(self, monday: Path) -> None:
        (monday / "manifest.json").unlink()
        self.refused(monday, "interrupted")
        (monday / "manifest.json").write_text("{}")
        self.refused(monday, "cannot be read")

    def test_a_damaged_database_with_a_fitting_checksum(self, monday: Path) -> None:
        file = monday / "database.sqlite3"
        content = bytearray(file.read_bytes())
        content[4096:12288] = b"\xff" * 8192
        file.write_bytes(content)
        self.with_manifest(monday, sha256=backups.manifest.sha256(file))
        self.refused(monday, "damaged")

    def test_other_rows_than_were_counted(self, monday: Path) -> None:
        rows = json.loads((monday / "manifest.json").read_text())["rows"]
        self.with_manifest(monday, rows={**rows, "assessments_patient": 2})
        self.refused(monday, "does not have the rows")

    def test_one_of_a_newer_version(self, monday: Path) -> None:
        later = ["accounts.0001_first", "assessments.9999_of_the_future"]
        self.with_manifest(monday, version="9.0", migrations=later)
        self.refused(monday, "newer than")

    def test_one_of_before_the_first_release(self, monday: Path) -> None:
        self.with_manifest(monday, migrations=["assessments.0001_records", "auth.0001_initial"])
        self.refused(monday, "before its first release")

    def test_one_of_another_kind(self, monday: Path) -> None:
        self.with_manifest(monday, database="postgresql")
        self.refused(monday, "is of postgresql")
        self.with_manifest(monday, database="sqlite", file="../elsewhere")
        self.refused(monday, "does not know")
        self.with_manifest(monday, file="gone.sqlite3")
        self.refused(monday, "is missing")

    def with_manifest(self, folder: Path, **changes: Any) -> None:
        path = folder / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_database_in_use_is_left_alone_unless_told(database: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "monday")
    Patient.objects.update(identifier="N-002")
    with closing(sqlite3.connect(database, isolation_level=None)) as server:
        assert server.execute("SELECT identifier FROM assessments_patient").fetchall() == [("N-002",)]
        with pytest.raises(CommandError, match="bonemet is running on this database"):
            run("restore", tmp_path / "monday")
        assert identifiers() == ["N-002"]
        run("restore", tmp_path / "monday", anyway=True)
        assert server.execute("SELECT identifier FROM assessments_patient").fetchall() == [("N-001",)]


def test_demonstrations_are_no_place_for_records(database: Path, tmp_path: Path, settings: Any) -> None:
    run("backup", tmp_path / "monday")
    settings.DEBUG = True
    with pytest.raises(CommandError, match="BONEMET_DEBUG is on"):
        run("restore", tmp_path / "monday")


def test_a_damaged_database_is_kept_as_it_is_and_replaced(
    database: Path, tmp_path: Path, opened: Into
) -> None:
    run("backup", tmp_path / "monday")
    connections["default"].close()
    database.write_bytes(b"not a database at all" * 1000)
    opened(database)
    with pytest.raises(CommandError, match=r"No backup was made\..*damaged"):
        run("backup", tmp_path / "tuesday")
    assert not list(tmp_path.glob("tuesday*"))
    run("restore", tmp_path / "monday")
    assert identifiers() == ["N-001"]
    (kept,) = (tmp_path / "backups").iterdir()
    assert (kept / "bonemet.sqlite3").read_bytes() == b"not a database at all" * 1000


def test_where_there_was_no_database_there_is_one(database: Path, tmp_path: Path, opened: Into) -> None:
    run("backup", tmp_path / "monday")
    opened(tmp_path / "new.sqlite3")
    assert "There was no database before." in run("restore", tmp_path / "monday")
    assert identifiers() == ["N-001"]
    assert stat.S_IMODE((tmp_path / "new.sqlite3").stat().st_mode) == 0o600


def test_without_the_programs_of_postgresql_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(backups.BackupError, match="postgresql-client"):
        backups.of_postgresql._run("pg_dump")


def test_the_programs_of_postgresql_connect_as_the_server_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same encryption: without it, the password would go to whoever answers in its place."""
    ours = {"NAME": "bonemet", "USER": "", "PASSWORD": "", "HOST": "db.example", "PORT": ""}
    tls = {"sslmode": "verify-full", "sslrootcert": "/ca.pem", "sslcert": "/own.pem", "sslkey": "/own.key"}
    monkeypatch.setattr(
        backups.of_postgresql, "connection", SimpleNamespace(settings_dict={**ours, "OPTIONS": tls})
    )
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/env")
    told = backups.of_postgresql._run("pg_dump", of_the_database=False)
    assert {
        "PGHOST=db.example",
        "PGSSLMODE=verify-full",
        "PGSSLROOTCERT=/ca.pem",
        "PGSSLCERT=/own.pem",
        "PGSSLKEY=/own.key",
    } <= set(told.splitlines())
