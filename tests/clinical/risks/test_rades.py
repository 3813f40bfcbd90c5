"""Rades 2013, typed a second time from the dossier (seven items, 6 to 25 points, the limit of 19)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.risks import RISKS_BY_KEY
from tests.clinical.scores.reading import band, points, read, total

RADES = RISKS_BY_KEY["rades_2013"]
LEAST: dict[str, object] = {
    "bone": "spine",
    "level": "T8",
    "cord_compression": "3",
    "deficit": "cord",
    "ecog": 2,
    "cancer_history": "known_before",
    "primary": "breast",
    "interval_months": 16,
    "vertebral_metastases": 1,
    "other_bone_metastases": 0,
    "visceral_metastases": "none",
    "walking": "unaided",
    "onset": "8_to_14_days",
}
MOST: dict[str, object] = {
    **LEAST,
    "ecog": 4,
    "primary": "lung",
    "interval_months": 15,
    "other_bone_metastases": 1,
    "visceral_metastases": "unremovable",
    "walking": "unable",
    "onset": "2_to_7_days",
}


def test_the_least_and_the_most_there_is() -> None:
    assert total(RADES, LEAST) == (6, 6)
    assert total(RADES, MOST) == (25, 25)
    assert (RADES.lowest, RADES.highest) == (6, 25)


@pytest.mark.parametrize(("ecog", "expected"), [(2, {0}), (3, {4}), (4, {4}), (None, {0, 4})])
def test_ecog(ecog: int | None, expected: set[int]) -> None:
    assert points(RADES, "ecog", LEAST, ecog=ecog) == expected


@pytest.mark.parametrize("ecog", [0, 1])
def test_somebody_as_well_as_that_is_outside_its_cohort(ecog: int) -> None:
    assert read(RADES, {**LEAST, "ecog": ecog}) is None
    assert "outside its cohort" in RADES.why_not(Facts({**LEAST, "ecog": ecog}))
    assert RADES.why_not(Facts(LEAST)) == ""


ONES = {"breast": 1, "prostate": 2, "myeloma": 1, "lymphoma": 1, "lung": 3}
OTHERS = [
    "kidney", "thyroid", "melanoma", "liver", "biliary", "colon", "rectum", "stomach", "oesophagus",
    "pancreas", "urothelial", "endometrium", "cervix", "ovary", "head_neck", "sarcoma", "germ_cell",
    "neuroendocrine", "phaeochromocytoma", "other",
]  # fmt: skip


@pytest.mark.parametrize(("primary", "expected"), [*ONES.items(), *((other, 3) for other in OTHERS)])
def test_type_of_cancer(primary: str, expected: int) -> None:
    assert points(RADES, "cancer", LEAST, primary=primary) == {expected}


@pytest.mark.parametrize(("history", "expected"), [("no_primary_found", {3}), ("not_worked_up", {1, 2, 3})])
def test_no_primary_found_is_another_cancer(history: str, expected: set[int]) -> None:
    change = {"cancer_history": history, "primary": None, "interval_months": None}
    assert points(RADES, "cancer", LEAST, **change) == expected
    assert points(RADES, "interval", LEAST, **change) == {3}


@pytest.mark.parametrize(
    ("vertebrae", "others", "expected"), [(1, 0, {1}), (2, 0, {3}), (1, 1, {3}), (1, None, {1, 3})]
)
def test_other_bone_metastases(vertebrae: int, others: int | None, expected: set[int]) -> None:
    change = {"vertebral_metastases": vertebrae, "other_bone_metastases": others}
    assert points(RADES, "other_bone", LEAST, **change) == expected


@pytest.mark.parametrize(
    ("visceral", "expected"),
    [("none", {1}), ("removable", {4}), ("unremovable", {4}), ("present", {4}), (None, {1, 4})],
)
def test_visceral_metastases(visceral: str | None, expected: set[int]) -> None:
    assert points(RADES, "visceral", LEAST, visceral_metastases=visceral) == expected


@pytest.mark.parametrize(
    ("months", "expected"), [(0, {3}), (14, {3}), (15, {3}), (16, {1}), (200, {1}), (None, {1, 3})]
)
def test_interval_of_15_months_is_short_and_of_16_long(months: int | None, expected: set[int]) -> None:
    assert points(RADES, "interval", LEAST, interval_months=months) == expected


@pytest.mark.parametrize(
    ("walking", "expected"), [("unaided", {1}), ("aided", {1}), ("unable", {4}), (None, {1, 4})]
)
def test_walking(walking: str | None, expected: set[int]) -> None:
    assert points(RADES, "walking", LEAST, walking=walking) == expected


@pytest.mark.parametrize(
    ("onset", "expected"),
    [
        ("within_48_hours", {4}), ("2_to_7_days", {4}), ("8_to_14_days", {1}), ("over_14_days", {1}),
        (None, {1, 4}),
    ],
)  # fmt: skip
def test_time_in_which_the_deficit_developed(onset: str | None, expected: set[int]) -> None:
    assert points(RADES, "developed", LEAST, onset=onset) == expected


@pytest.mark.parametrize(
    ("hours", "onset", "expected"),
    [
        (10, None, {4}), (48, None, {4}), (49, None, {1, 4}), (10, "within_48_hours", {4}),
        (48, "within_48_hours", {4}), (49, "2_to_7_days", {4}), (200, "8_to_14_days", {1}),
    ],
)  # fmt: skip
def test_a_deficit_that_began_within_two_days_developed_in_no_longer(
    hours: int, onset: str | None, expected: set[int]
) -> None:
    """It is not asked how fast it developed, and an answer to that counts no longer."""
    assert points(RADES, "developed", LEAST, onset=onset, deficit_hours=hours) == expected


@pytest.mark.parametrize(
    ("change", "expected", "key"),
    [
        # 4 + 2 + 3 + 1 + 3 + 4 + 1
        ({"ecog": 3, "primary": "prostate", "other_bone_metastases": 1, "interval_months": 2,
          "walking": "unable"}, 18, "below"),
        # the same of the lung: 19
        ({"ecog": 3, "primary": "lung", "other_bone_metastases": 1, "interval_months": 2,
          "walking": "unable"}, 19, "high"),
        # 0 + 3 + 3 + 4 + 3 + 1 + 4
        ({"primary": "lung", "other_bone_metastases": 4, "visceral_metastases": "removable",
          "interval_months": 0, "onset": "within_48_hours"}, 18, "below"),
    ],
)  # fmt: skip
def test_worked_examples_and_the_flip_at_19(change: dict[str, object], expected: int, key: str) -> None:
    assert total(RADES, LEAST, **change) == (expected, expected)
    assert band(RADES, LEAST, **change) == key


def test_open_answers_make_a_range_and_no_band() -> None:
    assert total(RADES, LEAST, ecog=None) == (6, 10)
    assert total(RADES, MOST, walking=None, onset=None) == (19, 25)
    assert band(RADES, MOST, walking=None, onset=None, visceral_metastases=None) is None


def test_the_bands_and_both_limits_as_printed() -> None:
    assert [(one.low, one.high) for one in RADES.bands] == [(6, 18), (19, 25)]
    assert "95 %" in RADES.bands[0].meaning
    assert "81 %" in RADES.bands[1].meaning
    assert "16 %" in RADES.bands[1].meaning  # specificity 84 %
    assert any("19" in limit and "24" in limit for limit in RADES.limits)


@pytest.mark.parametrize(
    "change",
    [
        {"bone": "femur"},
        {"cord_compression": "1b"},
        {"deficit": "none", "frankel": "E"},
        {"deficit": "radiculopathy", "frankel": "E"},
    ],
)
def test_only_where_the_cord_is_compressed_and_power_is_lost(change: dict[str, object]) -> None:
    assert read(RADES, {**LEAST, **change}) is None
