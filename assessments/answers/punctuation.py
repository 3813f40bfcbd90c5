"""The marks between words, parts and sentences: Chinese has its own, and puts no space after them."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

if TYPE_CHECKING:
    from collections.abc import Iterable

STOPS = ".。"
QUESTION_MARKS = "?\N{FULLWIDTH QUESTION MARK}"


def listed(words: Iterable[str]) -> str:
    """Put words beside each other: "pain, fracture"."""
    return pgettext("between words", ", ").join(words)


def clauses(parts: Iterable[str]) -> str:
    """Put statements beside each other: "operate, within 2 weeks"."""
    return pgettext("between statements", ", ").join(parts)


def series(parts: Iterable[str]) -> str:
    """Put longer parts, which may hold commas, beside each other."""
    return pgettext("between parts", "; ").join(parts)


def told(name: str, answer: str) -> str:
    """Say what the answer to something is: "Age: 61"."""
    return _("{question}: {answer}").format(question=name, answer=answer)


def explained(text: str, more: str) -> str:
    """Put more about a text into brackets behind it."""
    return _("{text} ({more})").format(text=text, more=more)


def sentences(parts: Iterable[str]) -> str:
    """Put sentences behind each other."""
    behind = pgettext("sentences", "{first} {second}")
    return reduce(lambda first, second: behind.format(first=first, second=second), parts)


def stop(text: str) -> str:
    """End a sentence, unless it is ended."""
    return text if text.endswith(tuple(STOPS)) else pgettext("a sentence", "{text}.").format(text=text)


def bare(text: str) -> str:
    """Take the stop or question mark off, where a sentence goes on."""
    return text.rstrip(STOPS + QUESTION_MARKS)
