"""Bauer 1995 and modified Bauer, typed a second time from the dossiers (prognosis.md 3.1, spine.md 6.3)."""

import pytest

from assessments.clinical.scores.bauer import BAUER, BAUER_MODIFIED
from assessments.clinical.scores.score import Score
from tests.clinical.scores.reading import band, points, read, total, without

LIMB: dict[str, object] = {
    "bone": "femur",
    "cancer_history": "known_before",
    "primary": "kidney",
    "visceral_metastases": "none",
    "cerebral_metastases": False,
    "vertebral_metastases": 0,
    "other_bone_metastases": 1,
    "fracture": "none",
}
SPINE: dict[str, object] = {
    **without(LIMB, "fracture"),
    "bone": "spine",
    "vertebral_metastases": 1,
    "other_bone_metastases": 0,
}
BOTH = pytest.mark.parametrize(("score", "answers"), [(BAUER, LIMB), (BAUER_MODIFIED, SPINE)])


@BOTH
@pytest.mark.parametrize(
    ("organs", "brain", "expected"),
    [
        ("none", False, {1}),
        ("removable", False, {0}),
        ("unremovable", False, {0}),
        ("present", False, {0}),
        ("none", True, {0}),  # the brain counts as an organ
        ("none", None, {0, 1}),
        (None, False, {0, 1}),
        (None, True, {0}),
    ],
)
def test_organs_and_brain(
    score: Score, answers: dict[str, object], organs: str | None, brain: bool | None, expected: set[int]
) -> None:
    found = points(score, "no_visceral", answers, visceral_metastases=organs, cerebral_metastases=brain)
    assert found == expected


# (not lung, favourable primary)
PRIMARIES = {
    "lung": (0, 0),
    **dict.fromkeys(("breast", "kidney", "lymphoma", "myeloma"), (1, 1)),
    **dict.fromkeys(
        (
            "prostate",
            "thyroid",
            "melanoma",
            "liver",
            "biliary",
            "colon",
            "rectum",
            "stomach",
            "oesophagus",
            "pancreas",
            "urothelial",
            "endometrium",
            "cervix",
            "ovary",
            "head_neck",
            "sarcoma",
            "germ_cell",
            "neuroendocrine",
            "phaeochromocytoma",
            "other",
        ),
        (1, 0),
    ),
}


@BOTH
@pytest.mark.parametrize("primary", PRIMARIES)
def test_primary(score: Score, answers: dict[str, object], primary: str) -> None:
    not_lung, favourable = PRIMARIES[primary]
    assert points(score, "not_lung", answers, primary=primary) == {not_lung}
    assert points(score, "favourable_primary", answers, primary=primary) == {favourable}


@BOTH
@pytest.mark.parametrize(
    ("history", "not_lung", "favourable"),
    [("no_primary_found", {1}, {0}), ("not_worked_up", {0, 1}, {0, 1}), ("known_before", {0, 1}, {0, 1})],
)
def test_without_a_primary(
    score: Score, answers: dict[str, object], history: str, not_lung: set[int], favourable: set[int]
) -> None:
    answers = {**without(answers, "primary"), "cancer_history": history}
    assert points(score, "not_lung", answers) == not_lung
    assert points(score, "favourable_primary", answers) == favourable


@BOTH
@pytest.mark.parametrize(
    ("vertebral", "other", "expected"),
    [(1, 0, {1}), (0, 1, {1}), (1, 1, {0}), (2, 0, {0}), (0, 2, {0}), (None, 1, {0, 1})],
)
def test_single_bone_metastasis(
    score: Score, answers: dict[str, object], vertebral: int | None, other: int, expected: set[int]
) -> None:
    found = points(score, "solitary", answers, vertebral_metastases=vertebral, other_bone_metastases=other)
    assert found == expected


@pytest.mark.parametrize(
    ("fracture", "expected"),
    [("none", {1}), ("undisplaced", {0}), ("displaced", {0}), ("present", {0}), (None, {0, 1})],
)
def test_fracture_counts_in_the_limb(fracture: str | None, expected: set[int]) -> None:
    assert points(BAUER, "no_fracture", LIMB, fracture=fracture) == expected


def test_fracture_does_not_count_in_the_spine() -> None:
    assert total(BAUER_MODIFIED, SPINE, collapse="over_half") == (4, 4)
    assert [item.key for item in BAUER_MODIFIED.items] == [
        "no_visceral",
        "not_lung",
        "favourable_primary",
        "solitary",
    ]


STEPS: list[dict[str, object]] = [
    {},
    {"cerebral_metastases": True},
    {"other_bone_metastases": 7},
    {"primary": "colon"},
    {"primary": "lung"},
    {"fracture": "displaced"},
]


@pytest.mark.parametrize(
    ("expected", "name"), [(5, "good"), (4, "good"), (3, "middle"), (2, "middle"), (1, "poor"), (0, "poor")]
)
def test_every_total_of_1995_and_its_band(expected: int, name: str) -> None:
    answers = dict(LIMB)
    for step in STEPS[: 6 - expected]:
        answers.update(step)
    assert total(BAUER, answers) == (expected, expected)
    assert band(BAUER, answers) == name


@pytest.mark.parametrize(
    ("expected", "name"), [(4, "good"), (3, "good"), (2, "middle"), (1, "poor"), (0, "poor")]
)
def test_every_modified_total_and_its_band(expected: int, name: str) -> None:
    answers = dict(SPINE)
    for step in STEPS[: 5 - expected]:
        answers.update(step)
    assert total(BAUER_MODIFIED, answers) == (expected, expected)
    assert band(BAUER_MODIFIED, answers) == name


def case(primary: str, organs: str, count: int) -> dict[str, object]:
    return {
        **SPINE,
        "primary": primary,
        "visceral_metastases": organs,
        "other_bone_metastases": count - 1,
    }


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("A1", case("breast", "none", 2), 3),
        ("A2", case("kidney", "unremovable", 2), 2),
        ("A3", case("prostate", "none", 9), 2),
        ("A4", case("lung", "unremovable", 9), 0),
        ("A5", case("thyroid", "none", 1), 3),
    ],
)
def test_worked_examples_in_the_spine(name: str, answers: dict[str, object], expected: int) -> None:
    assert total(BAUER_MODIFIED, answers) == (expected, expected), name


def test_worked_example_in_the_limb() -> None:
    assert total(BAUER, LIMB, fracture="displaced") == (4, 4)  # prognosis.md E5


@pytest.mark.parametrize(
    "bone",
    [
        "femur",
        "tibia",
        "fibula",
        "humerus",
        "radius",
        "ulna",
        "hand",
        "foot",
        "acetabulum",
        "ilium",
        "pubis_ischium",
        "pelvis",
    ],
)
def test_limbs_and_pelvis_have_the_score_of_1995(bone: str) -> None:
    assert read(BAUER, {**LIMB, "bone": bone}) is not None
    assert read(BAUER_MODIFIED, {**LIMB, "bone": bone}) is None


@pytest.mark.parametrize("bone", ["scapula", "clavicle", "rib", "sternum", "skull"])
def test_other_bones_have_neither(bone: str) -> None:
    assert read(BAUER, {**LIMB, "bone": bone}) is None
    assert read(BAUER_MODIFIED, {**LIMB, "bone": bone}) is None


def test_the_spine_has_the_modified_one() -> None:
    assert read(BAUER, SPINE) is None
    assert read(BAUER_MODIFIED, SPINE) is not None


def test_high_is_good() -> None:
    assert BAUER.higher_is == BAUER_MODIFIED.higher_is == "longer survival"
