"""Revised Tokuhashi, typed a second time from the dossier (spine.md 6.1 and 9, prognosis.md 3.2)."""

import pytest

from assessments.clinical.scores.tokuhashi import TOKUHASHI
from tests.clinical.scores.reading import band, points, read, total, without

MOST: dict[str, object] = {
    "bone": "spine",
    "cancer_history": "known_before",
    "primary": "thyroid",
    "karnofsky": 90,
    "other_bone_metastases": 0,
    "vertebral_metastases": 1,
    "visceral_metastases": "none",
    "frankel": "E",
}


@pytest.mark.parametrize(
    ("karnofsky", "expected"),
    [(10, 0), (20, 0), (30, 0), (40, 0), (50, 1), (60, 1), (70, 1), (80, 2), (90, 2), (100, 2)],
)
def test_general_condition_by_karnofsky(karnofsky: int, expected: int) -> None:
    assert points(TOKUHASHI, "general", MOST, karnofsky=karnofsky) == {expected}


@pytest.mark.parametrize(("ecog", "expected"), [(0, 2), (1, 2), (2, 1), (3, 0), (4, 0)])
def test_general_condition_by_ecog_where_no_karnofsky_is_given(ecog: int, expected: int) -> None:
    assert points(TOKUHASHI, "general", without(MOST, "karnofsky"), ecog=ecog) == {expected}


def test_karnofsky_wins_over_ecog() -> None:
    assert points(TOKUHASHI, "general", MOST, karnofsky=60, ecog=4) == {1}


def test_general_condition_while_open() -> None:
    assert points(TOKUHASHI, "general", without(MOST, "karnofsky")) == {0, 1, 2}


@pytest.mark.parametrize(
    ("foci", "expected"), [(0, {2}), (1, {1}), (2, {1}), (3, {0}), (4, {0}), (99, {0}), (None, {0, 1, 2})]
)
def test_bone_foci_outside_the_spine(foci: int | None, expected: set[int]) -> None:
    assert points(TOKUHASHI, "extraspinal_bone", MOST, other_bone_metastases=foci) == expected


@pytest.mark.parametrize(
    ("vertebrae", "expected"),
    # More vertebrae, fewer points: one transcription in circulation has it the other way round.
    [(1, {2}), (2, {1}), (3, {0}), (4, {0}), (33, {0}), (None, {0, 1, 2})],
)
def test_vertebral_metastases(vertebrae: int | None, expected: set[int]) -> None:
    assert points(TOKUHASHI, "vertebral", MOST, vertebral_metastases=vertebrae) == expected


def test_a_count_of_no_vertebra_beside_a_spinal_lesion_is_read_as_the_lesion_alone() -> None:
    assert points(TOKUHASHI, "vertebral", MOST, vertebral_metastases=0) == {2}


@pytest.mark.parametrize(
    ("organs", "expected"),
    [("unremovable", {0}), ("removable", {1}), ("none", {2}), ("present", {0, 1}), (None, {0, 1, 2})],
)
def test_major_organs(organs: str | None, expected: set[int]) -> None:
    assert points(TOKUHASHI, "organs", MOST, visceral_metastases=organs) == expected


def test_brain_metastases_are_not_an_organ_here() -> None:
    assert points(TOKUHASHI, "organs", MOST, cerebral_metastases=True) == {2}


@pytest.mark.parametrize(
    ("primary", "expected"),
    [
        ("lung", {0}),
        ("stomach", {0}),
        ("urothelial", {0}),
        ("oesophagus", {0}),
        ("pancreas", {0}),
        ("liver", {1}),
        ("biliary", {1}),
        ("myeloma", {2}),
        ("lymphoma", {2}),
        ("melanoma", {2}),
        ("colon", {2}),
        ("ovary", {2}),
        ("head_neck", {2}),
        ("germ_cell", {2}),
        ("phaeochromocytoma", {2}),
        ("other", {2}),
        ("kidney", {3}),
        ("endometrium", {3}),
        ("cervix", {3}),
        ("rectum", {4}),
        ("thyroid", {5}),
        ("breast", {5}),
        ("prostate", {5}),
        ("sarcoma", {0, 2}),  # osteosarcoma 0, other 2
        ("neuroendocrine", {2, 5}),  # carcinoid 5, other 2
        (None, {0, 1, 2, 3, 4, 5}),
    ],
)
def test_primary(primary: str | None, expected: set[int]) -> None:
    assert points(TOKUHASHI, "primary", MOST, primary=primary) == expected


