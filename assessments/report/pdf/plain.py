"""What goes to the setter of the PDF: plain data, in which every sign can be set.

A report that was signed must open for ever, whatever was once typed into it. A sign that no font has is
shown as a square; the page on the screen still shows what was typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SQUARE = "\N{WHITE SQUARE}"
BULLET = "\N{BULLET}"
# Bullets that word processors paste, in a font of symbols that only they have.
BULLETS = str.maketrans({"\uf0b7": BULLET, "\uf0a7": BULLET, "\uf0d8": BULLET})
# They turn the direction of what follows, so that it reads otherwise than it was typed.
OVERRIDES = str.maketrans(dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", SQUARE))
# Nobody sees them, and the standard of archives forbids them.
INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u2060\u00ad")
WORD = re.compile(r"[^ \n\r\t]+")


def plain(value: Any) -> Any:
    """Give a value as texts, numbers, truths, None, lists and dicts of them.

    A translation that was not worked out yet is worked out now. Raises TypeError for anything else, here,
    where it can be told what it was.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str | Promise):
        return str(value).translate(OVERRIDES)
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} cannot be set as a PDF")


def with_signs(value: Any, can_be_set: Callable[[str], bool]) -> Any:
    """Give plain data with a square in the place of each sign that cannot be set.

    `can_be_set` tells it of a text; it is asked about many words at once, for it takes milliseconds.
    """
    words = {word for text in _texts(value) for word in WORD.findall(text) if not _is_simple(word)}
    tidied = {word: word.translate(BULLETS).translate(INVISIBLE) for word in words}
    mended = {word: _mended(word, can_be_set) for word in _failing(sorted({*tidied.values()}), can_be_set)}
    shown = {word: mended.get(tidy, tidy) for word, tidy in tidied.items()}
    return _with_texts(value, lambda text: WORD.sub(lambda one: shown.get(one[0], one[0]), text))


def _is_simple(word: str) -> bool:
    return word.isascii() and word.isprintable()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _with_texts(one, change) for key, one in value.items()}
    return [_with_texts(one, change) for one in value] if isinstance(value, list) else value


def _failing(words: list[str], can_be_set: Callable[[str], bool]) -> Iterator[str]:
    """Find the words that cannot be set, by halves."""
    if not words or can_be_set(" ".join(words)):
        return
    if len(words) == 1:
        yield words[0]
        return
    middle = len(words) // 2
    yield from _failing(words[:middle], can_be_set)
    yield from _failing(words[middle:], can_be_set)


def _mended(word: str, can_be_set: Callable[[str], bool]) -> str:
    """Put squares where signs are lacking; where each could be set alone but not together, for all."""
    lacking = set(_failing(sorted(set(word)), can_be_set))
    mended = "".join(SQUARE if sign in lacking else sign for sign in word)
    if can_be_set(mended):
        return mended
    return "".join(sign if _is_simple(sign) else SQUARE for sign in word)
