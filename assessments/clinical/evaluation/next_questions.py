"""What to answer next, and why: each open question that matters, with the rules that wait for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.advice import UNDECIDED
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.history import (
    ECOG_BEFORE,
    EXPECTED_SURVIVAL,
    FIT_FOR_ANAESTHESIA,
    TUMOUR_FREE_INTERVAL_EXPECTED,
)
from assessments.clinical.sections.imaging import HISTOLOGY

if TYPE_CHECKING:
    from assessments.clinical.deciding.open_answers import Deliberation
    from assessments.clinical.language.questions import Question
    from assessments.clinical.rules.rule import Rule

# One answer to these stands for several others, from which it would be derived.
REPLACING = frozenset(
    q.path for q in (EXPECTED_SURVIVAL, FIT_FOR_ANAESTHESIA, TUMOUR_FREE_INTERVAL_EXPECTED, ECOG_BEFORE)
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An open question that could change the advice, and the rules that could speak otherwise with it.

    While the lesion is undecided, nothing can be said without those that are `essential`.
    """

    question: Question
    rules: tuple[Rule, ...]
    essential: bool


def wanted(deliberation: Deliberation) -> tuple[Wanted, ...]:
    """List what is missing in the order that settles the advice with few answers; without what nobody knows.

    Core questions stand first, as in `missing`; among them those for which many rules wait, more so the
    fewer other answers these wait for.
    """
    missing = deliberation.missing
    switches = [switch for switch in deliberation.switches() if switch.rule is not None]
    undecided = deliberation.advice.decision == UNDECIDED
    essential = {question.path for question in deliberation.essential if undecided}
    weight = {
        path: sum(len(switch.waits_for) ** -0.5 for switch in switches if path in switch.waits_for)
        * (2 if path in REPLACING else 1)
        for path in missing
    }

    no_use = said_not_known(deliberation)

    def place(path: str) -> tuple[bool, bool, bool, float, int]:
        heads = path == HISTOLOGY.path == missing[0]
        return path not in essential, not heads, not BY_PATH[path].core, -weight[path], missing.index(path)

    return tuple(
        Wanted(
            BY_PATH[path],
            tuple(s.rule for s in switches if s.rule and path in s.waits_for and s.changes),
            path in essential,
        )
        for path in sorted(missing, key=place)
        if path not in no_use
    )


def said_not_known(deliberation: Deliberation) -> tuple[str, ...]:
    """List what is missing and was answered with "not known": asking for it again is no use."""
    answers = deliberation.facts.answers
    keys = {path: BY_PATH[path].key for path in deliberation.missing}
    return tuple(path for path, key in keys.items() if key in answers and answers[key] is None)
