"""What one sees through the proxy while bonemet behind it fails: a page in words, and what was typed."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from tests.deploy.test_proxies import ask, caddy, nginx, running
from tests.faults.disk import fill, small_disk
from tests.faults.server import HOST, TOKEN, Server

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.prove

AWAY = "<h1>bonemet does not answer at the moment</h1>"


class Behind:
    """A surgeon's browser in front of the proxy."""

    def __init__(self, folder: Path, port: int, server: Server) -> None:
        self.folder, self.port, surgeon = folder, port, server.surgeons[0]
        self.section = f"/assessments/{surgeon['uuid']}/case/history/"
        self.base = 1
        self.headers = {
            "Cookie": f"__Host-sessionid={surgeon['session']}; __Host-csrftoken={TOKEN}",
            "X_CSRFToken": TOKEN,
            "Origin": f"https://{HOST}:{port}",
            "Content_Type": "application/x-www-form-urlencoded",
        }

    def read(self) -> tuple[int, str]:
        status, _headers, page = ask(self.folder, self.port, "GET", self.section, None, **self.headers)
        return status, page

    def save(self, number: int) -> tuple[int, str]:
        sent = {"action": "overview", "base_revision": str(self.base), "ldh": str(number)}
        body = urlencode(sent).encode()
        status, headers, page = ask(self.folder, self.port, "POST", self.section, body, **self.headers)
        self.base += status == 302
        if status in (502, 504):
            assert headers["Cache-Control"] == "no-store"
        return status, page


@pytest.mark.parametrize("setup", [nginx, caddy])
def test_a_restart_is_a_page_in_words_and_nothing_is_lost(
    setup: Any, certificate: Path, tmp_path: Path, port: int, program: Callable[[str], str], redirect: int
) -> None:
    folder = tmp_path / "served"
    folder.mkdir()
    with (
        Server(folder, 1) as server,
        running(setup(certificate, server, port, redirect, program), port, certificate),
    ):
        one = Behind(certificate, port, server)
        assert one.read()[0] == 200
        assert one.save(431)[0] == 302

        # A process is killed: another answers, and whoever was cut off is told in words.
        os.kill(server.workers()[0], signal.SIGKILL)
        for _time in range(10):
            status, page = one.read()
            assert status == 200 or AWAY in page, page[:300]
        assert one.read()[0] == 200

        server.stop()
        for status, page in (one.read(), one.save(432)):
            assert status == 502
            assert AWAY in page
            assert '<section lang="zh-Hans">' in page
        server.start()
        assert one.read()[0] == 200
        assert one.save(432)[0] == 302, "reloading the page sends it again"
        assert server.stored() == {server.surgeons[0]["pk"]: [431, 432]}


@pytest.mark.parametrize("setup", [nginx, caddy])
def test_a_full_disk_is_told_by_bonemet_itself(
    setup: Any, certificate: Path, tmp_path: Path, port: int, program: Callable[[str], str], redirect: int
) -> None:
    with (
        small_disk(tmp_path / "small") as small,
        Server(small, 1) as server,
        running(setup(certificate, server, port, redirect, program), port, certificate),
    ):
        one = Behind(certificate, port, server)
        assert one.read()[0] == 200
        fill(small / "filler")
        assert one.read()[0] == 200
        status, page = one.save(431)
        assert status == 503
        assert 'name="ldh" value="431"' in page
        assert AWAY not in page
        (small / "filler").unlink()
        assert one.save(431)[0] == 302
