"""The entries in the reader's language, and how they are found by words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.clinical.advice import STANDINGS
from assessments.clinical.references import REFERENCES
from assessments.knowledge.catalogue import KINDS, catalogue

from .cases import cases_of

if TYPE_CHECKING:
    from assessments.clinical.language.in_words import Clause
    from assessments.clinical.references import Reference
    from assessments.knowledge.catalogue import Entry

CASES_SHOWN = 12
RULES = {"indications", "limits", "stops", "urgencies", "criteria", "safety"}


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is shown, with its sources and the cases that exercise it."""

    entry: Entry
    standings: tuple[str, ...]
    sources: tuple[Reference, ...]
    cited_by: tuple[Entry, ...]
    cases: tuple[tuple[str, str], ...]
    more_cases: int
    haystack: str
    kind_title: str

    @property
    def has_short_key(self) -> bool:
        """Tell whether the key is one that readers know, such as I10."""
        return self.entry.kind in RULES

    @property
    def number_of_cases(self) -> int:
        """Count the cases, also those that are not listed."""
        return len(self.cases) + self.more_cases


def rows() -> tuple[Row, ...]:
    """Give every entry in the language in force; worked out once for each language."""
    return _rows(get_language() or "en")


@cache
def _rows(_language: str) -> tuple[Row, ...]:
    entries = catalogue(_)
    citing: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in entry.cited:
            citing.setdefault(key, []).append(entry)
    return tuple(
        _row(entry, tuple(citing.get(entry.key, ())) if entry.kind == "references" else ())
        for entry in entries
    )


def _row(entry: Entry, cited_by: tuple[Entry, ...]) -> Row:
    sources = tuple(REFERENCES[key] for key in entry.cited)
    standings = tuple(words for key, words in STANDINGS.items() if key in entry.standing)
    cases = cases_of(entry.kind, entry.key)
    return Row(
        entry,
        tuple(map(_, standings)),
        sources,
        cited_by,
        tuple(cases[:CASES_SHOWN]),
        max(0, len(cases) - CASES_SHOWN),
        " ".join([*_words(entry), *standings, *(f"{s.citation} {s.link}" for s in sources)]).casefold(),
        _(KINDS[entry.kind]),
    )


def _words(entry: Entry) -> list[str]:
    words = [entry.key, entry.title, *entry.says]
    words += [f"{name} {text}" for name, text in entry.facts]
    words += _of_clause(entry.when)
    for group in entry.more:
        for row in group.rows:
            words += [row.text, *_of_clause(row.when)]
    return words


def _of_clause(clause: Clause | None) -> list[str]:
    if clause is None:
        return []
    return [clause.text, *(word for part in clause.parts for word in _of_clause(part))]


def of_kind(kind: str) -> tuple[Row, ...]:
    """Give the entries of one kind, in their order."""
    return tuple(row for row in rows() if row.entry.kind == kind)


def find(words: str, standing: str = "") -> list[Row]:
    """Find the entries that hold every word; a key that is the very words first, then titles."""
    wanted = words.casefold().split()
    found = [row for row in rows() if all(word in row.haystack for word in wanted)]
    if standing:
        found = [row for row in found if standing in row.entry.standing]
    text = " ".join(wanted)
    return sorted(found, key=lambda row: _distance(row.entry, text, wanted))


def _distance(entry: Entry, text: str, wanted: list[str]) -> int:
    if entry.key.casefold() == text:
        return 0
    title = entry.title.casefold()
    if all(word in title or word in entry.key.casefold() for word in wanted):
        return 1
    return 3 if entry.kind in ("references", "not_used") else 2


def resting_on(standing: str) -> int:
    """Count the entries that rest on something of this standing."""
    return sum(standing in row.entry.standing for row in rows())


def counts() -> dict[str, int]:
    """Count the entries of each kind."""
    found = dict.fromkeys(KINDS, 0)
    for row in rows():
        found[row.entry.kind] += 1
    return found
