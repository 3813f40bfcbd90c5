"""The urgency clock, put into words and onto a line of hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.clinical.deciding.clock import clock, lasting
from assessments.clinical.sections import BY_PATH

from .tree import Clock

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.clinical.deciding.clock import Clock as Started
    from assessments.clinical.language.facts import Facts

WIDTH = 320  # units of the drawing; templates/assessments/report/clock.html draws in the same
TIMED = ("onset", "hours_since_walking_lost", "deficit_hours")
DRAWN = 3  # so many times the window is drawn of what is gone, and no more


def running_clock(facts: Facts, urgency: str, assessed_at: datetime | None) -> Clock | None:
    """Start the clock where a deficit has a time; `assessed_at` gives the hour by which to act."""
    if all(facts.answer(BY_PATH[f"neuro.{key}"]) is None for key in TIMED):
        return None
    started = clock(facts, urgency)
    return None if started is None else _drawn(started, assessed_at)


def _drawn(started: Started, assessed_at: datetime | None) -> Clock:
    low, high = started.low or 0, started.high
    most = DRAWN * started.window
    span = min(most, high if high is not None else most)
    unit = WIDTH / (span + started.window)
    zero = span * unit
    return Clock(
        sentence=started.sentence(_),
        gone=_gone(low, high),
        act=_("act within {window}").format(window=lasting(started.window, _)),
        by=_("by {time}").format(time=_time(started, assessed_at)) if assessed_at else "",
        overrun=started.overrun,
        zero=round(zero, 1),
        low=round(zero - min(low, most) * unit, 1),
        high=round(zero - span * unit, 1),
        beyond=high is None or high > most,
        end=WIDTH,
    )


def _gone(low: int, high: int | None) -> str:
    if high is None:
        return _("over {low} gone").format(low=lasting(low, _))
    if low == high:
        return _("{low} gone").format(low=lasting(low, _))
    return _("{low} to {high} gone").format(low=lasting(low, _), high=lasting(high, _))


def _time(started: Started, assessed_at: datetime) -> str:
    return date_format(localtime(started.ends(assessed_at)), "DATETIME_FORMAT")
