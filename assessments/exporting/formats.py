"""Writing rows as CSV for a spreadsheet or as JSON lines, a line at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assessments.exporting.cells import safe_cell, writer

from .columns import columns
from .redcap import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .rows import Row

BETWEEN = "; "
BYTE_ORDER_MARK = "\ufeff"  # without it some spreadsheets misread whatever is not ASCII


class _Line:
    """What the CSV writer writes to: it keeps one line."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def as_csv(rows: Iterable[Row], *, identified: bool) -> Iterator[str]:
    """Write a heading and a line for each row. Numbers stay numbers, and no text begins a formula."""
    told, line = columns(identified=identified), _Line()
    lines = writer(line)
    lines.writerow([column.title(identified=identified) for column in told])
    yield BYTE_ORDER_MARK + line.text
    for row in rows:
        lines.writerow([_cell(column.value(row, identified=identified)) for column in told])
        yield line.text


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    return safe_cell(BETWEEN.join(value) if isinstance(value, list) else value)


def as_json_lines(rows: Iterable[Row], *, identified: bool) -> Iterator[str]:
    """Write an object for each row. What is empty is left out."""
    told = columns(identified=identified)
    for row in rows:
        values = ((c.title(identified=identified), c.value(row, identified=identified)) for c in told)
        yield (
            json.dumps({name: v for name, v in values if v not in (None, "", [])}, ensure_ascii=False) + "\n"
        )


def as_redcap(rows: Iterable[Row], *, identified: bool) -> Iterator[str]:
    """Write a heading and a line for each row as REDCap takes them; its own data dictionary names them."""
    line = _Line()
    lines = writer(line)
    for number, values in enumerate(records(rows, identified=identified)):
        lines.writerow(values if number == 0 else map(_cell, values))
        yield line.text


FORMATS = {"csv": as_csv, "jsonl": as_json_lines, "redcap": as_redcap}
HEADED = ("csv", "redcap")  # the first line names the columns
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}
