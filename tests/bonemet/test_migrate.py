"""`migrate` over a database that this version cannot lead on from says so in a sentence, and leaves it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bonemet import __version__
from bonemet.database_origin import is_before_release

ROOT = Path(__file__).parents[2]

# What stood in a database of before the first release, when the users were Django's own.
EARLIER = [("auth", "0001_initial"), ("assessments", "0001_records"), ("assessments", "0004_language_choice")]
LATER = [("auth", "0001_initial"), ("accounts", "0001_first"), ("assessments", "9999_of_the_future")]


def database(file: Path, applied: list[tuple[str, str]]) -> Path:
    """Make a database that has been through these migrations, with a row of something in it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied text)"
        )
        connection.executemany(
            "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, '2026-11-01')", applied
        )
        connection.execute("CREATE TABLE auth_user (username text)")
        connection.execute("INSERT INTO auth_user VALUES ('alice')")
    return file


def migrate(file: Path) -> subprocess.CompletedProcess[str]:
    """Migrate as `make run` does, in a process of its own."""
    ours = ("BONEMET_", "DJANGO_SETTINGS_MODULE")
    environment = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=environment | {"BONEMET_DEBUG": "1", "BONEMET_DATABASE": str(file), "DJANGO_COLORS": "nocolor"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_database_of_before_the_first_release(tmp_path: Path) -> None:
    file = database(tmp_path / "bonemet.sqlite3", EARLIER)
    refused_and_untouched(
        file,
        f"The database {file} was made by a state of bonemet before its first release and cannot be used any "
        f"more: move it away, for example to {file}.old, and run this again.",
    )


def test_a_database_of_a_later_version(tmp_path: Path) -> None:
    file = database(tmp_path / "bonemet.sqlite3", LATER)
    refused_and_untouched(
        file,
        f"The database {file} was made by another version than {__version__}, which does not have "
        "assessments.9999_of_the_future: use the version that made it.",
    )


def refused_and_untouched(file: Path, sentence: str) -> None:
    before = file.read_bytes()
    result = migrate(file)
    assert (result.returncode, result.stdout, result.stderr) == (1, "", f"CommandError: {sentence}\n")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("names", "is_before"),
    [
        ([], False),
        (["auth.0001_initial"], False),  # of another project: Django itself says what does not fit
        (["auth.0001_initial", "assessments.0001_records"], True),
        (["accounts.0001_initial", "accounts.0002_from_the_app", "assessments.0016_accounts_apart"], True),
        (["accounts.0001_first"], False),
        (["accounts.0001_first", "assessments.0001_first"], False),
    ],
)
def test_what_is_before_the_first_release(names: list[str], is_before: bool) -> None:
    assert is_before_release(names) is is_before
