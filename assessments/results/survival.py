"""Kaplan-Meier: how many of a group are alive after so many days, and how sure that is.

The estimate and its confidence band are SciPy's; the band is the exponential Greenwood (log-log) one,
which stays between 0 and 1.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from .small_numbers import FEWEST_AT_RISK, MINIMUM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DAYS_A_MONTH = 365.25 / 12
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Observation:
    """One patient: watched for so many days, at the end of which they died or were still alive."""

    days: int
    died: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which somebody died or was last seen, and how many are alive after it.

    `low` and `high` are None where the formula gives no bound: while nobody, or once everybody, has died.
    """

    day: int
    at_risk: int
    deaths: int
    alive: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The survival of a group of at least ten."""

    observations: tuple[Observation, ...]
    steps: tuple[Step, ...]

    def at_risk(self, day: float) -> int:
        """Count those who were still watched on a day."""
        return sum(one.days >= day for one in self.observations)

    def at(self, day: float) -> Step | None:
        """Give what holds on a day; None where too few are still watched to say."""
        if self.at_risk(day) < FEWEST_AT_RISK:
            return None
        before = [step for step in self.steps if step.day <= day]
        start = Step(0, len(self.observations), 0, 1.0, None, None)
        return before[-1] if before else start


def curve(observations: Sequence[Observation]) -> Curve | None:
    """Estimate the survival of a group; None where it is too small."""
    if len(observations) < MINIMUM:
        return None
    from scipy.stats import CensoredData, ecdf  # takes seconds to import, and only the board needs it

    sample = CensoredData.right_censored(
        [one.days for one in observations], [not one.died for one in observations]
    )
    estimate = ecdf(sample).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # bounds that do not exist become None below
        band = estimate.confidence_interval(CONFIDENCE, method="log-log")
    low, high = band.low.probabilities, band.high.probabilities
    found = zip(estimate.quantiles, estimate.probabilities, low, high, strict=True)
    steps = [_step(observations, int(day), float(alive), lo, hi) for day, alive, lo, hi in found]
    return Curve(tuple(observations), tuple(steps))


def _step(observations: Iterable[Observation], day: int, alive: float, low: float, high: float) -> Step:
    return Step(
        day=day,
        at_risk=sum(one.days >= day for one in observations),
        deaths=sum(one.died and one.days == day for one in observations),
        alive=alive,
        low=None if isnan(low) else float(low),
        high=None if isnan(high) else float(high),
    )
