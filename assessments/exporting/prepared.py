"""Exports that are made beside the server, and wait in files for whoever asked for them, a day at most.

Each has a folder of its own below `settings.EXPORT_DIR`, which only the server's account reads:

    asked.json    what was asked for, by whom and when
    making        locked by the process that makes it, for as long as that lives
    rows          how far it is
    1.gz 2.gz ..  the files, packed, each of a size that is answered at once and by itself readable
    made.json     how many rows and files: written last
    failed.json   why there is none

No table of the database knows of them: a copy of patients' data that is short-lived is in no backup.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from assessments.models import led_units
from assessments.models.unit_settings import zone_of
from assessments.record.chain import DamagedRecordError
from bonemet.accounts.models import User

from .exports import export

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = timedelta(days=1)
PART = 8 * 1024 * 1024  # bytes, packed: some 20,000 rows. It is in memory while its reader takes it
LEAST_ROOM = 1024 * 1024 * 1024  # bytes that are left to the database
TOLD_EVERY = 100  # rows
DAMAGED, NO_ROOM, NO_RIGHT, BROKEN = "damaged", "no room", "no right", "broken"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be exported; `user` by number and name, so that a database restored meanwhile is told."""

    user: list[Any]
    units: list[int]
    form: str
    identified: bool
    name: str
    at: str
    only: list[int] | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """An export as it stands: `why_not` where it failed, `sizes` of its files in bytes once it is made."""

    key: UUID
    asked: Asked
    rows: int
    sizes: list[int] = field(default_factory=list)
    is_being_made: bool = False
    why_not: str = ""
    record: str = ""  # that is not as it was sealed

    @property
    def is_made(self) -> bool:
        return bool(self.sizes)

    @property
    def ends(self) -> datetime:
        """Say when it is erased."""
        return datetime.fromisoformat(self.asked.at) + KEPT

    @property
    def folder(self) -> Path:
        return _folder(self.key)

    def file(self, number: int) -> Path:
        return self.folder / f"{number}.gz"

    def file_name(self, number: int) -> str:
        """Name a file for its reader; by a number where there are several."""
        several = f"-{number}-of-{len(self.sizes)}" if len(self.sizes) > 1 else ""
        return f"{self.asked.name}{several}.{self.asked.form}"


def ask(asked: Asked) -> UUID:
    """Keep what was asked for. Raises OSError where no file can be written."""
    erase_old()
    key, place = uuid4(), Path(settings.EXPORT_DIR)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    begun = Path(tempfile.mkdtemp(dir=place, prefix="begun-"))  # a folder without asked.json is nobody's
    _write(begun / "asked.json", asdict(asked))
    begun.rename(_folder(key))
    return key


