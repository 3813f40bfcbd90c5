"""A score's reading, as it is shown: total or range, items, what it is worth, and its gauge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.clinical.advice import STANDINGS
from assessments.clinical.scores import SCORES

from .tree import GaugeBand, ItemLine, NamedText, ScoreLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assessments.clinical.facts import Facts
    from assessments.clinical.scores.score import Reading

GAUGE_WIDTH = 320  # units of the drawing; templates/assessments/report/gauge.html draws in the same


def score_line(reading: Reading, cite: Callable[[Iterable[str]], tuple[int, ...]]) -> ScoreLine:
    """Put a reading into words, and onto its gauge."""
    score = reading.score
    lowest, highest = score.bands[0].low, score.bands[-1].high
    unit = GAUGE_WIDTH / (highest - lowest + 1)
    return ScoreLine(
        key=score.key,
        title=_(score.title),
        total=span(reading.low, reading.high),
        known=_("{known} of {all} known").format(known=reading.known_items, all=len(score.items)),
        complete=reading.complete,
        band=_(reading.band.label) if reading.band else _possible_bands(reading),
        meaning=_(reading.band.meaning) if reading.band and reading.band.meaning else "",
        higher_is=_(score.higher_is),
        cohort=_(score.cohort),
        standing=_(STANDINGS[score.standing]),
        limits=tuple(_(limit) for limit in score.limits),
        sources=cite(score.references),
        items=tuple(
            ItemLine(_(item.label), _points(reading.items[item.key]), len(reading.items[item.key]) == 1)
            for item in score.items
        ),
        bands=tuple(
            GaugeBand(
                label=_(band.label),
                range=span(band.low, band.high),
                x=round((band.low - lowest) * unit, 1),
                width=round((band.high - band.low + 1) * unit, 1),
                holds=band is reading.band,
            )
            for band in score.bands
        ),
        x=round((reading.low - lowest) * unit, 1),
        width=round((reading.high - reading.low + 1) * unit, 1),
        lowest=lowest,
        highest=highest,
    )


def score_phrase(reading: Reading) -> str:
    """Say a score in a few words, for the reasons: "SINS 10 (possibly unstable)"."""
    total = f"{_(reading.score.title)} {span(reading.low, reading.high)}"
    if reading.band is not None:
        return f"{total} ({_(reading.band.label)})"
    known = _("{known} of {all} known").format(known=reading.known_items, all=len(reading.score.items))
    return f"{total} ({known})"


def not_computed(facts: Facts) -> tuple[NamedText, ...]:
    """List the scores that one would expect here and that are not computed, each with why."""
    reasons = ((score, score.why_not(facts)) for score in SCORES)
    return tuple(NamedText(_(score.title), _(why)) for score, why in reasons if why)


def span(low: int, high: int) -> str:
    """Write a total, or the range it still may lie in."""
    return str(low) if low == high else f"{low}–{high}"


def _possible_bands(reading: Reading) -> str:
    possible = [b for b in reading.score.bands if b.high >= reading.low and b.low <= reading.high]
    return _("{first} to {last} possible").format(first=_(possible[0].label), last=_(possible[-1].label))


def _points(points: frozenset[int]) -> str:
    return span(min(points), max(points))
