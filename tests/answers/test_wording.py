"""Answers in words: each kind of question, places, and a case told apart without saying whose it is."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from assessments.answers import wording
from assessments.answers.columns import LesionColumns, columns_of, day_of
from assessments.answers.document import Answers
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import QUESTIONS

CASE: dict[str, Any] = {
    "patient": {"age": 62, "sex": "female", "assessed_on": "2026-11-20"},
    "history": {"primary": "breast"},
}
FEMUR = {"imaging": {"bone": "femur", "side": "left", "segment": "subtrochanteric"}}
SPINE = {"imaging": {"bone": "spine", "level": "T8"}}


@pytest.mark.parametrize(
    ("key", "answer", "english", "chinese"),
    [
        ("mechanical", True, "Yes", "是"),
        ("mechanical", False, "No", "否"),
        ("mechanical", None, "Not known", "不详"),
        ("side", "left", "Left", "左侧"),
        ("side", "both", "both", "both"),  # no choice of ours
        ("cord_compression", "2", "2 (Cord compressed, CSF still visible around the cord)", None),
        ("age", 62, "62 years", "62岁"),
        ("axial_extent_mm", 45, "45 mm", "45 mm"),
        ("circumferential_percent", 45, "45%", "45%"),
        ("albumin", 35.5, "35.5 g/L", "35.5 g/L"),
        ("assessed_on", "2026-11-20", "20 November 2026", "2026年11月20日"),
    ],
)
def test_an_answer_in_words(key: str, answer: object, english: str, chinese: str | None) -> None:
    with translation.override("en"):
        assert wording.in_words(QUESTIONS[key], answer) == english
    if chinese is not None:
        with translation.override("zh-hans"):
            assert wording.in_words(QUESTIONS[key], answer) == chinese


def test_a_month_is_told_without_a_day() -> None:
    assert wording.date_in_words("2026-10") == "October 2026"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("", "", ""), "Bone not entered yet"),
        (("femur", "", ""), "Femur"),
        (("femur", "left", "subtrochanteric"), "Left femur, subtrochanteric"),
        (("spine", "", "T8"), "Spine, T8"),
        (("spine", "", ""), "Spine"),
    ],
)
def test_a_place_in_words(place: tuple[str, str, str], words: str) -> None:
    assert wording.place_name(*place) == words


def test_a_case_is_told_apart() -> None:
    one, two = Answers(CASE, {"a": FEMUR}), Answers(CASE, {"a": FEMUR, "b": SPINE})
    assert wording.case_line(one) == "Left femur, subtrochanteric · 62 f · breast"
    assert wording.case_line(two) == "2 lesions · 62 f · breast"
    assert wording.case_line(two, "b") == "Spine, T8 · 62 f · breast"
    assert wording.case_line(Answers({}, {"a": {}})) == "Bone not entered yet"


def test_what_is_still_asked_is_named_without_a_question_mark() -> None:
    assert not wording.question_name(QUESTIONS["mechanical"]).endswith("?")
    assert wording.asked_next(QUESTIONS["mechanical"], Facts({})) == wording.question_name(
        QUESTIONS["mechanical"]
    )


def test_the_columns_of_the_list() -> None:
    found = columns_of(Answers(CASE, {"a": FEMUR, "b": SPINE}))
    assert (found.primary, found.assessed_on) == ("breast", date(2026, 11, 20))
    places = [(one.bone, one.side, one.part) for one in found.lesions]
    assert places == [("femur", "left", "subtrochanteric"), ("spine", "", "T8")]
    assert (day_of("2026-10"), day_of(None)) == (date(2026, 10, 15), None)


def test_the_lesion_that_presses_most_leads() -> None:
    calm = LesionColumns("femur", decision="operate", urgency="expedited")
    firm = LesionColumns("tibia", decision="operate", urgency="urgent")
    soft = LesionColumns("spine", decision="consider", urgency="urgent")
    assert sorted([soft, firm, calm], key=lambda one: one.pressing) == [calm, soft, firm]
    assert columns_of(Answers({}, {})).leading == LesionColumns()
