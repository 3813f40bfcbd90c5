"""Facts: the typed reading of one lesion's answers together with those of its case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .logic import INFINITY, NO_KEYS
from .questions import ALWAYS, NOT_ASKED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .questions import Question

UNASKED = frozenset[object]({NOT_ASKED})


class Facts:
    """What the answers say, question by question; an answer to a question not asked is left out.

    `answers` maps question keys to answers as stored (None: said to be not known). `entered` tells how many
    lesions the case has in the spine and elsewhere, `merged` how many vertebrae its other spinal lesions
    span beyond their first. Everything is worked out when it is first looked at and then kept, so a Facts
    must not outlive a change of answers.
    """

    __slots__ = (
        "_presumed", "answers", "asked", "entered", "memo", "merged", "presuming", "spans", "strict",
        "values",
    )  # fmt: skip

    def __init__(
        self, answers: Mapping[str, object], entered: tuple[int, int] = (0, 0), merged: int = 0
    ) -> None:
        self.answers = answers
        self.entered = entered
        self.merged = merged
        self.strict = self
        self.presuming = False
        self.memo: dict[Any, Any] = {}
        self.asked = _Asked(self)
        self.values = _Values(self)
        self.spans = _Spans(self)
        self._presumed: Facts | None = None

    @property
    def presumed(self) -> Facts:
        """Give the presuming reading of the same answers."""
        if self._presumed is None:
            other = Facts.__new__(Facts)
            other.answers, other.presuming, other.memo = self.answers, True, {}
            other.entered, other.merged, other.strict = self.entered, self.merged, self
            # Whether a question is asked never rests on a presumption, so both readings share these.
            other.asked, other.values, other.spans = self.asked, self.values, self.spans
            other._presumed = other
            self._presumed = other
        return self._presumed

    def with_answer(self, question: Question, answer: object) -> Facts:
        """Give the same lesion with one answer changed."""
        return Facts({**self.answers, question.key: answer}, self.entered, self.merged)

    def not_known(self, path: str) -> bool:
        """Tell whether "not known" was said to the question at this path (`section.key`)."""
        key = path.rpartition(".")[2]
        return key in self.answers and self.answers[key] is None

    def answer(self, question: Question) -> object:
        """Give the answer as it was said; None where open or not asked."""
        answer = self.answers.get(question.key)
        if answer is None or self.asked[question] is False:
            return None
        return answer

    def is_open(self, question: Question) -> bool:
        """Tell whether the question is asked and its answer is missing or coarse."""
        return question.path in self.open_keys(question)

    def open_keys(self, question: Question) -> frozenset[str]:
        """Name the question while it is open, or those that decide whether it is asked."""
        asked = self.asked[question]
        if asked is False:
            return NO_KEYS
        answer = self.answers.get(question.key)
        if answer is None:
            return question.asked.open_keys(self) if asked is None else frozenset({question.path})
        if question.choices and len(self.values[question]) > 1:
            return frozenset({question.path})
        return NO_KEYS


class _Asked(dict["Question", "bool | None"]):
    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __missing__(self, question: Question) -> bool | None:
        condition = question.asked
        value = self[question] = True if condition is ALWAYS else condition.holds(self.facts)
        return value


class _Values(dict["Question", "frozenset[object]"]):
    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __missing__(self, question: Question) -> frozenset[object]:
        asked = self.facts.asked[question]
        if asked is False:
            values = UNASKED
        else:
            answer = self.facts.answers.get(question.key)
            values = question.values_for(answer, self.facts)
            if asked is None and answer is None:
                values |= UNASKED
        self[question] = values
        return values


class _Spans(dict["Question", "tuple[float, float] | None"]):
    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __missing__(self, question: Question) -> tuple[float, float] | None:
        asked = self.facts.asked[question]
        answer = self.facts.answers.get(question.key)
        span: tuple[float, float] | None
        if asked is False:
            span = None
        elif answer is not None:
            span = (answer, answer)  # type: ignore[assignment]
        elif asked is None:
            span = (-INFINITY, INFINITY)
        else:
            span = (question.minimum, question.maximum)
        self[question] = span
        return span
