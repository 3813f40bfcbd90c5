"""SOMA 2020, typed a second time from the dossier (five items of a point, four bands of the abstract)."""

import pytest

from assessments.clinical.risks import RISKS_BY_KEY
from tests.clinical.scores.reading import band, points, read, total

SOMA = RISKS_BY_KEY["soma"]
LEAST: dict[str, object] = {
    "bone": "spine",
    "age": 60,
    "karnofsky": 80,
    "frankel": "E",
    "vertebral_metastases": 1,
    "albumin": 30,
}


@pytest.mark.parametrize(
    ("age", "expected"), [(18, {0}), (69, {0}), (70, {1}), (71, {1}), (95, {1}), (None, {0, 1})]
)
def test_age_70_counts(age: int | None, expected: set[int]) -> None:
    assert points(SOMA, "age", LEAST, age=age) == expected


@pytest.mark.parametrize("albumin", [20, 34.9, 35, 45, None])
def test_the_albumin_item_stays_open_whatever_was_measured(albumin: float | None) -> None:
    assert points(SOMA, "albumin", LEAST, albumin=albumin) == {0, 1}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"karnofsky": 30}, {1}),
        ({"karnofsky": 40}, {1}),
        ({"karnofsky": 50}, {0}),
        ({"karnofsky": None, "ecog": 2}, {0}),  # 60
        ({"karnofsky": None, "ecog": 3}, {1}),  # 40
        ({"karnofsky": None, "ecog": 4}, {1}),  # 20
        ({"karnofsky": None}, {0, 1}),
    ],
)
def test_karnofsky_40_counts(change: dict[str, object], expected: set[int]) -> None:
    assert points(SOMA, "karnofsky", LEAST, **change) == expected


@pytest.mark.parametrize(
    ("frankel", "expected"),
    [("A", {1}), ("B", {1}), ("C", {1}), ("D", {0}), ("E", {0}), ("impaired", {0, 1}), (None, {0, 1})],
)
def test_frankel(frankel: str | None, expected: set[int]) -> None:
    assert points(SOMA, "frankel", LEAST, frankel=frankel) == expected


@pytest.mark.parametrize(("vertebrae", "expected"), [(1, {0}), (2, {0, 1}), (5, {0, 1}), (None, {0, 1})])
def test_one_vertebra_is_not_two_side_by_side(vertebrae: int | None, expected: set[int]) -> None:
    assert points(SOMA, "contiguous", LEAST, vertebral_metastases=vertebrae) == expected


@pytest.mark.parametrize(("levels", "expected"), [(1, {0, 1}), (2, {1}), (6, {1}), (None, {0, 1})])
def test_a_tumour_of_two_vertebrae_lies_side_by_side(levels: int | None, expected: set[int]) -> None:
    found = points(SOMA, "contiguous", LEAST, vertebral_metastases=6, contiguous_levels=levels)
    assert found == expected


@pytest.mark.parametrize(
    ("change", "expected", "key"),
    [
        ({}, (0, 1), None),
        ({"age": 70, "karnofsky": 40}, (2, 3), None),
        ({"age": 70, "karnofsky": 40, "frankel": "C"}, (3, 4), "3_or_more"),
        ({"age": 70, "karnofsky": 40, "frankel": "C", "vertebral_metastases": 3}, (3, 5), "3_or_more"),
    ],
)
def test_totals_and_bands(change: dict[str, object], expected: tuple[int, int], key: str | None) -> None:
    assert total(SOMA, LEAST, **change) == expected
    assert band(SOMA, LEAST, **change) == key


def test_the_bands_as_printed() -> None:
    printed = [(one.low, one.high, one.meaning.partition(" %")[0]) for one in SOMA.bands]
    assert printed == [(0, 0, "4.6"), (1, 1, "30.0"), (2, 2, "53.9"), (3, 5, "64.7")]
    assert "36.2 %" in SOMA.cohort
    assert "3.11, 1.72-5.59" in SOMA.validation


def test_off_the_spine_there_is_none() -> None:
    assert read(SOMA, {"bone": "femur"}) is None
