"""Long texts, packed in the column and whole everywhere else: a signed report takes a quarter of the room."""

from __future__ import annotations

import base64
import lzma
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# What a packed text begins with: one that is not packed (of before, or short) is JSON and never does.
MARK = "xz1:"
SHORTEST = 1000  # signs; what is shorter gains nothing
# A small dictionary: a report is 140 kB, and the usual one of 8 MB takes 90 MB of memory while packing.
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 20}]


def packed(text: str) -> str:
    """Pack a text, unless that gains nothing."""
    if len(text) < SHORTEST:
        return text
    data = lzma.compress(text.encode("utf-8", "surrogatepass"), filters=FILTERS)
    return MARK + base64.b64encode(data).decode("ascii")


def unpacked(text: str) -> str:
    """Give what was packed. What cannot be unpacked was changed: given as it stands it fits no seal."""
    if not text.startswith(MARK):
        return text
    try:
        data = base64.b64decode(text[len(MARK) :], validate=True)
        return lzma.decompress(data).decode("utf-8", "surrogatepass")
    except (ValueError, lzma.LZMAError, EOFError):
        return text


class PackedText(models.TextField):  # no generic while it runs
    """A text that is packed on its way into the database and unpacked on its way out.

    The column is that of a TextField, so that texts of before stay as they are and no migration is needed.
    """

    def get_prep_value(self, value: Any) -> Any:
        return packed(value) if isinstance(value, str) else value

    def from_db_value(self, value: Any, _expression: Any, _connection: BaseDatabaseWrapper) -> Any:
        return unpacked(value) if isinstance(value, str) else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse to search in it: the database sees what is packed, and would find nothing."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
