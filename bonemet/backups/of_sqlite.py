"""Copying an SQLite database with its own backup interface, which is consistent while others write."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection

from .manifest import BackupError, DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from . import Progress

FILE = "database.sqlite3"
PAGES_AT_ONCE = 512


def path() -> Path:
    """Say where the database is that is in use."""
    return Path(connection.settings_dict["NAME"])


def copy(target: Path, progress: Progress) -> dict[str, int]:
    """Copy the database as it is at this moment, and give the rows of its tables at this moment.

    One read transaction is held all the while: with a write-ahead log, others go on writing and the copy
    never has to begin again.
    """
    target.touch(mode=0o600)
    try:
        with closing(_opened(path())) as source, closing(_opened(target)) as copied:
            source.execute("BEGIN DEFERRED")
            rows = counted(source)
            source.backup(
                copied,
                pages=PAGES_AT_ONCE,
                progress=lambda _status, left, total: progress(total - left, total),
            )
            copied.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    except sqlite3.OperationalError as error:
        raise BackupError(f"{path()} could not be copied: {error}") from error
    except sqlite3.DatabaseError as error:
        raise DamagedError(f"{path()} is damaged: {error}") from error
    with target.open("rb") as written:
        os.fsync(written.fileno())
    return rows


def check(file: Path, rows: dict[str, int]) -> None:
    """Open a copy and look at it as a whole: its structure, its references, its rows."""
    try:
        with closing(_opened(file, read_only=True)) as copied:
            faults = [row[0] for row in copied.execute("PRAGMA integrity_check")]
            if faults != ["ok"]:
                raise DamagedError(f"{file} is damaged: {faults[0]}")
            if copied.execute("PRAGMA foreign_key_check").fetchone():
                raise DamagedError(f"{file} is damaged: a row refers to one that is not there.")
            if counted(copied) != rows:
                raise DamagedError(f"{file} does not have the rows that were counted when it was made.")
    except sqlite3.DatabaseError as error:
        raise DamagedError(f"{file} is damaged: {error}") from error


def is_open_elsewhere() -> bool:
    """Tell whether another process has the database open."""
    if not path().exists():
        return False
    connection.close()
    return is_in_use(path())


def is_in_use(file: Path) -> bool:
    """Tell whether another process has this database open.

    Leaving the write-ahead log needs the file for oneself alone. With the rollback journal, idle
    connections leave no trace, and only one that is writing is noticed.
    """
    try:
        with closing(_opened(file, timeout=0)) as own:
            mode = own.execute("PRAGMA journal_mode").fetchone()[0]
            own.execute("PRAGMA journal_mode=DELETE")
            own.execute("BEGIN EXCLUSIVE")
            own.execute("ROLLBACK")
            own.execute(f"PRAGMA journal_mode={mode}")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise BackupError(f"{file} cannot be opened: {error}") from error
        return True
    except sqlite3.DatabaseError:  # damaged, which may be why it is being replaced
        return False
    return False


def keep(folder: Path, make: Callable[[], object]) -> Path | None:
    """Keep the present database: as a backup of its own, or, where it is damaged, its files as they are."""
    connection.close()
    if not path().exists():
        return None
    try:
        make()
    except DamagedError:
        folder.mkdir(mode=0o700, parents=True)
        for suffix in ("", "-wal", "-shm", "-journal"):
            file = path().with_name(path().name + suffix)
            if file.exists():
                shutil.move(file, folder / file.name)
    return folder


def replace(file: Path, rows: dict[str, int]) -> None:
    """Write a backup over the database in one transaction: whole, or, if interrupted, not at all."""
    connection.close()
    if not path().exists():
        path().touch(mode=0o600)
    with closing(_opened(file, read_only=True)) as source, closing(_opened(path())) as target:
        source.backup(target)
    check(path(), rows)


def counted(opened: sqlite3.Connection) -> dict[str, int]:
    """Count the rows of every table."""
    every = opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    names = [name for (name,) in every if not name.startswith("sqlite_")]
    return {name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def _opened(file: Path, *, timeout: float = 20, read_only: bool = False) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    return sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=timeout, isolation_level=None
    )
