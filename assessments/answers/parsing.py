"""Reading what was typed: numbers in either unit, whole and approximate dates."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from assessments.clinical.language.questions import Question

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
SEPARATORS = re.compile(r"[\s./,-]+|(?<=[年月日号號])")
PART = re.compile(r"(?P<number>[0-9]{1,4})(?P<role>[年月日号號]|st|nd|rd|th)?|(?P<word>[a-z]{3,9})")
DAY_OR_MONTH_FIRST = re.compile(r"[0-9]{1,2} [0-9]{1,2} [0-9]{4}")
POINTS = re.compile(r"\s*\w+\s*[.\N{FULLWIDTH FULL STOP}]")
SHORT_YEAR = re.compile(r"(?P<day>[0-9]{1,2}\D.*\D)(?P<year>[0-9]{2})[\s./,-]*")
ROLES = {"年": "year", "月": "month"}  # 日, 号, 號 and the endings of ordinals mark the day
NUMBER = re.compile(r"[+-]?[0-9]{1,9}([.,][0-9]{1,6})?")
# 1,000 and 1.000: a thousand to one writer, one to another.
GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,'][0-9]{3})+([.,][0-9]+)?")
SPACED = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
WITH_UNIT = re.compile(r"(?P<number>.*[0-9])\s*(?P<unit>[^0-9\s].*)")
SHORT_UNITS = {
    "hours": ("h", "hr", "hrs", "hour", "小时", "小時"),
    "days": ("d", "day", "天", "日"),
    "weeks": ("w", "wk", "wks", "week", "周", "週"),
    "months": ("mo", "month", "个月", "月"),
    "years": ("y", "yr", "yrs", "year", "年", "岁"),
}
BOUND = re.compile(r"([<>≤≥]=?)\s*(.*)")
ALIKE = str.maketrans({"−": "-", "’": "'"})


class NotUnderstood(ValueError):
    """What was typed cannot be an answer; the text says what can."""


class ShortYear(NotUnderstood):
    """A date whose year has two digits: `meant` is what it seems to be, to be asked about."""

    def __init__(self, meant: str) -> None:
        asked = _("Is that %(day)s? Then write the year with four digits.") % {"day": date_as_typed(meant)}
        super().__init__(asked)
        self.meant = meant


def apart(question: Question, text: str, unit: str = "") -> tuple[str, str]:
    """Tell a number from the unit written behind it, as in "2 d" or "35 g/L"; that one counts, not `unit`."""
    match = WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    written = written_units(question).get(match["unit"].rstrip(" .").lower()) if match else None
    return (match["number"], written) if match and written else (text, unit)


def written_units(question: Question) -> dict[str, str]:
    """List the ways to write each unit of a question, in small letters; the browser has the same list."""
    units = [unit for unit in (question.unit, *(other.unit for other in question.other_units)) if unit]
    return {
        unicodedata.normalize("NFKC", way).lower(): unit
        for unit in units
        for way in (unit, _(unit), *SHORT_UNITS.get(unit, ()))
    }


def read_number(question: Question, text: str, unit: str = "") -> int | float:
    """Read a number typed in the question's unit or in its other one; convert once, exactly.

    Digits may be of full width, thousands set apart by spaces; a unit written behind counts. Raise
    NotUnderstood where the text is no number, where a comma or point may set apart thousands or decimals,
    and where it is a bound, such as <5.
    `static/js/form.js` reads numbers by the same rules.
    """
    number_text, unit = apart(question, text, unit)
    plain = unicodedata.normalize("NFKC", number_text).translate(ALIKE).strip()
    if bound := BOUND.fullmatch(plain):
        raise NotUnderstood(_nearest_to(question, bound[1], bound[2]))
    compact = SPACED.sub("", plain)
    if GROUPED.fullmatch(compact) and _may_be_thousands(question, compact, unit):
        raise NotUnderstood(
            _(
                "“%(typed)s” can be read in two ways. "
                "Write thousands without a sign between them, such as 1000."
            )
            % {"typed": text.strip()}
        )
    if not NUMBER.fullmatch(compact):
        raise NotUnderstood(
            _("Enter a whole number, such as 12.")
            if question.kind == "integer"
            else _("Enter a number, such as 12 or 3.5.")
        )
    number = _converted(question, Decimal(compact.replace(",", ".")), unit)
    if question.kind == "integer":
        if number != number.to_integral_value():
            raise NotUnderstood(_("Enter a whole number, without decimals."))
        return int(number)
    return float(number)


def number_as_typed(number: float) -> str:
    """Write a stored number so that `read_number` reads it again: 1.234 as 1.2340, which is no thousand."""
    text = f"{number:.10g}"
    return f"{text}0" if GROUPED.fullmatch(text) else text


def _converted(question: Question, number: Decimal, unit: str) -> Decimal:
    if not unit or unit == question.unit:
        return number
    other = question.other_unit(unit)
    if other is None:
        raise NotUnderstood(_("Choose one of the units offered."))
    return other.convert(number)


def _may_be_thousands(question: Question, compact: str, unit: str) -> bool:
    """Tell whether a comma or point before three digits may set thousands apart.

    In a whole number it always may; in another one unless so many cannot be, as with an INR of 1125.
    """
    if question.kind == "integer" or not NUMBER.fullmatch(compact):
        return True
    thousands = _converted(question, Decimal(compact.replace(",", "").replace(".", "")), unit)
    return thousands <= 10 * question.maximum


def _nearest_to(question: Question, sign: str, text: str) -> str:
    """Say which number to enter for what a laboratory gives as a bound."""
    asked_for = _("Enter one number, without “%(sign)s”.") % {"sign": sign}
    if not NUMBER.fullmatch(text) or GROUPED.fullmatch(text):
        return asked_for
    bound = Decimal(text.replace(",", "."))
    step = (
        Decimal(1) if question.kind == "integer" else Decimal((0, (1,), int(bound.as_tuple().exponent) - 1))
    )
    nearest = bound - step if sign == "<" else bound + step if sign == ">" else bound
    return (
        asked_for
        + " "
        + _("The nearest that “%(sign)s%(bound)s” allows is %(nearest)s.")
        % {"sign": sign, "bound": text, "nearest": f"{nearest:f}"}
    )


def fits_in(question: Question, text: str, unit: str) -> list[str]:
    """List the other units in which a number that is too high or too low would be a common one."""
    others = {question.unit, *(one.unit for one in question.other_units)} - {unit or question.unit}
    converted = {other: read_number(question, text, other) for other in others}
    within = (other for other, n in converted.items() if question.minimum <= n <= question.maximum)
    return sorted(other for other in within if is_likely(question, converted[other]))


def in_range(question: Question, number: float, unit: str = "") -> None:
    """Refuse a number that cannot be; the limits are named in the unit that was typed."""
    if question.minimum <= number <= question.maximum and not number % question.multiple_of:
        return
    if question.minimum <= number <= question.maximum and question.kind != "integer":
        return
    low, high, shown = Decimal(str(question.minimum)), Decimal(str(question.maximum)), question.unit
    if unit and (other := question.other_unit(unit)) is not None:
        low, high = (limit / other.factor for limit in (low, high))
        shown = unit
    message = _("Enter a number from %(low)s to %(high)s.") % {
        "low": f"{low:.3g}",
        "high": f"{high:.6g} {_(shown) if shown else ''}".strip(),
    }
    if question.multiple_of > 1:
        message += " " + _("It goes in steps of %(step)s.") % {"step": question.multiple_of}
    raise NotUnderstood(message)


def is_likely(question: Question, number: float) -> bool:
    """Tell whether a number is one that is commonly met."""
    return question.likely is None or question.likely[0] <= number <= question.likely[1]


def read_date(text: str, *, whole: bool = False) -> str:
    """Read a day, or a month where `whole` is not asked, into ISO form: 2026-10-31 or 2026-10.

    A part that is a word, or that carries 年, 月 or 日, keeps its role wherever it stands. Of bare numbers a
    year of four digits stands first (2026-10-31) or last (31.10.2026). Raise NotUnderstood where day and
    month cannot be told apart, as in 3/10/2026, and where there is no such date; ShortYear for 31.10.26.
    """
    plain = unicodedata.normalize("NFKC", text).lower().strip()
    parts = [part for part in SEPARATORS.split(plain) if part]
    if len(parts) == 3 and (short := SHORT_YEAR.fullmatch(plain)):
        raise ShortYear(read_date(f"{short['day']}{_century(short['year'])}{short['year']}", whole=whole))
    found = _roles_of(parts)
    if not ({"year", "month", "day"} if whole else {"year", "month"}) <= found.keys():
        raise NotUnderstood(
            _("Enter a date, such as 31.10.2026.")
            if whole
            else _("Enter a date, such as 31.10.2026, or a month, such as 10.2026.")
        )
    day = found.get("day")
    is_day_or_month = DAY_OR_MONTH_FIRST.fullmatch(" ".join(parts)) and found["month"] != day
    if is_day_or_month and (day or 0) <= 12 and not POINTS.match(text):
        raise NotUnderstood(
            _(
                "“%(typed)s” can be read in two ways. Write the day first, with points, such as 31.10.2026, "
                "or the year first, such as 2026-10-31."
            )
            % {"typed": text.strip()}
        )
    try:
        read = date(found["year"], found["month"], 1 if day is None else day)
    except ValueError as error:
        raise NotUnderstood(_("There is no such date; the day comes first, then the month.")) from error
    if read.year < 1900:
        raise NotUnderstood(_("Enter a year after 1900."))
    return read.isoformat()[:7] if day is None else read.isoformat()


def _century(year: str) -> int:
    """Tell the century of a year in two digits: no date here lies more than a year ahead."""
    today = localdate().year
    return (today // 100) if int(year) <= today % 100 + 1 else today // 100 - 1


def date_as_typed(iso: str) -> str:
    """Write a stored day or month as all fields show it: 31.10.2026 or 10.2026."""
    return ".".join(reversed(iso.split("-")))


def _roles_of(parts: list[str]) -> dict[str, int]:
    """Tell which part is the year, the month, the day; nothing where a part is none or two are the same."""
    found: list[tuple[str, int]] = []
    for part in parts:
        match = PART.fullmatch(part)
        months = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(part)]
        if match is None or (match["word"] and not months):
            return {}
        if match["word"]:
            found.append(("month", months[0]))
        elif match["role"]:
            found.append((ROLES.get(match["role"], "day"), int(match["number"])))
        else:
            found.append(("year" if len(part) == 4 else "", int(part)))
    known = [role for role, _number in found]
    bare = known.count("")
    order = [role for role in ("month", "day") if role not in known][:bare]
    if bare == 2 and known[-1] == "year":
        order.reverse()  # 31.10.2026; behind the year the month comes first
    if len(order) != bare or (bare == 2 and known[1] == "year"):
        return {}
    roles = [role or order.pop(0) for role in known]
    if len(set(roles)) < len(roles):
        return {}
    return dict(zip(roles, (number for _role, number in found), strict=True))
