"""One form field for every kind of question: from what was posted to an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.answers.moments import began_at, hours_between, moment_as_typed
from assessments.answers.parsing import (
    NotUnderstood,
    ShortYear,
    apart,
    date_as_typed,
    fits_in,
    in_range,
    number_as_typed,
    read_date,
    read_number,
)
from assessments.clinical.sections import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assessments.clinical.language.questions import Question

NOT_KNOWN: Final = "not_known"
MOST_BUTTONS = 11  # pain from 0 to 10 is answered by eleven buttons; a longer range is typed
LONGEST = 40
# What is wrong with one of these is said of the number.
NUMBER_LIKE = re.compile(r"[<>≤≥=\s]*[+−-]?[0-9][0-9\s,']*([.,][0-9]*)?")
YES = "on"  # what a tick sends that confirms what was typed; one that confirms a unit sends its name


class Raw(NamedTuple):
    """What stands in the controls of one question."""

    text: str = ""
    unit: str = ""
    unknown: bool = False
    sure: bool = False
    written: str = ""  # beside buttons: an answer by its name


@dataclass(frozen=True, slots=True)
class Answered:
    """A question's answer: None where not known was said; `typed` as it was typed, for numbers."""

    value: Any
    typed: dict[str, str] | None = None


def buttons_of(question: Question) -> list[int] | None:
    """List the numbers of a short range, which are answered by buttons; None for any other question."""
    if question.kind != "integer" or question.unit not in ("", "%"):
        return None
    numbers = range(int(question.minimum), int(question.maximum) + 1, question.multiple_of)
    return list(numbers) if len(numbers) <= MOST_BUTTONS else None


def has_buttons(question: Question) -> bool:
    """Tell whether the question is answered by pressing one of several buttons."""
    return question.kind in ("choice", "yes_no") or buttons_of(question) is not None


class AnswerWidget(forms.Widget):
    """Collects the controls of one question; the templates of the form draw them."""

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> Raw:
        confirmed = str(data.get(f"{name}-sure", ""))
        return Raw(
            str(data.get(name, "")).strip(),
            confirmed if confirmed not in ("", YES) else str(data.get(f"{name}-unit", "")),
            bool(data.get(f"{name}-unknown")),
            bool(confirmed),
            str(data.get(f"{name}-written", "")).strip(),
        )

    def value_omitted_from_data(self, _data: Any, _files: Any, _name: str) -> bool:
        return False


def field_of(question: Question) -> AnswerField:
    """Give the field of a question in the language of the page. All forms share it: nothing is set on it."""
    return _field(question, get_language())


@cache
def _field(question: Question, _language: str | None) -> AnswerField:
    return AnswerField(question)


