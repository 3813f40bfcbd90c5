"""The report: an evaluation put into the order and the words in which a surgeon reads it.

`report()` is a pure function; page, print, PDF and plain text show the Report that it gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.answers.punctuation import series
from assessments.answers.wording import lesion_name, told_apart
from assessments.clinical.advice import STANDINGS
from assessments.clinical.language.facts import Facts
from assessments.clinical.references import REFERENCES
from assessments.clinical.sections import CASE_SECTIONS

from .answers import answers_of
from .at_a_glance import place_of
from .lesion import Citations, lesion_report
from .tree import Identity, Report, Source, Turn

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.clinical.evaluation.evaluate import Evaluation


# Of the tree and the article that shows it. 1 had no first screen: one long page, with its own style sheet.
SHAPE = 2


def report(
    evaluation: Evaluation,
    *,
    identity: Identity | None = None,
    final: bool = False,
    assessed_at: datetime | None = None,
) -> Report:
    """Put an evaluation into the words of the language in force.

    `final` says that it is signed; everything else is marked as a draft. `assessed_at` is the time from which
    the hours count in which to act, where it is known.
    """
    citations = Citations()
    lesions = tuple(
        lesion_report(lesion, number, lesion_name(lesion.facts), citations, assessed_at)
        for number, lesion in enumerate(evaluation.lesions, start=1)
    )
    facts = evaluation.lesions[0].facts if evaluation.lesions else Facts({})
    return Report(
        knowledge=evaluation.knowledge,
        language=get_language() or "en",
        identity=identity or Identity(),
        final=final,
        order=tuple(
            Turn(
                place=place,
                lesion=turn.lesion + 1,
                name=lesions[turn.lesion].name,
                decision=lesions[turn.lesion].decision,
                urgency=lesions[turn.lesion].urgency,
                sentence=_(turn.rank.says),
                standing=series(_(STANDINGS[standing]) for standing in turn.rank.evidence),
                is_open=bool(lesions[turn.lesion].possible),
            )
            for place, turn in enumerate(evaluation.order, start=1)
        ),
        lesions=lesions,
        sources=tuple(
            Source(number, _(REFERENCES[key].citation), REFERENCES[key].link, _(REFERENCES[key].read))
            for number, key in enumerate(citations.keys, start=1)
        ),
        not_for=_(
            "It is not for children, nor for benign or primary bone tumours. Survival figures are those of "
            "published groups of patients, not this patient's chance."
        ),
        disclaimer=_disclaimer(),
        version=SHAPE,
        tab=told_apart(place_of(lesions), facts),
        place=place_of(lesions),
        answers=answers_of(facts, CASE_SECTIONS),
    )


def _disclaimer() -> str:
    disclaimer = _(
        "This report supports the surgeon and the tumour board and does not replace their judgement."
    )
    if get_language() in (None, "en"):
        return disclaimer
    unreviewed = _(
        "The clinical texts of this translation await review by a clinician; "
        "where in doubt, the English text counts."
    )
    return f"{disclaimer} {unreviewed}"


__all__ = ["Identity", "Report", "report"]
