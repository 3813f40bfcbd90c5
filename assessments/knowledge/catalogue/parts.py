"""Of what a declared thing is made: one walk for everything that looks through the declarations."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CLINICAL = "assessments.clinical"  # the package of the declarations


def is_declared(thing: object) -> bool:
    """Tell whether a thing is of a class of the knowledge."""
    return type(thing).__module__.startswith(CLINICAL)


def parts_of(thing: object) -> Mapping[str, object]:
    """Give what a declared thing was made with, by name: the fields of its dataclass."""
    return {field.name: getattr(thing, field.name) for field in fields(thing) if field.init}  # type: ignore[arg-type]


def walk(thing: object, seen: set[int] | None = None) -> Iterator[object]:
    """Give every declared thing in it, each once, itself first."""
    seen = set() if seen is None else seen
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, (tuple, list, set, frozenset)):
        for part in thing:
            yield from walk(part, seen)
    elif isinstance(thing, dict):
        for part in thing.values():
            yield from walk(part, seen)
    elif is_declared(thing):
        yield thing
        for part in parts_of(thing).values():
            yield from walk(part, seen)
