"""The evaluation as plain data, as `manage.py assess` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.references import REFERENCES
from assessments.clinical.scores.score import Reading

if TYPE_CHECKING:
    from assessments.clinical.evaluation.evaluate import Evaluation, LesionEvaluation
    from assessments.clinical.evaluation.fork import Branch
    from assessments.clinical.evaluation.what_if import Change
    from assessments.clinical.options import Offered
    from assessments.clinical.scores import GradingReading


def as_data(evaluation: Evaluation) -> dict[str, object]:
    """Give the evaluation as JSON-ready data."""
    return {
        "knowledge": evaluation.knowledge,
        "lesions": [lesion_as_data(lesion) for lesion in evaluation.lesions],
        "order": [{"lesion": turn.lesion + 1, "reason": turn.rank.says} for turn in evaluation.order],
    }


def lesion_as_data(lesion: LesionEvaluation) -> dict[str, object]:
    """Give one lesion's evaluation as JSON-ready data."""
    return {
        "decision": lesion.decision,
        "urgency": lesion.urgency,
        "aim": lesion.aim,
        "settled": lesion.settled,
        "headline": lesion.headline,
        "stops": [rule.key for rule in lesion.stops],
        "least_urgencies": [rule.key for rule in lesion.least_urgencies],
        "urgency_from": list(lesion.urgency_from),
        "indications": [rule.key for rule in lesion.indications],
        "limits": [rule.key for rule in lesion.limits],
        "criteria": {judged.criterion.key: judged.verdict for judged in lesion.criteria},
        "scores": {
            **{reading.score.key: _reading(reading) for reading in lesion.scores},
            **{reading.score.key: _reading(reading) for reading in lesion.gradings},
        },
        "risks": {reading.score.key: _reading(reading) for reading in lesion.risks},
        "options": [_offered(offered) for offered in lesion.options],
        "safety": [row.key for row in lesion.safety],
        "contradictions": [row.says for row in lesion.contradictions],
        "missing": list(lesion.missing),
        "not_known": list(lesion.not_known),
        "possible": list(lesion.possible),
        "provided": [limit.key for limit in lesion.provided],
        "fork": [_branch(branch) for branch in lesion.fork],
        "presumed": list(lesion.presumed),
        "what_if": [_change(change) for change in lesion.what_if],
        "references": [REFERENCES[key].citation for key in lesion.references],
    }


def _offered(offered: Offered) -> dict[str, object]:
    return {
        "key": offered.key,
        "title": offered.title,
        "for": list(offered.reasons_for),
        "against": list(offered.reasons_against),
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "change": {change.question.path: change.answer},
        "decision": change.advice.decision,
        "urgency": change.advice.urgency,
        "aim": change.advice.aim,
    }


def _branch(branch: Branch) -> dict[str, object]:
    return {
        "question": branch.question.path,
        "answer": branch.answer,
        "decision": branch.advice.decision,
        "urgency": branch.advice.urgency,
        "aim": branch.advice.aim,
        "settled": branch.settled,
    }


def _reading(reading: Reading | GradingReading) -> dict[str, object]:
    return {
        "low": reading.low if isinstance(reading, Reading) else None,
        "high": reading.high if isinstance(reading, Reading) else None,
        "complete": reading.complete,
        "band": reading.band.key if reading.band else None,
        "items": reading.items_as_data,
    }
