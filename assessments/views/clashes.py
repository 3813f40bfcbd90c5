"""Answers that contradict each other, with the way to each: for the overview and the review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.answers.columns import evaluated
from assessments.answers.document import CASE_KEYS, SECTION_BY_KEY
from assessments.answers.steps import Step
from assessments.answers.wording import in_words, question_name
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.imaging import BONE
from assessments.record.of_record import differing_from_record
from assessments.report.grounds import deciding

from .place import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    evaluation, problems = evaluated(revision.answers)
    if evaluation is None:
        return tuple(_refused(assessment, revision, problem) for problem in problems)
    return tuple(
        Clash(number, _(row.says), tuple(_answers(assessment, revision, row, lesion.facts, number - 1)))
        for number, lesion in enumerate(evaluation.lesions, start=1)
        for row in lesion.contradictions
    )


def _refused(assessment: Assessment, revision: Revision, problem: Problem) -> Clash:
    """Tell an answer that leaves no advice possible until it is put right."""
    place, _separator, rest = problem.path.partition(".")
    index = int(place[len("lesions[") : -1]) - 1 if place.startswith("lesions[") else 0
    sentence = _("There is no advice until this is put right: {allowed}.").format(allowed=problem.allowed)
    answers = _places(assessment, revision, [rest] if rest in BY_PATH else [], index)
    return Clash(index + 1 if place.startswith("lesions[") else 0, sentence, tuple(answers))


def _answers(
    assessment: Assessment, revision: Revision, row: Contradiction, facts: Facts, index: int
) -> Iterator[Answer]:
    paths = deciding(row.questions, facts, lambda less: bool(row.when.holds(less)))
    return _places(assessment, revision, [path for path in paths if path != BONE.path], index, facts)


def _places(
    assessment: Assessment, revision: Revision, paths: Iterable[str], index: int, facts: Facts | None = None
) -> Iterator[Answer]:
    for path in paths:
        question = BY_PATH[path]
        place = None if question.section in CASE_KEYS else index
        link = address(assessment, revision, Step(SECTION_BY_KEY[question.section], place))
        said = in_words(question, facts.answer(question), facts) if facts else ""
        yield Answer(question_name(question), said, f"{link}#question_{question.key}")


def of_record(assessment: Assessment, revision: Revision) -> list[tuple[str, str, str]]:
    """List where age or sex of a draft is not what the patient's record says: (question, answer, record)."""
    if not assessment.is_draft:
        return []
    begun = localtime(assessment.created).date()
    return [
        (question_name(one.question), in_words(one.question, one.said), in_words(one.question, one.recorded))
        for one in differing_from_record(assessment.patient, revision.answers, begun)
    ]
