"""The server as the unit of systemd starts it: a reload takes the next release in, and refuses nobody."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
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
START = re.compile(r"^ExecStart=(.+ -m granian .+)$", re.MULTILINE)


def release(place: Path, version: str) -> Path:
    """Make a folder of this tree's program that calls itself another version."""
    place.mkdir()
    for path in ROOT.iterdir():
        if path.name in (".venv", "assessments", "locale", "static", "templates", "deploy"):
            (place / path.name).symlink_to(path)
    shutil.copytree(ROOT / "bonemet", place / "bonemet", ignore=shutil.ignore_patterns("__pycache__"))
    (place / "bonemet" / "__init__.py").write_text(f'__version__ = "{version}"\n')
    return place


@pytest.fixture
def opt(tmp_path: Path) -> Path:
    """The link that stands for /opt/bonemet in the unit; it leads to the old release."""
    link = tmp_path / "bonemet"
    link.symlink_to(release(tmp_path / "bonemet-8.8.8", "8.8.8"))
    release(tmp_path / "bonemet-9.9.9", "9.9.9")
    return link


@pytest.fixture
def server(tmp_path: Path, opt: Path) -> Iterator[Server]:
    """Start what the unit starts, on other ports and in another folder."""
    found = START.search((ROOT / "deploy/systemd/bonemet.service").read_text("utf-8"))
    assert found is not None
    server = Server(tmp_path, surgeons=1)
    metrics = str(free_port())
    words = found[1].replace("/opt/bonemet", str(opt)).replace("9090", metrics)
    with (tmp_path / "server.log").open("ab") as log:
        server.process = subprocess.Popen(
            words.replace("--port 8000", f"--port {server.port}").split(),
            env=server.environment, cwd=opt, stdout=log, stderr=log, start_new_session=True,
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


def test_a_reload_takes_the_next_release_in_and_refuses_nobody(
    server: Server, opt: Path, tmp_path: Path
) -> None:
    assert "8.8.8" in Browser(server, server.surgeons[0]).get("/")[1]
    opt.unlink()
    opt.symlink_to(tmp_path / "bonemet-9.9.9")
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
    for _time in range(6):  # of both processes
        assert "9.9.9" in Browser(server, server.surgeons[0]).get("/")[1]
