"""`make messages`: gather every text that is marked for translation, keep what is translated, compile it.

Babel does the work, so that neither this nor the tests need gettext's programs.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).parent.parent
CHINESE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


class Catalogue(Catalog):
    """A catalogue whose header does not change from day to day."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "bonemet"),
            ("Language", "zh_Hans"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=1; plural=0;\n"),
        ]


def _empty() -> Catalogue:
    return Catalogue(
        locale="zh_Hans", charset="utf-8", fuzzy=False, header_comment="# bonemet in Simplified Chinese."
    )


def gathered() -> Catalogue:
    """Gather the marked texts of code and templates, each with its translation if there is one."""
    old = written() if CHINESE.exists() else Catalog(locale="zh_Hans")
    new = _empty()
    for path, texts, context in _marked():
        kept = old.get(texts if isinstance(texts, str) else texts[0], context)
        new.add(
            texts,
            kept.string if kept else None,
            locations=[(path, 0)],
            flags=[flag for flag in kept.flags if flag == "fuzzy"] if kept else [],
            user_comments=kept.user_comments if kept else [],
            context=context,
        )
    return new


def written() -> Catalog:
    """Read the catalogue as it stands in the file."""
    with CHINESE.open("rb") as file:
        read = read_po(file, locale="zh_Hans")
    same = _empty()
    for message in read:
        if message.id:
            same[message.id] = message
    return same


def is_translated(message: Message) -> bool:
    """Tell whether every form of a text has a translation that somebody has looked at."""
    strings = [message.string] if isinstance(message.string, str) else message.string
    return bool(strings) and all(strings) and not message.fuzzy


def as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue as text."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_by_file=True, include_lineno=False)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Compile a catalogue."""
    done = _empty()
    for message in catalogue:
        if message.id and is_translated(message):
            done[message.id] = message
    out = io.BytesIO()
    write_mo(out, done)
    return out.getvalue()


def _marked() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    for folder in ("assessments", "bonemet", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                source = path.read_bytes()
            elif path.suffix == ".html":
                # In brackets, so that the indentation of the page is none of Python's.
                source = f"({templatize(path.read_text('utf-8'))})".encode()
            else:
                continue
            for _line, texts, _comments, context in extract("python", io.BytesIO(source), KEYWORDS):
                yield path.relative_to(ROOT).as_posix(), texts, context


def main() -> None:
    catalogue = gathered()
    CHINESE.parent.mkdir(parents=True, exist_ok=True)
    CHINESE.write_bytes(as_po(catalogue))
    CHINESE.with_suffix(".mo").write_bytes(as_mo(catalogue))
    without = sum(not is_translated(message) for message in catalogue if message.id)
    print(f"{len(catalogue)} texts, {without} of them without translation")


if __name__ == "__main__":
    main()
