"""Facts: the typed reading of the answers, with what is not asked left out and what is open named."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.language.questions import NOT_ASKED
from assessments.clinical.sections import QUESTIONS

INFINITY = float("inf")


def possible(key: str, **answers: Any) -> frozenset[object]:
    return QUESTIONS[key].possible(Facts(answers))


@pytest.mark.parametrize(
    ("key", "answers", "answer"),
    [
        ("fracture", {"bone": "femur", "fracture": "displaced"}, "displaced"),
        ("fracture", {"bone": "femur", "fracture": "present"}, "present"),
        ("fracture", {"bone": "spine", "fracture": "displaced"}, None),  # not asked
        ("fracture", {"bone": "femur"}, None),
        ("fracture", {"bone": "femur", "fracture": None}, None),
        ("fracture", {"fracture": "displaced"}, "displaced"),  # whether it is asked is open
        ("worst_pain", {"worst_pain": 0}, 0),
        ("cerebral_metastases", {"cerebral_metastases": False}, False),
    ],
)
def test_the_answer_as_it_was_said(key: str, answers: dict[str, Any], answer: object) -> None:
    assert Facts(answers).answer(QUESTIONS[key]) == answer


def test_what_an_answer_can_still_be() -> None:
    assert possible("fracture", bone="femur", fracture="none") == {"none"}
    assert possible("fracture", bone="femur", fracture="present") == {"undisplaced", "displaced"}
    assert possible("fracture", bone="femur") == {"none", "undisplaced", "displaced"}
    assert possible("fracture", bone="spine") == {NOT_ASKED}
    assert possible("fracture") == {"none", "undisplaced", "displaced", NOT_ASKED}
    assert possible("fracture", fracture="none") == {"none"}
    assert possible("cerebral_metastases") == {True, False}
    assert possible("cerebral_metastases", cerebral_metastases=False) == {False}
    assert possible("bone", bone="pelvis") == {"acetabulum", "ilium", "pubis_ischium"}


def test_what_can_be_depends_on_the_bone() -> None:
    assert possible("deficit", bone="spine") == {"none", "radiculopathy", "cord", "cauda_equina"}
    assert possible("deficit", bone="femur") == {"none", "peripheral_nerve"}
    assert possible("deficit") == {"none", "radiculopathy", "cord", "cauda_equina", "peripheral_nerve"}
    assert possible("deficit", bone="spine", deficit="present") == {"radiculopathy", "cord", "cauda_equina"}
    assert possible("deficit", bone="femur", deficit="present") == {"peripheral_nerve"}
    assert possible("deficit", bone="femur", deficit="cord") == {"none", "peripheral_nerve"}, "not offered"
    assert possible("segment", bone="femur", segment="proximal") == {
        "head_neck", "intertrochanteric", "subtrochanteric",
    }  # fmt: skip
    assert possible("segment", bone="tibia", segment="proximal") == {"proximal"}
    assert possible("segment", bone="femur") == {
        "head_neck", "intertrochanteric", "subtrochanteric", "diaphysis", "distal",
    }  # fmt: skip
    assert possible("segment", segment="proximal") == {
        "head_neck", "intertrochanteric", "subtrochanteric", "proximal",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "answers", "span"),
    [
        ("worst_pain", {}, (0, 10)), ("worst_pain", {"worst_pain": 4}, (4, 4)),
        ("axial_extent_mm", {"bone": "femur"}, (0, 450)), ("axial_extent_mm", {"bone": "spine"}, None),
        ("axial_extent_mm", {}, (-INFINITY, INFINITY)), ("axial_extent_mm", {"axial_extent_mm": 7}, (7, 7)),
        ("inr", {}, (0.5, 20)), ("inr", {"inr": 1.2}, (1.2, 1.2)),
    ],
)  # fmt: skip
def test_how_far_a_number_can_still_go(
    key: str, answers: dict[str, Any], span: tuple[float, float] | None
) -> None:
    assert QUESTIONS[key].span(Facts(answers)) == span


@pytest.mark.parametrize(
    ("key", "answers", "keys"),
    [
        ("fracture", {"bone": "femur"}, {"fracture.fracture"}),
        ("fracture", {"bone": "femur", "fracture": "none"}, set()),
        ("fracture", {"bone": "femur", "fracture": "present"}, {"fracture.fracture"}),
        ("fracture", {"bone": "spine"}, set()),
        ("fracture", {}, {"imaging.bone"}),
        ("fracture", {"fracture": "none"}, set()),
        ("fracture", {"fracture": "present"}, {"fracture.fracture"}),
        ("lung_type", {"cancer_history": "known_before"}, {"history.primary"}),
        ("lung_type", {}, {"history.cancer_history"}),
        ("weeks_since_radiotherapy", {}, {"imaging.treated_before"}),
        ("weeks_since_radiotherapy", {"treated_before": True}, {"imaging.radiotherapy_here"}),
        ("segment", {"bone": "femur", "segment": "proximal"}, {"imaging.segment"}),
        ("segment", {"bone": "tibia", "segment": "proximal"}, set()),
        ("deficit", {"bone": "femur", "deficit": "present"}, set()),
        ("worst_pain", {"worst_pain": 3}, set()),
    ],
)
def test_open_questions_are_named(key: str, answers: dict[str, Any], keys: set[str]) -> None:
    facts = Facts(answers)
    question = QUESTIONS[key]
    assert question.open_keys(facts) == keys
    assert facts.is_open(question) is (question.path in keys)


def test_both_readings_share_the_answers_and_differ_in_what_they_presume() -> None:
    facts = Facts({"bone": "femur"})
    presumed = facts.presumed
    assert not facts.presuming
    assert presumed.presuming
    assert presumed.answers is facts.answers
    assert presumed.asked is facts.asked
    assert presumed.values is facts.values
    assert presumed.spans is facts.spans
    assert presumed.memo is not facts.memo
    assert facts.presumed is presumed
    assert presumed.presumed is presumed