def test_primary_not_found_or_not_searched_for() -> None:
    answers = without(MOST, "primary")
    assert points(TOKUHASHI, "primary", answers, cancer_history="no_primary_found") == {1}
    assert points(TOKUHASHI, "primary", answers, cancer_history="not_worked_up") == {0, 1, 2, 3, 4, 5}
    assert points(TOKUHASHI, "primary", answers, cancer_history=None) == {0, 1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("frankel", "expected"),
    [("A", {0}), ("B", {0}), ("C", {1}), ("D", {1}), ("E", {2}), ("impaired", {0, 1}), (None, {0, 1, 2})],
)
def test_palsy(frankel: str | None, expected: set[int]) -> None:
    assert points(TOKUHASHI, "palsy", MOST, frankel=frankel) == expected


def test_the_most_and_the_least() -> None:
    assert total(TOKUHASHI, MOST) == (15, 15)
    least = {
        "primary": "lung",
        "karnofsky": 30,
        "other_bone_metastases": 3,
        "vertebral_metastases": 3,
        "visceral_metastases": "unremovable",
        "frankel": "A",
    }
    assert total(TOKUHASHI, MOST, **least) == (0, 0)
    assert total(TOKUHASHI, {"bone": "spine"}) == (0, 15)


@pytest.mark.parametrize(
    ("change", "expected", "name"),
    # High is good: the bands run the other way than those of Tomita.
    [
        ({}, 15, "long"),
        ({"primary": "kidney", "frankel": "D"}, 12, "long"),
        ({"primary": "colon", "frankel": "D"}, 11, "middle"),
        ({"primary": "lung", "frankel": "D"}, 9, "middle"),
        ({"primary": "lung", "frankel": "A"}, 8, "short"),
    ],
)
def test_band_edges(change: dict[str, object], expected: int, name: str) -> None:
    assert total(TOKUHASHI, MOST, **change) == (expected, expected)
    assert band(TOKUHASHI, MOST, **change) == name


def test_what_the_bands_say() -> None:
    assert [(b.low, b.high, b.label) for b in TOKUHASHI.bands] == [
        (0, 8, "under 6 months"),
        (9, 11, "6 months or more"),
        (12, 15, "12 months or more"),
    ]
    assert TOKUHASHI.higher_is == "longer survival"


def case(primary: str, karnofsky: int, bone: int, spine: int, organs: str, frankel: str) -> dict[str, object]:
    return {
        "bone": "spine",
        "cancer_history": "known_before",
        "primary": primary,
        "karnofsky": karnofsky,
        "other_bone_metastases": bone,
        "vertebral_metastases": spine,
        "visceral_metastases": organs,
        "frankel": frankel,
    }


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("spine P1", case("kidney", 80, 1, 1, "none", "E"), 12),
        ("spine A1", case("breast", 90, 1, 1, "none", "E"), 14),
        ("spine A2", case("kidney", 70, 1, 1, "unremovable", "D"), 8),
        ("spine A3", case("prostate", 80, 5, 4, "none", "E"), 11),
        ("spine A4", case("lung", 30, 5, 3, "unremovable", "A"), 0),
        ("spine A5", case("thyroid", 90, 0, 1, "none", "E"), 15),
        ("spine A6", case("colon", 80, 1, 2, "removable", "E"), 9),
        ("spine A7", case("lymphoma", 60, 1, 1, "none", "D"), 9),
        ("prognosis E8", case("breast", 80, 1, 2, "none", "D"), 12),
    ],
)
def test_worked_examples(name: str, answers: dict[str, object], expected: int) -> None:
    assert total(TOKUHASHI, answers) == (expected, expected), name


def test_off_the_spine_there_is_none() -> None:
    assert read(TOKUHASHI, {"bone": "femur"}) is None
