"""Scores, classifications, tools elsewhere and disagreements as entries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.clinical.agreement import PANELS
from assessments.clinical.language.translatable import _
from assessments.clinical.risks import RISKS, Risk
from assessments.clinical.scores import GRADINGS, SCORES
from assessments.clinical.scores.elsewhere import ELSEWHERE

from .entry import Entry, Statement, Statements, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.scores import Grading, Score

    from .entry import Say


def scores(say: Say) -> Iterator[Entry]:
    """Give scores, risks and classifications as entries; their tables stand on pages of their own."""
    for score in (*SCORES, *RISKS):
        bands = tuple(
            Statement(
                say(_("{range}: {label}. {meaning}"))
                .format(range=span(band.low, band.high), label=say(band.label), meaning=say(band.meaning))
                .strip()
            )
            for band in score.bands
        )
        range_ = say(_("{low} to {high}; higher means {meaning}")).format(
            low=score.lowest, high=score.highest, meaning=say(score.higher_is)
        )
        items = say(_(", ")).join(say(item.label) for item in score.items)
        facts = ((say(_("Total")), range_), (say(_("Items")), items))
        if isinstance(score, Risk):
            yield _risk(score, say, facts, Statements(say(_("Bands")), bands))
        else:
            yield _instrument("scores", score, say, facts, Statements(say(_("Bands")), bands))
    for grading in GRADINGS:
        grades = tuple(
            Statement(f"{say(grade.label)}. {say(grade.meaning)}".strip()) for grade in grading.grades
        )
        yield _instrument("classifications", grading, say, (), Statements(say(_("Classes")), grades))


def _risk(risk: Risk, say: Say, facts: tuple[tuple[str, str], ...], bands: Statements) -> Entry:
    how = ((say(_("Validation")), say(risk.validation)), (say(_("Read as")), say(risk.read_as)))
    entry = _instrument("risks", risk, say, (*facts, *how), bands)
    return replace(entry, says=(say(risk.of),))


def _instrument(
    kind: str, score: Score | Grading, say: Say, facts: tuple[tuple[str, str], ...], classes: Statements
) -> Entry:
    limits = Statements(say(_("What it is not worth")), tuple(Statement(say(t)) for t in score.limits))
    if score.not_computed_because:
        facts = (*facts, (say(_("Not computed")), say(score.not_computed_because)))
    return Entry(
        kind,
        score.key,
        say(score.title),
        when=when(score.applies, say),
        facts=((say(_("Cohort")), say(score.cohort)), *facts),
        more=(classes, limits),
        standing=(score.evidence,),
        references=score.references,
    )


def elsewhere(say: Say) -> Iterator[Entry]:
    """Give the tools that are not computed here as entries, each with why."""
    for tool in ELSEWHERE:
        yield Entry(
            "elsewhere",
            tool.key,
            say(tool.title),
            (say(tool.estimates), say(tool.reason)),
            when(tool.applies, say),
            ((say(_("How good it is")), say(tool.worth)), (say(_("Where")), say(tool.where))),
            references=tool.references,
        )


def disagreements(say: Say) -> Iterator[Entry]:
    """Give as entries where instruments disagree, and what it would change."""
    for panel in PANELS:
        for row in panel.disagreements:
            yield Entry(
                "disagreements",
                row.key,
                say(row.says),
                (say(row.change),),
                when(row.when, say),
                ((say(_("Panel")), say(panel.title)),),
                standing=row.evidence,
                references=row.references,
            )


def span(low: int, high: int) -> str:
    """Write a range of totals."""
    return str(low) if low == high else f"{low}–{high}"
