"""Mirels, typed a second time from the dossier (long-bone.md 1 and 14)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.mirels import MIRELS
from tests.clinical.scores.reading import band, points, read, total, without

LEAST: dict[str, object] = {
    "bone": "humerus",
    "segment": "diaphysis",
    "fracture": "none",
    "worst_pain": 2,
    "mechanical": False,
    "lesion_type": "blastic",
    "cortical_fraction": "under_third",
}


def test_the_least_there_is() -> None:
    assert total(MIRELS, LEAST) == (4, 4)


@pytest.mark.parametrize(
    ("bone", "segment", "expected"),
    [
        ("humerus", "proximal", 1),
        ("humerus", "diaphysis", 1),
        ("humerus", "distal", 1),
        ("radius", "diaphysis", 1),
        ("ulna", "proximal", 1),
        ("tibia", "proximal", 2),
        ("tibia", "diaphysis", 2),
        ("tibia", "distal", 2),
        ("fibula", "diaphysis", 2),
        ("femur", "head_neck", 2),
        ("femur", "diaphysis", 2),
        ("femur", "distal", 2),
        ("femur", "intertrochanteric", 3),
        ("femur", "subtrochanteric", 3),
    ],
)
def test_site(bone: str, segment: str, expected: int) -> None:
    assert points(MIRELS, "site", LEAST, bone=bone, segment=segment) == {expected}


@pytest.mark.parametrize(
    ("pain", "expected"),
    [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (6, 2), (7, 3), (8, 3), (9, 3), (10, 3)],
)
def test_pain_by_number_when_it_is_not_mechanical(pain: int, expected: int) -> None:
    assert points(MIRELS, "pain", LEAST, worst_pain=pain) == {expected}


@pytest.mark.parametrize("pain", range(1, 11))
def test_mechanical_pain_is_functional_whatever_its_number(pain: int) -> None:
    assert points(MIRELS, "pain", LEAST, worst_pain=pain, mechanical=True) == {3}


@pytest.mark.parametrize(
    ("word", "expected"),
    [("none", {1}), ("mild", {1}), ("moderate", {2}), ("severe", {3}), ("present", {1, 2, 3})],
)
def test_pain_in_words(word: str, expected: set[int]) -> None:
    answers = {**without(LEAST, "worst_pain", "mechanical"), "pain_in_words": word}
    if word != "none":
        answers["mechanical"] = False
    assert points(MIRELS, "pain", answers) == expected


@pytest.mark.parametrize(("lesion", "expected"), [("blastic", 1), ("mixed", 2), ("lytic", 3)])
def test_type_of_lesion(lesion: str, expected: int) -> None:
    assert points(MIRELS, "lesion", LEAST, lesion_type=lesion) == {expected}


@pytest.mark.parametrize(
    ("fraction", "expected"), [("under_third", 1), ("third_to_two_thirds", 2), ("over_two_thirds", 3)]
)
def test_size(fraction: str, expected: int) -> None:
    assert points(MIRELS, "size", LEAST, cortical_fraction=fraction) == {expected}


# One more point at each step, through every total there is.
STEPS: list[dict[str, object]] = [
    {},
    {"lesion_type": "mixed"},
    {"lesion_type": "lytic"},
    {"cortical_fraction": "third_to_two_thirds"},
    {"cortical_fraction": "over_two_thirds"},
    {"worst_pain": 5},
    {"worst_pain": 7},
    {"bone": "femur"},
    {"segment": "subtrochanteric"},
]


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        (4, "low"),
        (5, "low"),
        (6, "low"),
        (7, "low"),
        (8, "borderline"),
        (9, "high"),
        (10, "high"),
        (11, "high"),
        (12, "high"),
    ],
)
def test_every_total_and_its_band(expected: int, name: str) -> None:
    answers = dict(LEAST)
    for step in STEPS[: expected - 3]:
        answers.update(step)
    assert total(MIRELS, answers) == (expected, expected)
    assert band(MIRELS, answers) == name


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("E1", ("femur", "diaphysis", "lytic", "third_to_two_thirds", 8, False), 10),
        ("E3", ("femur", "intertrochanteric", "lytic", "under_third", 2, False), 8),
        ("E4", ("humerus", "diaphysis", "lytic", "third_to_two_thirds", 5, False), 8),
        ("E5", ("humerus", "diaphysis", "lytic", "third_to_two_thirds", 3, False), 7),
        ("E6", ("femur", "head_neck", "lytic", "third_to_two_thirds", 6, False), 9),
        ("E7", ("femur", "diaphysis", "lytic", "third_to_two_thirds", 4, True), 10),
    ],
)
def test_worked_examples(name: str, answers: tuple[object, ...], expected: int) -> None:
    keys = ("bone", "segment", "lesion_type", "cortical_fraction", "worst_pain", "mechanical")
    assert total(MIRELS, {"fracture": "none", **dict(zip(keys, answers, strict=True))}) == (
        expected,
        expected,
    ), name


def test_worked_example_with_pain_unknown_has_a_range_in_one_band() -> None:
    answers: dict[str, object] = {
        "bone": "femur",
        "segment": "intertrochanteric",
        "fracture": "none",
        "lesion_type": "lytic",
        "cortical_fraction": "over_two_thirds",
    }
    assert total(MIRELS, answers) == (10, 12)
    assert band(MIRELS, answers) == "high"


def test_a_proximal_femur_may_be_peritrochanteric() -> None:
    assert points(MIRELS, "site", LEAST, bone="femur", segment="proximal") == {2, 3}


def test_a_proximal_tibia_is_not_peritrochanteric() -> None:
    assert points(MIRELS, "site", LEAST, bone="tibia", segment="proximal") == {2}


def test_nothing_known_but_the_bone() -> None:
    answers: dict[str, object] = {"bone": "femur", "fracture": "none"}
    assert total(MIRELS, answers) == (5, 12)
    assert band(MIRELS, answers) is None
    reading = read(MIRELS, answers)
    assert reading is not None
    assert not reading.complete
    assert reading.known_items == 0


def test_what_would_complete_it() -> None:
    assert MIRELS.open_keys(Facts(without(LEAST, "cortical_fraction", "segment"))) == {
        "imaging.cortical_fraction"
    }
    open_pain = MIRELS.open_keys(Facts(without(LEAST, "worst_pain", "mechanical")))
    assert open_pain == {"pain.worst_pain", "pain.pain_in_words", "pain.mechanical"}


@pytest.mark.parametrize("fracture", ["undisplaced", "displaced", "present"])
def test_a_broken_bone_is_not_scored_and_says_why(fracture: str) -> None:
    answers = {**LEAST, "fracture": fracture}
    assert read(MIRELS, answers) is None
    assert MIRELS.span(Facts(answers)) is None
    assert MIRELS.why_not(Facts(answers)).startswith("Already fractured")


@pytest.mark.parametrize(
    "bone", ["spine", "acetabulum", "pelvis", "rib", "scapula", "clavicle", "hand", "foot", "skull"]
)
def test_only_long_bones_are_scored(bone: str) -> None:
    answers: dict[str, object] = {"bone": bone, "fracture": "none"}
    assert read(MIRELS, answers) is None
    assert MIRELS.why_not(Facts(answers)) == ""


def test_with_the_fracture_open_no_lower_bound_holds_yet() -> None:
    facts = Facts(without(LEAST, "fracture"))
    reading = MIRELS.read(facts)
    assert reading is not None
    assert reading.applies is None
    assert MIRELS.span(facts) == (float("-inf"), 4)
    assert MIRELS.at_least(4).holds(facts) is None
    assert MIRELS.why_not(facts) == ""


def test_it_reads_what_it_shows() -> None:
    assert MIRELS.reads >= {
        "imaging.bone",
        "imaging.segment",
        "imaging.lesion_type",
        "imaging.cortical_fraction",
        "pain.worst_pain",
        "pain.pain_in_words",
        "pain.mechanical",
        "fracture.fracture",
    }
