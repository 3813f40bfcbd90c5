"""Tomita, typed a second time from the dossier (spine.md 6.2 and 9, prognosis.md 3.3 and 5)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.tomita import TOMITA
from tests.clinical.scores.reading import band, points, read, total, without

LEAST: dict[str, object] = {
    "bone": "spine",
    "cancer_history": "known_before",
    "primary": "thyroid",
    "visceral_metastases": "none",
    "vertebral_metastases": 1,
    "other_bone_metastases": 0,
}


@pytest.mark.parametrize(
    ("primary", "expected"),
    [
        ("breast", 1),
        ("thyroid", 1),
        ("prostate", 1),
        ("neuroendocrine", 1),
        ("kidney", 2),
        ("endometrium", 2),
        ("cervix", 2),
        # 4, not 3
        ("lung", 4),
        ("stomach", 4),
        ("liver", 4),
        ("colon", 4),
        ("rectum", 4),
        ("biliary", 4),
        ("oesophagus", 4),
        ("pancreas", 4),
        ("melanoma", 4),
        ("urothelial", 4),
        ("head_neck", 4),
    ],
)
def test_growth(primary: str, expected: int) -> None:
    assert points(TOMITA, "growth", LEAST, primary=primary) == {expected}


def test_growth_without_a_primary() -> None:
    answers = without(LEAST, "primary")
    assert points(TOMITA, "growth", answers, cancer_history="no_primary_found") == {4}
    assert points(TOMITA, "growth", answers, cancer_history="not_worked_up") == {1, 2, 4}
    assert points(TOMITA, "growth", answers) == {1, 2, 4}


@pytest.mark.parametrize(
    "primary", ["myeloma", "lymphoma", "sarcoma", "ovary", "germ_cell", "phaeochromocytoma", "other"]
)
def test_a_primary_that_the_paper_does_not_place(primary: str) -> None:
    answers = {**LEAST, "primary": primary}
    assert read(TOMITA, answers) is None
    assert TOMITA.why_not(Facts(answers)) == "The paper does not place this primary tumour."
    # Off the spine nobody expects the score, so nothing needs saying.
    assert TOMITA.why_not(Facts({**answers, "bone": "femur"})) == ""


def test_while_the_primary_is_open_no_lower_bound_holds_yet() -> None:
    facts = Facts(without(LEAST, "primary"))
    assert TOMITA.at_least(2).holds(facts) is None
    assert TOMITA.at_least(11).holds(facts) is False
    assert TOMITA.why_not(facts) == ""


@pytest.mark.parametrize(
    ("organs", "treatable", "expected"),
    [
        ("none", None, {0}),
        ("removable", None, {2}),
        ("removable", True, {2}),
        ("removable", False, {2}),
        ("unremovable", True, {2}),
        ("unremovable", False, {4}),
        ("unremovable", None, {2, 4}),
        ("present", True, {2}),
        ("present", False, {2, 4}),
        ("present", None, {2, 4}),
        (None, None, {0, 2, 4}),
        (None, True, {0, 2}),
    ],
)
def test_organs(organs: str | None, treatable: bool | None, expected: set[int]) -> None:
    found = points(TOMITA, "visceral", LEAST, visceral_metastases=organs, visceral_treatable=treatable)
    assert found == expected


@pytest.mark.parametrize(
    ("vertebral", "other", "expected"),
    [(1, 0, {1}), (2, 0, {2}), (1, 1, {2}), (9, 9, {2}), (1, None, {1, 2}), (None, None, {1, 2})],
)
def test_bone(vertebral: int | None, other: int | None, expected: set[int]) -> None:
    found = points(TOMITA, "bone", LEAST, vertebral_metastases=vertebral, other_bone_metastases=other)
    assert found == expected


@pytest.mark.parametrize(
    ("primary", "organs", "treatable", "vertebrae", "expected", "name"),
    [
        ("breast", "none", None, 1, 2, "long"),
        ("breast", "none", None, 2, 3, "long"),
        ("kidney", "none", None, 2, 4, "middle"),
        ("lung", "none", None, 1, 5, "middle"),
        ("lung", "none", None, 2, 6, "short"),
        ("lung", "removable", None, 1, 7, "short"),
        ("lung", "removable", None, 2, 8, "terminal"),
        ("lung", "unremovable", False, 1, 9, "terminal"),
        ("lung", "unremovable", False, 2, 10, "terminal"),
    ],
)
def test_every_total_and_its_band(
    primary: str, organs: str, treatable: bool | None, vertebrae: int, expected: int, name: str
) -> None:
    change: dict[str, object] = {
        "primary": primary,
        "visceral_metastases": organs,
        "vertebral_metastases": vertebrae,
    }
    if treatable is not None:
        change["visceral_treatable"] = treatable
    assert total(TOMITA, LEAST, **change) == (expected, expected)
    assert band(TOMITA, LEAST, **change) == name


def case(primary: str, organs: str, treatable: bool | None, count: int) -> dict[str, object]:
    return {
        **LEAST,
        "primary": primary,
        "visceral_metastases": organs,
        "visceral_treatable": treatable,
        "other_bone_metastases": count - 1,
    }


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("A1", case("breast", "none", None, 2), 3),
        ("A2", case("kidney", "unremovable", False, 2), 8),
        ("A3", case("prostate", "none", None, 9), 3),
        ("A4", case("lung", "unremovable", False, 9), 10),
        ("A5", case("thyroid", "none", None, 1), 2),
        ("prognosis E8", case("breast", "none", None, 3), 3),
    ],
)
def test_worked_examples(name: str, answers: dict[str, object], expected: int) -> None:
    assert total(TOMITA, answers) == (expected, expected), name


def test_high_is_bad() -> None:
    assert TOMITA.higher_is == "shorter survival"
