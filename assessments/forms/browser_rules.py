"""Conditions as JSON, so that the browser shows and hides questions by the same three-valued logic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.answers.parsing import written_units
from assessments.clinical.language.logic import All, Always, AnyOf, Between, Condition, Is, Not
from assessments.clinical.language.questions import Asked, Given, Question, Said
from assessments.clinical.sections import BY_PATH

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = Any


class NotForTheBrowser(TypeError):
    """A question is asked by a condition that the browser cannot work out from answers alone."""


def as_json(condition: Condition) -> Json:
    """Write a condition on questions as nested lists: ["all", [...]], ["is", key, values], true ..."""
    match condition:
        case Always():
            return True
        case All() | AnyOf():
            name = "all" if isinstance(condition, All) else "any"
            return [name, [as_json(part) for part in condition.parts]]
        case Not():
            return ["not", as_json(condition.part)]
        case Is() if isinstance(condition.variable, Question):
            return ["is", condition.variable.key, sorted(condition.values, key=str)]
        case Said():
            return ["said", condition.question.key, sorted(condition.values, key=str)]
        case Given():
            return ["given", condition.question.key]
        case Asked():
            return ["asked", condition.question.key]
        case Between() if isinstance(condition.quantity, Question):
            low, high = (abs(limit) != float("inf") and limit for limit in (condition.low, condition.high))
            return ["between", condition.quantity.key, low, high]
    raise NotForTheBrowser(f"{condition!r} cannot decide what is asked: use answers, not findings")


def question_as_json(question: Question) -> Json:
    """Write what the browser needs of a question."""
    described: dict[str, Json] = {"kind": question.kind, "asked": as_json(question.asked)}
    if question.choices:
        described["choices"] = [
            {
                "value": choice.value,
                "when": as_json(choice.when),
                "finer": list(choice.stands_for or (choice.value,)),
                "coarse": bool(choice.stands_for),
            }
            for choice in question.choices
        ]
    elif question.kind in ("integer", "decimal"):
        described["span"] = [question.minimum, question.maximum]
        if question.other_units:
            described["units"] = {other.unit: float(other.factor) for other in question.other_units}
        described["written"] = written_units(question)
    return described


def rules_of(section: Iterable[Question]) -> dict[str, Json]:
    """Write the questions of a section, and every other that they look at, by key."""
    wanted = list(section)
    found: dict[str, Json] = {}
    while wanted:
        question = wanted.pop()
        if question.key in found:
            continue
        found[question.key] = question_as_json(question)
        conditions = [question.asked, *(choice.when for choice in question.choices)]
        wanted += [BY_PATH[path] for condition in conditions for path in condition.reads]
    return found
