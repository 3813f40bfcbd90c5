"""Red flags: each alone, from the answers that bring it up and nothing else; and urgency that stands."""

from typing import Any

import pytest

from assessments.clinical.evaluation.evaluate import LesionEvaluation
from assessments.clinical.language.facts import Facts
from assessments.clinical.references import REFERENCES
from assessments.clinical.safety.red_flags import RED_FLAGS, red_flags

FLAGS: list[tuple[str, dict[str, Any]]] = [
    ("U1", {"bone": "spine", "sphincter": "disturbed"}),
    ("U1", {"bone": "spine", "deficit": "cord"}),
    ("U1", {"bone": "spine", "deficit": "present"}),
    ("U1", {"bone": "spine", "deficit": "radiculopathy", "weakest_power": 3}),
    ("I23", {"bone": "femur", "open_or_vascular_injury": True}),
    ("I23", {"open_or_vascular_injury": True, "fracture": "displaced"}),
    ("subluxation", {"bone": "spine", "alignment": "subluxation"}),
    ("D1", {"histology": "primary_bone_tumour"}),
    ("D1", {"histology": "not_done", "aggressive_features": True}),
    ("S7", {"calcium": 3.1}),
    ("S8", {"platelets": 49}),
    ("S8", {"inr": 1.6}),
]


@pytest.mark.parametrize(("key", "answers"), FLAGS)
def test_a_red_flag_needs_nothing_but_its_own_answers(key: str, answers: dict[str, Any]) -> None:
    assert [flag.key for flag in red_flags(Facts(answers))] == [key]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"bone": "spine"},
        {"bone": "spine", "deficit": "radiculopathy", "weakest_power": 4},
        {"bone": "femur", "deficit": "peripheral_nerve"},
        {"bone": "femur", "fracture": "displaced"},
        {"bone": "spine", "alignment": "deformity"},
        {"calcium": 2.9, "platelets": 50, "inr": 1.5},
    ],
)  # fmt: skip
def test_nothing_else_is_a_red_flag(answers: dict[str, Any]) -> None:
    assert red_flags(Facts(answers)) == ()


@pytest.mark.parametrize("flag", RED_FLAGS, ids=lambda flag: flag.key)
def test_every_red_flag_has_words_and_sources(flag: Any) -> None:
    assert flag.title
    assert flag.says.endswith(".")
    assert set(flag.references) <= set(REFERENCES)
    assert flag.references


def lesion(**answers: Any) -> LesionEvaluation:
    return LesionEvaluation(Facts(answers))


def test_the_urgency_stands_before_the_rest_of_the_advice() -> None:
    found = lesion(
        bone="spine", level="T5", deficit="cord", deficit_hours=24, frankel="C",
        walking="aided", expected_survival="over_12_months", weakest_power=4,
    )  # fmt: skip
    assert found.urgency == "emergency"
    assert found.urgency_settled
    assert not found.settled


def test_the_urgency_is_open_while_an_answer_could_change_it() -> None:
    cord = lesion(bone="spine", deficit="cord", onset="within_48_hours")
    assert (cord.urgency, cord.urgency_settled) == ("emergency", False)  # it falls if life ends in weeks
    assert not lesion().urgency_settled
    assert not lesion(bone="femur", fracture="displaced").urgency_settled


def test_no_urgency_stands_on_answers_that_contradict_each_other() -> None:
    found = lesion(
        bone="spine", level="T5", deficit="cord", deficit_hours=24, frankel="C",
        expected_survival="over_12_months", walking="unaided",
    )  # fmt: skip
    assert found.contradictions
    assert not found.urgency_settled


def test_the_evaluation_carries_them() -> None:
    failing = LesionEvaluation(Facts({"bone": "spine", "sphincter": "disturbed"}))
    assert [flag.key for flag in failing.red_flags] == ["U1"]
    assert LesionEvaluation(Facts({"bone": "rib"})).red_flags == ()
