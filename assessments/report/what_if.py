"""What would change the advice: the single changed answers, gathered by what they would bring about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.clinical.advice import (
    AIMS,
    DECISION_RANK,
    DECISIONS,
    NON_OPERATIVE,
    URGENCY_RANK,
)
from assessments.clinical.language.facts import Facts
from assessments.clinical.rules.contradictions import contradictions

from .tree import Change
from .what_if_clauses import lower, supposed
from .words import how_soon

if TYPE_CHECKING:
    from assessments.clinical.advice import Advice
    from assessments.clinical.evaluation.evaluate import LesionEvaluation
    from assessments.clinical.evaluation.what_if import Change as Changed
    from assessments.clinical.language.questions import Question

# Another bone is another lesion, and another cancer another patient: true, but nothing to find out.
OTHER_CASE = frozenset({"bone", "level", "segment", "side", "primary", "cancer_history"})


def changes(lesion: LesionEvaluation) -> tuple[Change, ...]:
    """Gather the changed answers by what would then be advised, the greatest change first.

    Each answer is a clause, "if the pain were not mechanical".
    """
    now = lesion.decision, lesion.urgency, lesion.aim
    gathered: dict[tuple[str, str, str], dict[Question, list[object]]] = {}
    for changed in lesion.what_if:
        if changed.question.key not in OTHER_CASE and _is_coherent(changed, lesion):
            answers = gathered.setdefault(_outcome(changed, now), {})
            answers.setdefault(changed.question, []).append(changed.answer)
    order = sorted(gathered, key=lambda outcome: _rank(outcome, now))
    return tuple(
        Change(
            outcome=_words(outcome, now),
            decision=outcome[0] or lesion.decision,
            answers=tuple(
                supposed(question, answers, lesion.facts) for question, answers in gathered[outcome].items()
            ),
        )
        for outcome in order
    )


def _is_coherent(changed: Changed, lesion: LesionEvaluation) -> bool:
    """Tell whether the answer could be so beside the others: no deficit beside Frankel D could not."""
    after = Facts({**lesion.facts.answers, changed.question.key: changed.answer})
    return set(contradictions(after)) <= set(lesion.contradictions)


Now = tuple[str, str, str | None]


def _outcome(changed: Changed, now: Now) -> tuple[str, str, str]:
    """Name what would be different, "" for what stays: an aim counts only where nothing weightier changes."""
    advice: Advice = changed.advice
    decision = advice.decision if advice.decision != now[0] else ""
    # Without an operation it is other treatment that is urgent or not, and that is another matter.
    urgency = advice.urgency if advice.urgency != now[1] and decision != NON_OPERATIVE else ""
    aim = advice.aim or "" if not decision and not urgency else ""
    return decision, urgency, aim


def _rank(outcome: tuple[str, str, str], now: Now) -> tuple[int, int, int]:
    decision, urgency, _aim = outcome
    apart = abs(DECISION_RANK.get(decision, 1) - DECISION_RANK.get(now[0], 1)) if decision else 0
    sooner = URGENCY_RANK.get(urgency, 0) if urgency else 0
    return (0 if decision else 1, -apart, -sooner)


def _words(outcome: tuple[str, str, str], now: Now) -> str:
    decision, urgency, aim = outcome
    if aim:
        return _("Another aim, {aim}").format(aim=lower(_(AIMS[aim])))
    when = how_soon(decision or now[0], urgency) if urgency else ""
    if not decision:
        return when
    told = {"then": _(DECISIONS[decision]), "now": lower(_(DECISIONS[now[0]]))}
    if when:
        return _("{then}, {urgency}, instead of {now}").format(urgency=lower(when), **told)
    return _("{then} instead of {now}").format(**told)
