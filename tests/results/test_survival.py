"""Survival curves against a table computed by hand, and what is not said of small groups."""

from collections import Counter
from datetime import date

import pytest

from assessments.clinical.scores.survival import survival_of
from assessments.record.outcomes import Outcome
from assessments.results.plot import plot_of
from assessments.results.predicted import observed
from assessments.results.small_numbers import share
from assessments.results.survival import Observation, curve

from .hand_computed import BAND_ON_DAY_10, BAND_ON_DAY_90, DIED, LAST_SEEN_ALIVE, TABLE

THIRTY = [
    *(Observation(day, died=True) for day in DIED),
    *(Observation(day, died=False) for day in LAST_SEEN_ALIVE),
]


def test_the_curve_is_the_one_computed_by_hand() -> None:
    assert len(THIRTY) == 30
    found = curve(Counter(THIRTY))
    assert found is not None
    assert [(step.day, step.at_risk, step.deaths) for step in found.steps] == [row[:3] for row in TABLE]
    for step, (_day, _at_risk, _died, alive) in zip(found.steps, TABLE, strict=True):
        assert step.alive == pytest.approx(float(alive), abs=1e-12)


@pytest.mark.parametrize(("day", "band"), [(10, BAND_ON_DAY_10), (90, BAND_ON_DAY_90)])
def test_the_confidence_band_is_the_one_computed_by_hand(day: int, band: tuple[float, float]) -> None:
    found = curve(Counter(THIRTY))
    assert found is not None
    step = next(step for step in found.steps if step.day == day)
    assert (step.low, step.high) == pytest.approx(band, abs=2e-6)


@pytest.mark.parametrize(
    ("day", "alive", "at_risk"),
    [
        (0, 1.0, 30),
        (9, 1.0, 30),
        (10, 29 / 30, 30),
        (11, 29 / 30, 29),
        (91.3, 87 / 128, 18),
        (250, 203 / 561, 7),
    ],
)
def test_between_two_steps_the_last_one_holds(day: float, alive: float, at_risk: int) -> None:
    found = curve(Counter(THIRTY))
    assert found is not None
    step = found.at(day)
    assert step is not None
    assert step.alive == pytest.approx(alive)
    assert found.at_risk(day) == at_risk


def test_the_curve_is_not_read_where_fewer_than_five_are_watched() -> None:
    found = curve(Counter(THIRTY))
    assert found is not None
    assert found.at_risk(300) == 6
    assert found.at(300) is not None
    assert found.at_risk(301) == 4
    assert found.at(301) is None


def test_nine_patients_have_no_curve_and_ten_have_one() -> None:
    assert curve(Counter(THIRTY[:9])) is None
    assert curve(Counter(THIRTY[:10])) is not None
    assert curve(Counter()) is None


def test_where_nobody_or_everybody_died_there_is_no_band() -> None:
    alive = curve(Counter(Observation(day, died=False) for day in range(100, 112)))
    dead = curve(Counter(Observation(day, died=True) for day in range(100, 112)))
    assert alive is not None
    assert dead is not None
    assert all(step.alive == 1 and step.low is None and step.high is None for step in alive.steps)
    assert (dead.steps[-1].alive, dead.steps[-1].low, dead.steps[-1].high) == (0, None, None)
    assert plot_of(alive, ()).band == ""
    # 34 + 316 x 100 / 730.5 = 77.3; the fifth last is watched until day 107: 80.3
    assert plot_of(alive, ()).steps.startswith("M34 10H77.3V10.0H77.7V10.0")
    assert plot_of(alive, ()).steps.endswith("H80.3V10.0H80.3")


def test_a_curve_is_drawn_as_far_as_five_are_watched() -> None:
    drawn = plot_of(curve(Counter(THIRTY)), survival_of("katagiri", "intermediate"))
    # 34 + 316 x 10 / 730.5 = 38.3; 10 + 170 / 30 = 15.7; the fifth last is watched until day 300: 163.8
    assert drawn.steps.startswith("M34 10H38.3V15.7H40.5V15.7H42.7V27.4")
    assert drawn.steps.endswith("H163.8V128.7H163.8")
    assert drawn.band.startswith("M38.3 10.8V10.8H40.5")
    assert drawn.band.endswith("Z")
    assert [count for _x, count in drawn.at_risk] == [30, 18, 10, 2, 0, 0]
    assert [len(published.marks) for published in drawn.published] == [3, 3]
    assert plot_of(None, ()).steps == ""


@pytest.mark.parametrize(
    ("count", "of", "told"),
    [
        (0, 0, "0 of 0"),
        (3, 9, "3 of 9"),
        (0, 10, "0 of 10, 0 % (0 to 28)"),  # Wilson: 1.96² / (10 + 1.96²) = 3.84 / 13.84 = 0.28
        (5, 10, "5 of 10, 50 % (24 to 76)"),
    ],
)
def test_small_numbers_are_not_turned_into_percentages(count: int, of: int, told: str) -> None:
    assert share(count, of) == told


START = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("outcome", "watched"),
    [
        (Outcome(), "not followed"),
        (Outcome(seen_alive_on=date(2026, 2, 28)), "not followed"),
        (Outcome(seen_alive_on=START), Observation(0, died=False)),
        (Outcome(seen_alive_on=date(2026, 3, 31)), Observation(30, died=False)),
        (Outcome(True, date(2026, 3, 31), seen_alive_on=date(2026, 3, 9)), Observation(30, died=True)),
        (Outcome(True, date(2026, 2, 15), died_about=True), Observation(0, died=True)),
        (Outcome(True, date(2026, 2, 15)), "undated"),
        (Outcome(True, None, seen_alive_on=date(2026, 3, 31)), "undated"),
    ],
)
def test_how_long_a_patient_was_watched(outcome: Outcome, watched: Observation | str) -> None:
    assert observed(START, outcome) == watched
