"""Comparing an evaluation with what a case file expects of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .write import lesion_as_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.evaluation.evaluate import Evaluation

PLAIN = ("decision", "urgency", "aim", "settled", "possible")
INCLUDED = {"missing_includes": "missing", "safety_includes": "safety"}
TABLES = (*PLAIN, "criteria", "scores", *INCLUDED, "options_first", "not_decision")


def differences(expected: object, evaluation: Evaluation) -> list[str]:
    """List in words how the evaluation differs from the `[[expected]]` tables, one for each lesion."""
    tables = expected if isinstance(expected, list) else [expected]
    found: list[str] = []
    if len(tables) != len(evaluation.lesions):
        found.append(f"expected tables: {len(tables)} for {len(evaluation.lesions)} lesions")
    for number, (table, lesion) in enumerate(zip(tables, evaluation.lesions, strict=False), start=1):
        if isinstance(table, dict):
            data = lesion_as_data(lesion)
            found.extend(f"lesion {number}: {line}" for line in _differences(table, data))
        else:
            found.append(f"lesion {number}: expected is no table")
    return found


def _differences(table: dict[str, object], data: dict[str, object]) -> Iterator[str]:
    for key, wanted in table.items():
        if key in PLAIN:
            yield from _unlike(key, wanted, data[key])
        elif key == "criteria":
            yield from _unlike_parts(key, wanted, data["criteria"])
        elif key == "scores":
            yield from _unlike_scores(wanted, data["scores"])
        elif key in INCLUDED:
            yield from _not_among(INCLUDED[key], wanted, cast("list[str]", data[INCLUDED[key]]))
        elif key == "options_first":
            options = cast("list[dict[str, object]]", data["options"])
            yield from _unlike(key, wanted, options[0]["key"] if options else None)
        elif key == "not_decision":
            if wanted == data["decision"]:
                yield f"decision: expected another than {wanted!r}"
        else:
            yield f"expected.{key}: not one of {', '.join(TABLES)}"


def _unlike(key: str, wanted: object, got: object) -> Iterator[str]:
    if wanted != got:
        yield f"{key}: expected {wanted!r}, got {got!r}"


def _unlike_parts(key: str, wanted: object, got: object) -> Iterator[str]:
    if isinstance(wanted, dict) and isinstance(got, dict):
        for part, value in wanted.items():
            yield from _unlike(f"{key}.{part}", value, got.get(part))
    else:
        yield f"{key}: expected a table, got {wanted!r}"


def _unlike_scores(wanted: object, got: object) -> Iterator[str]:
    if not isinstance(wanted, dict) or not isinstance(got, dict):
        yield f"scores: expected a table, got {wanted!r}"
        return
    for name, total in wanted.items():
        reading = got.get(name)
        if reading is None:
            yield f"scores.{name}: expected {total!r}, but it does not apply"
            continue
        low_high = [reading["low"], reading["high"]]
        yield from _unlike(f"scores.{name}", total if isinstance(total, list) else [total, total], low_high)


def _not_among(name: str, wanted: object, got: list[str]) -> Iterator[str]:
    for one in wanted if isinstance(wanted, list) else [wanted]:
        if one not in got:
            yield f"{name}: expected {one!r} among {got!r}"
