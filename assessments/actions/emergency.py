"""The emergency path writes: a patient's first answers in one step, spread over their sections."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from django.db import transaction

from assessments.answers.document import CASE_KEYS, SECTION_BY_KEY, all_answers, part_of
from assessments.clinical.evaluation.emergency_path import EMERGENCY_PATH
from assessments.models import Lesion, SkipReason

from . import signing
from .assessments import (
    StaleRevisionError,
    append_revision,
    locked,
    start_assessment,
    typed_path,
)

if TYPE_CHECKING:
    from datetime import date

    from assessments.answers.document import Answers, Document
    from assessments.clinical.language.questions import Question
    from assessments.models import Assessment, Patient, Revision
    from bonemet.accounts.models import User


@transaction.atomic
def begin_emergency(
    *, patient: Patient, answers: Answers, typed: dict[str, Any], today: date, by: User
) -> Assessment:
    """Begin an assessment with these answers; that there was no time for a plan before the advice is kept."""
    assessment = start_assessment(patient=patient, today=today, by=by)
    save_emergency(assessment=assessment, answers=answers, typed=typed, base_revision=1, by=by)
    signing.skip_plans(assessment=assessment, reason=SkipReason.EMERGENCY, by=by)
    return assessment


@transaction.atomic
def save_emergency(
    *, assessment: Assessment, answers: Answers, typed: dict[str, Any], base_revision: int, by: User
) -> Revision:
    """Append a revision with the answers of the emergency path put into their sections.

    Where somebody else changed one of these answers since `base_revision`, raise StaleRevisionError instead.
    """
    current = locked(assessment)
    base = assessment.revisions.filter(number=base_revision).first() or assessment.revisions.get(number=1)
    if base.number != current.number and emergency_answers(base) != emergency_answers(current) != answers:
        raise StaleRevisionError(base, current)
    lesion = Lesion.objects.get(uuid=current.lesions[0])
    document, all_typed = with_emergency(current.answers, answers), deepcopy(current.typed)
    for question in EMERGENCY_PATH:
        of = None if question.section in CASE_KEYS else lesion
        _put(all_typed.setdefault(typed_path(SECTION_BY_KEY[question.section], of), {}), question, typed)
    all_typed = {path: values for path, values in all_typed.items() if values}
    if document == current.answers and all_typed == current.typed:
        return current
    return append_revision(assessment, document, current.lesions, all_typed, EMERGENCY_PATH.key, by)


def with_emergency(document: Document, answers: Answers) -> Document:
    """Give a copy of a document with the answers of the emergency path put into their sections."""
    changed = deepcopy(document)
    for question in EMERGENCY_PATH:
        part = part_of(changed, None if question.section in CASE_KEYS else 0)
        _put(part.setdefault(question.section, {}), question, answers)
    return changed


def _put(store: dict[str, Any], question: Question, given: dict[str, Any]) -> None:
    store.pop(question.key, None)
    if question.key in given:
        store[question.key] = given[question.key]


def emergency_answers(revision: Revision) -> Answers:
    """Give the answers of the emergency path as a revision has them."""
    answers = all_answers(revision.answers, 0)
    return {question.key: answers[question.key] for question in EMERGENCY_PATH if question.key in answers}


def emergency_typed(revision: Revision) -> dict[str, Any]:
    """Give the numbers of the emergency path as they were typed."""
    of_lesion = f"{revision.lesions[0]}."
    return {
        key: value
        for path, values in revision.typed.items()
        if "." not in path or path.startswith(of_lesion)
        for key, value in values.items()
    }
