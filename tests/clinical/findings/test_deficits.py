"""What is compressed, what is lost and for how long, value by value as the policy words it."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.findings.deficits import (
    CAUDA_SEVERE,
    COMPRESSION_OPEN,
    CORD_HIGH_GRADE,
    HIGH_GRADE,
    LOSS,
    LOST_WITHIN_7_DAYS,
    LOST_WITHIN_48_HOURS,
    MAY_BE_MOTOR,
    NEURO_MOTOR,
    NOTHING_LOST,
    PARALYSED,
    PARALYSIS_HOURS,
    PROLONGED_PARALYSIS,
    SPHINCTER_FAILED_LATELY,
)
from assessments.clinical.language.facts import Facts
from assessments.clinical.language.logic import Condition

CORD: dict[str, Any] = {"bone": "spine", "deficit": "cord", "frankel": "C", "walking": "aided"}
LOST: dict[str, Any] = {**CORD, "walking": "unable"}
RECENT, WEEK, OLD = "within_48_hours", "2_to_7_days", "over_7_days"


def holds(condition: Condition, **answers: Any) -> bool | None:
    return condition.holds(Facts(answers))


@pytest.mark.parametrize(
    ("answers", "motor"),
    [
        ({"deficit": "cord"}, True), ({"deficit": "cauda_equina"}, True),
        ({"deficit": "none", "frankel": "E"}, False), ({"deficit": "radiculopathy", "frankel": "E"}, False),
        ({"deficit": "radiculopathy", "frankel": "D"}, True), ({"deficit": "none", "frankel": "A"}, True),
        ({"deficit": "none", "frankel": "B"}, True), ({"deficit": "none", "frankel": "C"}, True),
        ({"deficit": "none", "frankel": "impaired"}, True), ({"deficit": "present", "frankel": "E"}, None),
        ({"deficit": "present", "frankel": "impaired"}, True), ({"deficit": "none"}, None),
        ({"frankel": "E"}, None), ({}, None),
    ],
)  # fmt: skip
def test_motor_deficit(answers: dict[str, Any], motor: bool | None) -> None:
    assert NEURO_MOTOR.holds(Facts({"bone": "spine", **answers})) is motor


def test_no_motor_deficit_off_the_spine() -> None:
    assert holds(NEURO_MOTOR, bone="femur", deficit="peripheral_nerve") is False
    assert holds(NEURO_MOTOR, bone="femur", deficit="present") is False


@pytest.mark.parametrize(
    ("grade", "high"),
    [
        ("0", False), ("1a", False), ("1b", False), ("1c", False), ("2", True), ("3", True),
        ("compressed", True), (None, None),
    ],
)  # fmt: skip
def test_high_grade_compression_of_the_cord(grade: str | None, high: bool | None) -> None:
    more = {"cord_compression": grade} if grade else {}
    assert holds(CORD_HIGH_GRADE, bone="spine", level="T7", **more) is high
    assert holds(CORD_HIGH_GRADE, bone="spine", level="L4", **more) is False


@pytest.mark.parametrize(
    ("degree", "severe"),
    [("none", False), ("partial", False), ("severe", True), ("present", None), (None, None)],
)
def test_severe_compression_of_the_cauda(degree: str | None, severe: bool | None) -> None:
    more = {"cauda_compression": degree} if degree else {}
    assert holds(CAUDA_SEVERE, bone="spine", level="L4", **more) is severe
    assert holds(CAUDA_SEVERE, bone="spine", level="T7", **more) is False


# The time since power or walking was lost: what is known for good, and what is presumed.
@pytest.mark.parametrize(
    ("answers", "known", "presumed"),
    [
        # Both hours, or the only one that is asked: the more recent.
        ({**CORD, "deficit_hours": 48}, {RECENT}, {RECENT}),
        ({**CORD, "deficit_hours": 49}, {WEEK}, {WEEK}),
        ({**CORD, "deficit_hours": 168}, {WEEK}, {WEEK}),
        ({**CORD, "deficit_hours": 169}, {OLD}, {OLD}),
        ({**LOST, "deficit_hours": 500, "hours_since_walking_lost": 4}, {RECENT}, {RECENT}),
        ({**LOST, "deficit_hours": 4, "hours_since_walking_lost": 500}, {RECENT}, {RECENT}),
        ({**LOST, "deficit_hours": 500, "hours_since_walking_lost": 168}, {WEEK}, {WEEK}),
        ({**LOST, "deficit_hours": 500, "hours_since_walking_lost": 400}, {OLD}, {OLD}),
        # The hours of the deficit open: presumed from the onset, but no other than walking allows.
        ({**CORD, "onset": "within_48_hours"}, {RECENT, WEEK, OLD}, {RECENT}),
        ({**CORD, "onset": "2_to_7_days"}, {RECENT, WEEK, OLD}, {WEEK}),
        ({**CORD, "onset": "8_to_14_days"}, {RECENT, WEEK, OLD}, {OLD}),
        ({**CORD, "onset": "over_14_days"}, {RECENT, WEEK, OLD}, {OLD}),
        ({**LOST, "onset": "over_14_days", "hours_since_walking_lost": 4}, {RECENT}, {RECENT}),
        ({**LOST, "onset": "within_48_hours", "hours_since_walking_lost": 1440}, {RECENT, WEEK, OLD}, {OLD}),
        ({**LOST, "hours_since_walking_lost": 100}, {RECENT, WEEK}, {WEEK}),
        (CORD, {RECENT, WEEK, OLD}, {RECENT, WEEK, OLD}),
        # Walking lost and not said when: it may have been now.
        ({**LOST, "deficit_hours": 100}, {RECENT, WEEK}, {RECENT, WEEK}),
        ({**LOST, "onset": "over_14_days"}, {RECENT, WEEK, OLD}, {OLD}),
        # Nothing lost; and a motor grade beside "no deficit".
        ({"bone": "spine", "deficit": "none", "frankel": "E"}, {NOTHING_LOST}, {NOTHING_LOST}),
        ({"bone": "spine", "deficit": "none", "frankel": "C", "walking": "aided"}, {RECENT, WEEK, OLD},
         {RECENT, WEEK, OLD}),
        ({"bone": "femur", "deficit": "peripheral_nerve", "deficit_hours": 20}, {RECENT}, {RECENT}),
    ],
)  # fmt: skip
def test_time_since_power_or_walking_was_lost(
    answers: dict[str, Any], known: set[str], presumed: set[str]
) -> None:
    facts = Facts(answers)
    assert LOSS.possible(facts) == known
    assert LOSS.possible(facts.presumed) == presumed


def test_while_a_deficit_is_open_nothing_may_be_lost_or_at_any_time() -> None:
    assert LOSS.possible(Facts({"bone": "spine", "frankel": "E"})) == {
        NOTHING_LOST, "within_48_hours", "2_to_7_days", "over_7_days",
    }  # fmt: skip
    assert LOSS.possible(Facts({"bone": "spine", "frankel": "E", "deficit": "none"})) == {NOTHING_LOST}


def test_what_the_loss_waits_for() -> None:
    assert LOSS.open_keys(Facts(CORD)) == {"neuro.deficit_hours", "neuro.onset"}
    assert LOSS.open_keys(Facts({**CORD, "onset": "2_to_7_days"})) == {"neuro.deficit_hours"}
    assert LOSS.open_keys(Facts({**CORD, "deficit_hours": 10})) == set()
    assert LOSS.open_keys(Facts({**LOST, "deficit_hours": 100})) == {"neuro.hours_since_walking_lost"}
    assert LOSS.open_keys(Facts({"bone": "spine", "frankel": "E"})) >= {"neuro.deficit"}


def test_a_loss_not_known_when_counts_as_one_of_today() -> None:
    for condition in (LOST_WITHIN_48_HOURS, LOST_WITHIN_7_DAYS):
        assert condition.holds(Facts(CORD).presumed) is True
        assert condition.holds(Facts(CORD)) is None
        assert condition.holds(Facts({"bone": "spine", "deficit": "none", "frankel": "E"}).presumed) is False
    week = Facts({**CORD, "deficit_hours": 100})
    assert LOST_WITHIN_48_HOURS.holds(week) is False
    assert LOST_WITHIN_7_DAYS.holds(week) is True


@pytest.mark.parametrize(
    ("answers", "paralysed"),
    [
        ({"frankel": "A"}, True), ({"frankel": "B"}, True), ({"frankel": "C"}, False),
        ({"frankel": "impaired"}, None), ({"frankel": "C", "weakest_power": 0, "walking": "unable"}, True),
        ({"frankel": "C", "weakest_power": 1, "walking": "unable"}, False),
        ({"frankel": "C", "weakest_power": 0, "walking": "aided"}, False),
        ({"frankel": "C", "weakest_power": 0}, None),
    ],
)  # fmt: skip
def test_paralysed(answers: dict[str, Any], paralysed: bool | None) -> None:
    base = {"bone": "spine", "deficit": "cord", "walking": "aided", "weakest_power": 4}
    if "walking" not in answers and "weakest_power" in answers:
        del base["walking"]
    assert holds(PARALYSED, **base | answers) is paralysed


@pytest.mark.parametrize(
    ("walking_lost", "began", "known", "presumed"),
    [
        (48, 1000, False, False), (49, 1000, True, True), (1000, 48, False, False), (1000, 49, True, True),
        # Open, the deficit is read as not younger than the loss of walking; a rule that reads it stays live.
        (1000, None, None, True), (48, None, False, False), (None, 1000, None, None),
        (None, 10, False, False),
    ],
)  # fmt: skip
def test_prolonged_paralysis(
    walking_lost: int | None, began: int | None, known: bool | None, presumed: bool | None
) -> None:
    answers = {**LOST, "frankel": "A", "hours_since_walking_lost": walking_lost, "deficit_hours": began}
    facts = Facts({key: answer for key, answer in answers.items() if answer is not None})
    assert PROLONGED_PARALYSIS.holds(facts) is known
    assert PROLONGED_PARALYSIS.holds(facts.presumed) is presumed


def test_who_walks_has_no_hours_of_paralysis() -> None:
    facts = Facts({**CORD, "frankel": "A", "deficit_hours": 1000})
    assert PARALYSIS_HOURS.span(facts) is None
    assert PROLONGED_PARALYSIS.holds(facts) is False


@pytest.mark.parametrize(
    ("answers", "lately"),
    [
        ({"sphincter": "normal"}, False), ({"sphincter": "disturbed", "sphincter_hours": 168}, True),
        ({"sphincter": "disturbed", "sphincter_hours": 169}, False), ({"sphincter": "disturbed"}, True),
        ({}, None),
    ],
)  # fmt: skip
def test_sphincters_failed_lately(answers: dict[str, Any], lately: bool | None) -> None:
    assert SPHINCTER_FAILED_LATELY.holds(Facts({"bone": "spine", **answers}).presumed) is lately


@pytest.mark.parametrize(
    ("answers", "motor"),
    [
        ({"deficit": "cord"}, True), ({"deficit": "cauda_equina"}, True), ({"deficit": "present"}, True),
        ({"deficit": "radiculopathy", "weakest_power": 3}, True),
        ({"deficit": "radiculopathy", "weakest_power": 4}, False),
        ({"deficit": "radiculopathy"}, None), ({"deficit": "none"}, False), ({}, None),
        ({"deficit": "radiculopathy", "weakest_power": 5, "frankel": "impaired"}, True),
    ],
)  # fmt: skip
def test_a_deficit_that_may_be_motor(answers: dict[str, Any], motor: bool | None) -> None:
    assert MAY_BE_MOTOR.holds(Facts({"bone": "spine", "frankel": "E", **answers}).presumed) is motor


@pytest.mark.parametrize(
    ("answers", "open_", "high"),
    [
        ({"level": "T7"}, True, None), ({"level": "T7", "cord_compression": "1b"}, False, False),
        ({"level": "T7", "cord_compression": "1c"}, False, False),
        ({"level": "T7", "cord_compression": "compressed"}, False, True),
        ({"level": "L4", "cauda_compression": "none"}, False, False),
        ({"level": "L4", "cauda_compression": "partial"}, False, False),
        ({"level": "L4", "cauda_compression": "present"}, False, None),
        ({"level": "L4", "cauda_compression": "severe"}, False, True), ({}, True, None),
        ({"level": "lumbar", "cord_compression": "0"}, True, None),
        ({"level": "lumbar", "cord_compression": "0", "cauda_compression": "none"}, False, False),
    ],
)  # fmt: skip
def test_compression_neither_known_nor_excluded(
    answers: dict[str, Any], open_: bool, high: bool | None
) -> None:
    facts = Facts({"bone": "spine", **answers})
    assert COMPRESSION_OPEN.holds(facts.presumed) is open_
    assert HIGH_GRADE.holds(facts) is high
