"""A server that is started where the database, or the folder that it lies in, can only be read."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.faults.server import Browser, Server
from tests.faults.test_outages import SENT_AGAIN, TYPED, section_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts, and no mode of a file stops root"),
]


@contextmanager
def only_read(place: Path) -> Iterator[None]:
    """Mount a file or a folder on itself, to be read only."""
    if subprocess.run(["mount", "--bind", place, place], check=False).returncode:
        pytest.skip("this computer lets not even root mount one")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", place], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """An installation whose data have a folder of their own, not yet started."""
    data = tmp_path / "data"
    data.mkdir()
    file = data / "bonemet.sqlite3"
    server = Server(tmp_path, 1, settings={"BONEMET_DATABASE": str(file)})
    server.database = file
    yield server
    server.kill()


def test_where_the_file_can_only_be_read_pages_open_and_a_save_comes_back(server: Server) -> None:
    with only_read(server.database):
        server.start()
        browser, section = section_of(server)
        assert Browser(server, {"session": "none"}).get("/accounts/login/")[0] == 200
        for page in ("/", "/knowledge/", section, section.removesuffix("case/history/")):
            assert browser.get(page)[0] == 200, page
        assert browser.get("/healthz")[0] == 200
        status, lines = browser.get("/readyz")
        assert status == 503
        assert "\nwriting: OperationalError SQLITE_READONLY\n" in lines
        status, page = browser.post(section, TYPED)
        assert status == 503
        assert SENT_AGAIN in page
        server.kill()
    assert "SQLITE_READONLY" in server.log
    server.start()
    browser, section = section_of(server)
    assert browser.post(section, TYPED)[0] == 302
    assert browser.get(section)[0] == 200
    looks = server.ask("SELECT count(*) FROM assessments_accessentry")[0][0]
    assert looks >= 4, "those of while it could only be read were taken over"


def test_after_a_crash_in_a_folder_that_can_only_be_read_pages_open_and_looks_wait_elsewhere(
    server: Server, tmp_path: Path
) -> None:
    """The write-ahead log lies there as the crash left it, so it is read; the look goes to another folder."""
    elsewhere = tmp_path / "run"
    elsewhere.mkdir()
    server.environment["BONEMET_UNWRITTEN"] = str(elsewhere)
    server.start()
    browser, section = section_of(server)
    assert browser.get(section)[0] == 200
    server.kill()
    with only_read(server.database.parent):
        server.start()
        browser, section = section_of(server)
        for page in ("/knowledge/", section):
            assert browser.get(page)[0] == 200, page
        status, page = browser.post(section, TYPED)
        assert status == 503
        assert SENT_AGAIN in page
        server.kill()
    server.start()
    browser, section = section_of(server)
    assert browser.get(section)[0] == 200
    assert server.ask("SELECT count(*) FROM assessments_accessentry") == [(3,)]


def test_where_the_folder_can_only_be_read_nothing_is_shown_and_what_was_typed_comes_back(
    server: Server,
) -> None:
    """No look could be written down anywhere, and the write-ahead log needs the folder."""
    with only_read(server.database.parent):
        server.start(answers=503)
        browser, section = section_of(server)
        for page in ("/", section, "/readyz", "/accounts/login/"):
            assert browser.get(page)[0] == 503, page
        status, page = browser.post(section, TYPED)
        assert status == 503
        assert SENT_AGAIN in page
        assert "SQLITE_CANTOPEN" in server.log
        server.kill()
    server.start()
    browser, section = section_of(server)
    assert browser.post(section, TYPED)[0] == 302
