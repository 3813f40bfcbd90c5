"""The catalogue: everything that is declared, in words, made from the declarations themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.clinical.scores.survival import SURVIVAL

from .entry import KINDS, Entry, Statement, Statements
from .of_criteria import contradictions, criteria, order
from .of_options import options, places
from .of_questions import findings, questions, references
from .of_rules import rules
from .of_scores import disagreements, elsewhere, scores

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = (
    rules, criteria, scores, elsewhere, disagreements, options, places, order, contradictions, findings,
    questions, references,
)  # fmt: skip


def catalogue(say: Callable[[str], str] = str) -> tuple[Entry, ...]:
    """Give everything declared, kind by kind. `say` gives a text in the reader's language."""
    place = list(KINDS).index
    entries = [entry for source in SOURCES for entry in source(say)]
    used = {key for entry in entries for key in entry.cited}
    used |= {key for group in SURVIVAL for key in group.references}  # drawn on the report
    entries = [_set_apart(entry) if _is_unused(entry, used) else entry for entry in entries]
    return tuple(sorted(entries, key=lambda entry: place(entry.kind)))


def _is_unused(entry: Entry, used: set[str]) -> bool:
    return entry.kind == "references" and entry.key not in used


def _set_apart(entry: Entry) -> Entry:
    """Move a reference on which nothing rests to those that were read and not used."""
    return replace(entry, kind="not_used")


__all__ = ["KINDS", "Entry", "Statement", "Statements", "catalogue"]
