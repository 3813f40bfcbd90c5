"""`make messages`: gather every text that is marked for translation, keep what is translated, compile it.

Babel does the work, so that neither this nor the tests need gettext's programs.
"""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from assessments.clinical.references import REFERENCES
from assessments.knowledge.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).parent.parent
CHINESE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
COUNTED = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
# As Babel wants them, for what Django makes of a template.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

Texts = str | tuple[str, ...]
Marked = tuple[str, Texts, str | None]


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
    return bool(strings and all(strings)) and not message.fuzzy


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


def _marked() -> Iterator[Marked]:
    marked: set[Texts] = set()
    for folder in ("assessments", "bonemet", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            found: Iterator[tuple[Texts, str | None]] = iter(())
            if path.suffix == ".py" and "migrations" not in path.parts:
                found = _in_code(path.read_text("utf-8"))
            elif path.suffix == ".html":
                found = _in_template(path.read_text("utf-8"))
            for texts, context in found:
                marked.add(texts)
                yield path.relative_to(ROOT).as_posix(), texts, context
    for text in sorted(_said() - marked):
        yield "assessments/clinical/catalogue/__init__.py", text, None


def _said() -> set[str]:
    """List what the knowledge says of itself: names and values that it makes of keys are marked nowhere."""
    citations = {reference.citation for reference in REFERENCES.values()}
    said: set[str] = set()

    def say(text: str) -> str:
        if text not in citations and re.search(r"[a-z]{3}", text):
            said.add(text)
        return text

    catalogue(say)
    return said


def _in_template(source: str) -> Iterator[tuple[Texts, str | None]]:
    # In brackets, so that the indentation of the page is none of Python's.
    code = io.BytesIO(f"({templatize(source)})".encode())
    for _line, texts, _comments, context in extract("python", code, KEYWORDS):
        yield texts, context


def _in_code(source: str) -> Iterator[tuple[Texts, str | None]]:
    """Read the syntax tree: by its tokens a text inside an f-string would be missed, or found, by version."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
        texts = [
            arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if name in ONE and texts[:1]:
            yield texts[0], None
        elif name in COUNTED and len(texts) > 1:
            yield (texts[0], texts[1]), None
        elif name in IN_CONTEXT and len(texts) > 1:
            yield texts[1], texts[0]


def main() -> None:
    texts = gathered()
    CHINESE.parent.mkdir(parents=True, exist_ok=True)
    CHINESE.write_bytes(as_po(texts))
    CHINESE.with_suffix(".mo").write_bytes(as_mo(texts))
    without = sum(not is_translated(message) for message in texts if message.id)
    print(f"{len(texts)} texts, {without} of them without translation")


if __name__ == "__main__":
    main()
