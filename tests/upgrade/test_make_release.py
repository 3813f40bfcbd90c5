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
from django.utils import timezone

from assessments.actions.access_log import record_access
from assessments.models import AccessKind, Assessment
from bonemet import moving
from bonemet.accounts.models import User
from tests.faults.cluster import Cluster
from tests.faults.server import ROOT, free_port
from tests.upgrade.conftest import KEYS, rows_of, used

PIXELS = (
    "SELECT image_id, data, sha256 FROM assessments_keyimagepixels JOIN assessments_keyimage ON id = image_id"
)

# What lasts a day at most; a permit lasts for one statement. A plan is withdrawn before the advice is seen, and
# the demonstration's were all seen.
NOT_LEFT = {"assessments_" + name for name in ("permit", "sentform", "emergencydraft", "planwithdrawal")}

pytestmark = pytest.mark.prove


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the database that `make_release` writes in this tree."""
    folder = tmp_path_factory.mktemp("made")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BONEMET_", "COV_"))}
    del clean["DJANGO_SETTINGS_MODULE"]
    command = [sys.executable, "-m", "tests.upgrade.make_release", str(folder / "made.xz")]
    subprocess.run(command, env=clean, cwd=ROOT, check=True)
    file = folder / "bonemet.sqlite3"
    file.write_bytes(lzma.decompress((folder / "made.xz").read_bytes()))
    return file


def pixels(file: Path) -> dict[int, tuple[bytes, str]]:
    with closing(sqlite3.connect(file)) as opened:
        return {key: (data, digest) for key, data, digest in opened.execute(PIXELS)}


def test_every_table_of_records_has_something_in_it(made: Path) -> None:
    ours = {name for name in rows_of(made) if name.startswith("assessments_")}
    ours -= NOT_LEFT
    assert {name for name in ours if not rows_of(made)[name][1]} == set()


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


def grown(file: Path) -> int:
    """Let people look at its records until there are more than 20,000 rows; give how many."""
    from django.db import transaction

    user, assessment = User.objects.get(username="demo"), Assessment.objects.all()[0]
    with transaction.atomic():
        for _look in range(20_000):
            record_access(user, AccessKind.VIEWED, what="overview", assessment=assessment)
    return sum(len(rows) for _columns, rows in rows_of(file).values())


def test_more_than_20000_rows_move_to_postgresql(
    made: Path, django_db_blocker: Any, tmp_path: Path, capsys: Any
) -> None:
    with django_db_blocker.unblock(), used(made):
        rows = grown(made)
    assert rows > 20_000
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BONEMET_", "COV_"))}
    clean["DJANGO_SETTINGS_MODULE"] = "bonemet.settings"
    with Cluster("127.0.0.1", free_port()) as cluster:
        cluster.make()
        ours = clean | cluster.settings
        ours |= {
            "BONEMET_SECRET_KEY": KEYS["secret_key"],
            "BONEMET_SEAL_KEY": KEYS["seal_key"],
            "BONEMET_ALLOWED_HOSTS": "bonemet.hospital.example",
            "BONEMET_DATABASE": str(tmp_path / "bonemet.sqlite3"),
        }
        begun = timezone.now()
        told = ""
        for arguments in (("migrate",), ("move_to_postgresql", str(made)), ("verify_records",)):
            begun = timezone.now() if arguments[0] == "move_to_postgresql" else begun
            done = subprocess.run(
                [sys.executable, "manage.py", *arguments],
                env=ours, cwd=ROOT, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            told = done.stdout
        assert told.endswith("Nothing that is kept was touched.\n")
        with cluster.connected() as opened:
            found = {key: (bytes(data), digest) for key, data, digest in opened.execute(PIXELS)}
            for model in moving.tables():
                name = model._meta.db_table
                (count,) = opened.execute(f"SELECT count(*) FROM {name}").fetchone()
                with closing(sqlite3.connect(made)) as source:
                    assert source.execute(f"SELECT count(*) FROM {name}").fetchone() == (count,), name
    assert found == pixels(made)
    with capsys.disabled():
        print(f"\n  {rows:,} rows moved and proved in {(timezone.now() - begun).total_seconds():.0f} s")
