"""What fails around a running server: what the user sees, what is logged, what is lost (docs/faults.md)."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.faults.cluster import Cluster
from tests.faults.server import Browser, Server
from tests.faults.writers import Writer, nothing_acknowledged_is_lost, wait_for
from tests.patience import free_port

TYPED = {"action": "overview", "base_revision": "1", "ldh": "431"}
SENT_AGAIN = 'name="ldh" value="431"'


def section_of(server: Server, number: int = 0) -> tuple[Browser, str]:
    surgeon = server.surgeons[number]
    return Browser(server, surgeon), f"/assessments/{surgeon['uuid']}/case/history/"


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Hold the writer's lock, as a program that hangs does."""
    with closing(sqlite3.connect(database, isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            held.execute("ROLLBACK")


def later(seconds: float, ask: Callable[[], tuple[int, str]]) -> tuple[threading.Thread, list[Any]]:
    told: list[Any] = []

    def run() -> None:
        begun = time.monotonic()
        told.extend((*ask(), time.monotonic() - begun))

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(seconds)
    return thread, told


@pytest.mark.prove
def test_a_lock_of_ten_seconds_is_waited_for_and_one_of_45_gives_back_what_was_typed(tmp_path: Path) -> None:
    with Server(tmp_path, 1) as server:
        browser, section = section_of(server)
        assert browser.get(section)[0] == 200
        with locked(server.database):
            thread, told = later(10, lambda: browser.post(section, TYPED))
        thread.join()
        assert told[0] == 302
        assert told[2] >= 9
        again = {**TYPED, "base_revision": "2", "ldh": "432"}
        with locked(server.database):
            thread, told = later(2, lambda: browser.post(section, again))
            begun = time.monotonic()
            assert browser.get(section)[0] == 200, "the look is kept beside the database, after 3 s"
            assert browser.get(section)[0] == 200, "and from now on at once"
            assert time.monotonic() - begun < 15
            assert browser.get("/knowledge/")[0] == 200
            time.sleep(max(0.0, 45 - (time.monotonic() - begun)))
        thread.join()
        assert told[0] == 503
        assert 'name="ldh" value="432"' in told[1]
        assert "SQLITE_BUSY" in server.log
        assert browser.post(section, again)[0] == 302
        assert server.stored() == {server.surgeons[0]["pk"]: [431, 432]}


@pytest.mark.prove
def test_one_reads_on_while_the_database_is_locked_and_others_save(
    tmp_path: Path, measured: Callable[[str], None]
) -> None:
    """Four read, four save and four type for 40 s; no save that waits for the lock has a reader wait too."""
    seconds: list[float] = []
    refused: list[tuple[int, str]] = []
    with Server(tmp_path, 12) as server:
        begin = threading.Barrier(13)
        over = threading.Event()

        def read(browser: Browser, section: str) -> None:
            while not over.is_set():
                for page in (section.removesuffix("case/history/"), section, "/"):
                    begun = time.monotonic()
                    assert browser.get(page)[0] == 200
                    seconds.append(time.monotonic() - begun)
                    time.sleep(0.2)

        def save(browser: Browser, section: str) -> None:
            while not over.is_set():
                refused.append(browser.post(section, TYPED))
                time.sleep(0.5)

        def draft(browser: Browser, section: str) -> None:
            browser.headers["Accept"] = "application/json"
            while not over.is_set():
                assert browser.post(f"{section}draft/", {"base_revision": "1", "ldh": "43"})[0] == 503
                time.sleep(2)

        def work(number: int) -> None:
            browser, section = section_of(server, number)
            assert browser.get(section)[0] == 200
            begin.wait()
            (read, save, draft)[number // 4](browser, section)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
        for thread in threads:
            thread.start()
        with locked(server.database):
            begin.wait()
            time.sleep(40)
            over.set()
            for thread in threads:
                thread.join()
        assert {status for status, _page in refused} == {503}
        assert all(SENT_AGAIN in page for _status, page in refused)
        before = len(server.ask("SELECT 1 FROM assessments_accessentry"))
        browser, section = section_of(server)
        assert browser.get(section)[0] == 200
        taken_over = len(server.ask("SELECT 1 FROM assessments_accessentry")) - before
        assert taken_over > len(seconds), "each look of the readers, and that of now"
        assert max(seconds) < 15
        measured(
            f"locked 40 s: {len(seconds)} pages read, median {sorted(seconds)[len(seconds) // 2]:.1f} s, "
            f"slowest {max(seconds):.1f} s, while {len(refused)} saves were refused"
        )


def unfit(kind: str, file: Path) -> None:
    """Leave in the database's place what cannot be one."""
    if kind == "empty":
        file.write_bytes(b"")
    elif kind == "wrong":
        file.write_text("Minutes of the unit's meeting, and no database. " * 100)
    elif kind == "damaged":
        with file.open("r+b") as opened:
            opened.seek(4096)
            opened.write(b"\xff" * (file.stat().st_size - 4096))
    elif kind == "gone":
        file.unlink()
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


@pytest.mark.prove
@pytest.mark.parametrize("kind", ["empty", "wrong", "damaged", "gone"])
def test_a_file_that_is_no_database_is_said_to_be_none(kind: str, tmp_path: Path) -> None:
    server = Server(tmp_path, 1)
    browser, section = section_of(server)
    unfit(kind, server.database)
    try:
        server.start(answers=200 if kind in ("empty", "gone") else 503)
        status, ready = browser.get("/readyz")
        assert status == 503
        assert "ok\nmigrations: " not in ready or "to do: run manage.py migrate" in ready
        for ask in (lambda: browser.get("/"), lambda: browser.get(section)):
            status, page = ask()
            assert status == 503, page[:300]
            assert "Log in" not in page
        status, page = browser.post(section, TYPED)
        assert status == 503
        assert SENT_AGAIN in page
        assert re.search(r"SQLITE_(NOTADB|CORRUPT|ERROR)", server.log)
        assert server.manage("verify_records").returncode == 1
    finally:
        server.kill()


@pytest.mark.prove
def test_postgresql_restarted_in_the_middle_loses_nothing(
    tmp_path: Path, measured: Callable[[str], None]
) -> None:
    with Cluster("127.0.0.1", free_port()) as cluster:
        cluster.make()
        with Server(tmp_path, 9, settings=cluster.settings) as server:
            writers = [Writer([server], number, range(100, 140)) for number in range(8)]
            for writer in writers:
                writer.start()
            for saves, mode in ((60, "fast"), (120, "immediate"), (180, "kill")):
                wait_for(writers, saves)
                cluster.kill() if mode == "kill" else cluster.stop(mode)
                if mode == "fast":  # and while it is away
                    browser, section = section_of(server, 8)
                    status, page = browser.post(section, TYPED)
                    assert status == 503
                    assert SENT_AGAIN in page
                    assert "Log in" not in page
                    assert browser.get("/healthz")[0] == 503
                cluster.start()
            for writer in writers:
                writer.join(120)
                assert not writer.is_alive()
            nothing_acknowledged_is_lost(writers, server.stored())
            assert {status for writer in writers for status in writer.statuses} <= {503, 409}
            answered = sum(len(writer.answered) for writer in writers)
            in_doubt = sum(len(writer.in_doubt) for writer in writers)
            assert server.manage("verify_records").returncode == 0
            measured(f"PostgreSQL lost three times: {answered} saves answered, all there; {in_doubt} not")


@pytest.mark.prove
def test_a_clock_that_is_moved_loses_nothing(tmp_path: Path) -> None:
    server = Server(tmp_path, 1)
    browser, section = section_of(server)
    numbers = iter(range(431, 440))

    def save() -> tuple[int, str]:
        number = next(numbers)
        return browser.post(section, {**TYPED, "base_revision": str(number - 430), "ldh": str(number)})

    for clock in ("-2h", "-365d"):
        server.start(clock=clock)
        assert save()[0] == 302
        server.kill()
    # Right again, the session of two hours ago is over, as is one of now 16 minutes or 13 hours later.
    for clock in ("", "+16m", "+13h"):
        server.start(clock=clock)
        status, page = browser.post(section, {**TYPED, "base_revision": "3"})
        assert status == 401
        assert SENT_AGAIN in page
        server.kill()
    assert server.stored() == {server.surgeons[0]["pk"]: [431, 432]}
    proved = server.manage("verify_records")
    assert proved.returncode == 0, proved.stderr
    assert "a clock ran backwards" in proved.stdout


@pytest.mark.prove
def test_what_is_under_way_is_finished_when_the_server_is_ended(tmp_path: Path) -> None:
    with Server(tmp_path, 4) as server:
        asked = []
        with locked(server.database):
            for number in range(4):
                browser, section = section_of(server, number)
                asked.append(later(0, partial(browser.post, section, TYPED)))
            time.sleep(3)  # all four wait for the lock
            assert server.process is not None
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
        for thread, _told in asked:
            thread.join()
        assert [told[0] for _thread, told in asked] == [302] * 4
        server.stop()
        assert server.stored() == {surgeon["pk"]: [431] for surgeon in server.surgeons}


@pytest.mark.prove
def test_a_reader_that_stalls_does_not_keep_the_server_from_ending(tmp_path: Path) -> None:
    with Server(tmp_path, 2) as server:
        browser, section = section_of(server)
        with socket.create_connection((server.address, server.port)) as stalled:
            stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            head = "".join(f"{name}: {value}\r\n" for name, value in browser.headers.items())
            for _page in range(40):  # more than the system's buffers hold, and none of it is read
                stalled.sendall(f"GET {section} HTTP/1.1\r\n{head}\r\n".encode())
            time.sleep(1)
            assert Browser(server, server.surgeons[1]).get("/")[0] == 200
            begun = time.monotonic()
            server.stop()
            assert time.monotonic() - begun < 45


def at_once(server: Server, writers: list[Writer]) -> None:
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(300)
        assert not writer.is_alive()


@pytest.mark.prove
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_64_writers_each_of_one_assessment(
    database: str, tmp_path: Path, measured: Callable[[str], None]
) -> None:
    with installed(database, tmp_path, 64) as server:
        writers = [Writer([server], number, range(100, 108)) for number in range(64)]
        begun = time.monotonic()
        at_once(server, writers)
        assert server.stored() == {writer.who["pk"]: list(range(100, 108)) for writer in writers}
        measured(f"{database}: 64 writers, {512 / (time.monotonic() - begun):.0f} saves/s, none failed")


@pytest.mark.prove
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_64_writers_of_one_assessment_are_told_of_each_other(
    database: str, tmp_path: Path, measured: Callable[[str], None]
) -> None:
    with installed(database, tmp_path, 1) as server:
        writers = [Writer([server], 0, [1000 + 10 * number, 1001 + 10 * number]) for number in range(64)]
        at_once(server, writers)
        (there,) = server.stored().values()
        answered = sorted(value for writer in writers for value in writer.answered)
        assert sorted(there) == answered
        assert {status for writer in writers for status in writer.statuses} <= {409}
        measured(f"{database}: 64 at one assessment: {len(there)} of 128 saved, the rest conflicts")


@contextmanager
def installed(database: str, folder: Path, surgeons: int) -> Iterator[Server]:
    if database == "sqlite":
        with Server(folder, surgeons) as server:
            yield server
        return
    with Cluster("127.0.0.1", free_port()) as cluster:
        cluster.make()
        with Server(folder, surgeons, settings=cluster.settings) as server:
            yield server


@pytest.mark.prove
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_backup_made_under_load_is_whole_and_restores(database: str, tmp_path: Path) -> None:
    with installed(database, tmp_path, 8) as server:
        writers = [Writer([server], number, range(100, 130)) for number in range(8)]
        for writer in writers:
            writer.start()
        wait_for(writers, 60)
        before = server.stored()
        made = server.manage("backup", str(tmp_path / "copy"))
        assert made.returncode == 0, made.stderr
        assert server.manage("verify_records").returncode == 0
        for writer in writers:
            writer.join(120)
        assert [writer.in_doubt for writer in writers] == [[]] * 8
        nothing_acknowledged_is_lost(writers, server.stored())
        refused = server.manage("restore", str(tmp_path / "copy"))
        assert refused.returncode == 1
        assert "bonemet is running on this database" in refused.stderr
        server.stop()
        restored = server.manage("restore", str(tmp_path / "copy"))
        assert restored.returncode == 0, restored.stderr
        assert server.manage("verify_records").returncode == 0
        after = server.stored()
        for pk, values in before.items():
            assert after[pk][: len(values)] == values


SECONDS = float(os.environ.get("SECONDS_OF_50_USERS", "120"))


@pytest.mark.prove
def test_fifty_users_at_once_meet_no_fault(tmp_path: Path, measured: Callable[[str], None]) -> None:
    """Each reads, saves and thinks one to three seconds, for two minutes or as SECONDS_OF_50_USERS says."""
    with Server(tmp_path, 50) as server:
        told: dict[str, list[float]] = {"list": [], "hub": [], "section": [], "save": []}
        faults: list[tuple[str, int]] = []
        until = time.monotonic() + SECONDS

        def work(number: int) -> None:
            browser, section = section_of(server, number)
            base, hub = 1, section.removesuffix("case/history/")
            while time.monotonic() < until:
                data = {"action": "overview", "base_revision": str(base), "ldh": str(100 + base)}
                for name, ask, expected in (
                    ("list", lambda: browser.get("/"), 200),
                    ("hub", lambda: browser.get(hub), 200),
                    ("section", lambda: browser.get(section), 200),
                    ("save", lambda data=data: browser.post(section, data), 302),
                ):
                    begun = time.monotonic()
                    status, _page = ask()
                    told[name].append(time.monotonic() - begun)
                    if status != expected:
                        faults.append((name, status))
                    time.sleep(1 + (number % 5) / 2)
                base += 1

        threads = [threading.Thread(target=work, args=(number,)) for number in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
        assert sum(len(values) for values in server.stored().values()) == len(told["save"])
        for name, seconds in told.items():
            seconds.sort()
            measured(
                f"50 users, {SECONDS:.0f} s: {name} {len(seconds)} times, "
                f"median {1000 * seconds[len(seconds) // 2]:.0f} ms, "
                f"95 % {1000 * seconds[int(0.95 * (len(seconds) - 1))]:.0f} ms"
            )
