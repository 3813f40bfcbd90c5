"""What an entry of the catalogue is: one declared thing, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.in_words import Clause, clause
from assessments.clinical.language.logic import Always
from assessments.clinical.language.translatable import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assessments.clinical.language.findings import Cases
    from assessments.clinical.language.logic import Condition

    Say = Callable[[str], str]  # gives a text in the reader's language

# The kinds of entry, in the order in which they are read.
KINDS = {
    "red_flags": _("Red flags"),
    "indications": _("Indications"),
    "limits": _("Limits"),
    "stops": _("Stops"),
    "urgencies": _("Least urgencies"),
    "criteria": _("Criteria of the reference text"),
    "safety": _("Safety and work-up"),
    "scores": _("Scores"),
    "classifications": _("Classifications"),
    "risks": _("Risks beside survival"),
    "elsewhere": _("Tools that are not computed here"),
    "disagreements": _("Where instruments disagree"),
    "options": _("Options"),
    "places": _("Which option where"),
    "order": _("Order of treatment"),
    "contradictions": _("Contradictory answers"),
    "findings": _("Findings"),
    "questions": _("Questions"),
    "references": _("References"),
    "not_used": _("Read, not used"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said under a condition of its own (`when`; None where it always holds)."""

    text: str
    when: Clause | None = None
    standing: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements under one heading."""

    heading: str
    rows: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One declared thing: what it says, when it holds, on what it rests.

    `facts` are named texts; standing and references are keys.
    """

    kind: str
    key: str
    title: str
    says: tuple[str, ...] = ()
    when: Clause | None = None
    facts: tuple[tuple[str, str], ...] = ()
    more: tuple[Statements, ...] = ()
    standing: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    @property
    def cited(self) -> tuple[str, ...]:
        """List the references of the entry and of its statements, each once."""
        told = (key for group in self.more for row in group.rows for key in row.references)
        return tuple(dict.fromkeys((*self.references, *told)))


def outcomes(cases: Cases, word: Callable[[object], str], say: Say) -> tuple[Statement, ...]:
    """Write the values of a finding as statements: the first whose condition holds."""
    told = [Statement(word(value), clause(condition, say)) for value, condition in cases.cases]
    return (*told, Statement(word(cases.otherwise), Clause(say(_("else"))) if told else None))


def when(condition: Condition, say: Say) -> Clause | None:
    """Write a condition as a tree; None where it always holds."""
    return None if isinstance(condition, Always) else clause(condition, say)


def listed(keys: Iterable[str], words: dict[str, str], say: Say) -> str:
    """Name keys out of a table of words, in its order."""
    wanted = set(keys)
    return say(_(", ")).join(say(word) for key, word in words.items() if key in wanted)