class AnswerField(forms.Field):
    """Cleans to an Answered, or to None where the question was left open."""

    widget = AnswerWidget

    def __init__(self, question: Question) -> None:
        super().__init__(required=False, label=_(question.label))
        self.question = question

    def clean(self, value: Raw) -> Answered | None:
        if value.unknown or value.text == NOT_KNOWN:
            if value.text not in ("", NOT_KNOWN):
                raise forms.ValidationError(_("Give an answer or tick “Not known”, not both."), "both")
            return Answered(None)
        if value.written:
            return Answered(self._called(value))
        if not value.text:
            return None
        if len(value.text) > LONGEST:
            raise forms.ValidationError(_("That is longer than any answer here."), "long")
        try:
            return self._understood(value)
        except NotUnderstood as error:
            raise forms.ValidationError(str(error), "not_understood") from error

    def _understood(self, raw: Raw) -> Answered:
        question = self.question
        match question.kind:
            case "choice":
                self._among(raw.text, [choice.value for choice in question.choices])
                return Answered(raw.text)
            case "yes_no":
                self._among(raw.text, ["yes", "no"])
                return Answered(raw.text == "yes")
            case "date":
                return Answered(_date_of(raw))
        if (numbers := buttons_of(question)) is not None:
            self._among(raw.text, [str(number) for number in numbers])
        if question.since and (began := began_at(raw.text, now := localtime())) is not None:
            return self._since(began, now)
        text, unit = apart(question, raw.text, raw.unit)
        raw = raw._replace(text=text, unit=unit)
        number = self._number(raw)
        try:
            in_range(question, number, raw.unit)
        except NotUnderstood:
            if others := fits_in(question, raw.text, raw.unit):
                raise self._in_another_unit(raw, others) from None
            raise
        typed = {"value": raw.text, "unit": raw.unit or question.unit} if question.unit else None
        return Answered(number, typed)

    def _in_another_unit(self, raw: Raw, others: list[str]) -> forms.ValidationError:
        words = {"number": raw.text, "unit": _(raw.unit or self.question.unit)}
        if len(others) > 1:
            several = _("%(number)s %(unit)s cannot be. Choose the unit that it is in: %(others)s.")
            return forms.ValidationError(several, "unit", words | {"others": ", ".join(map(_, others))})
        asked = _("%(number)s %(unit)s cannot be. Is it %(number)s %(other)s? Confirm it, or correct it.")
        return forms.ValidationError(asked, "other_unit", words | {"other": _(others[0]), "name": others[0]})

    def _number(self, raw: Raw) -> int | float:
        try:
            return read_number(self.question, raw.text, raw.unit)
        except NotUnderstood as error:
            if not self.question.since or NUMBER_LIKE.fullmatch(raw.text):
                raise
            how = _("Enter hours or days, such as 12 or 2 d, or day and time, such as today 14:30.")
            raise NotUnderstood(how) from error

    def _since(self, began: datetime, now: datetime) -> Answered:
        """Count from then to the moment of answering, and keep both; "today" is kept as its date."""
        hours = hours_between(began, now)
        in_range(self.question, hours)
        moments = {"began": began.astimezone(UTC).isoformat(), "answered": now.astimezone(UTC).isoformat()}
        return Answered(hours, {"value": moment_as_typed(began, now), "unit": self.question.unit, **moments})

    def _called(self, value: Raw) -> str:
        """Find the choice that is called so; a part of its name will do where no other has it."""
        names = {_(choice.label).casefold(): choice.value for choice in self.question.choices}
        written = value.written.casefold()
        fitting = {names[written]} if written in names else {v for n, v in names.items() if written in n}
        words = {"typed": value.written[:LONGEST]}
        if value.text and fitting != {value.text}:
            raise forms.ValidationError(_("Press a button or write “%(typed)s”, not both.") % words, "both")
        if len(fitting) > 1:
            raise forms.ValidationError(_("“%(typed)s” may be several of the answers.") % words, "several")
        if not fitting:
            raise forms.ValidationError(_("None of the answers is called “%(typed)s”.") % words, "none")
        return fitting.pop()

    def _among(self, text: str, allowed: list[str]) -> None:
        if text not in allowed:
            raise forms.ValidationError(_("Choose one of the answers shown."), "forged")


def _date_of(raw: Raw) -> str:
    """Read a date; what seems to be meant by a year of two digits is taken once it is confirmed."""
    try:
        return read_date(raw.text)
    except ShortYear as short:
        if raw.sure:
            return short.meant
        asked = _("Is that %(day)s? Confirm it below, or write the year with four digits.")
        day = date_as_typed(short.meant)
        raise forms.ValidationError(asked % {"day": day}, "likely") from short


COUNTED_SINCE: Final = tuple(question for question in QUESTIONS.values() if question.since)


def moments_read(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Tell the browser how each date and time is read that is typed where hours are asked for.

    It works out no date and no zone of its own; None where it is not understood.
    """
    found = {}
    for question in COUNTED_SINCE:
        field = field_of(question)
        raw = AnswerWidget().value_from_datadict(data, None, question.key)
        if raw.text:
            try:
                answered = field.clean(raw)
            except forms.ValidationError:
                answered = None
            found[question.key] = {"text": raw.text, "number": answered.value if answered else None}
    return found


def raw_of(question: Question, answers: Mapping[str, Any], typed: Mapping[str, Any]) -> Raw:
    """Give what the controls show for the stored answers: a number as it was typed, with its unit."""
    if question.key not in answers:
        return Raw()
    answer = answers[question.key]
    if answer is None:
        return Raw(NOT_KNOWN) if has_buttons(question) else Raw(unknown=True)
    if question.kind == "yes_no":
        return Raw("yes" if answer else "no")
    if question.kind == "date":
        return Raw(date_as_typed(str(answer)))
    if question.kind in ("integer", "decimal"):
        as_typed = typed.get(question.key, {})
        return Raw(as_typed.get("value", number_as_typed(answer)), as_typed.get("unit", question.unit))
    return Raw(str(answer))
