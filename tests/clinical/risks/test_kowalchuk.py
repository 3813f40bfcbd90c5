"""Kowalchuk 2022, typed a second time from the dossier (the four items and three bands of the abstract)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.risks import RISKS_BY_KEY
from tests.clinical.scores.reading import band, points, read, total

KOWALCHUK = RISKS_BY_KEY["kowalchuk"]
# T7, no tumour in the canal, SINS 0 + 1 (T7).
LEAST: dict[str, object] = {
    "bone": "spine",
    "implant": "none",
    "level": "T7",
    "cord_compression": "0",
    "mechanical": False,
    "worst_pain": 0,
    "lesion_type": "blastic",
    "alignment": "normal",
    "collapse": "none",
    "posterolateral": "none",
}
SINS_6: dict[str, object] = {"worst_pain": 3, "mechanical": True, "lesion_type": "lytic"}  # 1 + 3 + 2
SINS_7: dict[str, object] = {**SINS_6, "posterolateral": "unilateral"}


def test_the_volume_is_never_asked_for_so_that_a_point_stays_open() -> None:
    assert points(KOWALCHUK, "volume", LEAST) == {0, 1}
    assert total(KOWALCHUK, LEAST) == (0, 1)
    reading = read(KOWALCHUK, LEAST)
    assert reading is not None
    assert (reading.complete, reading.known_items) == (False, 3)


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        ("0", {0}), ("1a", {1}), ("1b", {1}), ("1c", {1}), ("2", {1}), ("3", {1}), ("compressed", {1}),
        (None, {0, 1}),
    ],
)  # fmt: skip
def test_epidural_extension_is_escc_1a_or_more(grade: str | None, expected: set[int]) -> None:
    assert points(KOWALCHUK, "epidural", LEAST, cord_compression=grade) == expected


@pytest.mark.parametrize(
    ("cauda", "expected"),
    [("none", {0, 1}), ("partial", {1}), ("severe", {1}), ("present", {1}), (None, {0, 1})],
)
def test_below_the_conus_no_compression_does_not_mean_no_tumour_in_the_canal(
    cauda: str | None, expected: set[int]
) -> None:
    assert points(KOWALCHUK, "epidural", LEAST, level="L3", cauda_compression=cauda) == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("C0", {0}), ("C7", {0}), ("T1", {0}), ("T12", {0}), ("L1", {1}), ("L2", {1}), ("L3", {1}),
        ("L4", {1}), ("L5", {1}), ("S1", {0}), ("S5", {0}), ("lumbar", {1}), ("thoracic", {0}),
        (None, {0, 1}),
    ],
)  # fmt: skip
def test_lumbar_level(level: str | None, expected: set[int]) -> None:
    assert points(KOWALCHUK, "lumbar", LEAST, level=level) == expected


def test_sins_6_counts_nothing_and_7_a_point() -> None:
    assert points(KOWALCHUK, "sins", LEAST, **SINS_6) == {0}
    assert points(KOWALCHUK, "sins", LEAST, **SINS_7) == {1}
    assert points(KOWALCHUK, "sins", LEAST, **{**SINS_6, "posterolateral": None}) == {0, 1}


@pytest.mark.parametrize(
    ("change", "expected", "key"),
    [
        ({}, (0, 1), "low"),
        ({"level": "L1"}, (1, 2), None),
        ({"level": "L1", "cord_compression": "2"}, (2, 3), None),
        ({"level": "L1", "cord_compression": "2", **SINS_7}, (3, 4), "high"),
    ],
)
def test_totals_and_bands(change: dict[str, object], expected: tuple[int, int], key: str | None) -> None:
    assert total(KOWALCHUK, LEAST, **change) == expected
    assert band(KOWALCHUK, LEAST, **change) == key


def test_the_bands_as_printed() -> None:
    printed = [(one.key, one.low, one.high, one.meaning[:4]) for one in KOWALCHUK.bands]
    assert printed == [("low", 0, 1, "92 %"), ("intermediate", 2, 2, "80 %"), ("high", 3, 4, "56 %")]
    assert [one.meaning[-5:-2] for one in KOWALCHUK.bands][1:] == ["(99", "(92"]
    assert "(273 treatments)" in KOWALCHUK.bands[0].meaning


def test_only_of_a_vertebra_that_was_never_operated_on() -> None:
    assert read(KOWALCHUK, {**LEAST, "implant": "intact"}) is None
    assert read(KOWALCHUK, {**LEAST, "implant": "failed"}) is None
    assert "outside its cohort" in KOWALCHUK.why_not(Facts({**LEAST, "implant": "failed"}))
    assert KOWALCHUK.why_not(Facts(LEAST)) == ""
    reading = read(KOWALCHUK, {**LEAST, "implant": None})
    assert reading is not None
    assert reading.applies is None
    assert read(KOWALCHUK, {"bone": "femur"}) is None
