"""A curve as SVG paths: the steps, the confidence band around them, and published figures as signs.

The frame is that of the report's plot of published survival, so that both read alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.report.survival import HEIGHT, LEFT, MARKS, MONTHS, TOP, WIDTH, shape_of

from .small_numbers import FEWEST_AT_RISK
from .survival import DAYS_A_MONTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.clinical.scores.survival import Survival

    from .survival import Curve, Step

TICKS = (0, 3, 6, 12, 18, 24)  # months, as in templates/assessments/report/frame.html


@dataclass(frozen=True, slots=True)
class Published:
    """A published group in the plot: its signs, and one for the list beside it."""

    marks: tuple[str, ...]
    sign: str


@dataclass(frozen=True, slots=True)
class Plot:
    """What the template draws."""

    steps: str
    band: str
    at_risk: tuple[tuple[float, int], ...]  # where it stands, and how many
    published: tuple[Published, ...]


def plot_of(curve: Curve | None, published: Sequence[Survival]) -> Plot:
    """Draw a curve as far as enough patients are watched, and what was published of its band."""
    steps, band = _drawn(curve) if curve else ("", "")
    days = [months * DAYS_A_MONTH for months in TICKS]
    return Plot(
        steps=steps,
        band=band,
        at_risk=tuple((_x(day), curve.at_risk(day)) for day in days) if curve else (),
        published=tuple(_published(place, entry) for place, entry in enumerate(published)),
    )


def _drawn(curve: Curve) -> tuple[str, str]:
    shown = [step for step in curve.steps if step.at_risk >= FEWEST_AT_RISK and step.day <= _last_day()]
    end = min(_last_watched(curve), _last_day())
    line = [f"M{LEFT} {_y(1)}", *(f"H{_x(step.day)}V{_y(step.alive)}" for step in shown), f"H{_x(end)}"]
    return "".join(line), _band([step for step in shown if step.low is not None], end)


def _last_watched(curve: Curve) -> int:
    """Give the last day on which so many are watched that the curve may still be drawn."""
    return max(step.day for step in curve.steps if step.at_risk >= FEWEST_AT_RISK)


def _band(steps: Sequence[Step], end: float) -> str:
    """Draw the upper bound forth and the lower one back. It begins where the formula gives one."""
    if not steps:
        return ""
    days = [*(step.day for step in steps[1:]), end]
    pairs = list(zip(steps, days, strict=True))
    forth = [f"V{_y(step.high or 0)}H{_x(until)}" for step, until in pairs]
    back = [f"V{_y(step.low or 0)}H{_x(step.day)}" for step, _until in reversed(pairs)]
    return "".join([f"M{_x(steps[0].day)} {_y(steps[0].high or 0)}", *forth, *back, "Z"])


def _published(place: int, entry: Survival) -> Published:
    mark = MARKS[place % len(MARKS)]
    points = [point for point in entry.points if point.months <= MONTHS]
    marks = [shape_of(mark, _x(point.months * DAYS_A_MONTH), _y(point.percent / 100)) for point in points]
    return Published(tuple(marks), shape_of(mark, 8, 8))


def _last_day() -> float:
    return MONTHS * DAYS_A_MONTH


def _x(day: float) -> float:
    return round(LEFT + WIDTH * day / _last_day(), 1)


def _y(alive: float) -> float:
    return round(TOP + HEIGHT * (1 - alive), 1)
