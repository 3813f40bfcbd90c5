"""Glasgow prognostic score: switched off as it is declared, and tested with limits of the test's own."""

import pytest

from assessments.clinical.evaluation.evaluate import LesionEvaluation
from assessments.clinical.language.facts import Facts
from assessments.clinical.risks import RISKS_BY_KEY
from assessments.clinical.risks.gps import CutOffs, gps
from tests.clinical.scores.reading import band, points, read, total

USUAL = gps(CutOffs(crp_above=10, albumin_below=35))
OTHER = gps(CutOffs(crp_above=5, albumin_below=32))
NORMAL: dict[str, object] = {"bone": "femur", "crp": 10, "albumin": 35}


def test_it_is_switched_off_until_its_limits_have_been_read() -> None:
    declared = RISKS_BY_KEY["gps"]
    assert read(declared, NORMAL) is None
    assert declared.not_computed_because
    assert declared.reads == frozenset()
    lesion = LesionEvaluation(Facts({"bone": "femur", "crp": 100, "albumin": 20}))
    assert [reading.score.key for reading in lesion.risks] == ["chow"]


@pytest.mark.parametrize(
    ("crp", "usual", "other"),
    [(3, {0}, {0}), (5, {0}, {0}), (5.1, {0}, {1}), (10, {0}, {1}), (10.1, {1}, {1}), (None, {0, 1}, {0, 1})],
)
def test_c_reactive_protein_above_the_limit(crp: float | None, usual: set[int], other: set[int]) -> None:
    assert points(USUAL, "crp", NORMAL, crp=crp) == usual
    assert points(OTHER, "crp", NORMAL, crp=crp) == other


@pytest.mark.parametrize(
    ("albumin", "usual", "other"),
    [(35, {0}, {0}), (34.9, {1}, {0}), (32, {1}, {0}), (31.9, {1}, {1}), (None, {0, 1}, {0, 1})],
)
def test_albumin_below_the_limit(albumin: float | None, usual: set[int], other: set[int]) -> None:
    assert points(USUAL, "albumin", NORMAL, albumin=albumin) == usual
    assert points(OTHER, "albumin", NORMAL, albumin=albumin) == other


@pytest.mark.parametrize(
    ("change", "expected"), [({}, 0), ({"crp": 11}, 1), ({"albumin": 34}, 1), ({"crp": 11, "albumin": 34}, 2)]
)
def test_totals_and_bands(change: dict[str, object], expected: int) -> None:
    assert total(USUAL, NORMAL, **change) == (expected, expected)
    assert band(USUAL, NORMAL, **change) == str(expected)


def test_the_bands_as_printed() -> None:
    medians = [(one.low, one.high, one.meaning) for one in USUAL.bands]
    assert [(low, high) for low, high, _meaning in medians] == [(0, 0), (1, 1), (2, 2)]
    for (_low, _high, meaning), days in zip(medians, ("479", "136", "61"), strict=True):
        assert f"at {days} days" in meaning
    assert "38" in USUAL.bands[2].meaning
