"""The words that the sections are written in: section, question, choice, unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from .logic import Always, Condition, Is, Quantity, Variable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .facts import Facts
    from .logic import Node

Kind = Literal["choice", "yes_no", "integer", "decimal", "date"]

NOT_ASKED = "(not asked)"  # stands among the possible values while a question may turn out not to be asked
ALWAYS = Always()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list. A coarse choice stands for several finer ones; `asks` is what it leaves open."""

    value: str
    label: str
    hint: str = ""
    when: Condition = ALWAYS
    stands_for: tuple[str, ...] = ()
    asks: str = ""


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """Another unit that the form takes: value in the question's unit = typed value x `factor`."""

    unit: str
    factor: Decimal

    def convert(self, typed: Decimal) -> Decimal:
        """Convert a value typed in this unit, exactly."""
        return typed * self.factor


@dataclass(frozen=True, eq=False, slots=True)
class Question(Variable, Quantity):
    """One question: what is asked, of whom, what may be answered. Declared once, in its section.

    Numbers lie in `minimum`..`maximum`, in `unit`. `asked` says when the question is asked at all;
    `core` that it is asked first. `likely` is the range outside which the form asks "is this right?".
    Where `taken` is given and holds, an answer is taken though the question is not asked; no rule reads it.
    `since` marks a time that the form also takes as the date and time when it began.
    """

    section: str
    key: str
    kind: Kind
    label: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: float = 0
    maximum: float = 0
    multiple_of: int = 1
    resolution: float = 0.1
    unit: str = ""
    other_units: tuple[OtherUnit, ...] = ()
    likely: tuple[float, float] | None = None
    asked: Condition = ALWAYS
    taken: Condition | None = None
    since: bool = False
    core: bool = False
    _possible: dict[object, frozenset[object]] = field(init=False, default_factory=dict)
    _varies: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        for choice in self.choices:
            finer = frozenset[object](choice.stands_for or (choice.value,))
            self._possible[choice.value] = finer
        if self.kind == "yes_no":
            self._possible.update({True: frozenset({True}), False: frozenset({False})})
        object.__setattr__(self, "_varies", any(not isinstance(c.when, Always) for c in self.choices))

    @property
    def children(self) -> tuple[Node, ...]:
        return ()  # it rests on its answer; whether it is asked is a matter of its own (see `rests_on`)

    @property
    def path(self) -> str:
        """Name the question in documents and messages: `section.key`."""
        return f"{self.section}.{self.key}"

    def other_unit(self, unit: str) -> OtherUnit | None:
        """Give the other unit of that name, if the question has it."""
        return next((other for other in self.other_units if other.unit == unit), None)

    def takes_answer(self, facts: Facts) -> bool:
        """Tell whether an answer fits: the question is asked, may be, or takes one all the same."""
        if facts.asked[self] is not False:
            return True
        return self.taken is not None and self.taken.holds(facts) is not False

    @property
    def reads(self) -> frozenset[str]:
        return frozenset({self.path})

    @property
    def step(self) -> float:
        """Give the smallest difference between two answers that is worth telling."""
        return self.multiple_of if self.kind == "integer" else self.resolution

    def asked_next(self, facts: Facts) -> str:
        """Give what is asked: after a coarse answer only what it leaves open."""
        said = facts.answer(self)
        return next((c.asks for c in self.choices if c.value == said and c.asks), self.label)

    @property
    def yes(self) -> Condition:
        """Hold where the answer is yes."""
        return Is(self, frozenset({True}))

    @property
    def no(self) -> Condition:
        """Hold where the question is asked and answered no."""
        return Is(self, frozenset({False}))

    def said(self, *values: object) -> Condition:
        """Hold where exactly one of these was answered; open or finer answers do not count."""
        return Said(self, frozenset(values))

    @property
    def given(self) -> Condition:
        """Hold where the question is answered at all."""
        return Given(self)

    @property
    def is_asked(self) -> Condition:
        """Hold where the question is asked."""
        return Asked(self)

    def possible(self, facts: Facts) -> frozenset[object]:
        """List the values the answer can still have."""
        return facts.values[self]

    def span(self, facts: Facts) -> tuple[float, float] | None:
        """Give the lowest and highest number the answer can still be; None if not asked."""
        return facts.spans[self]

    def open_keys(self, facts: Facts) -> frozenset[str]:
        """Name this question while it is open, or those that decide whether it is asked."""
        return facts.open_keys(self)

    def offered(self, facts: Facts) -> tuple[Choice, ...]:
        """List the choices that fit the other answers."""
        if not self._varies:
            return self.choices
        return tuple(choice for choice in self.choices if choice.when.holds(facts) is not False)

    def values_for(self, answer: object, facts: Facts) -> frozenset[object]:
        """List the finer values that an answer stands for; None stands for all that are offered.

        A choice that is not offered (the bone was changed since) says nothing, as None does.
        """
        if answer is None:
            if not self._varies:
                return EVERY[self]
            fine = (c for c in self.offered(facts) if not c.stands_for)
            return frozenset(choice.value for choice in fine)
        if not self._varies:
            return self._possible[answer]
        offered = self.offered(facts)
        finer: set[object] = set()
        for choice in offered:
            if choice.value == answer:
                finer.update(choice.stands_for or (choice.value,))
        return frozenset(finer & {choice.value for choice in offered}) or self.values_for(None, facts)


