"""When something began, as people type it, and the hours from then to the answer."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from assessments.answers.moments import began_at, hours_between, moment_as_typed
from assessments.answers.parsing import NotUnderstood

BERLIN, SHANGHAI = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 26, 19, 30, tzinfo=BERLIN)


def at(text: str, now: datetime = NOW) -> str | None:
    began = began_at(text, now)
    return began.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if began else None


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("25.11.2026 14:30", "2026-11-25 13:30"),
        ("2026-11-25T14:30", "2026-11-25 13:30"),
        ("25 Nov 2026, 14.30", "2026-11-25 13:30"),
        ("2026年11月25日14:30", "2026-11-25 13:30"),
        ("today 18:00", "2026-11-26 17:00"),
        ("Today, 18h", "2026-11-26 17:00"),
        ("today 00:00", "2026-11-25 23:00"),
        ("yesterday 23:59", "2026-11-25 22:59"),
        ("今天 18:00", "2026-11-26 17:00"),
        ("昨天18点30分", "2026-11-25 17:30"),
        ("１１", None),
        ("12", None),
        ("2 d", None),
        ("25.11.2026", None),
        ("18:00", None),
    ],
)
def test_a_day_and_a_time_of_day(text: str, utc: str | None) -> None:
    assert at(text) == utc


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("today 19:31", "“today 19:31” is in the future."),
        ("27.11.2026 01:00", "is in the future"),
        ("today 24:00", "There is no such time of day"),
        ("today 12:60", "There is no such time of day"),
        ("31.2.2026 12:00", "There is no such date"),
        ("3/10/2026 12:00", "can be read in two ways"),
        ("29.3.2026 02:30", "The clock went forward in that night"),
    ],
)
def test_what_cannot_be_is_refused_and_said(text: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        began_at(text, NOW)


def test_yesterday_is_the_day_before_in_the_zone_just_after_midnight() -> None:
    just_after = datetime(2026, 11, 26, 0, 5, tzinfo=SHANGHAI)
    assert at("today 00:01", just_after) == "2026-11-25 16:01"
    assert at("yesterday 23:00", just_after) == "2026-11-25 15:00"
    with pytest.raises(NotUnderstood):
        began_at("today 00:06", just_after)


def test_hours_are_counted_in_utc_over_a_night_in_which_the_clock_is_changed() -> None:
    spring = datetime(2026, 3, 29, 8, 0, tzinfo=BERLIN)
    began = began_at("28.3.2026 20:00", spring)
    assert began is not None
    assert hours_between(began, spring) == 11
    autumn = datetime(2026, 10, 25, 8, 0, tzinfo=BERLIN)
    began = began_at("24.10.2026 20:00", autumn)
    assert began is not None
    assert hours_between(began, autumn) == 13


def test_an_hour_that_comes_twice_is_the_later_one_unless_that_is_to_come() -> None:
    morning = datetime(2026, 10, 25, 8, 0, tzinfo=BERLIN)
    assert at("25.10.2026 02:30", morning) == "2026-10-25 01:30"
    between = datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN, fold=0)
    assert at("25.10.2026 02:30", between) == "2026-10-25 00:30"


def test_whole_hours_are_counted() -> None:
    began = began_at("today 18:00", NOW)
    assert began is not None
    assert hours_between(began, NOW) == 1


def test_today_is_kept_as_its_date_and_read_again_on_another_day() -> None:
    began = began_at("today 18:00", NOW)
    assert began is not None
    kept = moment_as_typed(began, NOW)
    assert kept == "26.11.2026 18:00"
    assert began_at(kept, datetime(2026, 11, 29, 8, 0, tzinfo=BERLIN)) == began
