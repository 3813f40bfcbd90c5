"""Pieces of pages that look alike wherever the same is told in them: each is drawn once a process.

A piece sees what it is told and nothing else: no request, user, token, nonce or theme. None of these is kept
with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

MOST = 1000  # pieces of some hundred characters to some thousand
PLAIN = (str, int, float, date, type(None))


@dataclass(frozen=True, slots=True)
class Told:
    """What a piece is told: the same where it is written the same, and as much of it is safe."""

    written: str
    safe: tuple[str, ...]
    values: dict[str, Any] = field(compare=False)


def alike(template: str, **told: Any) -> SafeString:
    """Draw a template with these plain values, or give it as it was drawn in this language and time zone.

    Raises TypeError for anything but texts, numbers, truth, dates, None, and what is made of these alone; and
    where a text within these is said to be safe, for it is written like one that is not.
    """
    safe = tuple(name for name, value in told.items() if isinstance(value, SafeString))
    return _drawn(template, here(), Told(repr(told), safe, told))


def here() -> tuple[str | None, ...]:
    """Give what words and addresses follow from, beside what is told: language, time zone, script prefix."""
    return get_language(), get_current_timezone_name(), get_script_prefix()


@lru_cache(maxsize=MOST)
def _drawn(template: str, here: tuple[str | None, ...], told: Told) -> SafeString:
    for name, value in told.values.items():
        if not (name in told.safe or _is_plain(value)):
            raise TypeError(f"{template} is told {name}, which is no plain value: {type(value)}")
    return mark_safe(render_to_string(template, told.values))  # noqa: S308  # the template has escaped it


def _is_plain(value: Any) -> bool:
    if is_dataclass(value):
        return all(one.repr and _is_plain(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return isinstance(value, PLAIN) and not isinstance(value, SafeString)
