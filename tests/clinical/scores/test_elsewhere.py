"""What is not computed here, and the published points of survival (prognosis.md 0 and 4)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.references import REFERENCES
from assessments.clinical.scores import SCORES_BY_KEY
from assessments.clinical.scores.elsewhere import ELSEWHERE
from assessments.clinical.scores.survival import SURVIVAL, Survival, survival_of


@pytest.mark.parametrize(
    ("bone", "expected"),
    [
        ("femur", ["pathfx", "sorg", "spring", "optimodel"]),
        ("humerus", ["pathfx", "sorg", "spring", "optimodel"]),
        ("foot", ["pathfx", "spring"]),
        ("acetabulum", ["pathfx", "spring"]),
        ("spine", ["pathfx", "sorg"]),
        ("rib", ["pathfx"]),
    ],
)
def test_which_tool_is_named_for_which_bone(bone: str, expected: list[str]) -> None:
    assert [tool.key for tool in ELSEWHERE if tool.applies.holds(Facts({"bone": bone}))] == expected


def test_each_tool_says_why_it_is_not_computed() -> None:
    for tool in ELSEWHERE:
        assert tool.title
        assert tool.estimates
        assert tool.reason
        assert tool.worth
        assert tool.where
        assert set(tool.references) <= set(REFERENCES)


def printed(entry: Survival) -> list[tuple[int, float]]:
    return [(point.months, point.percent) for point in entry.points]


@pytest.mark.parametrize(
    ("key", "points"),
    [
        ("katagiri_low", [(6, 98), (12, 91), (24, 78)]),
        ("katagiri_intermediate", [(6, 74), (12, 49), (24, 28)]),
        ("katagiri_high", [(6, 27), (12, 6), (24, 2)]),
        ("katagiri_all", [(6, 57), (12, 36), (24, 23), (36, 16)]),
        ("katagiri_low_operated", [(6, 83.3), (12, 71.8), (24, 43.6)]),
        ("katagiri_intermediate_operated", [(6, 64.1), (12, 43.6), (24, 30.1)]),
        ("bauer_good", [(12, 50)]),
        ("bauer_middle", [(12, 25)]),
        ("bauer_poor", [(6, 0)]),
        ("tokuhashi_short", []),
        ("tokuhashi_middle", []),
        ("tokuhashi_long", []),
        ("spine_netherlands", [(3, 76.4), (6, 62.2), (12, 50.3)]),
        ("limb_east_asia", [(3, 84), (6, 71), (12, 56), (36, 36), (60, 31)]),
        ("limb_scandinavia", [(12, 40), (24, 30), (36, 20)]),
        ("portugal", [(1, 89.8), (3, 81.6), (6, 69.4), (12, 65.3), (24, 42.9)]),
    ],
)
def test_every_published_point(key: str, points: list[tuple[int, float]]) -> None:
    entry = next(entry for entry in SURVIVAL if entry.key == key)
    assert printed(entry) == points


def test_there_is_no_other() -> None:
    assert len(SURVIVAL) == 16
    assert len({entry.key for entry in SURVIVAL}) == 16


def test_medians() -> None:
    medians = {entry.key: entry.median_months for entry in SURVIVAL if entry.median_months is not None}
    assert medians == {"tokuhashi_short": 4, "tokuhashi_middle": 10, "tokuhashi_long": 29}


def test_the_two_points_that_are_to_be_confirmed() -> None:
    assert [
        (entry.key, point.months) for entry in SURVIVAL for point in entry.points if point.to_be_confirmed
    ] == [("katagiri_intermediate", 24), ("katagiri_high", 24)]


@pytest.mark.parametrize("entry", SURVIVAL, ids=lambda entry: entry.key)
def test_each_says_whose_survival_it_is(entry: Survival) -> None:
    assert entry.cohort
    assert entry.years
    assert entry.patients > 0
    assert entry.kind in {"operated", "mostly_not_operated", "both"}
    assert entry.references
    assert set(entry.references) <= set(REFERENCES)
    assert entry.points or entry.median_months
    months = [point.months for point in entry.points]
    percent = [point.percent for point in entry.points]
    assert months == sorted(set(months))
    assert percent == sorted(percent, reverse=True)
    if entry.band is not None:
        assert entry.score is not None
        assert entry.band in {band.key for band in SCORES_BY_KEY[entry.score].bands}


def test_a_worse_band_never_lives_longer() -> None:
    for one, other in (("low", "intermediate"), ("intermediate", "high")):
        for better, worse in zip(survival_of("katagiri", one), survival_of("katagiri", other), strict=False):
            for left, right in zip(better.points, worse.points, strict=True):
                assert left.percent > right.percent


def test_survival_of_one_band() -> None:
    assert [entry.key for entry in survival_of("katagiri", "low")] == [
        "katagiri_low",
        "katagiri_low_operated",
    ]
    assert [entry.key for entry in survival_of("katagiri", None)] == ["katagiri_all"]
    assert survival_of("tomita", "long") == ()
