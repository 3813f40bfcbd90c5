"""Cells that a spreadsheet takes for text."""

from __future__ import annotations

import unicodedata

STARTS_A_FORMULA = ("=", "+", "-", "@")


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula, also behind blanks or in full width."""
    shown = unicodedata.normalize("NFKC", text).lstrip()
    begins_oddly = text[:1] in ("\t", "\r", "\n")
    return f"'{text}" if begins_oddly or shown.startswith(STARTS_A_FORMULA) else text
