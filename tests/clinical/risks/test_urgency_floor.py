"""The urgency floor: nerves that may be failing are urgent whatever is decided."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.deciding.weighing import floor_as_it_stands, highest_floor
from tests.clinical.bases import CORD, DEFICIT, FEMUR, SPINE, Answers, advice, facts, judge

ROOT: Answers = {**DEFICIT, "deficit": "radiculopathy", "frankel": "E", "walking": "unaided"}
LOST: Answers = {**DEFICIT, "frankel": "A", "walking": "unable"}


def floor(base: Answers, *more: Answers, **changes: Any) -> str:
    return floor_as_it_stands(facts(base, *more, **changes))


@pytest.mark.parametrize(
    ("onset", "urgency"),
    [
        ("within_48_hours", "emergency"), (None, "emergency"), ("2_to_7_days", "urgent"),
        ("8_to_14_days", "none"), ("over_14_days", "none"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "deficit",
    [
        {"deficit": "cord", "frankel": "E"}, {"deficit": "cauda_equina", "frankel": "E"},
        {"deficit": "present", "frankel": "E"}, {"deficit": "radiculopathy", "frankel": "A"},
        {"deficit": "radiculopathy", "frankel": "B"}, {"deficit": "radiculopathy", "frankel": "C"},
        {"deficit": "radiculopathy", "frankel": "D"}, {"deficit": "radiculopathy", "frankel": "impaired"},
        {"deficit": "radiculopathy", "frankel": "E", "weakest_power": 3},
        {"deficit": "radiculopathy", "frankel": "E", "weakest_power": 0},
        {"deficit": "present", "frankel": None},
    ],
)  # fmt: skip
def test_a_deficit_that_may_be_motor(deficit: Answers, onset: str | None, urgency: str) -> None:
    assert floor(SPINE, DEFICIT, deficit, onset=onset) == urgency


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {**ROOT, "weakest_power": 4, "onset": "within_48_hours"},
        {**ROOT, "weakest_power": None, "onset": "within_48_hours"},
        {"deficit": None, "frankel": None},
    ],
)
def test_what_is_no_motor_deficit_or_was_not_answered(changes: Answers) -> None:
    assert floor(SPINE, changes) == "none"


def test_a_disturbed_sphincter_is_an_emergency_by_itself() -> None:
    assert floor(SPINE, sphincter="disturbed") == "emergency"
    for onset in ("within_48_hours", "2_to_7_days", "8_to_14_days", "over_14_days"):
        assert floor(SPINE, DEFICIT, sphincter="disturbed", onset=onset) == "emergency"
    assert floor(SPINE, deficit=None, frankel=None, sphincter="disturbed") == "emergency"


def test_an_open_sphincter_is_taken_cautiously_beside_a_deficit() -> None:
    assert floor(SPINE, DEFICIT, sphincter=None, onset="2_to_7_days") == "emergency"
    assert floor(SPINE, sphincter=None) == "none"


def test_a_deficit_denied_beside_a_motor_grade_is_taken_for_new() -> None:
    assert floor(SPINE, frankel="C") == "emergency"


@pytest.mark.parametrize(
    ("changes", "urgency"),
    [
        ({"hours_since_walking_lost": 49}, "none"), ({"hours_since_walking_lost": 48}, "urgent"),
        ({"hours_since_walking_lost": None}, "urgent"),
        ({"hours_since_walking_lost": 49, "frankel": "B"}, "urgent"),
        ({"hours_since_walking_lost": 49, "frankel": "impaired"}, "urgent"),
        ({"hours_since_walking_lost": 49, "sphincter": "disturbed"}, "none"),
    ],
)  # fmt: skip
def test_complete_loss_known_for_over_48_hours_has_none(changes: Answers, urgency: str) -> None:
    assert floor(SPINE, LOST, {"onset": "2_to_7_days"}, changes) == urgency


@pytest.mark.parametrize(
    ("estimate", "urgency"),
    [
        ("under_6_weeks", "none"),
        ("6_weeks_to_3_months", "urgent"),
        ("over_12_months", "urgent"),
        (None, "urgent"),
    ],
)
def test_who_has_less_than_six_weeks_has_none(estimate: str | None, urgency: str) -> None:
    assert floor(SPINE, DEFICIT, onset="2_to_7_days", expected_survival=estimate) == urgency


def test_there_is_none_off_the_spine() -> None:
    nerve = {"deficit": "peripheral_nerve", "onset": "within_48_hours", "weakest_power": 0}
    assert floor(FEMUR, nerve) == "none"
    assert floor(FEMUR, nerve, bone=None, sphincter="disturbed") == "none"


def test_it_raises_the_urgency_of_whatever_is_decided() -> None:
    failing = {**DEFICIT, "onset": "2_to_7_days"}
    assert advice(SPINE, failing, cord_compression="0") == ("non_operative", "urgent", None)
    assert advice(CORD, failing, cord_compression="3", fit_for_anaesthesia="unfit") == (
        "non_operative", "urgent", None,
    )  # fmt: skip
    assert advice(SPINE, failing, cord_compression="0", alignment="subluxation", onset=None) == (
        "operate", "emergency", "stabilisation",
    )  # fmt: skip
    # Nothing is decided yet, though the compression is known to be absent.
    assert advice(SPINE, deficit=None, sphincter="disturbed") == ("undecided", "emergency", None)


def test_the_highest_it_can_become() -> None:
    assert highest_floor(facts(SPINE)) == "none"
    assert highest_floor(facts(SPINE, sphincter=None)) == "emergency"
    assert highest_floor(facts(SPINE, ROOT, weakest_power=None, onset="2_to_7_days")) == "urgent"
    assert highest_floor(facts(SPINE, DEFICIT, onset="2_to_7_days")) == "urgent"


def test_an_evaluation_tells_its_floor() -> None:
    assert judge(SPINE, DEFICIT, deficit="cord", onset="2_to_7_days").floor == "urgent"
    assert judge(FEMUR).floor == "none"
