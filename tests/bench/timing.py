"""How long something takes, and how that is printed."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

NANO, MICRO, MILLI = 1, 1_000, 1_000_000


def once(work: Callable[[], object]) -> int:
    """Nanoseconds that one call takes."""
    started = time.perf_counter_ns()
    work()
    return time.perf_counter_ns() - started


def computing(work: Callable[[], object]) -> int:
    """Nanoseconds of computing that one call takes: what else the computer does is left out."""
    started = time.thread_time_ns()
    work()
    return time.thread_time_ns() - started


def server_computing(process: int) -> int:
    """Nanoseconds that a process has computed since it began, as Linux counts them."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0])


def interleaved(works: dict[str, Callable[[int], object]], rounds: int) -> dict[str, list[int]]:
    """Call each in turn, so that whatever else the computer does falls on all alike."""
    taken: dict[str, list[int]] = {name: [] for name in works}
    for number in range(rounds):
        progress("core and rule engine", number, rounds)
        for name, work in works.items():
            started = time.perf_counter_ns()
            work(number)
            taken[name].append(time.perf_counter_ns() - started)
    return taken


def shown(nanoseconds: float) -> str:
    for unit, name in ((MILLI, "ms"), (MICRO, "µs")):
        if nanoseconds >= unit:
            return (
                f"{nanoseconds / unit:,.3g} {name}"
                if nanoseconds < 1000 * unit
                else f"{nanoseconds / unit:,.0f} {name}"
            )
    return f"{nanoseconds:.0f} ns"


def median_and_most(taken: list[int]) -> tuple[str, str]:
    return shown(statistics.median(taken)), shown(max(taken))


def table(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a table, the first column to the left, the others to the right."""
    clear()
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    print(f"\n{title}")
    for row in (heads, tuple("-" * width for width in widths), *rows):
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        print("  " + "  ".join((row[0].ljust(widths[0]), *cells)).rstrip())


def progress(what: str, done: int, total: int) -> None:
    if sys.stderr.isatty() and done % max(1, total // 100) == 0:
        print(f"\r\033[K{what}: {done} of {total}", end="", file=sys.stderr, flush=True)


def clear() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
