"""Whole cases: each file states the advice it must get, worked out by hand from the policy."""

import tomllib
from pathlib import Path

import pytest

from assessments.clinical.case_files.compare import differences
from assessments.clinical.evaluation.evaluate import evaluate

FILES = sorted((Path(__file__).parent.parent / "cases").glob("*.toml"))


def test_there_are_the_sixteen_of_acceptance_and_twenty_of_our_own() -> None:
    assert len(FILES) >= 36


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case_gets_the_advice_it_states(file: Path) -> None:
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    assert document["expected"]
    assert differences(document["expected"], evaluate(document)) == []


def test_a_wrong_expectation_is_reported() -> None:
    document = tomllib.loads(FILES[0].read_text(encoding="utf-8"))
    wrong = [
        {
            "decision": "undecided",
            "criteria": {"P1": "unknown"},
            "scores": {"mirels": 99, "sins": 1},
            "missing_includes": ["imaging.none"],
            "colour": 1,
        }
    ]
    found = differences(wrong, evaluate(document))
    assert [line.split(":")[1].strip() for line in found] == [
        "decision",
        "criteria.P1",
        "scores.mirels",
        "scores.sins",
        "missing",
        "expected.colour",
    ]
    assert differences([], evaluate(document)) == ["expected tables: 0 for 1 lesions"]
    assert differences([1], evaluate(document)) == ["lesion 1: expected is no table"]
    odd = differences({"criteria": 1, "scores": 2, "missing_includes": "x"}, evaluate(document))
    assert len(odd) == 3


def test_each_difference_is_one_line_with_what_was_expected_and_what_came() -> None:
    document = {"case": {}, "lesions": [{"imaging": {"bone": "rib"}, "fracture": {"fracture": "none"}}]}
    expected = {
        "decision": "operate",
        "criteria": {"P5": "met", "T7": "met"},
        "scores": {"sins": 3, "katagiri": [0, 1]},
        "missing_includes": ["pain.none", "pain.other"],
        "colour": 1,
    }
    missing = evaluate(document).lesions[0].missing
    assert differences([expected], evaluate(document)) == [
        "lesion 1: decision: expected 'operate', got 'undecided'",
        "lesion 1: criteria.P5: expected 'met', got 'unknown'",
        "lesion 1: criteria.T7: expected 'met', got 'not_met'",
        "lesion 1: scores.sins: expected 3, but it does not apply",
        "lesion 1: scores.katagiri: expected [0, 1], got [0, 10]",
        f"lesion 1: missing: expected 'pain.none' among {list(missing)}",
        f"lesion 1: missing: expected 'pain.other' among {list(missing)}",
        (
            "lesion 1: expected.colour: not one of decision, urgency, aim, settled, possible, criteria, "
            "scores, missing_includes, safety_includes, options_first, not_decision"
        ),
    ]
    assert differences({"criteria": 1, "scores": 2, "missing_includes": "pain.x"}, evaluate(document)) == [
        "lesion 1: criteria: expected a table, got 1",
        "lesion 1: scores: expected a table, got 2",
        f"lesion 1: missing: expected 'pain.x' among {list(missing)}",
    ]
    assert differences({"scores": {"sins": 3, "mirels": 4}}, evaluate(document)) == [
        "lesion 1: scores.sins: expected 3, but it does not apply",
        "lesion 1: scores.mirels: expected 4, but it does not apply",
    ]


def test_what_edition_2026_2_lets_a_case_state() -> None:
    document = {"case": {}, "lesions": [{"imaging": {"bone": "rib"}, "fracture": {"fracture": "none"}}]}
    right = {
        "possible": ["non_operative", "consider", "operate"], "safety_includes": ["S20"],
        "options_first": None, "not_decision": "operate",
    }  # fmt: skip
    found = evaluate(document)
    right["possible"] = list(found.lesions[0].possible)
    assert differences([right], found) == []
    wrong = {
        "possible": ["operate"], "safety_includes": ["S1", "S20"], "options_first": "amputation",
        "not_decision": "undecided",
    }  # fmt: skip
    assert [line.split(":")[1].strip() for line in differences([wrong], found)] == [
        "possible", "safety", "options_first", "decision",
    ]  # fmt: skip
