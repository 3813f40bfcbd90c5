"""Surgeons who go on working whatever fails: they note what was answered as saved, and what was not."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Sequence
from operator import methodcaller

from tests.faults.server import Browser, Server

SAVED = 302
BASE = re.compile(r'name="base_revision" value="(\d+)"')


class Writer(threading.Thread):
    """Saves one number after the other, at the first of the hosts that answers.

    What was not answered as saved may be there or not: nobody was told so. It is not sent a second time.
    """

    def __init__(self, hosts: Sequence[Server], number: int, values: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self.hosts, self.turn, self.values = hosts, number, values
        self.who = hosts[0].surgeons[number]
        self.address = f"/assessments/{self.who['uuid']}/case/history/"
        self.answered: list[int] = []
        self.in_doubt: list[int] = []
        self.statuses: set[int] = set()
        self.kept: list[bool] = []
        self.seconds: list[float] = []

    def run(self) -> None:
        base = 1
        for value in self.values:
            data = {"action": "overview", "base_revision": str(base), "ldh": str(value)}
            begun = time.monotonic()
            status, page = self.send(methodcaller("post", self.address, data))
            if status == SAVED:
                self.seconds.append(time.monotonic() - begun)
                self.answered.append(value)
                base += 1
                continue
            self.in_doubt.append(value)
            if status:
                self.statuses.add(status)
                self.kept.append(f'name="ldh" value="{value}"' in page)
            base = self.base_now()

    def send(self, ask: Callable[[Browser], tuple[int, str]]) -> tuple[int, str]:
        """Ask the host whose turn it is; where it does not answer it is the next one's."""
        try:
            return ask(Browser(self.hosts[self.turn % len(self.hosts)], self.who))
        except ConnectionError:
            self.turn += 1
            return 0, ""

    def base_now(self) -> int:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            status, page = self.send(lambda browser: browser.get(self.address))
            if status == 200 and (found := BASE.search(page)):
                return int(found[1])
            time.sleep(0.1)
        raise AssertionError(f"no host answered for two minutes: {status} {page[:500]}")


def nothing_acknowledged_is_lost(writers: Sequence[Writer], there: dict[int, list[int]]) -> None:
    """Compare what was answered as saved with what is stored, which is given by assessment in its order."""
    for writer in writers:
        found = there[writer.who["pk"]]
        assert [value for value in found if value not in writer.in_doubt] == writer.answered
        assert len(found) == len(set(found)), "nothing is saved twice"


def wait_for(writers: Sequence[Writer], saves: int) -> None:
    """Wait until so many saves were answered."""
    until = time.monotonic() + 180
    while sum(len(writer.answered) for writer in writers) < saves:
        assert time.monotonic() < until, "they do not get on"
        time.sleep(0.005)
