"""The clinical core: evaluating every case file, what would change its advice, and a rule engine."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

from assessments.clinical.evaluation.evaluate import evaluate
from assessments.clinical.language.facts import Facts
from assessments.clinical.scores import SCORES_BY_KEY

from .timing import computing, interleaved, median_and_most, once, progress, shown, table
from .zen_tables import MIRELS, SINS, decision

CASES = Path(__file__).parent.parent / "cases"
GOAL = 50_000_000
Answers = dict[str, Any]


def documents() -> dict[str, dict[str, Any]]:
    found = {}
    for file in sorted(CASES.glob("*.toml")):
        found[file.stem] = tomllib.loads(file.read_text("utf-8"))
        found[file.stem].pop("expected", None)
    return found


def nothing(_number: int) -> None:
    """The least that anything called can take."""


def whole(document: dict[str, Any]) -> None:
    for lesion in evaluate(document).lesions:
        assert lesion.decision


PAIN: list[Answers] = [
    {"worst_pain": 0, "mechanical": None},
    *({"worst_pain": pain, "mechanical": kind} for pain in (1, 4, 5, 6, 7, 10) for kind in (True, False)),
]


def grid(**choices: str) -> list[Answers]:
    """Every combination of these answers with every pain."""
    lists = [[(key, value) for value in values.split()] for key, values in choices.items()]
    return [{**dict(answers), **pain} for answers in product(*lists) for pain in PAIN]


MIRELS_GRID = [
    {**answers, "fracture": "none"}
    for bones, segments in (
        ("femur", "head_neck intertrochanteric subtrochanteric diaphysis distal"),
        ("tibia fibula humerus radius ulna", "proximal diaphysis distal"),
    )
    for answers in grid(
        bone=bones,
        segment=segments,
        lesion_type="lytic mixed blastic",
        cortical_fraction="under_third third_to_two_thirds over_two_thirds",
    )
]
LEVELS = " ".join(
    f"{part}{number}"
    for part, first, last in (("C", 0, 7), ("T", 1, 12), ("L", 1, 5), ("S", 1, 5))
    for number in range(first, last + 1)
)
SINS_GRID = grid(
    bone="spine",
    level=LEVELS,
    lesion_type="lytic mixed blastic",
    alignment="normal deformity subluxation",
    collapse="none none_over_half_involved under_half over_half",
    posterolateral="none unilateral bilateral",
)


def beside_a_rule_engine(rounds: int) -> bool:
    """Both over the same lesions in turn; tell whether they agree on every total."""
    engines = {"mirels": decision(MIRELS), "sins": decision(SINS)}
    lesions: dict[str, list[Answers]] = {"mirels": MIRELS_GRID, "sins": SINS_GRID}
    rows, differing = [], 0
    for key, grid_ in lesions.items():
        score, engine = SCORES_BY_KEY[key], engines[key]
        every = 1 if len(grid_) < 5000 else 7
        for answers in (checked := grid_[::every]):
            reading = score.read(Facts(answers))
            theirs = engine.evaluate(answers)["result"]["total"]
            if reading is None or (reading.low, reading.high) != (theirs, theirs):
                differing += 1
                print(f"{key}: {answers}: zen says {theirs}, we say {reading}")
        works: dict[str, Callable[[int], object]] = {
            "empty function": nothing,
            "bonemet": lambda n, s=score, g=grid_: s.read(Facts(g[n * 31 % len(g)])),  # type: ignore[misc]
            "zen-engine": lambda n, e=engine, g=grid_: e.evaluate(g[n * 31 % len(g)]),  # type: ignore[misc]
        }
        taken = interleaved(works, rounds)
        rows += [(f"{score.title}, {name}", *median_and_most(times)) for name, times in taken.items()]
        rows.append(
            (f"  the same total for {len(checked) - differing:,} of {len(checked):,} lesions", "", "")
        )
    table("One score alone, beside a rule engine", ("", "median", "most"), rows)
    return differing == 0


def evaluation(rounds: int) -> None:
    cases = list(documents().values())
    works: dict[str, Callable[[int], object]] = {
        "empty function": nothing,
        "evaluate a case: every rule and the advice": lambda n: whole(cases[n % len(cases)]),
    }
    taken = interleaved(works, rounds)
    rows = [(name, *median_and_most(times)) for name, times in taken.items()]
    table(f"Evaluating {len(cases)} case files, {rounds:,} times", ("", "median", "most"), rows)


def what_if_and_missing() -> bool:
    """Complete, for every lesion of every case file; tell whether the worst is within the goal."""
    taken: dict[str, int] = {}
    cases = documents()
    for done, (name, document) in enumerate(cases.items()):
        progress("what if and missing", done, len(cases))
        for number in range(len(document["lesions"])):

            def both(number: int = number, document: dict[str, Any] = document) -> None:
                lesion = evaluate(document).lesions[number]
                assert lesion.what_if is not None
                assert lesion.missing is not None

            once(both)
            taken[f"{name}, lesion {number + 1}"] = min(computing(both) for _ in range(5))
    worst = max(taken, key=taken.__getitem__)
    middle, most = median_and_most(list(taken.values()))
    rows = [
        (f"{len(taken)} lesions, computing time, the least of five each", middle, most),
        (f"  the worst is {worst}", "", shown(taken[worst])),
        ("  goal for each", "", shown(GOAL)),
    ]
    table("Evaluate, and all of what_if and missing, of a lesion", ("", "median", "most"), rows)
    return taken[worst] <= GOAL
