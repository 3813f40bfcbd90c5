"""What marks on a picture come to, and which answer that is; figures worked out by hand."""

from __future__ import annotations

import pytest

from assessments.clinical.language.questions import Question
from assessments.clinical.sections.imaging import AXIAL_EXTENT_MM, CIRCUMFERENTIAL_PERCENT, CORTICAL_FRACTION
from assessments.key_images.measures import (
    ARC,
    LENGTH,
    SHARE,
    NotMeasurableError,
    answer_of,
    drawn,
    measured,
    mm_per_pixel,
    points,
)


def test_a_length_is_pixels_times_their_size() -> None:
    assert measured(LENGTH, [(0, 0), (30, 40)], 0.5) == 25.0
    assert measured(LENGTH, [(0, 0), (30, 40)], mm_per_pixel([(0, 0), (0, 20)], 50)) == 125.0


def test_a_length_without_a_scale_is_none() -> None:
    with pytest.raises(NotMeasurableError):
        measured(LENGTH, [(0, 0), (30, 40)], None)


def test_a_share_needs_no_scale_and_is_never_more_than_all() -> None:
    assert measured(SHARE, [(0, 0), (60, 0), (10, 5), (40, 5)], None) == 50.0
    assert measured(SHARE, [(0, 0), (60, 0), (0, 5), (90, 5)], None) == 100.0


@pytest.mark.parametrize(
    ("begins", "ends", "percent"),
    [
        ((10, 5), (5, 10), 25),  # from the right down: clockwise as it is seen
        ((5, 10), (10, 5), 75),
        ((5, 0), (5, 10), 50),
        ((0, 5), (10, 5), 50),
    ],
)
def test_an_arc_goes_clockwise(begins: tuple[int, int], ends: tuple[int, int], percent: int) -> None:
    assert measured(ARC, [(0, 5), (10, 5), begins, ends], None) == pytest.approx(percent)


@pytest.mark.parametrize(
    ("question", "value", "answer"),
    [
        (AXIAL_EXTENT_MM, 30.0, 30),
        (AXIAL_EXTENT_MM, 30.04, 30),
        (AXIAL_EXTENT_MM, 30.1, 31),
        (CIRCUMFERENTIAL_PERCENT, 49.2, 50),
        (CORTICAL_FRACTION, 33.3, "under_third"),
        (CORTICAL_FRACTION, 33.4, "third_to_two_thirds"),
        (CORTICAL_FRACTION, 66.6, "third_to_two_thirds"),
        (CORTICAL_FRACTION, 66.7, "over_two_thirds"),
    ],
)
def test_which_answer_it_is(question: Question, value: float, answer: int | str) -> None:
    assert answer_of(question, value) == answer


def test_more_than_the_question_takes_is_no_answer() -> None:
    with pytest.raises(NotMeasurableError):
        answer_of(AXIAL_EXTENT_MM, 450.2)


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        [[1, 1]],
        [[1, 1], [1, 1]],
        [[1, 1], [101, 1]],
        [[1, 1], [1, -1]],
        [[1, 1], ["2", 2]],
        [[1, 1], [float("nan"), 2]],
        [[1, 1], [2]],
        [[1, 1], [2, 2], [3, 3]],
    ],
)
def test_what_are_no_two_points_of_the_picture(given: object) -> None:
    with pytest.raises(NotMeasurableError):
        points(given, count=2, width=100, height=100)


@pytest.mark.parametrize("mm", [0, -1, 1001, float("nan"), float("inf")])
def test_what_is_no_length(mm: float) -> None:
    with pytest.raises(NotMeasurableError):
        mm_per_pixel([(0, 0), (0, 20)], mm)


def test_marks_are_drawn() -> None:
    assert drawn("length", [[1, 2], [3, 4]]) == "M1.00 2.00L3.00 4.00"
    arc = drawn("arc", [[0, 5], [10, 5], [20, 5], [5, 20]])
    assert arc == "M0.00 5.00L10.00 5.00M10.00 5.00A5.00 5.00 0 0 1 5.00 10.00"
