"""Moves every number in the tables of the scores by one, and asks whether some test notices.

Mutation testing does not touch tables at module level, and there the medicine stands: points, edges of
bands, cut-offs, counts of weeks, which value belongs to which group, published points of survival. Each
change is made in memory, in a process of its own that then runs the tests of the scores.

    python -m tests.prove.perturb_tables [--jobs N] [--only WORD]

Exit status 1 where a change went unnoticed that is not explained below.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from assessments.clinical import findings
from assessments.clinical.findings import Bands, Cases
from assessments.clinical.logic import Between, Condition, Is
from assessments.clinical.questions import Question
from assessments.clinical.scores import GRADINGS, SCORES, noms, survival
from assessments.clinical.scores.grading import Grading
from assessments.clinical.scores.score import Band, Groups, Item, Score

HERE = Path(__file__).parent
SCORE_TESTS = HERE.parent / "scores"
FILES = {
    "axial_cortical": "test_cortical.py",
    "harrington_impending": "test_cortical.py",
    "harrington_acetabulum": "test_acetabulum.py",
    "bauer_modified": "test_bauer.py",
    "survival": "test_elsewhere.py",
}
# They would notice every change, without knowing which table is right.
SHEETS = SCORE_TESTS / "test_sheets.py"
# Changes that no test can notice, because nothing that is shown depends on them.
EXPLAINED: dict[str, str] = {}


@dataclass(frozen=True)
class Change:
    """One number or member moved: a name, how to do it, and the scores that rest on it."""

    name: str
    make: Callable[[], None]
    scores: tuple[str, ...]


# -- What there is to change


def assign(thing: object, name: str, value: object) -> Callable[[], None]:
    return lambda: object.__setattr__(thing, name, value)


def of_items(score: Score) -> Iterator[Change]:
    for item in score.items:
        for value, points in item.points.items():
            for step in (1, -1):
                if isinstance(points, int):
                    moved: list[int | tuple[int, ...]] = [points + step]
                else:
                    moved = [
                        tuple(point + step * (at == number) for at, point in enumerate(points))
                        for number in range(len(points))
                    ]
                for new in moved:
                    yield Change(
                        f"{score.key}: {item.key} {value}: {points} -> {new}",
                        assign(item, "points", {**item.points, value: new}),
                        (score.key,),
                    )


def of_bands(score: Score) -> Iterator[Change]:
    for number, band in enumerate(score.bands):
        for edge in ("low", "high"):
            for step in (1, -1):
                values = {field.name: getattr(band, field.name) for field in fields(Band)}
                moved = Band(**{**values, edge: values[edge] + step})
                yield Change(
                    f"{score.key}: band {band.key} {edge} {values[edge]} -> {values[edge] + step}",
                    assign(score, "bands", (*score.bands[:number], moved, *score.bands[number + 1 :])),
                    (score.key,),
                )


Reached = dict[int, tuple[object, set[str]]]


def walk(thing: object, score: str, reached: Reached) -> None:
    """Find every condition and finding that a score rests on, its questions' own conditions left out."""
    if isinstance(thing, (Question, str, int, float, frozenset, type(None))):
        return
    if isinstance(thing, (tuple, list)):
        for part in thing:
            walk(part, score, reached)
        return
    if isinstance(thing, dict):
        walk(list(thing.values()), score, reached)
        return
    if not type(thing).__module__.startswith("assessments.clinical"):
        return
    known = reached.setdefault(id(thing), (thing, set()))
    if score in known[1]:
        return
    known[1].add(score)
    for one in type(thing).__mro__[:-1]:
        for name, value in vars(one).items():
            if isinstance(value, (Condition, Cases, Bands, tuple)) and not name.startswith("__"):
                walk(value, score, reached)
    slots = {name for one in type(thing).__mro__ for name in getattr(one, "__slots__", ())}
    for name in slots | set(getattr(thing, "__dict__", {})):
        walk(getattr(thing, name, None), score, reached)


def step_of(quantity: object) -> float:
    if isinstance(quantity, Question):
        return quantity.step
    return {"corrected calcium": 0.01, "Karnofsky status": 10}.get(getattr(quantity, "name", ""), 1)


def of_condition(thing: object, scores: tuple[str, ...]) -> Iterator[Change]:
    where = ", ".join(scores)
    if isinstance(thing, Between):
        quantity = getattr(thing.quantity, "key", None) or getattr(thing.quantity, "name", "a number")
        for edge in ("low", "high"):
            value = getattr(thing, edge)
            if math.isinf(value):
                continue
            for step in (step_of(thing.quantity), -step_of(thing.quantity)):
                name = f"{where}: {quantity} {edge} {value:g} -> {value + step:g}"
                yield Change(name, assign(thing, edge, value + step), scores)
    elif isinstance(thing, Is):
        variable = getattr(thing.variable, "key", None) or getattr(thing.variable, "name", "")
        for value in sorted(thing.values, key=str):
            name = f"{where}: {variable} is {'/'.join(sorted(map(str, thing.values)))} without {value}"
            yield Change(name, assign(thing, "values", thing.values - {value}), scores)
    elif isinstance(thing, Groups):
        names = list(thing.groups)
        for group, values in thing.groups.items():
            other = names[(names.index(group) + 1) % len(names)]
            for value in values:
                moved = {
                    **thing.groups,
                    group: tuple(one for one in values if one != value),
                    other: (*thing.groups[other], value),
                }
                name = f"{where}: {thing.name} {value}: {group} -> {other}"
                yield Change(name, assign(thing, "groups", moved), scores)
    elif isinstance(thing, Bands):
        for number, (band, highest) in enumerate(thing.bands):
            last = number == len(thing.bands) - 1
            step = step_of(thing.number)
            for moved_to in (highest - step, *(() if last else (highest + step,))):
                bands = (*thing.bands[:number], (band, moved_to), *thing.bands[number + 1 :])
                name = f"{where}: {band} up to {highest:g} -> {moved_to:g}"
                yield Change(name, assign(thing, "bands", bands), scores)