@cache
def rests_on(*nodes: Node) -> frozenset[str]:
    """Name every question on which these rest, those among them that decide whether another is asked."""
    found: set[str] = set()
    seen: set[Node] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        waiting.extend(node.children)
        if isinstance(node, Question):
            found.add(node.path)
            waiting += [node.asked, *(choice.when for choice in node.choices)]
    return frozenset(found)


class _Every(dict[Question, frozenset[object]]):
    """All fine values of a question, worked out at the first use."""

    def __missing__(self, question: Question) -> frozenset[object]:
        if question.kind == "yes_no":
            values = frozenset[object]({True, False})
        else:
            values = frozenset(choice.value for choice in question.choices if not choice.stands_for)
        self[question] = values
        return values


EVERY = _Every()


@dataclass(frozen=True, eq=False, slots=True)
class Said(Condition):
    """The question was answered with exactly one of these values."""

    question: Question
    values: frozenset[object]

    def holds(self, facts: Facts) -> bool | None:
        answer = facts.answer(self.question)
        return answer is not None and answer in self.values


@dataclass(frozen=True, eq=False, slots=True)
class Given(Condition):
    """The question was answered."""

    question: Question

    def holds(self, facts: Facts) -> bool | None:
        return facts.answer(self.question) is not None


@dataclass(frozen=True, eq=False, slots=True)
class Asked(Condition):
    """The question is asked."""

    question: Question

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.question.asked,)

    def holds(self, facts: Facts) -> bool | None:
        return facts.asked[self.question]


@dataclass(frozen=True, eq=False, slots=True)
class Section:
    """A page of the form. Its questions add themselves as they are declared, in the order shown."""

    key: str
    title: str
    intro: str = ""
    questions: list[Question] = field(default_factory=list)

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def _add(self, question: Question) -> Question:
        self.questions.append(question)
        return question

    def choice(
        self,
        key: str,
        label: str,
        *choices: Choice,
        hint: str = "",
        asked: Condition = ALWAYS,
        taken: Condition | None = None,
        core: bool = False,
    ) -> Question:
        """Declare a question answered from a list."""
        return self._add(
            Question(
                self.key, key, "choice", label, hint, choices=choices, asked=asked, taken=taken, core=core
            )
        )

    def yes_no(
        self, key: str, label: str, *, hint: str = "", asked: Condition = ALWAYS, core: bool = False
    ) -> Question:
        """Declare a question answered yes or no."""
        return self._add(Question(self.key, key, "yes_no", label, hint, asked=asked, core=core))

    def integer(
        self,
        key: str,
        label: str,
        minimum: int,
        maximum: int,
        *,
        unit: str = "",
        other_units: tuple[OtherUnit, ...] = (),
        since: bool = False,
        multiple_of: int = 1,
        hint: str = "",
        likely: tuple[float, float] | None = None,
        asked: Condition = ALWAYS,
        core: bool = False,
    ) -> Question:
        """Declare a question answered with a whole number from `minimum` to `maximum`."""
        return self._add(
            Question(
                self.key,
                key,
                "integer",
                label,
                hint,
                minimum=minimum,
                maximum=maximum,
                multiple_of=multiple_of,
                unit=unit,
                other_units=other_units,
                since=since,
                likely=likely,
                asked=asked,
                core=core,
            )
        )

    def decimal(
        self,
        key: str,
        label: str,
        minimum: float,
        maximum: float,
        *,
        unit: str = "",
        other_units: tuple[OtherUnit, ...] = (),
        resolution: float = 0.1,
        hint: str = "",
        likely: tuple[float, float] | None = None,
        asked: Condition = ALWAYS,
        core: bool = False,
    ) -> Question:
        """Declare a question answered with a number in `unit`, worth telling to within `resolution`."""
        question = Question(
            self.key,
            key,
            "decimal",
            label,
            hint,
            minimum=minimum,
            maximum=maximum,
            unit=unit,
            other_units=other_units,
            resolution=resolution,
            likely=likely,
            asked=asked,
            core=core,
        )
        return self._add(question)

    def date(
        self, key: str, label: str, *, hint: str = "", asked: Condition = ALWAYS, core: bool = False
    ) -> Question:
        """Declare a question answered with a date, or a month where the day is not known."""
        return self._add(Question(self.key, key, "date", label, hint, asked=asked, core=core))
