"""The database that the next release leaves behind holds of everything something: all of it is carried."""

import io
import lzma
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.faults.server import ROOT
from tests.upgrade.conftest import rows_of, used

PIXELS = (
    "SELECT image_id, data, sha256 FROM assessments_keyimagepixels JOIN assessments_keyimage ON id = image_id"
)

# What lasts a day at most, and a permit for one statement.
NOT_LEFT = {f"assessments_{name}" for name in ("permit", "sentform", "emergencydraft")}

pytestmark = pytest.mark.prove


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give what `make_release` writes in this tree."""
    return make(tmp_path_factory.mktemp("made") / "made.xz")


@pytest.fixture(scope="module")
def made(packed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("unpacked") / "bonemet.sqlite3"
    file.write_bytes(lzma.decompress(packed))
    return file


def make(file: Path) -> bytes:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BONEMET_", "COV_"))}
    del clean["DJANGO_SETTINGS_MODULE"]
    subprocess.run(
        [sys.executable, "-m", "tests.upgrade.make_release", file], env=clean, cwd=ROOT, check=True
    )
    return file.read_bytes()


def pixels(file: Path) -> dict[int, tuple[bytes, str]]:
    with closing(sqlite3.connect(file)) as opened:
        return {key: (data, digest) for key, data, digest in opened.execute(PIXELS)}


def test_every_table_of_records_has_something_in_it(made: Path) -> None:
    ours = {name for name in rows_of(made) if name.startswith("assessments_")}
    ours -= NOT_LEFT
    assert {name for name in ours if not rows_of(made)[name][1]} == set()


def test_made_again_it_is_the_same(packed: bytes, tmp_path: Path) -> None:
    assert make(tmp_path / "again.xz") == packed


def test_it_goes_back_byte_by_byte(made: Path, tmp_path: Path, django_db_blocker: Any, settings: Any) -> None:
    settings.BACKUP_DIR = tmp_path / "replaced"
    before, pictures = rows_of(made), pixels(made)
    assert len(pictures) >= 2
    assert all(sha256(data).hexdigest() == digest for data, digest in pictures.values())
    with django_db_blocker.unblock(), used(made):
        call_command("backup", tmp_path / "backup", stdout=io.StringIO())
        call_command("migrate", verbosity=0)
        call_command("restore", tmp_path / "backup", stdout=io.StringIO())
        call_command("verify_records", stdout=io.StringIO())
    assert rows_of(made) == before
    assert pixels(made) == pictures
