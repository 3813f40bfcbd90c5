"""What is written beside a copy, and what must be true of a folder before it is restored."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from bonemet import __version__
from bonemet.database_origin import applied, is_before_release, unknown

MANIFEST = "manifest.json"
FORMAT = 1


class BackupError(Exception):
    """The backup was not made, or is not one that can be restored."""


class DamagedError(BackupError):
    """The database, or a copy of it, is not whole."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    format: int
    version: str
    made_at: str
    database: str
    file: str
    bytes: int
    sha256: str
    rows: dict[str, int]
    migrations: list[str]

    @classmethod
    def of(cls, file: Path, vendor: str, rows: dict[str, int]) -> Manifest:
        """Describe a copy that was just made."""
        return cls(
            format=FORMAT,
            version=__version__,
            made_at=timezone.now().isoformat(timespec="seconds"),
            database=vendor,
            file=file.name,
            bytes=file.stat().st_size,
            sha256=sha256(file),
            rows=rows,
            migrations=applied(connection),
        )

    def write(self, folder: Path) -> None:
        """Write it, as the last thing that makes the folder a backup."""
        path = folder / MANIFEST
        path.touch(mode=0o600)
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")


def sha256(file: Path) -> str:
    """Give the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def checked(folder: Path, vendor: str) -> Manifest:
    """Read the manifest of a backup, and refuse whatever it does not fit."""
    manifest = _read(folder)
    file = folder / manifest.file
    if manifest.database != vendor:
        raise BackupError(f"This backup is of {manifest.database}; the database here is {vendor}.")
    if not file.is_file():
        raise BackupError(f"{file} is missing.")
    if file.stat().st_size != manifest.bytes or sha256(file) != manifest.sha256:
        raise BackupError(f"{file} is not what was backed up: its checksum is another. Use another backup.")
    if is_before_release(manifest.migrations):
        raise BackupError("This backup is of a state of bonemet before its first release: it cannot be used.")
    if newer := unknown(manifest.migrations):
        raise BackupError(
            f"This backup is of bonemet {manifest.version}, which is newer than {__version__}: "
            f"{', '.join(newer)}. Install that version first."
        )
    return manifest


def _read(folder: Path) -> Manifest:
    path = folder / MANIFEST
    if not path.is_file():
        raise BackupError(f"{folder} is no backup, or was interrupted: it has no {MANIFEST}.")
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(**found)
    except (ValueError, TypeError) as error:
        raise BackupError(f"{path} cannot be read: {error}") from error
    if manifest.format != FORMAT or Path(manifest.file).name != manifest.file:
        raise BackupError(f"{path} has a form that bonemet {__version__} does not know.")
    return manifest
