"""Exports and their readers on a real server: whoever makes, fetches or forgets one stops nobody."""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import re
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from tests.faults.server import Browser, Server
from tests.patience import PATIENCE

STALLED = 8  # readers; the server has two processes with two threads each
BYTES = 8 * 1024 * 1024  # more than what lies between two computers
IN_TIME = 5.0  # seconds; a thread that is held is held for ever


@contextmanager
def stalled(server: Server, browser: Browser, path: str) -> Iterator[None]:
    """Ask for a file, read its first bytes, and then nothing more."""
    with socket.create_connection((server.address, server.port), 30) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        headers = "".join(f"{name}: {value}\r\n" for name, value in browser.headers.items())
        line.sendall(f"GET {path} HTTP/1.1\r\n{headers}Accept-Encoding: gzip\r\n\r\n".encode())
        assert line.recv(15) == b"HTTP/1.1 200 OK"
        yield


def asked(server: Server, lead: Browser) -> str:
    """Ask for an export; give the address at which it can be fetched."""
    with closing(server.connection()) as connection:
        form = {**lead.headers, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/export/", "identity=with&form=csv", form)
        answer = connection.getresponse()
        assert answer.status == 302, answer.read()
        return str(answer.headers["Location"])


def others_go_on(server: Server) -> None:
    for surgeon in server.surgeons[1:]:
        begun = time.monotonic()
        hub = Browser(server, surgeon).get(f"/assessments/{surgeon['uuid']}/")
        assert hub[0] == 200
        assert time.monotonic() - begun < IN_TIME


def made(lead: Browser, address: str) -> str:
    until = time.monotonic() + 120
    while "It is being made" in (page := lead.get(address)[1]):
        assert time.monotonic() < until, page
        time.sleep(0.2)
    return page


@pytest.mark.prove
def test_neither_exports_nor_stalled_readers_keep_others_waiting(
    tmp_path: Path, measured: Callable[[str], None]
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    with Server(tmp_path, 5) as server, (exports / "turn").open("w") as turn:
        with closing(sqlite3.connect(server.database)) as opened, opened:
            opened.execute("UPDATE assessments_membership SET role = 'lead' WHERE id = 1")
        lead = Browser(server, server.surgeons[0])
        fcntl.flock(turn, fcntl.LOCK_EX)  # as while another export is being made: these take as long as that
        addresses = [asked(server, lead) for _number in range(3)]
        assert all("It is being made" in lead.get(one)[1] for one in addresses)
        others_go_on(server)
        fcntl.flock(turn, fcntl.LOCK_UN)
        for one in addresses:
            assert "5 rows." in made(lead, one)
            with closing(server.connection()) as connection:
                connection.request("GET", f"{one}1/", headers={**lead.headers, "Accept-Encoding": "gzip"})
                text = gzip.decompress(connection.getresponse().read()).decode()
            assert re.findall("N-00[0-9]", text) == ["N-000", "N-001", "N-002", "N-003", "N-004"]
        folder = exports / addresses[0].removeprefix("/export/").strip("/")
        (folder / "1.gz").write_bytes(os.urandom(BYTES))
        (folder / "made.json").write_text(json.dumps({"rows": 5, "sizes": [BYTES]}))
        with ExitStack() as readers:
            for _number in range(STALLED):
                readers.enter_context(stalled(server, lead, f"{addresses[0]}1/"))
            begun = time.monotonic()
            others_go_on(server)
            measured(f"{STALLED} stalled readers: four hubs in {1000 * (time.monotonic() - begun):.0f} ms")
        server.stop()


@pytest.mark.prove
def test_an_export_whose_process_is_killed_says_so(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    with Server(tmp_path, 1) as server, (exports / "turn").open("w") as turn:
        with closing(sqlite3.connect(server.database)) as opened, opened:
            opened.execute("UPDATE assessments_membership SET role = 'lead' WHERE id = 1")
        lead = Browser(server, server.surgeons[0])
        fcntl.flock(turn, fcntl.LOCK_EX)
        address = asked(server, lead)
        key = address.removeprefix("/export/").strip("/")
        assert "It is being made" in lead.get(address)[1]
        for process in Path("/proc").glob("[0-9]*/cmdline"):
            if key.encode() in process.read_bytes():
                os.kill(int(process.parent.name), 9)
        until = time.monotonic() + PATIENCE
        while "It was interrupted" not in (page := lead.get(address)[1]):
            assert time.monotonic() < until, page
            time.sleep(0.1)
