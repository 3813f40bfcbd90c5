"""ESCC as recorded (spine.md 2)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.escc import ESCC
from tests.clinical.scores.reading import grade, grades, parts

THORACIC: dict[str, object] = {"bone": "spine", "level": "T8"}


@pytest.mark.parametrize(
    ("recorded", "expected"),
    # The grades are words: "2" is not the number 2.
    [("0", "low"), ("1a", "low"), ("1b", "low"), ("1c", "disputed"), ("2", "high"), ("3", "high")],
)
def test_class_of_each_grade(recorded: str, expected: str) -> None:
    assert grade(ESCC, THORACIC, cord_compression=recorded) == expected
    assert parts(ESCC, THORACIC, cord_compression=recorded) == {"grade": {recorded}}


def test_compressed_without_a_grade_is_high_grade_all_the_same() -> None:
    assert grade(ESCC, THORACIC, cord_compression="compressed") == "high"
    assert parts(ESCC, THORACIC, cord_compression="compressed") == {"grade": {"2", "3"}}


def test_not_graded_leaves_all_open() -> None:
    assert grade(ESCC, THORACIC) is None
    assert grades(ESCC, THORACIC) == ["low", "disputed", "high"]
    assert ESCC.open_keys(Facts(THORACIC)) == {"imaging.cord_compression"}
    assert ESCC.open_keys(Facts({**THORACIC, "cord_compression": "3"})) == set()


@pytest.mark.parametrize("level", ["L2", "L5", "S1", "sacral"])
def test_below_the_conus_there_is_no_grade_and_it_says_so(level: str) -> None:
    facts = Facts({"bone": "spine", "level": level})
    assert ESCC.read(facts) is None
    assert ESCC.why_not(facts) == "Below the conus there is no cord to grade."


@pytest.mark.parametrize("level", ["C0", "C7", "T12", "L1", "lumbar", "thoracic"])
def test_where_there_is_a_cord_it_applies(level: str) -> None:
    facts = Facts({"bone": "spine", "level": level})
    assert ESCC.read(facts) is not None
    assert ESCC.why_not(facts) == ""


def test_off_the_spine_nobody_expects_it() -> None:
    assert ESCC.read(Facts({"bone": "femur"})) is None
    assert ESCC.why_not(Facts({"bone": "femur"})) == ""


def test_with_the_level_open_it_may_apply() -> None:
    reading = ESCC.read(Facts({"bone": "spine"}))
    assert reading is not None
    assert reading.applies is None
    assert [one.key for one in reading.possible] == ["low", "disputed", "high"]
    assert reading.known_items == 0
