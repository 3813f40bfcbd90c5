"""Dates of birth as people write them in running text."""

from __future__ import annotations

import re
from datetime import date

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3

# Those in whose words Django can name a month.
LANGUAGES = [
    "en",
    "zh-hans",
    "zh-hant",
    "ja",
    "ko",
    "th",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "ru",
    "tr",
]
BUDDHIST = 543  # years by which Thailand counts on
_HYPHEN = "\\-\u2010-\u2015\u2212\uff0d"
_BETWEEN = (
    rf"(?:\s{{0,2}}[./,{_HYPHEN}年月년월]\s{{0,2}}|\s{{1,2}}(?:(?:of|de|del)\s)?|(?<=[年月년월])){{1,3}}"
)
_POINT = rf"\s?[./{_HYPHEN}]\s?"


def as_written(born: str) -> str:
    """Give a pattern for a date, given in ISO form, as it is usually written; "" for any other text.

    Day, month or year first, the month as a number or by name, 年月日, two digits of the year, full width.
    """
    try:
        day = date.fromisoformat(born)
    except ValueError:
        return ""
    of_day = _wide(rf"0?{day.day}(?:st|nd|rd|th|[日号號일])?")
    of_month = _wide(rf"(?:0?{day.month}|(?i:{'|'.join(_month_names(day.month))})\.?)")
    of_year, short = _wide(f"(?:{day.year}|{day.year + BUDDHIST})"), _wide(f"'?{day.year % 100:02}")
    forms = [_BETWEEN.join(form) for form in ((of_day, of_month, of_year), (of_month, of_day, of_year))]
    forms += [_BETWEEN.join((of_year, of_month, of_day)), _wide(f"{day:%Y%m%d}"), _wide(f"{day:%d%m%Y}")]
    forms += [_POINT.join(form) for form in ((of_day, of_month, short), (of_month, of_day, short))]
    return f"(?<![0-9０-９])(?:{'|'.join(forms)})(?![0-9０-９])"


def _wide(pattern: str) -> str:
    """Let each digit be one of full width, too."""
    return re.sub("[0-9]", lambda digit: f"[{digit[0]}{chr(ord(digit[0]) + 0xFEE0)}]", pattern)


def _month_names(month: int) -> list[str]:
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            found |= {str(MONTHS[month]), str(MONTHS_3[month]).rstrip(".")}
    return [re.escape(name) for name in sorted(found, key=len, reverse=True)]
