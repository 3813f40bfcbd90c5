"""The urgency clock: what is gone by the assessment, and the hours in which to act."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from assessments.clinical.deciding.clock import CLOCK_RUNS, ONSET_HOURS, Clock, clock
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections.neuro import ONSET
from tests.clinical.bases import CORD, DEFICIT, FEMUR, SPINE, Answers, facts, judge

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("urgency", "window"),
    [("emergency", 24), ("urgent", 72), ("expedited", 336), ("planned", None), ("none", None)],
)
def test_each_urgency_has_its_window(urgency: str, window: int | None) -> None:
    found = clock(facts(FEMUR), urgency)
    assert (found.window if found else None) == window


@pytest.mark.parametrize(
    ("onset", "low", "high"),
    [
        ("within_48_hours", 0, 48),
        ("2_to_7_days", 48, 168),
        ("8_to_14_days", 168, 336),
        ("over_14_days", 336, None),
    ],
)
def test_onset_gives_a_range(onset: str, low: int, high: int | None) -> None:
    assert clock(facts(CORD, DEFICIT, deficit_hours=None, onset=onset), "urgent") == Clock(
        72, "deficit", low, high
    )


def test_every_onset_is_placed() -> None:
    assert set(ONSET_HOURS) == {choice.value for choice in ONSET.choices}


def test_hours_since_walking_was_lost_are_exact_and_go_before_onset() -> None:
    lost = facts(CORD, DEFICIT, walking="unable", hours_since_walking_lost=30, onset="2_to_7_days")
    assert clock(lost, "emergency") == Clock(24, "walking_lost", 30, 30)
    assert clock(facts(CORD, DEFICIT, walking="unable", hours_since_walking_lost=0), "urgent") == (
        Clock(72, "walking_lost", 0, 0)
    )


def test_hours_of_the_deficit_are_exact_and_what_was_lost_last_counts() -> None:
    assert clock(facts(CORD, DEFICIT, deficit_hours=60), "urgent") == Clock(72, "deficit", 60, 60)
    lost: Answers = {**DEFICIT, "walking": "unable", "hours_since_walking_lost": 600}
    assert clock(facts(CORD, lost, deficit_hours=20), "urgent") == Clock(72, "deficit", 20, 20)
    assert clock(facts(CORD, lost, deficit_hours=600), "urgent") == Clock(72, "walking_lost", 600, 600)


def test_with_no_time_known_the_window_still_stands() -> None:
    assert clock(facts(CORD, DEFICIT, deficit_hours=None, onset=None), "urgent") == Clock(72)


def test_the_window_counts_from_the_assessment() -> None:
    assert Clock(24).ends(NOON) == datetime(2026, 9, 15, 12, tzinfo=UTC)
    assert Clock(336).ends(NOON) == datetime(2026, 9, 28, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("started", "overrun"),
    [
        (Clock(24), False),
        (Clock(24, "walking_lost", 24, 24), False),
        (Clock(24, "walking_lost", 25, 25), True),
        (Clock(24, "deficit", 0, 48), False),
        (Clock(72, "deficit", 168, 336), True),
    ],
)
def test_overrun_only_where_it_is_sure(started: Clock, overrun: bool) -> None:
    assert started.overrun is overrun


@pytest.mark.parametrize(
    ("started", "sentence"),
    [
        (Clock(24), "Act within 24 hours of this assessment."),
        (
            Clock(24, "walking_lost", 30, 30),
            "When assessed, ambulation had been lost for 30 hours; act within 24 hours of the assessment.",
        ),
        (
            Clock(72, "deficit", 48, 168),
            (
                "When assessed, the deficit had lasted 48 hours to 7 days; "
                "act within 72 hours of the assessment."
            ),
        ),
        (
            Clock(72, "deficit", 60, 60),
            "When assessed, the deficit had lasted 60 hours; act within 72 hours of the assessment.",
        ),
        (
            Clock(72, "deficit", 336),
            "When assessed, the deficit had lasted over 14 days; act within 72 hours of the assessment.",
        ),
        (
            Clock(336, "walking_lost", 1450, 1450),
            "When assessed, ambulation had been lost for 60 days; act within 14 days of the assessment.",
        ),
        (
            Clock(72, "deficit", 167, 167),
            "When assessed, the deficit had lasted 167 hours; act within 72 hours of the assessment.",
        ),
    ],
)
def test_it_is_said_in_a_sentence(started: Clock, sentence: str) -> None:
    assert started.sentence() == sentence
    short = {"hours": "h", "days": "d", "assessment": "visit"}

    def translate(text: str) -> str:
        for word, other in short.items():
            text = text.replace(word, other)
        return text

    assert started.sentence(translate) == translate(sentence)


@pytest.mark.parametrize(
    ("base", "changes", "runs"),
    [
        (CORD, {**DEFICIT, "onset": "within_48_hours", "cord_compression": "3"}, True),
        (CORD, {**DEFICIT, "frankel": "E", "deficit": "radiculopathy"}, True),
        (CORD, {"sphincter": "disturbed"}, True),
        (CORD, {"frankel": "C"}, True),
        (SPINE, {}, False),
        (SPINE, {"sphincter": None, "frankel": None}, None),
        (FEMUR, {"fracture": "displaced", "open_or_vascular_injury": False}, False),
        (FEMUR, {"deficit": "peripheral_nerve", "weakest_power": 4, "onset": "over_14_days"}, True),
        # Days to live: it is urgent all the same.
        (CORD, {**DEFICIT, "expected_survival": "under_6_weeks", "primary": "kidney"}, True),
    ],
)
def test_it_runs_where_a_deficit_is_there_and_the_advice_has_a_window(
    base: Answers, changes: Answers, runs: bool | None
) -> None:
    found = facts(base, changes)
    assert CLOCK_RUNS.holds(found) is runs
    assert ("S21" in [row.key for row in judge(base, changes).safety]) is bool(runs)


def test_what_it_waits_for() -> None:
    found = Facts({"bone": "spine", "frankel": "E", "deficit": "none"})
    assert CLOCK_RUNS.open_keys(found) == {"neuro.sphincter"}
    assert CLOCK_RUNS.open_keys(facts(SPINE)) == set()
    assert "neuro.frankel" in CLOCK_RUNS.reads


@pytest.mark.parametrize(
    ("begun", "by"),
    [
        # Summer time ends on 25 October 2026 at 3:00, begins on 28 March 2027 at 2:00.
        (datetime(2026, 10, 24, 14, 30, tzinfo=BERLIN), datetime(2026, 10, 25, 12, 30, tzinfo=UTC)),
        (datetime(2027, 3, 27, 14, 30, tzinfo=BERLIN), datetime(2027, 3, 28, 13, 30, tzinfo=UTC)),
    ],
)
def test_hours_are_hours_when_the_clocks_change(begun: datetime, by: datetime) -> None:
    ended = Clock(24).ends(begun)
    assert (ended.tzinfo, ended) == (UTC, by)
