"""Fingerprints: every kind of change to a declaration is seen, moving and renaming are not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from assessments.clinical import advice
from assessments.clinical.deciding import clock
from assessments.clinical.findings import pain
from assessments.clinical.findings.pain import PAIN_GRADE
from assessments.clinical.language.findings import Bands
from assessments.clinical.language.logic import Condition
from assessments.clinical.rules import indications
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.safety import row as safety_row
from assessments.clinical.scores import sins
from assessments.clinical.sections.history import CALCIUM, PLATELETS
from assessments.clinical.sections.imaging import BONE, IMAGED_ON
from assessments.clinical.sections.pain import WORST_PAIN
from assessments.clinical.versions import KNOWLEDGE, VERSIONS
from assessments.knowledge.fingerprint import differences, rows, says, total

NOW = rows()


def changed(name: str, module: Any, value: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(module, name, value)
    return differences(NOW, rows())


def test_it_is_the_same_each_time() -> None:
    assert rows() == NOW
    assert len(NOW) > 900
    assert total(NOW) == total(dict(NOW))
    assert {name.split(".")[0] for name in NOW} >= {
        "advice", "agreement", "evaluation", "findings", "options", "references", "rules", "safety", "scores",
        "sections",
    }  # fmt: skip


def test_a_point_of_a_score(monkeypatch: pytest.MonkeyPatch) -> None:
    collapse = next(item for item in sins.SINS.items if item.key == "collapse")
    other = replace(collapse, points={**collapse.points, "over_half": 2})
    items = tuple(other if item is collapse else item for item in sins.SINS.items)
    found = changed("SINS", sins, replace(sins.SINS, items=items), monkeypatch)
    assert "new: scores.sins.SINS" in found


def test_an_edge_of_a_band(monkeypatch: pytest.MonkeyPatch) -> None:
    bands = (replace(sins.SINS.bands[0], high=7), *sins.SINS.bands[1:])
    assert changed("SINS", sins, replace(sins.SINS, bands=bands), monkeypatch)


@pytest.mark.parametrize(
    "other",
    [
        {"says": "Another sentence."},
        {"when": BONE.is_("femur")},
        {"references": ("source",)},
        {"evidence": ("expert",)},
        {"key": "I99"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_rule(other: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    changed_row = replace(INDICATIONS[0], **other)
    monkeypatch.setattr(indications, INDICATIONS[0].key, changed_row)
    table = (changed_row, *INDICATIONS[1:])
    found = changed("INDICATIONS", indications, table, monkeypatch)
    assert f"{'new' if 'key' in other else 'changed'}: rules.indications.INDICATIONS.{table[0].key}" in found


def test_the_order_of_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    table = (INDICATIONS[1], INDICATIONS[0], *INDICATIONS[2:])
    assert changed("INDICATIONS", indications, table, monkeypatch) == [
        "changed: rules.indications.INDICATIONS"
    ]


def test_a_number_and_a_word_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = {**advice.URGENCY_HOURS, "urgent": 71}
    assert changed("URGENCY_HOURS", advice, hours, monkeypatch) == ["changed: advice.URGENCY_HOURS"]
    monkeypatch.undo()
    assert changed("WINDOW", clock, "Act soon.", monkeypatch) == ["changed: deciding.clock.WINDOW"]


def test_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    object.__setattr__(CALCIUM, "maximum", CALCIUM.maximum + 1)
    try:
        assert differences(NOW, rows()) == ["changed: sections.history.HISTORY.calcium"]
    finally:
        object.__setattr__(CALCIUM, "maximum", CALCIUM.maximum - 1)
    assert rows() == NOW


def test_a_cut_off_and_a_number_of_days() -> None:
    assert says(PLATELETS.below(50)) != says(PLATELETS.below(51))
    assert says(PLATELETS.below(50)) == says(PLATELETS.below(50))
    assert says(safety_row.Older(IMAGED_ON, 42)) != says(safety_row.Older(IMAGED_ON, 43))
    assert says({"b", "a"}) == "{'a', 'b'}"
    assert says({"a": [1, None]}) == "{'a': [1, None]}"


def test_what_a_finding_of_its_own_class_is_made_of() -> None:
    severe = Bands(WORST_PAIN, (("none", 0), ("mild", 4), ("moderate", 7), ("severe", 10)))
    other = replace(PAIN_GRADE, by_number=severe)
    assert says(other.is_("severe")) != says(PAIN_GRADE.is_("severe"))


@dataclass(frozen=True)
class Renamed:
    """A rule of the first form, with its class and its slots under other names and in another order."""

    words: str
    applies: Condition
    name: str
    from_number: int
    to_number: int


@dataclass(frozen=True)
class Original:
    name: str
    low: int
    high: int
    condition: Condition
    sentence: str


def test_neither_the_class_nor_its_slots_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (Original, Renamed):
        monkeypatch.setattr(kind, "__module__", "assessments.clinical.rules.rule")
    first = Original("L1", 1, 3, BONE.is_("femur") & PLATELETS.below(50), "It bleeds.")
    other = Renamed("It bleeds.", BONE.is_("femur") & PLATELETS.below(50), "L1", 1, 3)
    assert says(first) == says(other)
    assert says(first) != says(replace(first, low=3, high=1)), "numbers are not mistaken for each other"
    assert says(first) != says(replace(first, condition=BONE.is_("femur") | PLATELETS.below(50)))


def test_an_abbreviation_of_a_condition_is_no_declaration() -> None:
    assert pain.PAIN_OF_FOUR.reads == {"pain.worst_pain", "pain.pain_in_words"}
    assert "findings.pain.PAIN_OF_FOUR" not in NOW


def test_what_is_only_moved_or_renamed_is_no_change() -> None:
    moved = {f"moved.{name}": digest for name, digest in NOW.items()}
    assert total(moved) == total(NOW)
    assert differences(NOW, moved) == []


def test_what_is_gone_and_new_is_named() -> None:
    assert differences({"a": "1", "b": "2"}, {"a": "3", "c": "4"}) == ["changed: a", "new: c", "removed: b"]


def test_every_version_says_what_changed() -> None:
    assert VERSIONS[0].key == KNOWLEDGE
    assert len({version.key for version in VERSIONS}) == len(VERSIONS)
    assert len({version.fingerprint for version in VERSIONS}) == len(VERSIONS)
    assert sorted((version.made_on for version in VERSIONS), reverse=True) == [
        version.made_on for version in VERSIONS
    ]
    for version in VERSIONS:
        assert version.changes
        assert all(text.endswith(".") for text in version.changes)
