"""A report that was kept as data, made a tree again."""

from __future__ import annotations

from typing import Any

from cattrs import Converter

from .tree import Report

CONVERTER = Converter(detailed_validation=False)


def kept_report(data: dict[str, Any]) -> Report:
    """Make the tree again from what `asdict` gave. A part that came later than the data has its default.

    Raises KeyError, TypeError or ValueError where the data is no report.
    """
    return CONVERTER.structure(data, Report)
