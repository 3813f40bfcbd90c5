"""The document of answers that a revision keeps: reading it, changing a section, setting answers aside."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS, QUESTIONS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from assessments.clinical.evaluation.emergency_path import Path
    from assessments.clinical.language.questions import Question, Section

Answers = dict[str, Any]
Document = dict[str, Any]
SECTION_BY_KEY = {section.key: section for section in SECTIONS}
CASE_KEYS = frozenset(section.key for section in CASE_SECTIONS)


def empty(lesions: int) -> Document:
    """Give a document without an answer, for so many lesions."""
    return {"case": {}, "lesions": [{} for _lesion in range(lesions)]}


def begun_on(day: date) -> Document:
    """Give the document of one lesion before anything is answered: it is assessed on this day."""
    return {"case": {"patient": {"assessed_on": day.isoformat()}}, "lesions": [{}]}


def part_of(document: Document, index: int | None) -> dict[str, Answers]:
    """Give the sections of the case (index None) or of one lesion."""
    part: dict[str, Answers] = document["case"] if index is None else document["lesions"][index]
    return part


def section_answers(document: Document, section: Section | Path, index: int | None) -> Answers:
    """Give the stored answers of one section, with those set aside."""
    return part_of(document, index).get(section.key, {})


def all_answers(document: Document, index: int | None) -> Answers:
    """Give the stored answers of the case and of one lesion, by question key.

    Old records may hold answers to questions that are not asked any more at all: those stay where they
    are and are read by nobody.
    """
    parts = [document["case"]]
    if index is not None:
        parts.append(document["lesions"][index])
    return {
        key: answer
        for part in parts
        for answers in part.values()
        for key, answer in answers.items()
        if key in QUESTIONS
    }


def with_section(document: Document, section: Section, index: int | None, answers: Answers) -> Document:
    """Give a copy with the answers of one section replaced."""
    changed = deepcopy(document)
    part_of(changed, index)[section.key] = dict(answers)
    return changed


def is_fit(question: Question, answer: object, facts: Facts) -> bool:
    """Tell whether an answer belongs to a question that is asked, and to a choice that is offered."""
    if not question.takes_answer(facts):
        return False
    if question.kind != "choice" or answer is None:
        return True
    return any(choice.value == answer for choice in question.offered(facts))


def _is_answer(key: str, answer: object) -> bool:
    """Tell whether an answer is one that can be given today; an old record may hold one that cannot."""
    question = QUESTIONS.get(key)
    if question is None:
        return False
    return question.kind != "choice" or answer is None or answer in {c.value for c in question.choices}


def usable(answers: Mapping[str, Any]) -> Answers:
    """Leave out every answer that the others have set aside.

    Leaving one out can make another unfit, so this goes on until nothing changes.
    """
    kept = {key: answer for key, answer in answers.items() if _is_answer(key, answer)}
    while True:
        facts = Facts(kept)
        unfit = [key for key, answer in kept.items() if not is_fit(QUESTIONS[key], answer, facts)]
        if not unfit:
            return kept
        for key in unfit:
            del kept[key]


def facts_of(document: Document, index: int | None) -> Facts:
    """Read what counts of the case (index None) or of one lesion."""
    return Facts(usable(all_answers(document, index)))


def set_aside(document: Document, index: int | None) -> list[Question]:
    """List the questions of the case (index None) or of one lesion whose answers are kept but not used."""
    answers = all_answers(document, index)
    kept = usable(answers)
    sections = CASE_SECTIONS if index is None else LESION_SECTIONS
    return [
        question
        for section in sections
        for question in section
        if question.key in answers.keys() - kept.keys()
    ]


def usable_document(document: Document) -> Document:
    """Give a copy that holds only what counts: what is evaluated and exported."""
    case = usable(all_answers(document, None))
    lesions = [usable(all_answers(document, index)) for index in range(len(document["lesions"]))]
    return {
        "case": _filtered(document["case"], case),
        "lesions": [_filtered(part, kept) for part, kept in zip(document["lesions"], lesions, strict=True)],
    }


def _filtered(part: dict[str, Answers], kept: Iterable[str]) -> dict[str, Answers]:
    keys = set(kept)
    return {
        section: {key: answer for key, answer in answers.items() if key in keys}
        for section, answers in part.items()
    }
