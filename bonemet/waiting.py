"""How long a request waits for an embedded database that another program has locked.

A process has few threads (two, as README starts it). Were each to wait for the lock, nobody could read any
more, although reading needs no lock. So whoever reads waits shortly, and while the lock is known to be held
hardly at all; of those who save, one in each process waits long.
"""

from __future__ import annotations

import math
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, connection

from bonemet.privacy import cause_of
from bonemet.scripts import is_by_script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponse

# Seconds. Whoever saves had rather wait than be refused. Whoever reads need not: what a page writes, that it
# was looked at, is kept beside the database meanwhile (bonemet.unwritten). Nor need a script, which sends a
# draft again by itself.
TO_READ, TO_SAVE = 3.0, 20.0
# Who saves while another of the same process does; nobody is refused sooner where all goes well.
TO_SAVE_AS_WELL = 5.0
# While the lock is known: longer than a commit holds up readers where there is no write-ahead log.
WHILE_LOCKED, TO_SAVE_WHILE_LOCKED = 0.2, 1.0
# For so long after somebody met the lock it is taken for known.
KNOWN_FOR = 10.0


class _Process:
    """What the threads of this process know of the lock."""

    met_at = -math.inf
    saving = 0
    guard = threading.Lock()


def lock_is_known() -> bool:
    return time.monotonic() - _Process.met_at < KNOWN_FOR


@contextmanager
def _patience(request: HttpRequest) -> Iterator[float]:
    """Give for how many seconds this request may wait for the lock."""
    if request.method in ("GET", "HEAD") or is_by_script(request):
        yield WHILE_LOCKED if lock_is_known() else TO_READ
        return
    with _Process.guard:
        _Process.saving += 1
        is_first = _Process.saving == 1
    try:
        if is_first:
            yield TO_SAVE
        else:
            yield TO_SAVE_WHILE_LOCKED if lock_is_known() else TO_SAVE_AS_WELL
    finally:
        with _Process.guard:
            _Process.saving -= 1


def _wait(seconds: float) -> None:
    connection.connection.execute(f"PRAGMA busy_timeout = {int(1000 * seconds)}")


def _noting(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    """Run a statement; whoever meets the lock waits for it no second time, and others know of it.

    The cursor is closed here: the error's traceback keeps it, in a cycle that any thread may clear away. That
    thread would wait, and let no other of the process run, for as long as this one's next wait for the lock.
    """
    try:
        return execute(sql, params, many, context)
    except DatabaseError as error:
        context["cursor"].close()
        if cause_of(error.__cause__ or error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            _Process.met_at = time.monotonic()
            _wait(WHILE_LOCKED)
        raise


class WaitShortly:
    """Lets requests that only read give up soon, and those that save late."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if connection.vendor != "sqlite":
            return self.get_response(request)
        with _patience(request) as seconds, connection.execute_wrapper(_noting):
            with suppress(DatabaseError):  # where there is none, whoever needs it says so
                connection.ensure_connection()
                _wait(seconds)
            return self.get_response(request)
