"""A disk that is really full: a small file system of its own, which only root can make."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.faults.disk import fill, small_disk
from tests.faults.server import Browser, Server

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.prove
def test_a_full_disk_lets_read_refuses_to_save_and_heals(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small") as small, Server(small, 1) as server:
        surgeon = server.surgeons[0]
        browser, hub = Browser(server, surgeon), f"/assessments/{surgeon['uuid']}/"
        page, typed = f"{hub}case/history/", {"action": "overview", "base_revision": "1", "ldh": "431"}
        assert browser.get(hub)[0] == 200
        fill(small / "filler")

        for address in ("/", "/knowledge/", hub, page):
            assert browser.get(address)[0] == 200, address
        assert browser.get("/readyz")[0] == 503
        status, html = browser.post(page, typed)
        assert status == 503
        assert re.search('name="ldh" value="431"', html)

        (small / "filler").unlink()
        assert browser.post(page, typed)[0] == 302
        assert browser.get(page)[0] == 200
        with closing(sqlite3.connect(server.database)) as opened:
            looks = opened.execute("SELECT count(*) FROM assessments_accessentry").fetchone()[0]
        assert looks >= 3, "those of while it was full were taken over"
