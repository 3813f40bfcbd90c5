"""A real server, killed while people save, and many who save at once: what was answered as saved is there."""

from __future__ import annotations

import os
import re
import signal
import socket
import statistics
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.faults.cluster import Cluster
from tests.faults.server import HOST, Browser, Server
from tests.patience import PATIENCE, free_port

SAVED = 302


class Surgeon(threading.Thread):
    """Saves a section again and again, each time another number, and notes what was answered as saved."""

    def __init__(self, server: Server, number: int, first: int, saves: int) -> None:
        super().__init__()
        self.server, self.who = server, server.surgeons[number]
        self.address = f"/assessments/{self.who['uuid']}/case/history/"
        self.values = list(range(first, first + saves))
        self.answered: list[int] = []
        self.cut_off: list[int] = []
        self.refused: list[int] = []
        self.seconds: list[float] = []
        self.up = threading.Event()

    def run(self) -> None:
        browser, base = Browser(self.server, self.who), 1
        for value in self.values:
            data = {"action": "overview", "base_revision": str(base), "ldh": str(value)}
            begun = time.monotonic()
            try:
                status, _page = browser.post(self.address, data)
            except ConnectionError:
                self.cut_off.append(value)  # nobody was told that it is saved: it may be there or not
                base = self.base_now(browser)
                continue
            self.seconds.append(time.monotonic() - begun)
            (self.answered if status == SAVED else self.refused).append(value)
            base += status == SAVED

    def base_now(self, browser: Browser) -> int:
        """Ask for it again each time that the server is said to be up, until it answers."""
        page = None
        while page is None:
            self.up.clear()
            self.up.wait()
            with suppress(ConnectionError):
                page = browser.get(self.address)[1]
        found = re.search(r'name="base_revision" value="(\d+)"', page)
        assert found, page
        return int(found[1])


def told(surgeons: list[Surgeon], words: str, begun: float, measured: Callable[[str], None]) -> None:
    seconds = sorted(second for surgeon in surgeons for second in surgeon.seconds)
    measured(
        f"{words}: {len(seconds)} saves answered in {time.monotonic() - begun:.1f} s; "
        f"median {1000 * statistics.median(seconds):.0f} ms, "
        f"95 % {1000 * seconds[int(0.95 * (len(seconds) - 1))]:.0f} ms, "
        f"slowest {1000 * seconds[-1]:.0f} ms"
    )


def save_and_kill(
    folder: Path,
    saves: int,
    kills: int,
    measured: Callable[[str], None],
    settings: dict[str, str] | None = None,
) -> None:
    """Kill the whole server, and every second time one of its workers, which is started again by itself."""
    begun = time.monotonic()
    with Server(folder, 5, settings=settings) as server:
        last = Surgeon(server, 4, 0, 0)
        typing = Browser(server, last.who)
        typed = {"albumin": "thirty-", "base_revision": "1"}  # and here this browser ends, too
        assert typing.post(f"{last.address}draft/", typed)[0] == 200

        each = saves // 4
        surgeons = [Surgeon(server, n, 100 + n * each, each) for n in range(4)]
        for surgeon in surgeons:
            surgeon.start()
        restarts = []
        for kill in range(1, kills + 1):
            while sum(len(s.answered) for s in surgeons) < saves * kill / (kills + 1):
                for surgeon in surgeons:  # one may have met the last end only now
                    surgeon.up.set()
                time.sleep(0.005)
            if kill % 2:
                server.kill()
                restarts.append(server.start())
            else:
                os.kill(server.workers()[0], signal.SIGKILL)
        for surgeon in surgeons:
            while surgeon.is_alive():
                surgeon.up.set()
                surgeon.join(0.05)

        told(surgeons, f"{saves} saves, killed {kills} times", begun, measured)
        answered = sum(len(s.answered) for s in surgeons)
        cut_off = sum(len(s.cut_off) for s in surgeons)
        assert answered + cut_off == 4 * each
        assert not any(s.refused for s in surgeons)
        found = server.stored()
        for surgeon in surgeons:
            there = found[surgeon.who["pk"]]
            assert [value for value in there if value not in surgeon.cut_off] == surgeon.answered
            assert len(there) == len(set(there)), "nothing is saved twice"
        status, page = Browser(server, last.who).get(last.address)
        assert status == 200
        assert "What you typed until" in page
        assert 'value="thirty-"' in page
        measured(
            f"{answered} answered as saved, all are there; {cut_off} cut off; "
            f"answers again after {max(restarts):.1f} s"
        )


def test_a_server_killed_while_people_save_loses_nothing(
    tmp_path: Path, measured: Callable[[str], None]
) -> None:
    save_and_kill(tmp_path, 60, 1, measured)


@pytest.mark.prove
def test_a_server_killed_five_times_during_1000_saves_loses_nothing(
    tmp_path: Path, measured: Callable[[str], None]
) -> None:
    save_and_kill(tmp_path, 1000, 5, measured)


@pytest.mark.prove
def test_the_same_on_postgresql(tmp_path: Path, measured: Callable[[str], None]) -> None:
    with Cluster("127.0.0.1", free_port()) as cluster:
        cluster.make()
        save_and_kill(tmp_path, 1000, 5, measured, cluster.settings)


def save_at_once(folder: Path, writers: int, saves: int, measured: Callable[[str], None]) -> None:
    with Server(folder, writers) as server:
        surgeons = [Surgeon(server, number, 100, saves) for number in range(writers)]
        begun = time.monotonic()
        for surgeon in surgeons:
            surgeon.start()
        for surgeon in surgeons:
            surgeon.join()
        told(surgeons, f"{writers} at once", begun, measured)
        assert [surgeon.refused + surgeon.cut_off for surgeon in surgeons] == [[]] * writers
        expected = list(range(100, 100 + saves))
        assert server.stored() == {surgeon.who["pk"]: expected for surgeon in surgeons}


@pytest.mark.prove
def test_sixteen_who_save_at_once_all_succeed(tmp_path: Path, measured: Callable[[str], None]) -> None:
    save_at_once(tmp_path, 16, 4, measured)


@pytest.mark.prove
def test_sixteen_who_save_fifty_times_at_once_all_succeed(
    tmp_path: Path, measured: Callable[[str], None]
) -> None:
    save_at_once(tmp_path, 16, 50, measured)


def test_bodies_that_are_announced_and_never_come_do_not_stop_it(tmp_path: Path) -> None:
    """Two of fifty megabytes did, behind a proxy that hands a request on before it has it whole."""
    head = f"POST /accounts/login/ HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n"
    with Server(tmp_path, 1) as server:
        held = [socket.create_connection(("127.0.0.1", server.port)) for _number in range(8)]
        for one in held:
            one.settimeout(PATIENCE)
            one.sendall(f"{head}Content-Length: 50000000\r\n\r\n".encode())
        assert Browser(server, server.surgeons[0]).get("/healthz")[0] == 200
        for one in held:
            answer = b"".join(iter(partial(one.recv, 65536), b""))  # until the server ends it
            assert answer.startswith(b"HTTP/1.1 413 ")
            one.close()
