"""Tries changes of the knowledge, one after another, and asks the tests whether they notice.

The tests are collected once. Each change is made in a process of its own, forked from there, which then
runs them until one fails: first the files that noticed the last changes of the same group, slow ones last.
"""

from __future__ import annotations

import contextlib
import io
import os
import resource
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TESTED_BY = (ROOT / "tests" / "clinical",)
# It holds a copy of the declarations: it notices every change, without knowing which table is right.
COPIES = ("test_sheets.py",)
SLOW = (
    "test_grids.py",
    "test_properties.py",
    "test_invariants.py",
    "test_second_policy.py",
    "test_jumps.py",
)
NOTICED, UNNOTICED, BROKEN = 0, 1, 2
TOO_LONG = 2  # times what all tests compute without a change: whatever takes longer loops
TOO_LARGE = 2 << 30  # bytes
OUT = os.dup(1)
Function = tuple[str, str]  # its file and its qualified name


@dataclass(frozen=True)
class Change:
    """One thing changed: a name, how to do it, and the group of those that the same tests notice.

    Where no test notices it, `again` tells whether it is noticed in another way; `where` is the function
    that is changed, if it is one.
    """

    name: str
    make: Callable[[], None]
    group: str
    again: Callable[[], bool] | None = None
    where: Function | None = None


def arguments(*first: str) -> list[str]:
    """Ask pytest for the tests of the knowledge, without Django and the browser; files named are first."""
    without = ("django", "playwright", "cacheprovider", "cov", "hypothesispytest")
    where = ["-c", HERE / "alone.ini", "--rootdir", ROOT, "--confcutdir", TESTED_BY[0]]
    options = ["-q", "--import-mode=importlib", "--no-header", "--tb=short", "-m", "not prove"]
    files = [folder / name for folder in TESTED_BY for name in first if (folder / name).exists()]
    return [
        *map(str, where),
        *(f"-pno:{name}" for name in without),
        *options,
        *map(str, [*files, *TESTED_BY]),
    ]


def say(words: str) -> None:
    os.write(OUT, f"{words}\n".encode())


def computed() -> float:
    """Give the seconds of computing of all processes that were begun here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def first_to_fail(items: list[pytest.Item]) -> pytest.Item | None:
    for item, following in pairwise([*items, None]):
        if item and any(r.failed for r in runtestprotocol(item, nextitem=following, log=False)):
            return item
    return None


class Trial:
    """A plugin that takes the place of pytest's own loop over the tests.

    `plan` gives the changes, once the tests are collected; `skip` names test files that are left out.
    Where it `is_whole`, each explanation has to be of a change that there is.
    """

    def __init__(
        self,
        plan: Callable[[], Iterable[Change]],
        explained: dict[str, str],
        jobs: int,
        skip: tuple[str, ...] = COPIES,
        *,
        is_whole: bool = False,
    ) -> None:
        self.plan = plan
        self.explained = explained
        self.jobs = jobs
        self.skip = skip
        self.is_whole = is_whole
        self.noticed_by: dict[str, list[str]] = defaultdict(list)
        self.items: dict[str, list[pytest.Item]] = defaultdict(list)
        self.tried: list[Change] = []
        self.unnoticed: list[Change] = []
        self.seconds: float | None = None  # of computing, that all tests take without a change

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.sort(session.items)
        before = computed()
        self.try_all([Change("nothing", lambda: None, "")])
        if not self.unnoticed:
            raise RuntimeError(f"the tests fail as they are, in {self.noticed_by['']}")
        self.tried, self.unnoticed = [], []
        self.seconds = computed() - before
        self.try_all(self.plan())
        return True

    def sort(self, items: list[pytest.Item]) -> None:
        for item in items:
            if item.path.name not in self.skip:
                self.items[item.path.name].append(item)

    def in_order(self, change: Change) -> list[pytest.Item]:
        """All tests: of the files that noticed the last of the group, of its namesake, then the others."""
        files = sorted(self.items, key=lambda name: (name in SLOW, len(self.items[name])))
        first = (*reversed(self.noticed_by[change.group]), f"test_{change.group.rpartition('.')[2]}.py")
        known = (name for name in first if name in self.items and name not in SLOW)
        return [item for name in dict.fromkeys((*known, *files)) for item in self.items[name]]

    def fork(self, change: Change, tell: int) -> int:
        """Begin a process in which the change is made and the tests are run; give its number."""
        items = self.in_order(change)
        pid = os.fork()
        if pid:
            os.close(tell)
            return pid
        code = BROKEN
        try:
            if self.seconds is not None:
                seconds = 1 + int(TOO_LONG * self.seconds)
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (TOO_LARGE, TOO_LARGE))
            change.make()
            failed = first_to_fail(items)
            code = NOTICED if failed or (change.again is not None and change.again()) else UNNOTICED
            if failed is not None:
                os.write(tell, failed.path.name.encode())
        except BaseException:
            say(traceback.format_exc())
        finally:
            os._exit(code)

    def try_all(self, todo: Iterable[Change]) -> None:
        running: dict[int, tuple[Change, int]] = {}
        waiting = iter(todo)
        while True:
            while len(running) < self.jobs and (change := next(waiting, None)) is not None:
                hear, tell = os.pipe()
                running[self.fork(change, tell)] = (change, hear)
            if not running:
                return
            pid, status = os.wait()
            change, hear = running.pop(pid)
            with os.fdopen(hear) as told:
                self.note(change, os.waitstatus_to_exitcode(status), told.read())

    def note(self, change: Change, code: int, file: str) -> None:
        self.tried.append(change)
        if code == BROKEN:
            raise RuntimeError(f"could not be tried: {change.name}")
        if code == UNNOTICED:
            self.unnoticed.append(change)
            if change.group:
                say(f"{'explained' if change.name in self.explained else 'UNNOTICED'}  {change.name}")
        elif file:  # else it was ended because it took too long or too much
            self.noticed_by[change.group].append(file)
        words = f"{len(self.tried)} tried, {len(self.unnoticed)} unnoticed"
        if sys.stderr.isatty():
            print(f"\r{words}", end="", file=sys.stderr, flush=True)
        elif len(self.tried) % 200 == 0:
            say(words)

    def run(self) -> int:
        """Collect the tests, without Django and the browser, try every change, and sum up; 0 is well."""
        started = time.monotonic()
        with contextlib.redirect_stdout(io.StringIO()) as shown:
            status = pytest.main(arguments(), plugins=[self])
        if status != pytest.ExitCode.OK:
            raise RuntimeError(f"the tests could not be run: {status!r}\n{shown.getvalue()}")
        return self.sum_up(time.monotonic() - started)

    def sum_up(self, seconds: float) -> int:
        names = {change.name for change in self.unnoticed}
        stale = [c.name for c in self.tried if c.name in self.explained and c.name not in names]
        for name in stale:
            say(f"noticed, though explained  {name}")
        gone = self.explained.keys() - {change.name for change in self.tried} if self.is_whole else ()
        for name in sorted(gone):
            say(f"explained, though there is none  {name}")
        noticed = len(self.tried) - len(names)
        explained = len(names & self.explained.keys())
        say(
            f"{len(self.tried)} changes: {noticed} noticed by a test "
            f"({100 * noticed / max(1, len(self.tried)):.1f} %), {explained} explained, "
            f"{len(names) - explained} unnoticed; {seconds:.0f} s"
        )
        return 1 if stale or gone or names - self.explained.keys() else 0
