"""What cannot wait, in words, for whoever is without the server: red flags, how soon for what, words used.

All of it is the catalogue's, so that no second copy of a rule can disagree with the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from assessments.clinical.safety.red_flags import RED_FLAGS

from .catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.knowledge.catalogue import Entry

KINDS = ("red_flags", "indications", "stops", "urgencies", "safety")


@dataclass(frozen=True, slots=True)
class CannotWait:
    """Red flags and least urgencies, and the findings that their conditions name, each explained once."""

    flags: tuple[Entry, ...]
    urgencies: tuple[Entry, ...]
    findings: tuple[Entry, ...]


def cannot_wait() -> CannotWait:
    """Give it in the language in force."""
    every = catalogue(_)
    rules = {entry.key: entry for entry in every if entry.kind in KINDS}
    flags = tuple(rules[rule.key] for rule in RED_FLAGS)
    urgencies = tuple(rules[rule.key] for rule in LEAST_URGENCIES)
    by_name = {(entry.kind, entry.key): entry for entry in every if entry.kind == "findings"}
    named: dict[tuple[str, str], Entry] = {}
    waiting = [*flags, *urgencies]
    while waiting:
        for about in _named(waiting.pop()):
            if about in by_name and about not in named:
                named[about] = by_name[about]
                waiting.append(by_name[about])
    return CannotWait(flags, urgencies, tuple(sorted(named.values(), key=lambda entry: entry.key)))


def _named(entry: Entry) -> Iterator[tuple[str, str]]:
    conditions = [entry.when, *(row.when for group in entry.more for row in group.rows)]
    while conditions:
        if (clause := conditions.pop()) is not None:
            conditions += clause.parts
            if clause.about:
                yield clause.about
