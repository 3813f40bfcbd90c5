"""The fork: what each answer to the next question would make of the advice, one level deep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.evaluation.what_if import counts_fit, cuts_beside
from assessments.clinical.rules.contradictions import contradictions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.advice import Advice
    from assessments.clinical.deciding.open_answers import Deliberation
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.questions import Question


@dataclass(frozen=True, slots=True)
class Branch:
    """One answer to the next question, the advice that it would bring, and whether that would be settled."""

    question: Question
    answer: object
    advice: Advice
    settled: bool


def fork(deliberation: Deliberation, question: Question) -> tuple[Branch, ...]:
    """Follow each answer to the question; of numbers one on each side of each cut-off."""
    return tuple(
        _branch(question, answer, deliberation.with_answer(question, answer))
        for answer in answers_to(question, deliberation.facts)
    )


def _branch(question: Question, answer: object, then: Deliberation) -> Branch:
    return Branch(question, answer, then.advice, then.settled and not contradictions(then.facts))


def answers_to(question: Question, facts: Facts) -> Iterator[object]:
    """List the answers to follow: what a coarse answer stands for where one was given."""
    if question.kind == "yes_no":
        yield from (True, False)
    elif question.kind == "choice":
        possible = facts.values[question]
        fine = (c.value for c in question.offered(facts) if not c.stands_for and c.value in possible)
        yield from dict.fromkeys(fine)
    elif question.kind != "date":
        yield from _one_on_each_side(question, facts)


def _one_on_each_side(question: Question, facts: Facts) -> list[float]:
    """List the numbers below each cut-off and the one above the last, as far as they can be."""
    cuts = sorted(cuts_beside(question, facts))
    numbers = {below for below, _above in cuts} | {above for _below, above in cuts[-1:]} or {question.minimum}
    return [
        number
        for number in sorted(numbers)
        if question.minimum <= number <= question.maximum and counts_fit(question, number, facts)
    ]
