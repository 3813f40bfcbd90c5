"""From each rule to its sources, its code and its tests: worked out, so that a gap shows.

Sources come from the declaration; the code from where the declaration stands; the tests from the files that
are to prove its kind, where they name its key; whole cases from what they exercise.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from assessments.knowledge.cases import index
from assessments.knowledge.catalogue import KINDS, Entry, catalogue

if TYPE_CHECKING:
    from pathlib import Path

ROOT: Path = settings.BASE_DIR
CLINICAL = "assessments/clinical"
SCORES = "tests/clinical/scores"
RISKS = "tests/clinical/risks"
TESTS_SHOWN = 2
CASES_SHOWN = 3

# The class that declares an entry of each kind, and the files that are to prove it.
DECLARED_BY = {
    "red_flags": "Rule",
    "indications": "Indication",
    "limits": "Limit",
    "stops": "Stop",
    "urgencies": "LeastUrgency",
    "criteria": "Criterion",
    "safety": "SafetyRow",
    "scores": "Score",
    "classifications": "Grading",
    "risks": "Risk",
    "elsewhere": "Elsewhere",
    "disagreements": "Disagreement",
    "options": "Option",
    "places": "Place",
    "order": "Rank",
    "contradictions": "Contradiction",
}
PROVEN_IN = {
    "red_flags": ("tests/clinical/safety/test_red_flags.py",),
    "indications": ("tests/clinical/rules/test_indications.py", "tests/clinical/deciding/test_weighing.py"),
    "limits": ("tests/clinical/rules/test_limits.py", "tests/clinical/deciding/test_weighing.py"),
    "stops": ("tests/clinical/rules/test_stops.py",),
    "urgencies": ("tests/clinical/rules/test_least_urgency.py",),
    "criteria": ("tests/clinical/rules/test_criteria.py",),
    "safety": ("tests/clinical/safety/test_safety.py",),
    "elsewhere": (f"{SCORES}/test_elsewhere.py",),
    "disagreements": ("tests/clinical/agreement/test_panels.py",),
    "options": ("tests/clinical/test_options.py",),
    "order": ("tests/clinical/rules/test_treatment_order.py",),
    "contradictions": ("tests/clinical/rules/test_contradictions.py",),
}
# These name places and answers, not the keys of the tables; two of them say that none is left out.
OF_PLACES = (
    "tests/clinical/test_options.py::test_operations_by_place_state_and_band",
    "tests/clinical/test_options.py::test_every_table_of_operations_is_tested",
    "tests/clinical/test_options.py::test_without_surgery_by_state_and_band",
    "tests/clinical/test_options.py::test_every_table_without_surgery_is_tested",
)
# A vertebra is named like a rule: L1, S1, T1.
PLACE_KEYS = {"level", "segment", "bone"}


@dataclass(frozen=True, slots=True)
class Trace:
    """One rule with all that stands behind it."""

    entry: Entry
    code: tuple[str, ...]
    tests: tuple[str, ...]
    cases: tuple[str, ...]

    @property
    def gaps(self) -> list[str]:
        """Name what is missing behind it."""
        parts = {"source": self.entry.cited, "code": self.code, "test": self.tests}
        return [
            f"{self.entry.kind} {self.entry.key}: no {name}" for name, found in parts.items() if not found
        ]


def traces() -> list[Trace]:
    """Trace every rule."""
    code, cases = declarations(), index()["rows"]
    found = []
    for entry in catalogue():
        if entry.kind in DECLARED_BY:
            exercised = cases.get(f"{entry.kind}/{entry.key}", [])
            assert isinstance(exercised, list)
            places = tuple(code.get((DECLARED_BY[entry.kind], entry.key), ()))
            found.append(Trace(entry, places, tuple(tests_of(entry, places)), tuple(exercised)))
    return found


def declarations() -> dict[tuple[str, str], list[str]]:
    """Find where each key is declared, by the class that declares it."""
    found: dict[tuple[str, str], list[str]] = {}
    for file in sorted((ROOT / CLINICAL).rglob("*.py")):
        for node in ast.walk(_tree(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                named = [keyword.value for keyword in node.keywords if keyword.arg == "key"]
                for argument in (*node.args[:1], *named):
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        place = file.relative_to(ROOT).as_posix()
                        found.setdefault((node.func.id, argument.value), []).append(place)
    return found


def tests_of(entry: Entry, code: tuple[str, ...]) -> Iterator[str]:
    """Name the tests that prove an entry."""
    if entry.kind == "places":
        yield from (test for test in OF_PLACES if test in every_test())
    elif entry.kind in ("scores", "classifications", "risks"):
        folder = RISKS if entry.kind == "risks" else SCORES
        files = {f"{folder}/test_{place.rpartition('/')[2]}" for place in code}
        yield from (test for test in every_test() if test.partition("::")[0] in files)
    else:
        for file in PROVEN_IN[entry.kind]:
            of_file = (test for test in every_test() if test.partition("::")[0] == file)
            yield from (test for test in of_file if entry.key in every_test()[test])


@cache
def every_test() -> dict[str, frozenset[str]]:
    """List every test by its id, with the words that it and the tables of its file that it uses hold."""
    found: dict[str, frozenset[str]] = {}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = _tree(file)
        tables = dict(_tables(tree))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
                words = frozenset(_words(node)).union(*(tables.get(name, ()) for name in used))
                found[f"{file.relative_to(ROOT).as_posix()}::{node.name}"] = words
    return found


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def _tables(tree: ast.Module) -> Iterator[tuple[str, frozenset[str]]]:
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name):
                yield target.id, frozenset(_words(node))


def _words(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if not (isinstance(key, ast.Constant) and key.value in PLACE_KEYS):
                yield from _words(value)
        return
    for part in ast.iter_child_nodes(node):
        if not (isinstance(part, ast.keyword) and part.arg in PLACE_KEYS):
            yield from _words(part)


def as_text(found: list[Trace]) -> str:
    """Write the matrix."""
    lines = [
        "# Traceability: from each rule to its sources, code and tests",
        "",
        (
            "Generated by `manage.py traceability`; do not edit. "
            "A test fails when it is no longer true or shows a gap."
        ),
        "Sources are keys of `assessments/clinical/references`; what they are, and how far each was read,",
        "stands there and on the knowledge pages. Of tests and whole cases the first few are named.",
    ]
    for kind, title in KINDS.items():
        rows = [trace for trace in found if trace.entry.kind == kind]
        if rows:
            lines += [
                "",
                f"## {title}",
                "",
                "| key | rule | rests on | sources | code | tests | whole cases |",
            ]
            lines += ["|---|---|---|---|---|---|---|", *(_line(trace) for trace in rows)]
    return "\n".join(lines) + "\n"


def stale(text: str, found: list[Trace]) -> list[str]:
    """Name the rules of which a matrix no longer says the truth.

    It is not stale for lack of a test or a case that came later; what it names must still prove the rule.
    """
    kept = dict(_kept_cells(text))
    gone = [f"{kind} {key}: no longer there" for kind, key in kept.keys() - set(map(_place, found))]
    return gone + [
        f"{trace.entry.kind} {trace.entry.key}"
        for trace in found
        if not _is_true(kept.get(_place(trace), []), trace)
    ]


def _place(trace: Trace) -> tuple[str, str]:
    return KINDS[trace.entry.kind], trace.entry.key


def _kept_cells(text: str) -> Iterator[tuple[tuple[str, str], list[str]]]:
    for part in text.split("\n## ")[1:]:
        title, _newline, table = part.partition("\n")
        for line in table.strip().splitlines()[2:]:
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            yield (title, cells[0]), cells


def _is_true(kept: list[str], trace: Trace) -> bool:
    cells = _cells(trace)
    if kept[:TESTS] != list(cells[:TESTS]) or not kept[TESTS]:
        return False
    tests = {_shown(test) for test in trace.tests}
    cases = set(filter(None, kept[-1].split(", ")))
    return set(kept[TESTS].split("<br>")) <= tests and cases <= set(trace.cases)


def _line(trace: Trace) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in _cells(trace))} |"


TESTS = 5  # the column that names them


def _cells(trace: Trace) -> tuple[str, ...]:
    entry = trace.entry
    return (
        entry.key,
        entry.title,
        ", ".join(entry.standing),
        ", ".join(entry.cited),
        ", ".join(f"`{place.removeprefix(f'{CLINICAL}/')}`" for place in trace.code),
        "<br>".join(map(_shown, trace.tests[:TESTS_SHOWN])),
        ", ".join(trace.cases[:CASES_SHOWN]),
    )


def _shown(test: str) -> str:
    return f"`{test.removeprefix('tests/')}`"
