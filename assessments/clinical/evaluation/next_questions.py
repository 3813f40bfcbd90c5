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
from assessments.clinical.sections.neuro import DEFICIT_HOURS

if TYPE_CHECKING:
    from assessments.clinical.deciding.open_answers import Deliberation
    from assessments.clinical.language.questions import Question
    from assessments.clinical.rules.rule import Rule

# One answer to these stands for several others, from which it would be derived.
REPLACING = frozenset(
    q.path
    for q in (
        EXPECTED_SURVIVAL,
        FIT_FOR_ANAESTHESIA,
        TUMOUR_FREE_INTERVAL_EXPECTED,
        ECOG_BEFORE,
        DEFICIT_HOURS,
    )
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
    """List what is missing in the order that settles the advice with few answers.

    Core questions stand first, as in `missing`; among them those for which many rules wait, more so the
    fewer other answers these wait for.
    """
    missing = deliberation.missing
    switches = deliberation.switches
    first = [question.path for question in deliberation.first_of_all]
    undecided = deliberation.advice.decision == UNDECIDED
    weight = {
        path: sum(len(switch.waits_for) ** -0.5 for switch in switches if path in switch.waits_for)
        * (2 if path in REPLACING else 1)
        for path in missing
    }

    def place(path: str) -> tuple[int, bool, float, int]:
        heads = first.index(path) if path in first else len(first)
        return heads, not BY_PATH[path].core, -weight[path], missing.index(path)

    return tuple(
        Wanted(
            BY_PATH[path],
            tuple(s.rule for s in switches if path in s.waits_for and s.changes),
            undecided and path in first,
        )
        for path in sorted(missing, key=place)
    )
