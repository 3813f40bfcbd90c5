"""Mirels and SINS as decision tables of another rule engine, typed from the papers once more.

Each item is one table, first row that fits; an expression adds the points up. All answers must be there:
such an engine knows no "not known yet".
"""

from __future__ import annotations

import json
from typing import Any

import zen

Row = tuple[tuple[str, ...], int]

PAIN = ("worst_pain", "mechanical")
MIRELS: dict[str, tuple[tuple[str, ...], list[Row]]] = {
    "site": (
        ("bone", "segment"),
        [
            (("'humerus', 'radius', 'ulna'", ""), 1),
            (("'femur'", "'intertrochanteric', 'subtrochanteric'"), 3),
            (("", ""), 2),
        ],
    ),
    "pain": (PAIN, [(("", "true"), 3), ((">= 7", ""), 3), ((">= 5", ""), 2), (("", ""), 1)]),
    "lesion": (("lesion_type",), [(("'blastic'",), 1), (("'mixed'",), 2), (("'lytic'",), 3)]),
    "size": (
        ("cortical_fraction",),
        [(("'under_third'",), 1), (("'third_to_two_thirds'",), 2), (("'over_two_thirds'",), 3)],
    ),
}
SINS: dict[str, tuple[tuple[str, ...], list[Row]]] = {
    "location": (
        ("level",),
        [
            (("'C0', 'C1', 'C2', 'C7', 'T1', 'T2', 'T11', 'T12', 'L1', 'L5', 'S1'",), 3),
            (("'C3', 'C4', 'C5', 'C6', 'L2', 'L3', 'L4'",), 2),
            (("'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10'",), 1),
            (("'S2', 'S3', 'S4', 'S5'",), 0),
        ],
    ),
    "pain": (PAIN, [(("", "true"), 3), (("> 0", ""), 1), (("", ""), 0)]),
    "lesion": (("lesion_type",), [(("'lytic'",), 2), (("'mixed'",), 1), (("'blastic'",), 0)]),
    "alignment": (("alignment",), [(("'subluxation'",), 4), (("'deformity'",), 2), (("'normal'",), 0)]),
    "collapse": (
        ("collapse",),
        [
            (("'over_half'",), 3),
            (("'under_half'",), 2),
            (("'none_over_half_involved'",), 1),
            (("'none'",), 0),
        ],
    ),
    "posterolateral": (
        ("posterolateral",),
        [(("'bilateral'",), 3), (("'unilateral'",), 1), (("'none'",), 0)],
    ),
}


def _table(item: str, looks_at: tuple[str, ...], rows: list[Row]) -> dict[str, Any]:
    return {
        "id": item,
        "name": item,
        "type": "decisionTableNode",
        "content": {
            "hitPolicy": "first",
            "inputs": [{"id": key, "name": key, "field": key} for key in looks_at],
            "outputs": [{"id": "points", "name": "points", "field": item}],
            "rules": [
                {"_id": f"{item}{number}", **dict(zip(looks_at, cells, strict=True)), "points": str(points)}
                for number, (cells, points) in enumerate(rows)
            ],
        },
    }


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}


def decision(score: dict[str, tuple[tuple[str, ...], list[Row]]]) -> zen.ZenDecision:
    """Load the tables of a score; its `evaluate` gives the total."""
    total = {"id": "total", "key": "total", "value": " + ".join(score)}
    graph = {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            *(_table(item, looks_at, rows) for item, (looks_at, rows) in score.items()),
            {"id": "sum", "name": "sum", "type": "expressionNode", "content": {"expressions": [total]}},
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            *(_edge("in", item) for item in score),
            *(_edge(item, "sum") for item in score),
            _edge("sum", "out"),
        ],
    }
    return zen.ZenEngine().create_decision(json.dumps(graph))
