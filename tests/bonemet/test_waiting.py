"""How long a request waits for a locked database."""

from __future__ import annotations

import math
import sqlite3
import time
from contextlib import closing
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from bonemet import waiting
from bonemet.waiting import WaitShortly

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks no reader out"),
]


@pytest.fixture(autouse=True)
def nobody_met_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting._Process, "met_at", -math.inf)


def milliseconds(_request: HttpRequest | None = None) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        return HttpResponse(str(cursor.fetchone()[0]))


def waits(request: HttpRequest) -> int:
    return int(WaitShortly(milliseconds)(request).content)


def test_who_reads_gives_up_sooner_than_who_saves(client: Client) -> None:
    client.get("/accounts/login/")
    assert milliseconds().content == b"3000"
    client.post("/accounts/login/", {})
    assert milliseconds().content == b"20000"


def test_a_script_has_no_need_to_wait_long(rf: RequestFactory) -> None:
    assert waits(rf.post("/", headers={"Accept": "application/json"})) == 3000
    assert waits(rf.post("/", headers={"HX-Request": "true"})) == 3000


def test_one_of_those_who_save_waits_long_and_the_others_leave_a_thread_to_readers(
    rf: RequestFactory,
) -> None:
    begun, ended = Event(), Event()

    def save(_request: HttpRequest) -> HttpResponse:
        begun.set()
        ended.wait(30)
        return HttpResponse()

    first = Thread(target=WaitShortly(save), args=[rf.post("/")])
    first.start()
    assert begun.wait(30)
    try:
        assert waits(rf.post("/")) == 5000
        assert waits(rf.get("/")) == 3000
        waiting._Process.met_at = time.monotonic()
        assert waits(rf.post("/")) == 1000
    finally:
        ended.set()
        first.join()
    assert waits(rf.post("/")) == 20_000


def test_whoever_meets_the_lock_tells_the_others_and_leaves_no_cursor_behind(
    rf: RequestFactory, tmp_path: Path
) -> None:
    """A cursor that an error's traceback keeps is cleared away by any thread, which then waits for this."""
    with closing(sqlite3.connect(tmp_path / "x", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with closing(sqlite3.connect(tmp_path / "x", timeout=0, isolation_level=None)) as other:
            cursor = other.cursor()

            def meet(sql: str, *_rest: object) -> None:
                try:
                    cursor.execute(sql)
                except sqlite3.OperationalError as error:
                    raise OperationalError from error

            with pytest.raises(OperationalError):
                waiting._noting(meet, "BEGIN IMMEDIATE", None, False, {"cursor": cursor})
            with pytest.raises(sqlite3.ProgrammingError, match="closed"):
                cursor.execute("SELECT 1")
    assert milliseconds().content == b"200"
    assert waits(rf.get("/")) == 200
    assert waits(rf.post("/")) == 20_000


def test_another_fault_is_no_lock(rf: RequestFactory) -> None:
    def fail(*_args: object) -> None:
        raise OperationalError("no such table")

    with connection.cursor() as cursor, pytest.raises(OperationalError):
        waiting._noting(fail, "SELECT", None, False, {"cursor": cursor})
    assert waits(rf.get("/")) == 3000