def begin(key: UUID) -> None:
    """Let a process of its own make it, which goes on when this one ends. Its lock is ours, handed on."""
    lock = os.open(_folder(key) / "making", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(  # noqa: S603  a command of ours, and a number that was made here
            [sys.executable, settings.BASE_DIR / "manage.py", "make_export", str(key)],
            cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            start_new_session=True, pass_fds=[lock],
        )  # fmt: skip
    finally:
        os.close(lock)
    threading.Thread(target=process.wait, daemon=True).start()  # a process that ended is taken notice of


def make(key: UUID) -> None:
    """Make an export, one at a time on this computer; whatever happens, what became of it is written down."""
    prepared = found(key)
    if prepared is None:
        return
    with _turn():
        told = {"why": BROKEN}
        try:
            told = _made(prepared)
        except DamagedRecordError as error:
            told = {"why": DAMAGED, "record": str(error)}
        except OSError:
            told = {"why": NO_ROOM}
        finally:
            if "why" in told:
                for file in prepared.folder.glob("*.gz"):
                    file.unlink()
            _write(prepared.folder / ("failed.json" if "why" in told else "made.json"), told)


def _made(prepared: Prepared) -> dict[str, Any]:
    asked = prepared.asked
    number, name = asked.user
    by = User.objects.filter(pk=number, username=name, is_active=True).first()
    units = list(led_units(by).filter(pk__in=asked.units)) if by else []
    if by is None or len(units) != len(asked.units):
        return {"why": NO_RIGHT}
    parts = Parts(prepared.folder, has_heading=asked.form == "csv")
    try:
        with timezone.override(zone_of(by)):  # its days are those of the page
            rows = export(
                parts.write, units=units, form=asked.form, identified=asked.identified, by=by, only=asked.only
            )
    finally:
        parts.close()
    return {"rows": rows, "sizes": parts.sizes()}


class Parts:
    """Lines in files of about PART bytes each, every one with the heading. Raises OSError without room."""

    def __init__(self, folder: Path, *, has_heading: bool) -> None:
        self._folder, self._has_heading = folder, has_heading
        self._heading = b""
        self._number, self._lines = 0, 0
        self._file: IO[bytes] | None = None
        self._packed: gzip.GzipFile | None = None

    def write(self, line: bytes) -> None:
        if self._file is None or self._packed is None or self._file.tell() >= PART:
            self._packed = self._begin()
        self._packed.write(line)
        if self._has_heading and not self._heading:
            self._heading = line
        self._lines += 1
        if self._lines % TOLD_EVERY == 0:
            (self._folder / "rows").write_text(str(self._lines))

    def _begin(self) -> gzip.GzipFile:
        self.close()
        if shutil.disk_usage(self._folder).free < LEAST_ROOM:
            raise OSError("an export would leave the database no room")
        self._number += 1
        self._file = _owners(self._folder / f"{self._number}.gz")
        packed = gzip.GzipFile(fileobj=self._file, mode="wb", mtime=0, compresslevel=6)
        packed.write(self._heading)
        return packed

    def close(self) -> None:
        if self._packed is not None and self._file is not None:
            self._packed.close()
            self._file.close()

    def sizes(self) -> list[int]:
        """List the sizes of the files; an export without rows has one as well."""
        if not self._number:
            self._packed = self._begin()
            self.close()
        return [(self._folder / f"{number}.gz").stat().st_size for number in range(1, self._number + 1)]


def found(key: UUID) -> Prepared | None:
    """Read how an export stands; None where there is none, or its day is over."""
    if (data := _read(key, "asked")) is None:
        return None
    asked = Asked(**data)
    if made := _read(key, "made"):
        prepared = Prepared(key, asked, made["rows"], made["sizes"])
    elif failed := _read(key, "failed"):
        prepared = Prepared(key, asked, 0, why_not=failed["why"], record=failed.get("record", ""))
    else:
        rows = _folder(key) / "rows"
        count = rows.read_text() if rows.exists() else ""
        prepared = Prepared(key, asked, int(count or 0), is_being_made=_is_being_made(key))
    return None if prepared.ends <= timezone.now() else prepared


def of_user(user: User) -> list[Prepared]:
    """List the exports of a user, the newest first."""
    every = [one for key in _keys() if (one := found(key)) and one.asked.user == [user.pk, user.username]]
    return sorted(every, key=lambda one: one.asked.at, reverse=True)


def erase(key: UUID) -> None:
    shutil.rmtree(_folder(key), ignore_errors=True)


def erase_old() -> int:
    """Erase the exports whose day is over; give how many."""
    old = [key for key in _keys() if found(key) is None]
    for key in old:
        erase(key)
    return len(old)


def erase_all() -> None:
    """Erase every export that waits, as when somebody who may be in one was erased."""
    for key in _keys():
        erase(key)


def _keys() -> list[UUID]:
    return [UUID(file.parent.name) for file in Path(settings.EXPORT_DIR).glob(f"{'?' * 36}/asked.json")]


def _folder(key: UUID) -> Path:
    return Path(settings.EXPORT_DIR) / str(key)


def _owners(path: Path) -> IO[bytes]:
    """Open a new file that only its owner reads."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _write(path: Path, data: dict[str, Any]) -> None:
    """Write a file that is there as a whole or not at all."""
    unfinished = path.with_suffix(".new")
    with _owners(unfinished) as file:
        file.write(json.dumps(data).encode())
    unfinished.rename(path)


def _read(key: UUID, name: str) -> dict[str, Any] | None:
    try:
        data: dict[str, Any] = json.loads((_folder(key) / f"{name}.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    return data


def _is_being_made(key: UUID) -> bool:
    try:
        lock = os.open(_folder(key) / "making", os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until no other export is being made on this computer."""
    lock = os.open(Path(settings.EXPORT_DIR) / "turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
