"""How many answers it takes: until the advice is settled, in the order in which the panel asks."""

from __future__ import annotations

import statistics

from tests.clinical.evaluation.test_emergency_path import taken
from tests.clinical.evaluation.test_next_questions import SINGLE, asked_until_settled, flat

from .timing import table

MOST = {"limb and pelvis": 27, "spine": 30, "emergency, how soon": 12}


def measure() -> bool:
    """Print the counts; tell whether every case is within what a surgeon was promised."""
    counts: dict[str, list[int]] = {name: [] for name in MOST}
    left_open = 0
    for path in SINGLE:
        where = "spine" if flat(path)["bone"] == "spine" else "limb and pelvis"
        count = asked_until_settled(path)
        if count is None:
            left_open += 1
        else:
            counts[where].append(count)
        answers, lesion = taken(path.stem)
        if lesion.urgency_settled and lesion.urgency in ("emergency", "urgent"):
            counts["emergency, how soon"].append(len(answers))
    table(
        f"Answers until settled ({left_open} cases stay open)",
        ("", "cases", "fewest", "median", "most", "promised"),
        [
            (
                name,
                str(len(found)),
                str(min(found)),
                f"{statistics.median(found):g}",
                str(max(found)),
                str(MOST[name]),
            )
            for name, found in counts.items()
        ],
    )
    return all(max(found) <= MOST[name] for name, found in counts.items())