def of_noms() -> Iterator[Change]:
    rows = list(dict.fromkeys(noms.ROW_OF.values()))
    for combination, row in noms.ROW_OF.items():
        other = rows[(rows.index(row) + 1) % len(rows)]
        yield Change(
            f"noms: {' '.join(combination)}: {row} -> {other}",
            lambda combination=combination, other=other: noms.ROW_OF.update({combination: other}),  # type: ignore[misc]
            ("noms",),
        )
    for _finding, columns in noms.COLUMNS:
        every = sorted({column for some in columns.values() for column in some})
        for value, some in columns.items():
            for column in every:
                moved = tuple(sorted(set(some) ^ {column}))
                if moved:
                    yield Change(
                        f"noms: column of {value}: {some} -> {moved}",
                        lambda columns=columns, value=value, moved=moved: columns.update({value: moved}),  # type: ignore[misc]
                        ("noms",),
                    )


def of_survival() -> Iterator[Change]:
    for entry in survival.SURVIVAL:
        for point in entry.points:
            for name in ("months", "percent"):
                for step in (1, -1):
                    value = getattr(point, name)
                    yield Change(
                        f"survival: {entry.key} at {point.months} months: {name} {value} -> {value + step}",
                        assign(point, name, value + step),
                        ("survival",),
                    )
        if entry.median_months is not None:
            for step in (1, -1):
                yield Change(
                    f"survival: {entry.key} median {entry.median_months} -> {entry.median_months + step}",
                    assign(entry, "median_months", entry.median_months + step),
                    ("survival",),
                )


def of_karnofsky() -> Iterator[Change]:
    table = findings.KARNOFSKY_OF_ECOG
    for ecog, karnofsky in table.items():
        for step in (10, -10):
            if (karnofsky + step) // 10 not in range(1, 11):
                continue
            yield Change(
                f"tokuhashi: ECOG {ecog} is Karnofsky {karnofsky} -> {karnofsky + step}",
                lambda ecog=ecog, value=karnofsky + step: table.update({ecog: value}),  # type: ignore[misc]
                ("tokuhashi",),
            )


def changes() -> list[Change]:
    found: list[Change] = []
    reached: Reached = {}
    for score in SCORES:
        found += [*of_items(score), *of_bands(score)]
    every: list[Score | Grading] = [*SCORES, *GRADINGS]
    for one in every:
        walk(one, one.key, reached)
    for thing, scores in reached.values():
        if not isinstance(thing, (Item, Score, Grading)):
            found += of_condition(thing, tuple(one.key for one in every if one.key in scores))
    return [*found, *of_noms(), *of_survival(), *of_karnofsky()]


# -- Whether a test notices


def run(paths: list[Path], *more: object) -> bool:
    """Run these tests here and now; tell whether one failed."""
    arguments = ["-c", HERE / "perturb.ini", "--rootdir", HERE.parent.parent, "--confcutdir", SCORE_TESTS]
    options = ["-x", "-q", "--import-mode=importlib", "--no-header", "--tb=no", "-m"]
    without = [
        f"-pno:{name}" for name in ("django", "playwright", "cacheprovider", "cov", "hypothesispytest")
    ]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        status = pytest.main(
            [*map(str, arguments), *without, *options, "not prove", *map(str, (*more, *paths))]
        )
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
        raise RuntimeError(f"the tests could not be run: {status!r}")
    return status != pytest.ExitCode.OK


def is_noticed(change: Change) -> bool:
    change.make()
    own = [SCORE_TESTS / FILES.get(score, f"test_{score}.py") for score in change.scores]
    return run(list(dict.fromkeys(own))) or run([SCORE_TESTS], "--ignore", SHEETS)


def in_a_process_of_its_own(change: Change) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(0 if is_noticed(change) else 1)
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(2)
    return pid


def survivors(todo: list[Change], jobs: int) -> list[Change]:
    running: dict[int, Change] = {}
    waiting = iter(todo)
    found: list[Change] = []
    done = 0
    while True:
        while len(running) < jobs and (change := next(waiting, None)) is not None:
            running[in_a_process_of_its_own(change)] = change
        if not running:
            return found
        pid, status = os.wait()
        change = running.pop(pid)
        done += 1
        code = os.waitstatus_to_exitcode(status)
        if code not in (0, 1):
            raise RuntimeError(f"could not be tried: {change.name}")
        if code == 1:
            found.append(change)
            print(f"UNNOTICED  {change.name}", flush=True)
        if sys.stderr.isatty():
            print(f"\r{done}/{len(todo)}, {len(found)} unnoticed", end="", file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="only changes whose name has this word")
    given = parser.parse_args()
    if run([SCORE_TESTS], "--ignore", SHEETS):
        print("The tests of the scores fail as they are; nothing can be learned.")
        return 1
    started = time.monotonic()
    todo = [change for change in changes() if given.only in change.name]
    unnoticed = survivors(todo, given.jobs)
    surprising = [change for change in unnoticed if change.name not in EXPLAINED]
    noticed = len(todo) - len(unnoticed)
    print(f"{len(todo)} changes in the tables of the scores, {noticed} noticed by a test,", end=" ")
    print(f"{len(unnoticed) - len(surprising)} explained, {time.monotonic() - started:.0f} s")
    return 1 if surprising else 0


if __name__ == "__main__":
    sys.exit(main())
