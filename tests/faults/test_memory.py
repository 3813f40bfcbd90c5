"""The memory of a process that serves: it reaches its plateau and stays there."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.server import ROOT, Browser, Server

REQUESTS = int(os.environ.get("REQUESTS_OF_MEMORY", "10000"))
PDF_EVERY = 50
AT_MOST = 250  # MB
ANSWERED = """
import django
django.setup()
from assessments.models import Assessment
from tests.people import fill
for one in Assessment.objects.all():
    fill(one, one.author)
"""


def megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@pytest.mark.prove
def test_the_memory_of_a_process_stays_where_it_is(tmp_path: Path, measured: Callable[[str], None]) -> None:
    """Mixed requests, a PDF among fifty in each language in turn. Measured at each tenth of them."""
    with Server(tmp_path, 6) as server:
        subprocess.run([sys.executable, "-c", ANSWERED], env=server.environment, cwd=ROOT, check=True)
        pages = itertools.cycle(
            (
                "hub",
                "list",
                "report",
                "history",
                "case/history/",
                "case/history/panel/",
                "patients",
                "knowledge",
            )
        )
        paths = {"hub": "", "history": "history/", "report": "report/"}
        sizes: list[list[float]] = []
        begun = time.monotonic()
        for number in range(REQUESTS):
            surgeon = server.surgeons[number % 6]
            browser = Browser(server, surgeon)
            browser.headers["Accept-Language"] = ("en", "zh-hans")[number // PDF_EVERY % 2]
            base = f"/assessments/{surgeon['uuid']}/"
            page = "report.pdf" if number % PDF_EVERY == 0 else next(pages)
            if page == "report.pdf":
                assert size(browser, f"{base}report.pdf") > 10_000
            elif page == "case/history/panel/":
                assert browser.post(base + page, {"ldh": str(number)})[0] == 200
            else:
                path = {"list": "/", "patients": "/?sort=patient", "knowledge": "/knowledge/"}.get(page)
                assert browser.get(path or base + paths.get(page, page))[0] == 200, page
            if number % (REQUESTS // 10) == REQUESTS // 10 - 1:
                sizes.append([megabytes(pid) for pid in server.workers()])
                measured(
                    f"{number + 1} requests, {time.monotonic() - begun:.0f} s: "
                    + ", ".join(f"{one:.0f} MB" for one in sizes[-1])
                )
        half = [max(row) for row in sizes[5:]]
        assert max(half) < 1.15 * min(half), half
        assert max(half) < AT_MOST, half


def size(browser: Browser, path: str) -> int:
    """Fetch a file, and give how many bytes it has."""
    connection = browser.server.connection()
    try:
        connection.request("GET", path, headers=browser.headers)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body[:500]
        return len(body)
    finally:
        connection.close()
