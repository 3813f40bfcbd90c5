"""The server as the unit of systemd starts it: a reload refuses nobody, and the metrics are numbers."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.server import ROOT, Browser, Server
from tests.patience import PATIENCE, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.prove
START = re.compile(r"^ExecStart=/opt/bonemet/.venv/bin/(granian .+)$", re.MULTILINE)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Start what the unit starts, on other ports; `server.metrics` is that of the numbers."""
    found = START.search((ROOT / "deploy/systemd/bonemet.service").read_text("utf-8"))
    assert found is not None
    server = Server(tmp_path, surgeons=1)
    metrics = str(free_port())
    words = found[1].replace("--port 8000", f"--port {server.port}").replace("9090", metrics).split()
    with (tmp_path / "server.log").open("ab") as log:
        server.process = subprocess.Popen(
            [Path(sys.executable).parent / words[0], *words[1:]],
            env=server.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(server)
        numbers(metrics)
        yield server
    finally:
        server.kill()


def wait_for(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if Browser(server, {"session": "none"}).get("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")


def numbers(port: str) -> None:
    with closing(HTTPConnection("127.0.0.1", int(port), timeout=PATIENCE)) as connection:
        connection.request("GET", "/metrics")
        lines = connection.getresponse().read().decode().splitlines()
    assert "granian_workers_spawns 2" in lines
    for line in lines:
        assert re.fullmatch(r"#.*|granian_\w+(\{worker=\"\d+\"\})? [\d.]+|", line), line


def test_a_reload_refuses_nobody(server: Server, tmp_path: Path) -> None:
    answered: Counter[object] = Counter()
    is_over = threading.Event()

    def ask() -> None:
        browser = Browser(server, server.surgeons[0])
        while not is_over.is_set():
            try:
                answered[browser.get("/healthz")[0]] += 1
            except OSError as error:
                answered[str(error)] += 1
            time.sleep(0.02)

    each = [threading.Thread(target=ask) for _number in range(4)]
    for thread in each:
        thread.start()
    assert server.process is not None
    time.sleep(1)
    server.process.send_signal(signal.SIGHUP)
    for _second in range(PATIENCE):
        time.sleep(1)
        if (tmp_path / "server.log").read_text().count("Stopped old worker") == 2:
            break
    time.sleep(1)
    is_over.set()
    for thread in each:
        thread.join()
    assert (tmp_path / "server.log").read_text().count("Stopped old worker") == 2
    assert set(answered) == {200}
    assert answered[200] > 100
