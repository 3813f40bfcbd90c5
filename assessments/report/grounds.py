"""Which answers a verdict rests on: the fewest that give the same verdict when they alone are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.language.facts import Facts
from assessments.clinical.language.logic import NO_KEYS, Node
from assessments.clinical.language.questions import Question
from assessments.clinical.scores.score import Score
from assessments.clinical.sections import BY_PATH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def deciding(paths: Iterable[str], facts: Facts, stands: Callable[[Facts], bool]) -> tuple[str, ...]:
    """List the fewest of the answered questions with which the verdict still stands.

    Leaving answers out one by one gives a set from which no more can go. Which one depends on the order, so
    both orders of the form are tried, and the shorter set is the clearer ground.
    """
    read = set(paths)
    answered = [q for path, q in BY_PATH.items() if path in read and facts.answer(q) is not None]
    first, second = (_needed(order, facts, stands) for order in (answered, answered[::-1]))
    fewest = first if len(first) <= len(second) else second
    return tuple(question.path for question in answered if question in fewest)


def deciding_otherwise(
    found: Iterable[str], paths: Iterable[str], facts: Facts, stands: Callable[[Facts], bool]
) -> frozenset[str]:
    """List what else would decide, were one of the answers found not known."""
    others: set[str] = set()
    for path in found:
        less = Facts({key: answer for key, answer in facts.answers.items() if key != BY_PATH[path].key})
        if stands(less):
            others.update(deciding(paths, less, stands))
    return frozenset(others)


def _needed(order: list[Question], facts: Facts, stands: Callable[[Facts], bool]) -> list[Question]:
    answers = dict(facts.answers)
    needed = []
    for question in order:
        left_out = {key: answer for key, answer in answers.items() if key != question.key}
        if stands(Facts(left_out)):
            answers = left_out
        else:
            needed.append(question)
    return needed


def looked_at(node: Node) -> tuple[frozenset[Score], frozenset[str]]:
    """Find the scores that a condition reads, and the questions it reads other than through them."""
    if isinstance(node, Score):
        return frozenset({node}), NO_KEYS
    if isinstance(node, Question):
        return frozenset(), frozenset({node.path})
    below = [looked_at(child) for child in node.children]
    return (
        frozenset().union(*(scores for scores, _paths in below)),
        NO_KEYS.union(*(paths for _scores, paths in below)),
    )
