"""Axial cortical involvement and Harrington's criteria (long-bone.md 2, 3 and 14)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.cortical import AXIAL_CORTICAL, HARRINGTON_IMPENDING
from assessments.clinical.scores.grading import Grading
from tests.clinical.scores.reading import grade, grades, parts, without

FEMUR: dict[str, object] = {
    "bone": "femur",
    "segment": "subtrochanteric",
    "fracture": "none",
    "lesion_type": "lytic",
    "axial_extent_mm": 10,
    "circumferential_percent": 20,
    "largest_diameter_mm": 20,
    "lesser_trochanter_avulsed": False,
    "worst_pain": 3,
    "mechanical": False,
    "treated_before": False,
}


@pytest.mark.parametrize(
    ("axial", "around", "expected"),
    [
        (0, 0, "low"),
        (29, 50, "low"),
        (30, 0, "high"),  # exactly 30 counts: the safer side
        (31, 0, "high"),
        (29, 51, "high"),
        (0, 50, "low"),
        (42, 40, "high"),  # E6
        (22, 40, "low"),  # E7
        (30, None, "high"),
        (None, 51, "high"),
        (29, None, None),
        (None, 50, None),
        (None, None, None),
    ],
)
def test_axial_cortical(axial: int | None, around: int | None, expected: str | None) -> None:
    found = grade(AXIAL_CORTICAL, FEMUR, axial_extent_mm=axial, circumferential_percent=around)
    assert found == expected


def test_parts_of_axial_cortical() -> None:
    assert parts(AXIAL_CORTICAL, FEMUR, axial_extent_mm=30, circumferential_percent=50) == {
        "axial": {True},
        "circumferential": {False},
    }
    assert parts(AXIAL_CORTICAL, FEMUR, axial_extent_mm=29, circumferential_percent=51) == {
        "axial": {False},
        "circumferential": {True},
    }


NONE_MET = {"cortex": {False}, "size": {False}, "lesser_trochanter": {False}} | {
    "pain_after_radiotherapy": {False}
}
IRRADIATED: dict[str, object] = {
    "treated_before": True,
    "radiotherapy_here": True,
    "weeks_since_radiotherapy": 4,
    "mechanical": True,
}


def test_no_criterion_met() -> None:
    assert grade(HARRINGTON_IMPENDING, FEMUR) == "none"
    assert parts(HARRINGTON_IMPENDING, FEMUR) == NONE_MET


@pytest.mark.parametrize(
    ("change", "criterion"),
    [
        ({"circumferential_percent": 51}, "cortex"),
        ({"largest_diameter_mm": 26}, "size"),
        ({"largest_diameter_mm": 26, "segment": "intertrochanteric"}, "size"),
        ({"largest_diameter_mm": 26, "segment": "head_neck"}, "size"),
        ({"lesser_trochanter_avulsed": True}, "lesser_trochanter"),
        (IRRADIATED, "pain_after_radiotherapy"),
    ],
)
def test_each_criterion_is_enough(change: dict[str, object], criterion: str) -> None:
    answers = {**FEMUR, **change}
    if answers["segment"] == "head_neck":
        answers.pop("lesser_trochanter_avulsed")
    assert grade(HARRINGTON_IMPENDING, answers) == "impending"
    assert parts(HARRINGTON_IMPENDING, answers) == {**NONE_MET, criterion: {True}}


@pytest.mark.parametrize(
    "change",
    [
        {"circumferential_percent": 50},
        {"largest_diameter_mm": 25},
        {"largest_diameter_mm": 60, "lesion_type": "mixed"},
        {"largest_diameter_mm": 60, "lesion_type": "blastic"},
        {**IRRADIATED, "weeks_since_radiotherapy": 3},
        {**IRRADIATED, "mechanical": False},
        {"axial_extent_mm": 90},  # no criterion of Harrington's
    ],
)
def test_what_is_not_enough(change: dict[str, object]) -> None:
    assert grade(HARRINGTON_IMPENDING, FEMUR, **change) == "none"


@pytest.mark.parametrize("segment", ["diaphysis", "distal"])
def test_size_counts_in_the_proximal_femur_alone(segment: str) -> None:
    answers = {**without(FEMUR, "lesser_trochanter_avulsed"), "segment": segment, "largest_diameter_mm": 60}
    assert grade(HARRINGTON_IMPENDING, answers) == "none"


def test_an_open_criterion_leaves_it_open() -> None:
    assert grades(HARRINGTON_IMPENDING, without(FEMUR, "largest_diameter_mm")) == ["none", "impending"]
    assert HARRINGTON_IMPENDING.open_keys(Facts(without(FEMUR, "largest_diameter_mm"))) == {
        "imaging.largest_diameter_mm"
    }


@pytest.mark.parametrize("grading", [AXIAL_CORTICAL, HARRINGTON_IMPENDING])
def test_only_an_unbroken_femur(grading: Grading) -> None:
    assert grading.read(Facts({"bone": "tibia", "fracture": "none"})) is None
    assert grading.why_not(Facts({"bone": "tibia", "fracture": "displaced"})) == ""
    broken = Facts({**FEMUR, "fracture": "displaced"})
    assert grading.read(broken) is None
    assert grading.why_not(broken).startswith("Already fractured")
    maybe = grading.read(Facts(without(FEMUR, "fracture")))
    assert maybe is not None
    assert maybe.applies is None
