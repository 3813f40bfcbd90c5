"""The fork: what each answer to the first question to answer next would make of the advice."""

from __future__ import annotations

from typing import Any

from assessments.clinical.evaluation.fork import answers_to
from assessments.clinical.sections import QUESTIONS
from tests.clinical.bases import CORD, DEFICIT, FEMUR, RIB, Answers, facts, judge


def forked(
    base: Answers, *more: Answers, **changes: Any
) -> list[tuple[str, Any, str, str, str | None, bool]]:
    return [
        (b.question.key, b.answer, b.advice.decision, b.advice.urgency, b.advice.aim, b.settled)
        for b in judge(base, *more, **changes).fork
    ]


def test_each_answer_to_the_next_question() -> None:
    assert forked(FEMUR, fracture=None) == [
        ("fracture", "none", "non_operative", "none", None, True),
        # Whether the skin is broken is asked next.
        ("fracture", "undisplaced", "operate", "expedited", "fracture_fixation", False),
        ("fracture", "displaced", "operate", "urgent", "fracture_fixation", False),
    ]
    assert forked(RIB, fracture="present", open_or_vascular_injury=False, limb_function=None) == [
        ("limb_function", "normal", "non_operative", "none", None, True),
        ("limb_function", "limited", "consider", "expedited", "pain_palliation", True),
        ("limb_function", "lost", "consider", "expedited", "pain_palliation", True),
    ]


def test_a_coarse_answer_forks_into_what_it_stands_for() -> None:
    assert [row[1] for row in forked(FEMUR, fracture="present", open_or_vascular_injury=False)] == [
        "undisplaced",
        "displaced",
    ]


def test_a_number_has_one_branch_on_each_side_of_each_cut_off() -> None:
    assert [row[1:4] for row in forked(FEMUR, axial_extent_mm=None)] == [
        (29, "non_operative", "none"),
        (30, "operate", "expedited"),
    ]
    assert list(answers_to(QUESTIONS["deficit_hours"], facts(CORD, DEFICIT))) == [48, 168, 169]
    assert list(answers_to(QUESTIONS["worst_pain"], facts(FEMUR))) == [0, 3, 4, 6, 7]
    assert list(answers_to(QUESTIONS["expected_benefit"], facts(FEMUR))) == [True, False]
    assert list(answers_to(QUESTIONS["assessed_on"], facts(FEMUR))) == []


def test_nothing_forks_where_nothing_is_open() -> None:
    assert forked(FEMUR) == []
