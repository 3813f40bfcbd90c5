"""Criteria, contradictions and the order of treatment as entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from assessments.clinical.advice import DECISIONS, URGENCIES
from assessments.clinical.language.translatable import _
from assessments.clinical.rules.contradictions import CONTRADICTIONS
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.treatment_order import RANKS
from assessments.clinical.sections import BY_PATH

from .entry import Entry, Statements, listed, outcomes, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .entry import Say

ORIGINS = {
    "principle": _("the principles of surgical treatment"),
    "timing": _("the timing of intervention"),
}
VERDICTS = {
    "met": _("met"),
    "not_met": _("not met"),
    "borderline": _("borderline"),
    "not_applicable": _("does not apply"),
}


def criteria(say: Say) -> Iterator[Entry]:
    """Give the source's sixteen criteria as entries."""
    for criterion in CRITERIA:
        verdicts = outcomes(criterion.finding, lambda key: say(VERDICTS[cast("str", key)]), say)
        yield Entry(
            "criteria",
            criterion.key,
            say(criterion.title),
            (say(criterion.says),),
            facts=(
                (say(_("Belongs to")), say(ORIGINS[criterion.origin])),
                (
                    say(_("Published beside it")),
                    say(criterion.support) if criterion.support else say(_("nothing was found")),
                ),
            ),
            more=(Statements(say(_("Verdict")), verdicts),),
            standing=(criterion.evidence,),
            references=criterion.references,
        )


def contradictions(say: Say) -> Iterator[Entry]:
    """Give the contradictions that are looked for as entries."""
    for row in CONTRADICTIONS:
        names = [say(question.label) for path, question in BY_PATH.items() if path in row.questions]
        yield Entry(
            "contradictions",
            row.key,
            say(row.says),
            (say(_("Both answers are kept, and the advice is preliminary until one is corrected.")),),
            when(row.when, say),
            ((say(_("Look again at")), say(_("; ")).join(names)),),
            standing=("expert",),
            references=("expert",),
        )


def order(say: Say) -> Iterator[Entry]:
    """Give the order in which several lesions are treated as entries."""
    for place, rank in enumerate(RANKS, start=1):
        facts = (
            (say(_("Decision")), listed(rank.decisions or (), DECISIONS, say)),
            (say(_("Urgency")), listed(rank.urgencies or (), URGENCIES, say)),
        )
        yield Entry(
            "order",
            rank.key,
            say(_("Place {number}")).format(number=place),
            (say(rank.says),),
            when(rank.when, say),
            tuple((name, words) for name, words in facts if words),
            standing=rank.evidence,
            references=rank.references,
        )
