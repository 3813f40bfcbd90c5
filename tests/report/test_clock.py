"""The urgency clock, drawn: what is gone, what is left, and by when to act."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from assessments.clinical.language.facts import Facts
from assessments.report.clock import running_clock
from assessments.report.tree import Clock

BEGUN = datetime(2026, 11, 2, 14, 30, tzinfo=UTC)


def started(urgency: str = "urgent", at: datetime | None = None, **answers: Any) -> Clock:
    found = running_clock(Facts({"bone": "spine", "deficit": "cord", **answers}), urgency, at)
    assert found is not None
    return found


def test_what_is_surely_and_what_is_perhaps_gone_are_drawn_to_scale() -> None:
    clock = started(onset="2_to_7_days")
    # 168 hours gone at most and 72 to go are 240 hours on a line of 320.
    assert (clock.high, clock.low, clock.zero, clock.end) == (0.0, 160.0, 224.0, 320.0)
    assert (clock.perhaps, clock.surely, clock.left) == (160.0, 64.0, 96.0)
    assert clock.gone == "48 hours to 7 days gone"
    assert clock.act == "act within 72 hours"
    assert not clock.beyond


def test_hours_that_are_known_are_one_bar() -> None:
    clock = started("emergency", frankel="B", walking="unable", hours_since_walking_lost=8)
    assert (clock.low, clock.high, clock.zero) == (0.0, 0.0, 80.0)
    assert clock.gone == "8 hours gone"
    assert not clock.overrun


def test_what_is_long_gone_is_cut_off_and_says_so() -> None:
    clock = started(onset="over_14_days")
    assert clock.beyond
    assert clock.gone == "over 14 days gone"
    assert (clock.low, clock.zero) == (0.0, 240.0)  # three windows of what is gone
    assert clock.overrun


def test_the_hour_by_which_to_act_needs_the_time_of_the_assessment() -> None:
    assert started(onset="2_to_7_days").by == ""
    assert started(onset="2_to_7_days", at=BEGUN).by == "by 5 November 2026, 14:30"


@pytest.mark.parametrize(("urgency", "answers"), [("planned", {"onset": "2_to_7_days"}), ("urgent", {})])
def test_without_a_time_or_a_window_there_is_no_clock(urgency: str, answers: dict[str, Any]) -> None:
    assert running_clock(Facts({"bone": "spine", "deficit": "cord", **answers}), urgency, BEGUN) is None


def test_a_clock_is_plain_values() -> None:
    clock = started(onset="2_to_7_days")
    assert replace(clock, by="x").by == "x"


def test_the_hour_by_which_to_act_is_right_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    begun = datetime(2026, 10, 23, 14, 30, tzinfo=berlin)  # two days before summer time ends: an hour more
    with timezone.override(berlin):
        assert started(onset="2_to_7_days", at=begun).by == "by 26 October 2026, 13:30"
