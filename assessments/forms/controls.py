"""What the templates draw of a question: its buttons or its input, as they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .fields import NOT_KNOWN, buttons_of, has_buttons
from .pictures import LEGENDS, picture

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.questions import Choice, Question
    from assessments.report.live_panel import Flag

    from .fields import Raw
    from .last_time import LastTime
    from .pictures import Picture

FEW = 7  # up to so many choices stand in one row; more stand in a grid


@dataclass(slots=True)
class Button:
    """One answer to press. `place` finds the choice again in the rules of the browser."""

    id: str
    value: str
    label: str
    hint: str = ""
    checked: bool = False
    offered: bool = True
    place: int | None = None
    is_unknown: bool = False
    picture: Picture | None = None


@dataclass(slots=True)
class Row:
    """Buttons that stand together, such as the levels of the thoracic spine; with a title they are folded."""

    buttons: list[Button] = field(default_factory=list)
    title: str = ""

    @property
    def is_open(self) -> bool:
        return any(button.checked for button in self.buttons)


@dataclass(slots=True)
class Unit:
    """A unit that the number may be typed in: its name is sent, its label is read."""

    name: str
    label: str
    selected: bool


@dataclass(slots=True)
class Drawn:
    """One question with its controls."""

    question: Question
    key: str
    id: str
    label: str
    hint: str
    raw: Raw
    rows: list[Row]
    layout: str
    units: list[Unit]
    unit: str
    errors: list[str]
    asks_sure: bool
    asks_unit: str
    visible: bool
    follows: bool
    depends: bool
    legend: str = ""
    flags: list[Flag] | None = None  # None where none can come up
    last: LastTime | None = None
    names: list[tuple[str, str]] = field(default_factory=list)  # value and name of what may be written
    written: str = ""
    explained: list[Button] = field(default_factory=list)  # what the buttons are too short to say themselves

    @property
    def described_by(self) -> str:
        """Name the elements that say more of the question: its help and its errors."""
        ids = [f"{self.id}_hint"] if self.hint else []
        return " ".join([*ids, *([f"{self.id}_error"] if self.errors else [])])

    @property
    def first_control(self) -> str:
        """Name the control that a link to this question leads to."""
        if not self.rows:
            return self.id
        buttons = [button for row in self.rows for button in row.buttons if button.offered]
        return next((button.id for button in buttons if button.checked), buttons[0].id)


def draw(
    question: Question,
    raw: Raw,
    facts: Facts,
    errors: list[str],
    *,
    asks_sure: bool,
    asks_unit: str = "",
    visible: bool,
    follows: bool,
    flags: list[Flag] | None = None,
    last: LastTime | None = None,
) -> Drawn:
    """Draw a question as it stands beside the other answers."""
    others = [other.unit for other in question.other_units]
    names = [question.unit, *others] if others else []
    rows, layout = _rows(question, raw, facts)
    return Drawn(
        question=question,
        key=question.key,
        id=f"id_{question.key}",
        label=_(question.label),
        hint=_(question.hint) if question.hint else "",
        raw=raw,
        rows=rows,
        layout=layout,
        units=[Unit(name, _(name), name == (raw.unit or question.unit)) for name in names],
        unit=_(question.unit) if question.unit else "",
        errors=errors,
        asks_sure=asks_sure,
        asks_unit=asks_unit,
        visible=visible,
        follows=follows,
        depends=any(path.split(".")[0] == question.section for path in question.asked.reads),
        legend=str(LEGENDS.get(question.key, "")),
        flags=flags,
        last=last,
    )


def _rows(question: Question, raw: Raw, facts: Facts) -> tuple[list[Row], str]:
    if not has_buttons(question):
        return [], "typed"
    buttons = _buttons(question, raw, facts)
    unknown = Button("", NOT_KNOWN, _("Not known"), checked=raw.text == NOT_KNOWN, is_unknown=True)
    coarse = [choice for choice in question.choices if choice.stands_for]
    fine = [choice for choice in question.choices if not choice.stands_for]
    if len(coarse) > 1 and len(fine) > FEW:
        rows = [
            Row([b for b, c in zip(buttons, question.choices, strict=True) if _under(c, top)])
            for top in coarse
        ]
        rows.append(Row([unknown]))
        layout = "rows"
    else:
        rows = [Row([*buttons, unknown])]
        layout = "grid" if len(fine) > FEW else "line"
        if buttons_of(question) is not None:
            layout = "scale"
    for number, button in enumerate(button for row in rows for button in row.buttons):
        button.id = f"id_{question.key}_{number}"
    return rows, layout


def _under(choice: Choice, top: Choice) -> bool:
    return choice is top or choice.value in top.stands_for


def _buttons(question: Question, raw: Raw, facts: Facts) -> list[Button]:
    if question.kind == "yes_no":
        return [Button("", value, label, checked=raw.text == value) for value, label in _yes_no()]
    if (numbers := buttons_of(question)) is not None:
        return [Button("", str(number), str(number), checked=raw.text == str(number)) for number in numbers]
    offered = question.offered(facts)
    buttons = [
        Button(
            "",
            choice.value,
            _(choice.label),
            _(choice.hint) if choice.hint else "",
            offered=choice in offered,
            place=place,
            picture=picture(question.key, choice.value),
        )
        for place, choice in enumerate(question.choices)
    ]
    # Two choices may share a value (proximal femur, proximal humerus): the one that is offered gets the mark.
    chosen = [button for button in buttons if button.value == raw.text]
    for button in sorted(chosen, key=lambda button: not button.offered)[:1]:
        button.checked = True
    return buttons


def _yes_no() -> list[tuple[str, str]]:
    return [("yes", _("Yes")), ("no", _("No"))]
