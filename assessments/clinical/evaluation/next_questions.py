"""What to answer next: the order that settles the advice with few answers, and what each one decides."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING, cast

from assessments.clinical.advice import DECISION_RANK, UNDECIDED, URGENCY_RANK
from assessments.clinical.deciding.weighing import is_live
from assessments.clinical.rules.rule import Indication, Limit, Stop
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.history import (
    ECOG_BEFORE,
    EXPECTED_SURVIVAL,
    FIT_FOR_ANAESTHESIA,
    TUMOUR_FREE_INTERVAL_EXPECTED,
)
from assessments.clinical.sections.neuro import DEFICIT_HOURS

from .fork import answers_to

if TYPE_CHECKING:
    from assessments.clinical.advice import Advice, Proposal
    from assessments.clinical.deciding.open_answers import Deliberation, Switch
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.questions import Question
    from assessments.clinical.rules.rule import Weighable

# One answer to these stands for several others, from which it would be derived.
REPLACING = frozenset(
    {EXPECTED_SURVIVAL, FIT_FOR_ANAESTHESIA, TUMOUR_FREE_INTERVAL_EXPECTED, ECOG_BEFORE, DEFICIT_HOURS}
)
# A rule weighs three times as much for each step of decision or urgency that it could bring: what comes
# beneath is moot once the highest is known. A stop counts as the highest, a limit as what it often lowers.
STEP, STOP, LIMIT = 3, 6, 4
MOST_ANSWERS = 8  # of a question with more of them, so many are followed, evenly spread


@dataclass(frozen=True, slots=True)
class Wanted:
    """An open question that could change the advice, the rules that wait for it, and what these could bring.

    While the lesion is undecided, nothing can be said without those that are `essential`.
    """

    question: Question
    rules: tuple[Weighable, ...]
    brings: frozenset[Advice]
    essential: bool


def wanted(deliberation: Deliberation) -> tuple[Wanted, ...]:
    """List what is missing in the order that settles the advice with few answers.

    First what heads all others; then by how many weighty rules each answer would decide, looking one answer
    ahead. Of equals the core question stands first, and then the order of the page decides.
    """
    missing = deliberation.missing
    first = [question.path for question in deliberation.first_of_all]
    undecided = deliberation.advice.decision == UNDECIDED
    worth = {path: _worth(path, deliberation) for path in missing}

    def place(path: str) -> tuple[int, float, bool, int]:
        heads = first.index(path) if path in first else len(first)
        return heads, -worth[path], not BY_PATH[path].core, missing.index(path)

    def asked(path: str) -> Wanted:
        changing = [s for s in deliberation.switches if path in s.waits_for and s.changes]
        brings = frozenset(advice for switch in changing for advice in switch.outcomes)
        return Wanted(BY_PATH[path], tuple(s.rule for s in changing), brings, undecided and path in first)

    return tuple(asked(path) for path in sorted(missing, key=place))


def _worth(path: str, deliberation: Deliberation) -> float:
    """Weigh the rules that an answer decides, and in part those that it brings nearer to being decided."""
    question, facts = BY_PATH[path], deliberation.facts
    waiting = [switch for switch in _that_count(deliberation) if path in switch.waits_for]
    answers = list(answers_to(question, facts))
    followed = [facts.with_answer(question, a) for a in answers[:: ceil(len(answers) / MOST_ANSWERS) or 1]]
    worth = sum(_weight(s, facts) * (2 / sqrt(len(s.waits_for)) + _decided(s, followed)) for s in waiting)
    return worth * (2 if question in REPLACING else 1)


def _that_count(deliberation: Deliberation) -> list[Switch]:
    """List the live rules that change the advice alone; where none does, all of them."""
    return [s for s in deliberation.switches if s.changes] or list(deliberation.switches)


def _decided(switch: Switch, followed: list[Facts]) -> float:
    """Give the share of these answers with which the rule is live no longer."""
    return sum(not is_live(switch.rule, facts) for facts in followed) / (len(followed) or 1)


def _weight(switch: Switch, facts: Facts) -> float:
    rule = switch.rule
    if isinstance(rule, Stop):
        steps = STOP
    elif isinstance(rule, Limit):
        steps = LIMIT
    elif isinstance(rule, Indication):
        proposals = cast("frozenset[Proposal]", rule.proposes.possible(facts))
        steps = max(DECISION_RANK[p.decision] for p in proposals)
        steps += max(URGENCY_RANK[p.urgency] for p in proposals)
    else:
        steps = max(URGENCY_RANK[u] for u in cast("frozenset[str]", rule.urgency.possible(facts)))
    return float(STEP**steps)
