"""A real server, and many who seal records of one unit at once: the chain has no gap and no fork."""

from __future__ import annotations

import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from tests.faults.server import Browser, Server

SURGEONS, TIMES = 8, 3
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def seal(server: Server, number: int, answered: list[int]) -> None:
    """Record the board's decision on one's own assessment, again and again."""
    who = server.surgeons[number]
    browser, address = Browser(server, who), f"/assessments/{who['uuid']}/board/"
    for _time in range(TIMES):
        page = browser.get(address)[1]
        lesion = re.search(r'name="([0-9a-f-]{36})-intent"', page)
        assert lesion is not None
        data = dict(HIDDEN.findall(page)) | {"on": "2026-11-01", f"{lesion[1]}-intent": "undecided"}
        answered.append(browser.post(address, data)[0])


def test_the_chain_is_whole_when_many_seal_at_once(tmp_path: Path) -> None:
    with Server(tmp_path, SURGEONS) as server:
        answered: list[int] = []
        each = [threading.Thread(target=seal, args=(server, n, answered)) for n in range(SURGEONS)]
        for thread in each:
            thread.start()
        for thread in each:
            thread.join()
        assert answered == [302] * (SURGEONS * TIMES)
        with closing(sqlite3.connect(server.database)) as opened:
            counted = opened.execute("SELECT count(*) FROM assessments_sealed").fetchone()
        assert counted == (SURGEONS * TIMES,)
        proved = server.manage("verify_records")
        assert proved.returncode == 0, proved.stderr
        assert "Nothing that is kept was touched." in proved.stdout
