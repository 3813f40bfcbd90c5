"""The fork in words: what each answer to the next question would make of the advice."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.wording import asked_next, choice_of, in_words
from assessments.clinical.advice import AIMS, DECISIONS, NONE
from assessments.clinical.evaluation.headline import HOW_SOON

from .tree import Fork, ForkLine
from .what_if_clauses import either, lower, reach

if TYPE_CHECKING:
    from assessments.clinical.advice import Advice
    from assessments.clinical.evaluation.evaluate import LesionEvaluation
    from assessments.clinical.evaluation.fork import Branch
    from assessments.clinical.language.facts import Facts


def fork_in_words(lesion: LesionEvaluation) -> Fork | None:
    """Say what each answer would bring; answers that bring the same stand in one line."""
    if not lesion.fork:
        return None
    facts, question = lesion.facts, lesion.fork[0].question
    lines = []
    for (advice, settled), branches in groupby(lesion.fork, lambda b: (b.advice, b.settled)):
        answers = _answers(list(branches), facts)
        outcome = _outcome(advice)
        sentence = _("If {answer}: {outcome}.").format(answer=answers, outcome=outcome)
        lines.append(ForkLine(answers, outcome, sentence, settled))
    return Fork(asked_next(question, facts), tuple(lines))


def possible_in_words(lesion: LesionEvaluation) -> tuple[str, ...]:
    """List the decisions still possible; none where only one is left."""
    return tuple(_(DECISIONS[decision]) for decision in lesion.possible) if len(lesion.possible) > 1 else ()


def _answers(branches: list[Branch], facts: Facts) -> str:
    question = branches[0].question
    if question.kind in ("integer", "decimal"):
        first, last = (float(str(branch.answer)) for branch in (branches[0], branches[-1]))
        return reach(question, first, last, facts)
    words = []
    for branch in branches:
        choice = choice_of(question, branch.answer, facts) if question.kind == "choice" else None
        words.append(lower(_(choice.label)) if choice else lower(in_words(question, branch.answer, facts)))
    return either(words)


def _outcome(advice: Advice) -> str:
    decision = lower(_(DECISIONS[advice.decision]))
    if advice.urgency == NONE:
        return decision
    said = _("{decision}, {how_soon}").format(decision=decision, how_soon=_(HOW_SOON[advice.urgency]))
    if not advice.aim:
        return said
    return _("{advice} ({aim})").format(advice=said, aim=lower(_(AIMS[advice.aim])))
