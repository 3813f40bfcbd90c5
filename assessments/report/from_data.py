"""A report that was kept as data, made a tree again."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from .tree import Report


def kept_report(data: dict[str, Any]) -> Report:
    """Make the tree again from what `asdict` gave. A part that came later than the data has its default."""
    report: Report = _read(Report, data)
    return report


def _read(kind: Any, value: Any) -> Any:
    if isinstance(kind, UnionType):
        (inner,) = (one for one in get_args(kind) if one is not type(None))
        return None if value is None else _read(inner, value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], one) for one in value)
    if not is_dataclass(kind):
        return value
    hints = get_type_hints(kind)
    known = {one.name: one for one in fields(kind)}
    optional = {name for name, one in known.items() if one.default is not MISSING}
    return kind(  # type: ignore[operator]  # a class, of which the type checker sees an instance
        **{name: _read(hints[name], value[name]) for name in known if name in value or name not in optional}
    )
