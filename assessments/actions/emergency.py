"""The emergency path writes: a patient's first answers in one step, spread over their sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from assessments.answers.document import AnswerPath
from assessments.clinical.evaluation.emergency_path import EMERGENCY_PATH
from assessments.models import SkipReason
from assessments.models.assessments import typed_key

from . import signing
from .assessments import (
    StaleRevisionError,
    append_revision,
    base_of,
    locked,
    start_assessment,
)

if TYPE_CHECKING:
    from datetime import date

    from assessments.answers.document import Answers, Given
    from assessments.models import Assessment, Patient, Revision
    from bonemet.accounts.models import User


@transaction.atomic
def begin_emergency(
    *, patient: Patient, answers: Given, typed: dict[str, Any], today: date, by: User
) -> Assessment:
    """Begin an assessment with these answers; that there was no time for a plan before the advice is kept."""
    assessment = start_assessment(patient=patient, today=today, by=by)
    save_emergency(assessment=assessment, answers=answers, typed=typed, base_revision=1, by=by)
    signing.skip_plans(assessment=assessment, reason=SkipReason.EMERGENCY, by=by)
    return assessment


@transaction.atomic
def save_emergency(
    *, assessment: Assessment, answers: Given, typed: dict[str, Any], base_revision: int, by: User
) -> Revision:
    """Append a revision with the answers of the emergency path put into their sections.

    Where somebody else changed one of these answers since `base_revision`, raise StaleRevisionError instead.
    Raises NotEditableError where the assessment is signed or withdrawn.
    """
    current = locked(assessment)
    base = base_of(assessment, base_revision, current)
    then, now = (one.given.to(EMERGENCY_PATH, one.given.first) for one in (base, current))
    if base.number != current.number and then != now != answers:
        raise StaleRevisionError(base, current)
    changed, all_typed = with_emergency(current.given, answers), dict(current.typed)
    for path in _paths(current.given):
        place = typed_key(path.section, path.lesion)
        all_typed[place] = _put(all_typed.get(place, {}), path.key, typed)
    all_typed = {place: values for place, values in all_typed.items() if values}
    if changed == current.given and all_typed == current.typed:
        return current
    return append_revision(assessment, changed, all_typed, EMERGENCY_PATH.key, by)


def _paths(answers: Answers) -> list[AnswerPath]:
    """Say where the emergency path's answers stand: those of a lesion with the first."""
    return [AnswerPath.to(question, answers.first) for question in EMERGENCY_PATH]


def with_emergency(answers: Answers, given: Given) -> Answers:
    """Put what is given to the emergency path into its sections; what is not given there is left open."""
    for path in _paths(answers):
        section = answers.section(path.section, path.lesion)
        answers = answers.with_section(path.section, path.lesion, _put(section, path.key, given))
    return answers


def _put(stored: Given, key: str, given: Given) -> Given:
    others = {other: value for other, value in stored.items() if other != key}
    return others | {key: given[key]} if key in given else others


def emergency_typed(revision: Revision) -> dict[str, Any]:
    """Give the numbers of the emergency path as they were typed."""
    typed = {path.key: revision.typed_in(path.section, path.lesion) for path in _paths(revision.given)}
    return {key: values[key] for key, values in typed.items() if key in values}
