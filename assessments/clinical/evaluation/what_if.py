"""What would change the advice: each answer changed by itself, to every other answer there could be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from assessments.clinical.deciding.open_answers import every_rule
from assessments.clinical.findings.extent import BONE_METASTASES, COUNTED_METASTASES
from assessments.clinical.language.logic import NO_KEYS
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.rule import outcome_of
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.scores import GRADINGS, SCORES
from assessments.clinical.sections import QUESTIONS
from assessments.clinical.sections.history import OTHER_BONE_METASTASES, VERTEBRAL_METASTASES

from .cut_offs import cut_offs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.advice import Advice
    from assessments.clinical.deciding.open_answers import Deliberation
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Node
    from assessments.clinical.language.questions import Question

    from .cut_offs import Cut

# All that the advice rests on.
_RULES: tuple[Node, ...] = (
    *(rule.when for rule in every_rule()),
    *(outcome_of(rule) for rule in every_rule()),
    *(stop.firm for stop in STOPS),
    *(criterion.finding for criterion in CRITERIA),
)
_READ_BY_RULES = NO_KEYS.union(*(node.reads for node in _RULES))
_CUT_OFFS = cut_offs(*_RULES, *SCORES, *GRADINGS)
OTHER_COUNT = {
    VERTEBRAL_METASTASES: OTHER_BONE_METASTASES,
    OTHER_BONE_METASTASES: VERTEBRAL_METASTASES,
}
CHANGEABLE = tuple(q for q in QUESTIONS.values() if q.path in _READ_BY_RULES and q.kind != "date")


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed, and the advice that would then be given."""

    question: Question
    answer: object
    advice: Advice


def what_if(deliberation: Deliberation) -> tuple[Change, ...]:
    """List every change of one answered question that changes decision, urgency or aim.

    A number changes to the nearest value on the other side of each cut-off that a rule or score uses. A
    choice changes to each finer choice that is offered; a coarse one stands for several of these.
    """
    return tuple(
        Change(question, answer, changed)
        for question in CHANGEABLE
        for answer in alternatives(question, deliberation.facts)
        if (changed := deliberation.with_answer(question, answer).advice) != deliberation.advice
    )


def alternatives(question: Question, facts: Facts) -> Iterator[object]:
    """List the answers to try instead of the one that was given; none for an open question."""
    answer = facts.answer(question)
    if answer is None:
        return
    if question.kind == "yes_no":
        yield not answer
    elif question.kind == "choice":
        for choice in question.offered(facts):
            if choice.value != answer and not choice.stands_for:
                yield choice.value
    else:
        number_now = cast("float", answer)
        sides = {above if number_now <= below else below for below, above in cuts_beside(question, facts)}
        for number in sorted(sides - {number_now}):
            if question.minimum <= number <= question.maximum and counts_fit(question, number, facts):
                yield number


def cuts_of(question: Question) -> frozenset[Cut]:
    """List the cut-offs that rules and scores make in the answers to a question, each by its two sides."""
    return _CUT_OFFS.get(question, frozenset())


def cuts_beside(question: Question, facts: Facts) -> frozenset[Cut]:
    """List the cut-offs of a number: its own, and those of the sum of both counts."""
    other = OTHER_COUNT.get(question)
    if other is None:
        return cuts_of(question)
    rest = facts.answer(other)
    rest = rest if isinstance(rest, int) else 0
    sums = ((COUNTED_METASTASES, rest), (BONE_METASTASES, rest - BONE_METASTASES.merged(facts)))
    return cuts_of(question).union(
        (below - others, above - others) for total, others in sums for below, above in _CUT_OFFS[total]
    )


def counts_fit(question: Question, number: float, facts: Facts) -> bool:
    """A lesion is there, so the two counts of metastases are never both zero."""
    other = OTHER_COUNT.get(question)
    return other is None or number > 0 or facts.answer(other) != 0
