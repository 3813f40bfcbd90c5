"""When a question is shown in somebody else's form: our conditions as `enableWhen`, or else as FHIRPath.

`enableWhen` joins its parts by "and" or by "or", not by both. What needs both is an expression over the
response: with several lesions it holds where it does for any of them, which may show a question too many, and
never hides one. A question that rests on one not yet answered is not reached; one that is asked *unless*
something is known is shown meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessments.answers.document import CASE_KEYS
from assessments.clinical.language.logic import All, Always, AnyOf, Between, Is, Not
from assessments.clinical.language.questions import Given, Question, Said

from .names import ANSWERS, LESION, SHOWN_WHEN, own

if TYPE_CHECKING:
    from assessments.clinical.language.logic import Condition

SAME, OTHER, EXISTS, LEAST, MOST = "=", "!=", "exists", ">=", "<="


class NotExpressibleError(TypeError):
    """A question is asked on a condition of a kind that no other form could follow."""


@dataclass(frozen=True, slots=True)
class Part:
    """One comparison with the answer to a question."""

    question: Question
    operator: str
    value: object

    @property
    def as_data(self) -> dict[str, Any]:
        """Write it as `enableWhen` has it."""
        told = {"question": self.question.path, "operator": self.operator}
        if isinstance(self.value, bool):
            return told | {"answerBoolean": self.value}
        if isinstance(self.value, int):
            return told | {"answerInteger": self.value}
        return told | {"answerCoding": {"system": own(ANSWERS), "code": self.value}}

    @property
    def as_path(self) -> str:
        """Write it as FHIRPath."""
        return _path(self.question, self.operator, [self.value])


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts that all have to hold, or of which one has to."""

    parts: tuple[Part | Joined, ...]
    every: bool

    @property
    def as_path(self) -> str:
        """Write it as FHIRPath."""
        told: list[str] = []
        alike: dict[Question, list[object]] = {}
        for part in self.parts:
            if isinstance(part, Part) and part.operator == SAME and not self.every:
                alike.setdefault(part.question, []).append(part.value)
            else:
                told.append(part.as_path)
        told += [_path(question, SAME, values) for question, values in alike.items()]
        return "(" + (" and " if self.every else " or ").join(told) + ")"


def _path(question: Question, operator: str, values: list[object]) -> str:
    """Ask of one answer, within the lesion for a question of lesions."""
    top = "%resource." if question.section in CASE_KEYS else ""
    answer = f"{top}descendants().where(linkId = '{question.path}').answer.value"
    if operator == EXISTS:
        return f"{answer}.exists()" if values == [True] else f"{answer}.empty()"
    told = [
        str(v).lower() if isinstance(v, bool) else str(v) if isinstance(v, int) else f"'{v}'" for v in values
    ]
    this = "code" if question.kind == "choice" else "$this"
    if len(told) > 1:
        return f"{answer}.where({this} in ({' | '.join(dict.fromkeys(told))})).exists()"
    if operator == OTHER:
        return f"{answer}.where({this} = {told[0]}).empty()"
    return f"{answer}.where({this} {operator} {told[0]}).exists()"


def shown_when(question: Question) -> dict[str, Any]:
    """Give what an item says of when it is shown; nothing where it always is."""
    if isinstance(question.asked, Always):
        return {}
    found = _flat(_read(question.asked, holds=True))
    if isinstance(found, Part):
        return {"enableWhen": [found.as_data]}
    plain = [part for part in found.parts if isinstance(part, Part)]
    if len(plain) == len(found.parts):
        told: dict[str, Any] = {"enableWhen": [part.as_data for part in plain]}
        return told | ({"enableBehavior": "all" if found.every else "any"} if len(plain) > 1 else {})
    said = found.as_path
    if question.section not in CASE_KEYS:
        said = f"%resource.item.where(linkId = '{LESION}').where({said}).exists()"
    path = {"language": "text/fhirpath", "expression": said}
    return {"extension": [{"url": SHOWN_WHEN, "valueExpression": path}]}


def _read(condition: Condition, *, holds: bool) -> Part | Joined:
    """Read a condition, or its contrary, as what can be compared with single answers."""
    match condition:
        case Not(part=part):
            return _read(part, holds=not holds)
        case All(parts=parts) | AnyOf(parts=parts):
            every = isinstance(condition, All) is holds
            return Joined(tuple(_read(part, holds=holds) for part in parts), every)
        case Is(variable=Question() as question, values=values):
            return _one_of(question, _told(question, values, wholly=not holds), holds=holds)
        case Said(question=question, values=values):
            return _one_of(
                question,
                [value for value in sorted(values, key=str) if _can_be(question, value)],
                holds=holds,
            )
        case Given(question=question):
            return Part(question, EXISTS, holds)
        case Between(quantity=Question() as question, low=low, high=high) if holds:
            return Joined((Part(question, LEAST, round(low)), Part(question, MOST, round(high))), every=True)
    raise NotExpressibleError(condition)


def _told(question: Question, values: frozenset[object], *, wholly: bool) -> list[object]:
    """Give the answers that may mean one of these values, or that mean nothing else (`wholly`)."""
    if question.kind == "yes_no":
        return sorted(values, key=str)
    told = {choice.value: set(choice.stands_for or (choice.value,)) for choice in question.choices}
    fits = [key for key, means in told.items() if (means <= values if wholly else means & values)]
    return [*fits]


def _can_be(question: Question, value: object) -> bool:
    """Tell whether a question of numbers or choices has such an answer at all."""
    if question.kind == "choice":
        return any(choice.value == value for choice in question.choices)
    return isinstance(value, int) and not isinstance(value, bool)


def _one_of(question: Question, values: list[object], *, holds: bool) -> Part | Joined:
    ordered = sorted(values, key=str) if question.kind != "choice" else values
    parts = tuple(Part(question, SAME if holds else OTHER, value) for value in ordered)
    return parts[0] if len(parts) == 1 else Joined(parts, every=not holds)


def _flat(found: Part | Joined) -> Part | Joined:
    """Take brackets away that say nothing: "a and (b and c)", "(a)"."""
    if isinstance(found, Part):
        return found
    parts: list[Part | Joined] = []
    for part in map(_flat, found.parts):
        parts += part.parts if isinstance(part, Joined) and part.every is found.every else (part,)
    return parts[0] if len(parts) == 1 else Joined(tuple(parts), found.every)
