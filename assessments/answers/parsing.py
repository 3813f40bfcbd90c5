"""Reading what was typed: numbers in either unit, whole and approximate dates."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from assessments.clinical.language.questions import Question

NUMBER = re.compile(r"[+-]?\d{1,9}([.,]\d{1,6})?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEPARATORS = re.compile(r"[\s./年月日-]+")


class NotUnderstood(ValueError):
    """What was typed cannot be an answer; the text says what can."""


def read_number(question: Question, text: str, unit: str = "") -> int | float:
    """Read a number typed in the question's unit or in its other one; convert once, exactly."""
    compact = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace("\N{MINUS SIGN}", "-")
    if not NUMBER.fullmatch(compact):
        raise NotUnderstood(
            _("Enter a whole number, such as 12.")
            if question.kind == "integer"
            else _("Enter a number, such as 12 or 3.5.")
        )
    try:
        number = Decimal(compact.replace(",", "."))
    except InvalidOperation as error:  # pragma: no cover - the pattern lets no such text through
        raise NotUnderstood(_("Enter a number.")) from error
    other = question.other_unit
    if unit and unit != question.unit:
        if other is None or unit != other.unit:
            raise NotUnderstood(_("Choose one of the units offered."))
        number = other.convert(number)
    if question.kind == "integer":
        if number != number.to_integral_value():
            raise NotUnderstood(_("Enter a whole number, without decimals."))
        return int(number)
    return float(number)


def in_range(question: Question, number: float, unit: str = "") -> None:
    """Refuse a number that cannot be; the limits are named in the unit that was typed."""
    if question.minimum <= number <= question.maximum and not number % question.multiple_of:
        return
    if question.minimum <= number <= question.maximum and question.kind != "integer":
        return
    low, high, shown = Decimal(str(question.minimum)), Decimal(str(question.maximum)), question.unit
    if unit and question.other_unit is not None and unit == question.other_unit.unit:
        low, high = (limit / question.other_unit.factor for limit in (low, high))
        shown = unit
    message = _("Enter a number from %(low)s to %(high)s.") % {
        "low": f"{low:.3g}",
        "high": f"{high:.6g} {shown}".strip(),
    }
    if question.multiple_of > 1:
        message += " " + _("It goes in steps of %(step)s.") % {"step": question.multiple_of}
    raise NotUnderstood(message)


def is_likely(question: Question, number: float) -> bool:
    """Tell whether a number is one that is commonly met."""
    return question.likely is None or question.likely[0] <= number <= question.likely[1]


def read_date(text: str, *, whole: bool = False) -> str:
    """Read a day, or a month where `whole` is not asked, into ISO form: 2026-10-31 or 2026-10.

    The year stands first or last; between day and month numbers, the day stands first.
    """
    parts = [part for part in SEPARATORS.split(text.strip().rstrip(".")) if part]
    if parts and re.fullmatch(r"\d{4}", parts[0]):
        parts.reverse()
    numbers = [_number_of(part) for part in parts]
    if len(numbers) == 2 and not whole:
        numbers.insert(0, 0)
    if (
        len(numbers) != 3
        or None in numbers
        or (len(parts) == 3 and not numbers[0])
        or not re.fullmatch(r"\d{4}", parts[-1])
    ):
        raise NotUnderstood(
            _("Enter a date, such as 31.10.2026.")
            if whole
            else _("Enter a date, such as 31.10.2026, or a month, such as 10.2026.")
        )
    day, month, year = (number or 0 for number in numbers)
    try:
        found = date(year, month, day or 1)
    except ValueError as error:
        raise NotUnderstood(_("There is no such date; the day comes first, then the month.")) from error
    if year < 1900:
        raise NotUnderstood(_("Enter a year after 1900."))
    return found.isoformat() if day else found.isoformat()[:7]


def _number_of(part: str) -> int | None:
    if part.isascii() and part.isdigit() and len(part) <= 4:
        return int(part)
    name = part.lower()[:3]
    return MONTHS.index(name) + 1 if name in MONTHS and part.isalpha() else None
