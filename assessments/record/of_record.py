"""Age and sex stand twice: in the patient's record and in the answers. Here they are compared.

The answers are taken from the record when an assessment begins. An identity that is corrected later, or an
assessment that is moved to another patient, leaves them behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assessments.clinical.sections.patient import AGE, ASSESSED_ON, PATIENT, SEX

if TYPE_CHECKING:
    from assessments.answers.document import Answers, Given
    from assessments.clinical.language.questions import Question
    from assessments.models import Patient

OLDEST = 120  # the most that the question of the age takes


@dataclass(frozen=True, slots=True)
class Differing:
    """An answer that is not what the patient's record says."""

    question: Question
    said: object
    recorded: object


def from_record(patient: Patient, day: date) -> Given:
    """Give age (in years, on this day) and sex as far as the record knows them."""
    answers: Given = {}
    if patient.sex:
        answers[SEX.key] = patient.sex
    if patient.birth_date is not None:
        born = patient.birth_date
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        if 0 <= age <= OLDEST:
            answers[AGE.key] = age
    return answers


def differing_from_record(patient: Patient, given: Answers, begun: date) -> tuple[Differing, ...]:
    """List which of age and sex the answers say otherwise than the record; what either leaves open does not.

    The age is that on the day of the assessment as its answers say it, or else on which it was begun.
    """
    answers = given.section(PATIENT.key, None)
    day = answers.get(ASSESSED_ON.key)
    recorded = from_record(patient, date.fromisoformat(day) if day else begun)
    return tuple(
        Differing(question, answers[question.key], recorded[question.key])
        for question in (AGE, SEX)
        if question.key in recorded
        and answers.get(question.key) is not None
        and answers[question.key] != recorded[question.key]
    )
