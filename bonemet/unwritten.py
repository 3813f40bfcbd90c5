"""What must not be lost while the database cannot be written: lines in a file of their own beside it.

The file's room is taken when the server starts, so that a full disk still takes a line. (A file system that
copies on writing, such as btrfs or ZFS, may need room all the same: then the line is refused, and so is what
it was for.) Where the whole folder can only be read, and BONEMET_UNWRITTEN names another one, they go there.
Each host keeps its own files, and takes its own lines over.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

logger = logging.getLogger(__name__)

# What Django raises when a database cannot be written or reached, and not when a statement is wrong.
FAULTS = (OperationalError, InterfaceError, InternalError)


def is_fault(error: BaseException | None) -> bool:
    """Tell whether the database is what failed; of a damaged file Django says no more than DatabaseError."""
    return isinstance(error, FAULTS) or type(error) is DatabaseError


ROOM = 256 * 1024  # bytes; about 2,000 lines


def places() -> list[Path]:
    """Give the file beside the database and, where it is set, the one of another folder."""
    return [Path(settings.UNWRITTEN), *map(Path, settings.UNWRITTEN_ELSEWHERE)]


def reserve() -> None:
    """Take the room. Raises OSError where there is none at all."""
    _in_one_of_them(lambda _file: None)


def keep(line: dict[str, Any]) -> None:
    """Write a line, and have it on the disk. Raises OSError where that cannot be done, or 256 kB are full."""
    data = json.dumps(line).encode() + b"\n"

    def write(file: int) -> None:
        used = len(_used(file))
        if used + len(data) > ROOM:
            raise OSError("too many lines wait for the database")
        os.pwrite(file, data, used)
        os.fsync(file)

    _in_one_of_them(write)


def _in_one_of_them(do: Callable[[int], None]) -> None:
    """Do something with the first file that can be written; raise OSError where none can."""
    *others, last = places()
    for place in others:
        with suppress(OSError), _opened(place) as file:
            return do(file)
    with _opened(last) as file:
        return do(file)


def is_empty() -> bool:
    """Tell, by a byte of each file, whether nothing waits."""
    return all(map(_is_empty, places()))


def _is_empty(place: Path) -> bool:
    try:
        with place.open("rb") as file:
            return file.read(1) in (b"", b"\0")
    except OSError:
        return True


@contextmanager
def taken_over() -> Iterator[list[dict[str, Any]]]:
    """Give the lines that wait; they are gone when the block ends, and stay where it raises.

    A line that a power cut left half written is named in the log and left out.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(_opened(place)) for place in places() if not _is_empty(place)]
        used = [_used(file) for file in files]
        yield [line for text in b"".join(used).splitlines() if (line := _read(text))]
        for file, waited in zip(files, used, strict=True):
            os.pwrite(file, b"\0" * len(waited), 0)
            os.fsync(file)


@contextmanager
def _opened(place: Path) -> Iterator[int]:
    """Open a file for one process at a time."""
    file = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file).st_size < ROOM:
            os.posix_fallocate(file, 0, ROOM)
        yield file
    finally:
        os.close(file)


def _read(text: bytes) -> dict[str, Any]:
    try:
        line = json.loads(text)
    except ValueError:
        line = None
    if not isinstance(line, dict):
        logger.error("a line that waited for the database cannot be read")
        return {}
    return line


def _used(file: int) -> bytes:
    return os.pread(file, ROOM, 0).rstrip(b"\0")
