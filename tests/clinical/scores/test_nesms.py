"""NESMS, typed a second time from the dossier (spine.md 6.6 and 9)."""

import pytest

from assessments.clinical.scores.nesms import NESMS
from tests.clinical.scores.reading import band, points, read, total, without

MOST: dict[str, object] = {
    "bone": "spine",
    "cancer_history": "known_before",
    "primary": "breast",
    "hormone_dependent": True,
    "visceral_metastases": "none",
    "cerebral_metastases": False,
    "vertebral_metastases": 1,
    "other_bone_metastases": 1,
    "walking": "unaided",
    "albumin": 40,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"other_bone_metastases": 0}, {1}),  # modified Bauer 4
        ({}, {1}),  # 3
        ({"primary": "prostate"}, {0}),  # 2
        ({"primary": "lung", "lung_type": "small_cell"}, {0}),  # 1
        ({"visceral_metastases": None}, {0, 1}),  # 2 or 3
        ({"cerebral_metastases": None, "other_bone_metastases": 0}, {1}),  # 3 or 4
    ],
)
def test_modified_bauer(change: dict[str, object], expected: set[int]) -> None:
    assert points(NESMS, "bauer", MOST, **change) == expected


@pytest.mark.parametrize(
    ("walking", "expected"), [("unaided", {1}), ("aided", {0}), ("unable", {0}), (None, {0, 1})]
)
def test_walking(walking: str | None, expected: set[int]) -> None:
    assert points(NESMS, "walking", MOST, walking=walking) == expected


@pytest.mark.parametrize(
    ("albumin", "expected"), [(35, {1}), (35.0, {1}), (34.9, {0}), (28, {0}), (50, {1}), (None, {0, 1})]
)
def test_albumin(albumin: float | None, expected: set[int]) -> None:
    assert points(NESMS, "albumin", MOST, albumin=albumin) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 3),  # A1
        ({"walking": "aided"}, 2),
        ({"walking": "aided", "albumin": 30}, 1),
        ({"walking": "unable", "albumin": 28, "primary": "lung", "lung_type": "non_small_cell"}, 0),  # A4
    ],
)
def test_every_total_and_its_band(change: dict[str, object], expected: int) -> None:
    assert total(NESMS, MOST, **change) == (expected, expected)
    assert band(NESMS, MOST, **change) == str(expected)


def test_open_and_off_the_spine() -> None:
    assert total(NESMS, {"bone": "spine"}) == (0, 3)
    assert total(NESMS, without(MOST, "albumin")) == (2, 3)
    assert read(NESMS, {"bone": "femur"}) is None
