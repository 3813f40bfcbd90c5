"""Backups: a folder with a copy of the database and a manifest by which it is checked before it is trusted.

    bonemet-20261125T093900.123456Z/
        database.sqlite3   or database.pgdump
        manifest.json      checksum, size, rows of every table, migrations; written last

A folder without a manifest is not a backup: it was interrupted.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from . import of_postgresql, of_sqlite
from .manifest import MANIFEST, BackupError, Manifest, checked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    Progress = Callable[[int, int], None]

__all__ = [
    "MANIFEST",
    "BackupError",
    "Manifest",
    "checked",
    "keep_newest",
    "make",
    "name_for_now",
    "put_back",
]

NAME = re.compile(r"bonemet-\d{8}T\d{6}\.\d{6}Z")
ENGINES: dict[str, ModuleType] = {"sqlite": of_sqlite, "postgresql": of_postgresql}


def name_for_now(prefix: str = "bonemet") -> str:
    """Name a folder after this moment."""
    return f"{prefix}-{timezone.now():%Y%m%dT%H%M%S.%fZ}"


def engine() -> ModuleType:
    """Give the module that copies the database which is in use."""
    return ENGINES[connection.vendor]


def make(folder: Path, progress: Progress) -> Manifest:
    """Copy the database into a new folder, check the copy, and describe it. Writers go on meanwhile."""
    partial = folder.with_name(f"{folder.name}.partial")
    for path in (folder, partial):
        if path.exists():
            raise BackupError(f"{path} exists already. A backup never overwrites anything: name another.")
    partial.mkdir(mode=0o700, parents=True)
    try:
        rows = engine().copy(partial / engine().FILE, progress)
        engine().check(partial / engine().FILE, rows)
        manifest = Manifest.of(partial / engine().FILE, connection.vendor, rows)
        manifest.write(partial)
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial)
        raise
    return manifest


def keep_newest(folder: Path, count: int) -> list[Path]:
    """Remove all but the newest whole backups of a folder, and give those removed.

    Only what `name_for_now` named counts, and only with its manifest: what somebody put there otherwise, and
    what was interrupted, is left alone. `count` is at least 1.
    """
    whole = sorted(
        path
        for path in folder.glob("bonemet-*Z")
        if NAME.fullmatch(path.name) and (path / MANIFEST).is_file()
    )
    old = whole[:-count]
    for path in old:
        shutil.rmtree(path)
    return old


def put_back(folder: Path, keep_in: Path, progress: Progress, *, while_running: bool) -> Path | None:
    """Replace the database by a backup, and give the folder in which the one before is kept."""
    manifest = checked(folder, connection.vendor)
    engine().check(folder / manifest.file, manifest.rows)
    if not while_running and engine().is_open_elsewhere():
        raise BackupError(
            "bonemet is running on this database. Stop it first; or say --anyway, and whoever works with it "
            "finds the restored records at the next click."
        )
    kept: Path | None = engine().keep(keep_in, lambda: make(keep_in, progress))
    engine().replace(folder / manifest.file, manifest.rows)
    return kept
