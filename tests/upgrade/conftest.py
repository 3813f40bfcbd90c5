"""The databases of earlier releases, each upgraded once by this version."""

import json
import lzma
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from django.test import override_settings

from bonemet import sqlite

HERE = Path(__file__).parent
RELEASES = sorted(path.name.removesuffix(".sqlite3.xz") for path in HERE.glob("*.sqlite3.xz"))
KEYS = json.loads((HERE / "keys.json").read_text("utf-8"))
# What `migrate` itself keeps, and what the database counts.
OF_MIGRATE = {"django_migrations", "django_content_type", "auth_permission"}

Rows = dict[str, tuple[list[str], list[Any]]]


def rows_of(file: Path, like: Rows | None = None) -> Rows:
    """Give columns and rows of every table, or those that stand in `like`."""
    with closing(sqlite3.connect(file)) as opened:
        names = like or [
            name for (name,) in opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not name.startswith("sqlite_") and name not in OF_MIGRATE
        ]  # fmt: skip
        found: Rows = {}
        for name in names:
            columns = (
                like[name][0] if like else [one[1] for one in opened.execute(f"PRAGMA table_info({name})")]
            )
            quoted = ", ".join(f'"{column}"' for column in columns)
            query = f"SELECT {quoted} FROM {name} ORDER BY 1"
            found[name] = columns, opened.execute(query).fetchall()
        return found


@contextmanager
def used(file: Path) -> Iterator[None]:
    """Let Django work on this file, with the keys of the releases."""
    from django.db.backends.sqlite3.base import DatabaseWrapper

    before, like = connections["default"], connections.settings["default"]
    options = sqlite.options(sqlite3.sqlite_version_info)
    ours = {**like, "ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}
    connections["default"] = DatabaseWrapper(ours, "default")
    try:
        with override_settings(SECRET_KEY=KEYS["secret_key"], SEAL_KEYS=[KEYS["seal_key"]]):
            yield
    finally:
        connections["default"].close()
        connections["default"] = before


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """unpacked(release) gives a new copy of the database of this release."""

    def unpack(release: str) -> Path:
        file = tmp_path_factory.mktemp("release") / "bonemet.sqlite3"
        file.write_bytes(lzma.decompress((HERE / f"{release}.sqlite3.xz").read_bytes()))
        return file

    return unpack


@pytest.fixture
def undone(upgraded: tuple[Path, Rows]) -> Iterator[None]:
    """What a test writes, such as who looked at what, is not there for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=RELEASES)
def upgraded(
    request: pytest.FixtureRequest, unpacked: Callable[[str], Path], django_db_blocker: Any
) -> Iterator[tuple[Path, Rows]]:
    """A release's database after `migrate`, in use; and what stood in it before."""
    file = unpacked(request.param)
    before = rows_of(file)
    with django_db_blocker.unblock(), used(file):
        call_command("migrate", verbosity=0)
        yield file, before
