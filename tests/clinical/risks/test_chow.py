"""Chow 2008, the count of three factors, typed a second time from the dossier."""

import pytest

from assessments.clinical.risks import RISKS_BY_KEY
from tests.clinical.scores.reading import band, points, total

CHOW = RISKS_BY_KEY["chow"]
LEAST: dict[str, object] = {
    "bone": "femur",
    "cancer_history": "known_before",
    "primary": "breast",
    "visceral_metastases": "none",
    "cerebral_metastases": False,
    "dissemination": False,
    "karnofsky": 70,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {0}),
        ({"primary": "prostate"}, {1}),
        ({"primary": "myeloma"}, {1}),
        ({"primary": None}, {0, 1}),
        ({"cancer_history": "no_primary_found", "primary": None}, {1}),
        ({"cancer_history": "not_worked_up", "primary": None}, {0, 1}),
    ],
)
def test_not_breast(change: dict[str, object], expected: set[int]) -> None:
    assert points(CHOW, "not_breast", LEAST, **change) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {0}),
        ({"visceral_metastases": "removable"}, {1}),
        ({"visceral_metastases": "unremovable"}, {1}),
        ({"visceral_metastases": "present"}, {1}),
        ({"cerebral_metastases": True}, {1}),
        ({"dissemination": True}, {1}),
        ({"dissemination": None}, {0, 1}),
        ({"visceral_metastases": None}, {0, 1}),
        ({"visceral_metastases": None, "cerebral_metastases": True}, {1}),
    ],
)
def test_metastases_beyond_bone(change: dict[str, object], expected: set[int]) -> None:
    assert points(CHOW, "beyond_bone", LEAST, **change) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"karnofsky": 60}, {1}),
        ({"karnofsky": 70}, {0}),
        ({"karnofsky": None, "ecog": 1}, {0}),  # 80
        ({"karnofsky": None, "ecog": 2}, {1}),  # 60
        ({"karnofsky": None}, {0, 1}),
    ],
)
def test_karnofsky_60_counts(change: dict[str, object], expected: set[int]) -> None:
    assert points(CHOW, "karnofsky", LEAST, **change) == expected


@pytest.mark.parametrize(
    ("change", "expected", "key"),
    [
        ({}, (0, 0), "good"),
        ({"primary": "lung"}, (1, 1), "good"),
        ({"primary": "lung", "karnofsky": 60}, (2, 2), "two"),
        ({"primary": "lung", "karnofsky": 60, "dissemination": True}, (3, 3), "three"),
        ({"primary": None}, (0, 1), "good"),
        ({"primary": None, "karnofsky": 50}, (1, 2), None),
    ],
)
def test_totals_and_bands(change: dict[str, object], expected: tuple[int, int], key: str | None) -> None:
    assert total(CHOW, LEAST, **change) == expected
    assert band(CHOW, LEAST, **change) == key


def test_the_bands_as_printed() -> None:
    for one, (low, high, weeks) in zip(CHOW.bands, ((0, 1, 114), (2, 2, 29), (3, 3, 13)), strict=True):
        assert (one.low, one.high) == (low, high)
        assert f"at {weeks} weeks" in one.meaning
