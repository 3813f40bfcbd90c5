"""How many answers it takes: until the advice is settled, in the order in which the panel asks."""

from __future__ import annotations

import statistics

from tests.clinical.evaluation.test_emergency_path import taken
from tests.clinical.evaluation.test_next_questions import (
    SINGLE,
    asked_until_settled,
    flat,
    in_every_proof,
    lesion_of,
    settled,
)

from .timing import progress, table

# What was promised: the median and the most. For the spine no order keeps it: see the last columns.
PROMISED = {"limb and pelvis": (9, 20), "spine": (12, 20)}
EMERGENCY_MOST = 12
WORST_NAMED = 3


def measure() -> bool:
    """Print the counts; tell whether the emergency path keeps to what was promised."""
    rows, worst = [], []
    for name, paths in settled().items():
        asked, needed = [], []
        for done, path in enumerate(paths):
            progress(name, done, len(paths))
            asked.append(len(asked_until_settled(path) or ()))
            needed.append(in_every_proof(path))
        rows.append(
            (name, *_counts(asked), "median {}, most {}".format(*PROMISED[name]), *_counts(needed)[2:])
        )
        by_most = sorted(zip(asked, needed, paths, strict=True), key=lambda one: -one[0])
        worst += [
            (f"{path.stem}: {' '.join(asked_until_settled(path) or ())}", str(count), str(least))
            for count, least, path in by_most[:WORST_NAMED]
        ]
    table(
        "Answers until settled, beyond bone and pain, and how many of them no order can leave out",
        ("", "cases", "fewest", "median", "most", "promised", "needed, median", "most"),
        rows,
    )
    table("Those that take most", ("in this order", "asked", "needed"), worst)
    sure = [path for paths in settled().values() for path in paths]
    left_open = [path.stem for path in SINGLE if path not in sure]
    print(f"\n  {len(left_open)} cases leave the advice open by their own answers: {', '.join(left_open)}")
    return _emergencies()


def _emergencies() -> bool:
    """Answer the emergency path by every case whose own answers settle that it is urgent or an emergency."""
    counts: dict[str, list[int]] = {"emergency": [], "urgent": []}
    otherwise: dict[str, list[str]] = {"emergency": [], "urgent": []}
    for path in SINGLE:
        whole = lesion_of(flat(path))
        if whole.urgency_settled and whole.urgency in counts:
            answers, lesion = taken(path.stem)
            counts[whole.urgency].append(len(answers))
            if not lesion.urgency_settled or lesion.urgency != whole.urgency:
                otherwise[whole.urgency].append(f"{path.stem} (says {lesion.urgency} so far)")
    table(
        "Answers of the emergency path, bone and pain among them",
        ("", "cases", "fewest", "median", "most", "promised", "how soon left open"),
        [
            (name, *_counts(found), f"most {EMERGENCY_MOST}", str(len(otherwise[name])))
            for name, found in counts.items()
        ],
    )
    for name, cases in otherwise.items():
        print(f"\n  {name}, left open by the path: {', '.join(cases)}")
    return max(counts["emergency"]) <= EMERGENCY_MOST


def _counts(found: list[int]) -> tuple[str, str, str, str]:
    return str(len(found)), str(min(found)), f"{statistics.median(found):g}", str(max(found))
