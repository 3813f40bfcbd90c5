"""The catalogue: everything that is declared, in words, made from the declarations themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    return tuple(sorted(entries, key=lambda entry: place(entry.kind)))


__all__ = ["KINDS", "Entry", "Statement", "Statements", "catalogue"]
