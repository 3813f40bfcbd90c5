"""The urgency clock: hours gone since the deficit began, and the hours in which to act.

It reads no clock. What is gone was answered as of the assessment; the window counts from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from assessments.clinical.advice import URGENCY_HOURS
from assessments.clinical.findings.deficits import NEURO_MOTOR, SPHINCTER_DISTURBED
from assessments.clinical.language.logic import Condition
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.neuro import DEFICIT, DEFICIT_HOURS, HOURS_SINCE_WALKING_LOST, ONSET

from .open_answers import advice_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.clinical.language.facts import Facts

# Hours since the deficit began for each answer to `onset`; no end where it may be any time ago.
ONSET_HOURS: dict[object, tuple[int, int | None]] = {
    "within_48_hours": (0, 48),
    "2_to_7_days": (48, 7 * 24),
    "8_to_14_days": (7 * 24, 14 * 24),
    "over_14_days": (14 * 24, None),
}

WINDOW = _("Act within {window} of this assessment.")
WALKING_LOST = _("When assessed, ambulation had been lost for {low}; act within {window} of the assessment.")
DEFICIT_RANGE = _(
    "When assessed, the deficit had lasted {low} to {high}; act within {window} of the assessment."
)
DEFICIT_BEGAN = _("When assessed, the deficit had lasted {low}; act within {window} of the assessment.")
DEFICIT_OVER = _("When assessed, the deficit had lasted over {low}; act within {window} of the assessment.")
IN_HOURS, IN_DAYS = _("{n} hours"), _("{n} days")
A_DAY, A_WEEK = 24, 7 * 24  # hours


def lasting(hours: int, translate: Callable[[str], str] = str) -> str:
    """Say how long in hours, from a week on in whole days."""
    return (
        translate(IN_HOURS).format(n=hours) if hours < A_WEEK else translate(IN_DAYS).format(n=hours // A_DAY)
    )


@dataclass(frozen=True, slots=True)
class Clock:
    """An advised window, in hours from the assessment, and what was gone by then.

    `since` tells what began: loss of walking or the deficit (`low` and `high` are the same where the hour is
    known, `high` is None where there is no upper end), or nothing that is known ("").
    """

    window: int
    since: Literal["walking_lost", "deficit", ""] = ""
    low: int | None = None
    high: int | None = None

    def ends(self, assessed_at: datetime) -> datetime:
        """Give the end of the window, in UTC, for an assessment made at this (aware) time.

        Added to a local time, hours would be those of the wall, of which a day may have 23 or 25.
        """
        return assessed_at.astimezone(UTC) + timedelta(hours=self.window)

    @property
    def overrun(self) -> bool:
        """Tell whether more hours than the window were surely gone when the patient was assessed."""
        return self.low is not None and self.low > self.window

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """Say what is gone and what is left, in one sentence."""
        if self.since == "":
            template = WINDOW
        elif self.since == "walking_lost":
            template = WALKING_LOST
        else:
            known = DEFICIT_BEGAN if self.low == self.high else DEFICIT_RANGE
            template = DEFICIT_OVER if self.high is None else known
        return translate(template).format(
            low=lasting(self.low or 0, translate),
            high=lasting(self.high or 0, translate),
            window=lasting(self.window, translate),
        )


def clock(facts: Facts, urgency: str) -> Clock | None:
    """Start the clock of an advice by what was lost last; None where its urgency names no window."""
    window = URGENCY_HOURS.get(urgency)
    if window is None:
        return None
    walking, began = facts.answer(HOURS_SINCE_WALKING_LOST), facts.answer(DEFICIT_HOURS)
    if isinstance(began, int) and not (isinstance(walking, int) and walking <= began):
        return Clock(window, "deficit", began, began)
    if isinstance(walking, int):
        return Clock(window, "walking_lost", walking, walking)
    onset = facts.answer(ONSET)
    if onset is None:
        return Clock(window)
    low, high = ONSET_HOURS[onset]
    return Clock(window, "deficit", low, high)


@dataclass(frozen=True, eq=False, slots=True)
class _Running(Condition):
    """A deficit is there and the advice has a window in hours."""

    begun: Condition

    def holds(self, facts: Facts) -> bool | None:
        begun = self.begun.holds(facts)
        return begun and advice_of(facts).urgency in URGENCY_HOURS

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return self.begun.open_keys(facts)


CLOCK_RUNS = _Running(
    (DEFICIT.given & ~DEFICIT.is_("none"))
    | NEURO_MOTOR
    | SPHINCTER_DISTURBED
    | HOURS_SINCE_WALKING_LOST.given
)
