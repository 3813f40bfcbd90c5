"""Answers that contradict each other, with the way to each: for the overview and the review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.answers.document import AnswerPath
from assessments.answers.wording import in_words, question_name
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.imaging import BONE
from assessments.record.of_record import differing_from_record
from assessments.report.grounds import deciding

from .place import address_of_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.evaluation.case import Problem
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.rules.contradictions import Contradiction
    from assessments.models import Assessment, Revision


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that does not fit another, and where it can be changed."""

    label: str
    answer: str
    address: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What does not fit, and the answers to look at again. `lesion` is its number, 0 for the case."""

    lesion: int
    sentence: str
    answers: tuple[Answer, ...]


def clashes(assessment: Assessment, revision: Revision) -> tuple[Clash, ...]:
    """List the answers of a revision that contradict each other."""
    _evaluation, problems = revision.given.evaluated
    if problems:
        return tuple(_refused(assessment, revision, problem) for problem in problems)
    return tuple(
        Clash(number, _(row.says), tuple(_answers(assessment, row, lesion, judged.facts)))
        for number, (lesion, judged) in enumerate(revision.given.judged.items(), start=1)
        for row in judged.contradictions
    )


def _refused(assessment: Assessment, revision: Revision, problem: Problem) -> Clash:
    """Tell an answer that leaves no advice possible until it is put right."""
    sentence = _("There is no advice until this is put right: {allowed}.").format(allowed=problem.allowed)
    link = address_of_problem(assessment, revision, problem)
    answers = (Answer(question_name(problem.question), "", link),) if problem.question else ()
    return Clash(problem.lesion, sentence, answers)


def address_of_problem(assessment: Assessment, revision: Revision, problem: Problem) -> str:
    """Give where a refused answer can be put right; empty where it is of no question."""
    if problem.question is None:
        return ""
    lesion = revision.lesions[problem.lesion - 1] if problem.lesion else None
    return address_of_question(assessment, AnswerPath.to(problem.question, lesion))


def _answers(assessment: Assessment, row: Contradiction, lesion: str, facts: Facts) -> Iterator[Answer]:
    for path in deciding(row.questions, facts, lambda less: bool(row.when.holds(less))):
        if path != BONE.path:
            question = BY_PATH[path]
            said = in_words(question, facts.answer(question), facts)
            link = address_of_question(assessment, AnswerPath.to(question, lesion))
            yield Answer(question_name(question), said, link)


def of_record(assessment: Assessment, revision: Revision) -> list[tuple[str, str, str]]:
    """List where age or sex of a draft is not what the patient's record says: (question, answer, record)."""
    if not assessment.is_draft:
        return []
    begun = localtime(assessment.created).date()
    return [
        (question_name(one.question), in_words(one.question, one.said), in_words(one.question, one.recorded))
        for one in differing_from_record(assessment.patient, revision.given, begun)
    ]
