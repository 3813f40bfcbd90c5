"""A score's reading, as it is shown: total or range, items, what it is worth, and its gauge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.punctuation import explained, listed, series
from assessments.clinical.advice import STANDINGS
from assessments.clinical.agreement import SAYS
from assessments.clinical.risks import RISKS, RISKS_BY_KEY
from assessments.clinical.scores import GRADINGS, SCORES

from .tree import (
    GaugeBand,
    GradingLine,
    ItemLine,
    Line,
    NamedText,
    PanelLine,
    ScoreLine,
)
from .words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assessments.clinical.agreement import PanelReading
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.scores.grading import Grading, GradingReading
    from assessments.clinical.scores.score import Reading, Score

    Cite = Callable[[Iterable[str]], tuple[int, ...]]

GAUGE_WIDTH = 320  # units of the drawing; templates/assessments/report/gauge.html draws in the same


def score_line(reading: Reading, cite: Cite) -> ScoreLine:
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
        standing=_(STANDINGS[score.evidence]),
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


def risk_line(reading: Reading, cite: Cite) -> ScoreLine:
    """Put the reading of a published risk into words: as a score, and of what, how tested, how to take it."""
    risk = RISKS_BY_KEY[reading.score.key]
    return replace(
        score_line(reading, cite), of=_(risk.of), validation=_(risk.validation), read_as=_(risk.read_as)
    )


def grading_line(reading: GradingReading, cite: Cite) -> GradingLine:
    """Put a classification into words."""
    grading, band = reading.score, reading.band
    possible = listed(_(grade.label) for grade in reading.possible)
    return GradingLine(
        key=grading.key,
        title=_(grading.title),
        grade=_(band.label) if band else _("open: {possible}").format(possible=possible),
        meaning=_(band.meaning) if band and band.meaning else "",
        known=band is not None,
        notes=tuple(_(note) for note in reading.notes),
        cohort=_(grading.cohort),
        standing=_(STANDINGS[grading.evidence]),
        limits=tuple(_(limit) for limit in grading.limits),
        sources=cite(grading.references),
    )


def panel_line(panel: PanelReading, cite: Cite) -> PanelLine:
    """Say whether the instruments of a panel agree, and what it would change where they do not."""
    verdicts = {
        True: _("They agree."),
        False: _("They disagree."),
        None: _("Too little is known to compare."),
    }
    return PanelLine(
        title=_(panel.title),
        verdict=verdicts[panel.agree],
        voices=tuple(NamedText(_(voice.instrument.title), _(SAYS[voice.says])) for voice in panel.voices),
        disagreements=tuple(
            Line(
                key=row.key,
                title=_(row.says),
                sentence=_(row.change),
                standing=series(_(STANDINGS[standing]) for standing in row.evidence),
                sources=cite(row.references),
            )
            for row in panel.disagreements
        ),
    )


def score_phrase(reading: Reading) -> str:
    """Say a score in a few words, for the reasons: "SINS 10 (possibly unstable)"."""
    if reading.band is not None:
        worth = _(reading.band.label)
    else:
        worth = _("{known} of {all} known").format(known=reading.known_items, all=len(reading.score.items))
    return explained(f"{_(reading.score.title)} {span(reading.low, reading.high)}", worth)


def not_computed(facts: Facts) -> tuple[NamedText, ...]:
    """List the scores that one would expect here and that are not computed, each with why."""
    instruments: tuple[Score | Grading, ...] = (*SCORES, *GRADINGS, *RISKS)
    reasons = ((instrument, instrument.why_not(facts)) for instrument in instruments)
    return tuple(NamedText(_(instrument.title), _(why)) for instrument, why in reasons if why)


def span(low: int, high: int) -> str:
    """Write a total, or the range it still may lie in."""
    return str(low) if low == high else f"{low}–{high}"


def read_span(text: str) -> tuple[int, int]:
    """Read a total, or a range, that `span` wrote. Raises ValueError where it is none."""
    low, _dash, high = text.partition("–")
    return int(low), int(high or low)


def _possible_bands(reading: Reading) -> str:
    possible = [b for b in reading.score.bands if b.high >= reading.low and b.low <= reading.high]
    first, last = _(possible[0].label), _(possible[-1].label)
    noun, colon, rest = last.partition(word("colon"))
    if colon and first.startswith(noun + colon):  # "mortality: very high to raised possible"
        last = rest
    return _("{first} to {last} possible").format(first=first, last=last)


def _points(points: frozenset[int]) -> str:
    return span(min(points), max(points))
