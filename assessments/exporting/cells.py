"""Cells that a spreadsheet takes for text."""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _csv import Writer

STARTS_A_FORMULA = ("=", "+", "-", "@")
# Where semicolons or tabs part the cells, a spreadsheet begins one in the middle of a text, quoted or not.
_IN_THE_MIDDLE = re.compile(r"(;\s*|(?!\A)[\t\r\n]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def writer(file: Any) -> Writer:
    """Write CSV in which every cell is quoted, whatever parts the cells where it is opened."""
    return csv.writer(file, quoting=csv.QUOTE_ALL)


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula, at its beginning or behind a semicolon."""
    text = _IN_THE_MIDDLE.sub(r"\1'", text)
    shown = unicodedata.normalize("NFKC", text).lstrip()
    begins_oddly = text[:1] in ("\t", "\r", "\n")
    return f"'{text}" if begins_oddly or shown.startswith(STARTS_A_FORMULA) else text
