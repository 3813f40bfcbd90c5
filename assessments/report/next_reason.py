"""Why a question is asked next: what its answer decides, in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.punctuation import series
from assessments.clinical.advice import (
    AIMS,
    DECISION_RANK,
    DECISIONS,
    DIAGNOSE_FIRST,
    EMERGENCY,
    NON_OPERATIVE,
    UNDECIDED,
    URGENCIES,
    URGENCY_RANK,
)
from assessments.clinical.rules.rule import Limit, outcome_of
from assessments.clinical.sections.imaging import BONE

from .grounds import looked_at
from .what_if_clauses import either, lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessments.clinical.advice import Advice
    from assessments.clinical.evaluation.next_questions import Wanted
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.rules.rule import Weighable
    from assessments.clinical.scores.score import Reading, Score

MOST = 2


def reason(wanted: Wanted, facts: Facts, now: Advice) -> str:
    """Say what an answer decides, the weightiest first: two things at most, of whatever bone it may be.

    Before the bone is known nothing is said that is of one bone alone: no score and no aim.
    """
    if wanted.essential:
        return _("Nothing can be said without it.")
    decided = list(_decides(wanted, facts, {now, *wanted.brings}))[:MOST]
    return _("Decides %(what)s.") % {"what": series(decided)} if decided else ""


def _decides(wanted: Wanted, facts: Facts, advices: set[Advice]) -> Iterator[str]:
    bone_known = facts.answer(BONE) is not None
    # While it is undecided, no operation is one of the ways in which it may come out.
    decisions = {NON_OPERATIVE if a.decision == UNDECIDED else a.decision for a in advices}
    urgencies = {advice.urgency for advice in advices}
    if DIAGNOSE_FIRST in decisions and len(decisions) > 1:
        yield _("whether the diagnosis must come before any operation")
    if EMERGENCY in urgencies and len(urgencies) > 1:
        yield _("whether it is an emergency")
    if bone_known:
        for reading in _readings(wanted, facts):
            yield _("%(score)s: %(low)s to %(high)s") % {
                "score": _(reading.score.title), "low": reading.low, "high": reading.high,
            }  # fmt: skip
    limits = [rule for rule in wanted.rules if isinstance(rule, Limit) and rule.provided]
    if limits and len(limits) == len(wanted.rules):
        yield _("whether the advice holds: %(provided)s or not") % {"provided": _(limits[0].provided)}
        return
    if len(decisions - {DIAGNOSE_FIRST}) > 1:
        yield either(_ordered(decisions - {DIAGNOSE_FIRST}, DECISION_RANK, DECISIONS))
    if len(urgencies) > 1 and EMERGENCY not in urgencies:
        yield _("how soon: %(urgencies)s") % {
            "urgencies": either(_ordered(urgencies, URGENCY_RANK, URGENCIES))
        }
    aims = [aim for aim in AIMS if any(advice.aim == aim for advice in advices)]
    if bone_known and len(aims) > 1:
        yield _("what is done: %(aims)s") % {"aims": either([lower(_(AIMS[aim])) for aim in aims])}


def _ordered(keys: Iterable[str], rank: dict[str, int], words: dict[str, str]) -> list[str]:
    return [lower(_(words[key])) for key in sorted(keys, key=rank.__getitem__, reverse=True)]


def _readings(wanted: Wanted, facts: Facts) -> Iterator[Reading]:
    """Read the scores on which the waiting rules rest, of which the question decides an item that is open."""
    scores = dict.fromkeys(score for rule in wanted.rules for score in _scores_of(rule))
    for score in sorted(scores, key=lambda score: score.key):
        reading = score.read(facts)
        if reading is None or not reading.applies:
            continue
        open_items = (item for item in score.items if len(reading.items.get(item.key, ())) > 1)
        if any(wanted.question.path in item.looks_at.reads for item in open_items):
            yield reading


@cache
def _scores_of(rule: Weighable) -> frozenset[Score]:
    return looked_at(rule.when)[0] | looked_at(outcome_of(rule))[0]
