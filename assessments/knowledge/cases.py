"""Which whole cases exercise which entry: worked out from the case files, kept in cases.json."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from assessments.clinical.evaluation.evaluate import evaluate
from assessments.clinical.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.evaluation.evaluate import Evaluation, LesionEvaluation

FILE = Path(__file__).with_name("cases.json")
FOLDERS = ("assessments/demo", "tests/cases")
# Questions are left out: nearly every case answers them, so that a list would tell nothing.
Key = tuple[str, str]


def index() -> dict[str, dict[str, object]]:
    """Evaluate every case file: the title of each case, and for each entry the cases that exercise it."""
    titles: dict[str, str] = {}
    rows: dict[str, list[str]] = {}
    for folder in FOLDERS:
        for file in sorted((settings.BASE_DIR / folder).glob("*.toml")):
            text = file.read_text("utf-8")
            titles[file.stem] = text.partition("\n")[0].lstrip("# ").strip()
            evaluation = evaluate(tomllib.loads(text))
            for kind, key in sorted(set(exercised(evaluation))):
                rows.setdefault(f"{kind}/{key}", []).append(file.stem)
    return {"cases": dict(sorted(titles.items())), "rows": dict(sorted(rows.items()))}


def exercised(evaluation: Evaluation) -> Iterator[Key]:
    """Name the entries that spoke in a case, by kind and key."""
    yield from (("order", turn.rank.key) for turn in evaluation.order)
    for lesion in evaluation.lesions:
        yield from _of_lesion(lesion)


def _of_lesion(lesion: LesionEvaluation) -> Iterator[Key]:
    yield from (("red_flags", flag.key) for flag in lesion.red_flags if type(flag) is Rule)
    yield from (("indications", rule.key) for rule in lesion.indications)
    yield from (("limits", rule.key) for rule in lesion.limits)
    yield from (("stops", rule.key) for rule in lesion.stops)
    yield from (("urgencies", rule.key) for rule in lesion.least_urgencies)
    yield from (("safety", row.key) for row in lesion.safety)
    yield from (("options", offered.key) for offered in lesion.options)
    yield from (("contradictions", row.key) for row in lesion.contradictions)
    for judged in lesion.criteria:
        if judged.verdict in ("met", "borderline"):
            yield "criteria", judged.criterion.key
    for reading in lesion.scores:
        if reading.applies and reading.band is not None:
            yield "scores", reading.score.key
    for reading in lesion.risks:
        if reading.applies and reading.known_items:
            yield "risks", reading.score.key
    for grading in lesion.gradings:
        if grading.applies and grading.band is not None:
            yield "classifications", grading.score.key
    for panel in lesion.panels:
        yield from (("disagreements", row.key) for row in panel.disagreements)


def as_text(found: dict[str, dict[str, object]]) -> str:
    """Write the index as it is kept."""
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


@cache
def _kept() -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(FILE.read_text("utf-8"))
    return found


def cases_of(kind: str, key: str) -> list[tuple[str, str]]:
    """List name and title of the cases that exercise an entry."""
    kept = _kept()
    names = kept["rows"].get(f"{kind}/{key}", [])
    assert isinstance(names, list)
    return [(name, str(kept["cases"][name])) for name in names]
