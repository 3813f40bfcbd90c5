"""The board of a unit's own results, put into rows for the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.punctuation import clauses
from assessments.report.survival import figures, kinds

from .plot import plot_of
from .predicted import groups_of
from .small_numbers import MINIMUM, per_cent
from .survival import DAYS_A_MONTH, at_risk, died_by

if TYPE_CHECKING:
    from assessments.clinical.scores.survival import Survival

    from .plot import Plot
    from .predicted import Group
    from .tally import Tally

AT_MONTHS = (1, 3, 6, 12, 24)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What was observed after so many months, and what each published group had then."""

    months: int
    observed: str
    at_risk: int
    published: tuple[tuple[str, str], ...]  # (which group, per cent alive)


@dataclass(frozen=True, slots=True)
class Cohort:
    """A published group, in words, with the sign that it has in the plot."""

    title: str
    about: str
    figures: str
    sign: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupShown:
    """One band of one model, ready for the page."""

    group: Group
    label: str
    meaning: str
    rows: tuple[MonthRow, ...]
    cohorts: tuple[Cohort, ...]
    plot: Plot


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page."""

    tally: Tally
    groups: tuple[GroupShown, ...]
    minimum: int = MINIMUM


def board_of(tally: Tally) -> Board:
    """Put the counts of one unit, or of several together, into rows."""
    return Board(tally, tuple(_shown(group) for group in groups_of(tally.watched)))


def _shown(group: Group) -> GroupShown:
    drawn = plot_of(group.curve, group.published)
    pairs = zip(group.published, drawn.published, strict=True)
    return GroupShown(
        group=group,
        label=_(group.band.label) if group.band else "",
        meaning=_(group.band.meaning) if group.band and group.band.meaning else "",
        rows=tuple(_row(group, months) for months in AT_MONTHS),
        cohorts=tuple(_cohort(entry, published.sign) for entry, published in pairs),
        plot=drawn,
    )


def _row(group: Group, months: int) -> MonthRow:
    day = months * DAYS_A_MONTH
    return MonthRow(
        months,
        _observed(group, day),
        at_risk(group.watched.observations, day),
        tuple((_(one.title), _at(one, months)) for one in group.published),
    )


def _observed(group: Group, day: float) -> str:
    if group.curve is None:
        return _("%(count)s died by then") % {"count": died_by(group.watched.observations, day)}
    step = group.curve.at(day)
    if step is None:
        return _("too few left to say")
    if step.low is None or step.high is None:
        return _("all alive so far") if step.alive == 1 else _("all died")
    return _("%(percent)s %% alive (%(low)s to %(high)s)") % {
        "percent": per_cent(step.alive),
        "low": per_cent(step.low),
        "high": per_cent(step.high),
    }


def _at(entry: Survival, months: int) -> str:
    for point in entry.points:
        if point.months == months:
            percent = f"{point.percent:g} %"
            return (
                _("%(percent)s (to be confirmed)") % {"percent": percent}
                if point.to_be_confirmed
                else percent
            )
    return "–"


def _cohort(entry: Survival, sign: str) -> Cohort:
    return Cohort(
        title=_(entry.title),
        about=clauses([_(entry.cohort), _(entry.years), kinds()[entry.kind]]),
        figures=figures(entry),
        sign=sign if entry.points else "",
        references=entry.references,
    )
