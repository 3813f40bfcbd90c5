"""Published survival, drawn: only figures that were printed, each with whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.punctuation import clauses
from assessments.clinical.scores.elsewhere import ELSEWHERE
from assessments.clinical.scores.survival import SURVIVAL, survival_of
from assessments.clinical.sections.imaging import BONE

from .tree import Cohort, Dot, Elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assessments.clinical.evaluation.evaluate import LesionEvaluation
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.scores.survival import Survival

    Cite = Callable[[Iterable[str]], tuple[int, ...]]

# The drawing, in its own units; templates/assessments/report/survival.html draws the axes of the same.
LEFT, TOP, WIDTH, HEIGHT = 34, 10, 316, 170
MONTHS = 24  # figures beyond stand in the words beside it
# Where each sign begins, seen from its middle, and how it goes on.
SHAPES: dict[str, tuple[tuple[int, int], str]] = {
    "circle": ((-4, 0), "a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"),
    "square": ((-4, -4), "h8v8h-8Z"),
    "triangle": ((0, -5), "l5 9h-10Z"),
    "diamond": ((0, -5), "l5 5l-5 5l-5 -5Z"),
    "cross": ((-4, -4), "h2l2 2.6l2 -2.6h2l-3 4l3 4h-2l-2 -2.6l-2 2.6h-2l3 -4Z"),
    "ring": ((-4, 0), "a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Zm2 0a2 2 0 1 1 4 0a2 2 0 1 1 -4 0Z"),
}
MARKS = tuple(SHAPES)
# Cohorts without a score, shown for comparison, by where the lesion is.
COMPARED = {True: ("spine_netherlands",), False: ("limb_east_asia", "limb_scandinavia")}


def survival(lesion: LesionEvaluation, cite: Cite) -> tuple[Cohort, ...]:
    """List the published groups to which this patient's scores belong, then others for comparison."""
    groups: list[tuple[Survival, bool]] = []
    for reading in lesion.scores:
        band = reading.band.key if reading.band else None
        if band is not None:
            groups += [(entry, True) for entry in survival_of(reading.score.key, band)]
    if groups:
        compared = COMPARED[BONE.is_("spine").holds(lesion.facts) is True]
        groups += [(entry, False) for entry in SURVIVAL if entry.key in compared]
    return tuple(_cohort(number, entry, own, cite) for number, (entry, own) in enumerate(groups, start=1))


def elsewhere(facts: Facts, cite: Cite) -> tuple[Elsewhere, ...]:
    """List the instruments that have a tool of their own and would fit this lesion."""
    return tuple(
        Elsewhere(
            title=_(tool.title),
            estimates=_(tool.estimates),
            reason=_(tool.reason),
            worth=_(tool.worth),
            where=_(tool.where),
            sources=cite(tool.references),
        )
        for tool in ELSEWHERE
        if tool.applies.holds(facts)
    )


def _cohort(number: int, entry: Survival, own: bool, cite: Cite) -> Cohort:
    mark = MARKS[(number - 1) % len(MARKS)]
    points = [(float(p.months), p.percent, p.to_be_confirmed) for p in entry.points]
    if entry.median_months is not None and not points:
        points = [(entry.median_months, 50, False)]  # half alive is a figure, too
    dots = tuple(_dot(mark, *point) for point in points if point[0] <= MONTHS)
    return Cohort(
        number=number,
        title=_(entry.title),
        cohort=_(entry.cohort),
        years=_(entry.years),
        kind=kinds()[entry.kind],
        figures=figures(entry),
        sources=cite(entry.references),
        this_patients_group=own,
        dots=dots,
        mark=shape_of(mark, 8, 8),
        path=" ".join(f"{'L' if place else 'M'}{dot.x} {dot.y}" for place, dot in enumerate(dots)),
    )


def figures(entry: Survival) -> str:
    """Say what was published of a group, point by point."""
    told = [
        (
            _("{percent} % at {months} months (to be confirmed)")
            if point.to_be_confirmed
            else _("{percent} % at {months} months")
        ).format(percent=f"{point.percent:g}", months=point.months)
        for point in entry.points
    ]
    if entry.median_months is not None:
        told.append(_("half alive at {months} months").format(months=f"{entry.median_months:g}"))
    return clauses(told)


def kinds() -> dict[str, str]:
    """Say whether the patients of a cohort were operated on."""
    return {
        "operated": _("all operated"),
        "mostly_not_operated": _("mostly not operated"),
        "both": _("operated and not"),
    }


def _dot(mark: str, months: float, percent: float, to_be_confirmed: bool) -> Dot:
    x = round(LEFT + WIDTH * months / MONTHS, 1)
    y = round(TOP + HEIGHT * (1 - percent / 100), 1)
    return Dot(months, f"{percent:g}", x, y, shape_of(mark, x, y), to_be_confirmed)


def shape_of(mark: str, x: float, y: float) -> str:
    """Draw a sign around a point: shapes differ, so that nothing rests on colour."""
    start, drawn = SHAPES[mark]
    return f"M{round(x + start[0], 1)} {round(y + start[1], 1)}{drawn}"
