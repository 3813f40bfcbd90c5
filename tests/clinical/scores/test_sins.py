"""SINS, typed a second time from the dossier (spine.md 1 and 9)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.sins import SINS
from tests.clinical.scores.reading import band, points, read, total, without

LEAST: dict[str, object] = {
    "bone": "spine",
    "level": "S3",
    "worst_pain": 0,
    "lesion_type": "blastic",
    "alignment": "normal",
    "collapse": "none",
    "posterolateral": "none",
}

# The level map of spine.md 1.1, one level after the other.
LOCATION = {
    **dict.fromkeys(("C0", "C1", "C2"), 3),
    **dict.fromkeys(("C3", "C4", "C5", "C6"), 2),
    **dict.fromkeys(("C7", "T1", "T2"), 3),
    **dict.fromkeys(("T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10"), 1),
    **dict.fromkeys(("T11", "T12", "L1"), 3),
    **dict.fromkeys(("L2", "L3", "L4"), 2),
    **dict.fromkeys(("L5", "S1"), 3),
    **dict.fromkeys(("S2", "S3", "S4", "S5"), 0),
}


def test_every_level_is_there() -> None:
    assert len(LOCATION) == 8 + 12 + 5 + 5


@pytest.mark.parametrize("level", LOCATION)
def test_location(level: str) -> None:
    assert points(SINS, "location", LEAST, level=level) == {LOCATION[level]}


@pytest.mark.parametrize(
    ("level", "expected"),
    [("cervical", {2, 3}), ("thoracic", {1, 3}), ("lumbar", {2, 3}), ("sacral", {0, 3})],
)
def test_a_level_known_roughly_gives_a_range(level: str, expected: set[int]) -> None:
    assert points(SINS, "location", LEAST, level=level) == expected


def test_pain_free() -> None:
    assert points(SINS, "pain", LEAST) == {0}
    assert points(SINS, "pain", {**without(LEAST, "worst_pain"), "pain_in_words": "none"}) == {0}


@pytest.mark.parametrize("pain", range(1, 11))
def test_pain_that_is_not_mechanical_is_one_however_strong(pain: int) -> None:
    assert points(SINS, "pain", LEAST, worst_pain=pain, mechanical=False) == {1}


@pytest.mark.parametrize("pain", range(1, 11))
def test_mechanical_pain_is_three_however_weak(pain: int) -> None:
    assert points(SINS, "pain", LEAST, worst_pain=pain, mechanical=True) == {3}


@pytest.mark.parametrize("word", ["mild", "moderate", "severe", "present"])
def test_pain_in_words(word: str) -> None:
    answers = {**without(LEAST, "worst_pain"), "pain_in_words": word}
    assert points(SINS, "pain", answers, mechanical=False) == {1}
    assert points(SINS, "pain", answers) == {1, 3}


def test_pain_not_known_at_all() -> None:
    assert points(SINS, "pain", without(LEAST, "worst_pain")) == {0, 1, 3}
    assert points(SINS, "pain", without(LEAST, "worst_pain"), mechanical=False) == {0, 1}
    assert points(SINS, "pain", without(LEAST, "worst_pain"), mechanical=True) == {3}


@pytest.mark.parametrize(("lesion", "expected"), [("lytic", 2), ("mixed", 1), ("blastic", 0)])
def test_type_of_lesion(lesion: str, expected: int) -> None:
    assert points(SINS, "lesion", LEAST, lesion_type=lesion) == {expected}


@pytest.mark.parametrize(("alignment", "expected"), [("subluxation", 4), ("deformity", 2), ("normal", 0)])
def test_alignment(alignment: str, expected: int) -> None:
    assert points(SINS, "alignment", LEAST, alignment=alignment) == {expected}


@pytest.mark.parametrize(
    ("collapse", "expected"),
    [
        ("over_half", {3}),  # often misprinted with under half
        ("under_half", {2}),
        ("none_over_half_involved", {1}),
        ("none", {0}),
        ("present", {2, 3}),
    ],
)
def test_collapse(collapse: str, expected: set[int]) -> None:
    assert points(SINS, "collapse", LEAST, collapse=collapse) == expected


@pytest.mark.parametrize(
    ("side", "expected"), [("bilateral", {3}), ("unilateral", {1}), ("none", {0}), ("present", {1, 3})]
)
def test_posterolateral_elements(side: str, expected: set[int]) -> None:
    assert points(SINS, "posterolateral", LEAST, posterolateral=side) == expected


MOST: dict[str, object] = {
    "bone": "spine",
    "level": "T12",
    "worst_pain": 8,
    "mechanical": True,
    "lesion_type": "lytic",
    "alignment": "subluxation",
    "collapse": "over_half",
    "posterolateral": "bilateral",
}


def test_the_least_and_the_most() -> None:
    assert total(SINS, LEAST) == (0, 0)
    assert total(SINS, MOST) == (18, 18)


@pytest.mark.parametrize(
    ("change", "expected", "name"),
    [
        (
            {"alignment": "normal", "posterolateral": "none", "collapse": "none", "lesion_type": "blastic"},
            6,
            "stable",
        ),
        (
            {"alignment": "normal", "posterolateral": "none", "collapse": "none", "lesion_type": "mixed"},
            7,
            "borderline",
        ),
        ({"alignment": "normal", "collapse": "none_over_half_involved"}, 12, "borderline"),
        ({"alignment": "normal", "collapse": "under_half"}, 13, "unstable"),
    ],
)
def test_band_edges(change: dict[str, object], expected: int, name: str) -> None:
    assert total(SINS, MOST, **change) == (expected, expected)
    assert band(SINS, MOST, **change) == name


def case(
    level: str, mechanical: bool, lesion: str, alignment: str, collapse: str, posterolateral: str
) -> dict[str, object]:
    return {
        "bone": "spine",
        "level": level,
        "worst_pain": 5,
        "mechanical": mechanical,
        "lesion_type": lesion,
        "alignment": alignment,
        "collapse": collapse,
        "posterolateral": posterolateral,
    }


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("A1", case("L3", True, "lytic", "normal", "none_over_half_involved", "none"), 8),
        ("A2", case("T8", True, "lytic", "normal", "under_half", "bilateral"), 11),
        ("A3", case("T10", False, "blastic", "normal", "none", "unilateral"), 3),
        ("A4", case("T6", False, "lytic", "normal", "under_half", "bilateral"), 9),
        ("A5", case("L2", True, "lytic", "normal", "under_half", "unilateral"), 10),
        ("A6", case("S2", True, "lytic", "normal", "none_over_half_involved", "unilateral"), 7),
        ("A7", case("T5", False, "lytic", "normal", "none_over_half_involved", "unilateral"), 6),
    ],
)
def test_worked_examples(name: str, answers: dict[str, object], expected: int) -> None:
    assert total(SINS, answers) == (expected, expected), name


def test_the_floor_of_an_odontoid_fracture_with_subluxation() -> None:
    answers: dict[str, object] = {
        "bone": "spine",
        "level": "C2",
        "lesion_type": "lytic",
        "alignment": "subluxation",
        "mechanical": True,
    }
    assert total(SINS, answers) == (12, 18)
    assert band(SINS, answers) is None


def test_what_would_complete_it() -> None:
    assert SINS.open_keys(Facts({**MOST, "level": "cervical"})) == {"imaging.level"}
    assert SINS.open_keys(Facts(without(MOST, "level", "collapse"))) == {
        "imaging.level",
        "imaging.collapse",
    }


def test_nothing_known_but_the_bone() -> None:
    assert total(SINS, {"bone": "spine"}) == (0, 18)


def test_off_the_spine_there_is_none() -> None:
    assert read(SINS, {"bone": "femur"}) is None
