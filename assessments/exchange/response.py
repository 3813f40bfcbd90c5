"""Answers as a FHIR QuestionnaireResponse, and back. "Not known" is told from "not answered".

An answer that is not known is an item without answer that says so (data-absent-reason: unknown); a question
not answered, not asked, or whose answer is set aside, is no item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.clinical.evaluation.case import Problem, Refused, clean_answer, read_case
from assessments.clinical.sections import BY_PATH, CASE_SECTIONS, LESION_SECTIONS
from assessments.clinical.versions import KNOWLEDGE

from .names import ABSENT_BECAUSE, ANSWERS, LESION, QUESTIONNAIRE, own
from .questionnaire import KINDS, coding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessments.answers.document import Answers, Document, Sections
    from assessments.clinical.language.questions import Question, Section

IN_PROGRESS, COMPLETED, AMENDED = "in-progress", "completed", "amended"
NOT_KNOWN = {"url": ABSENT_BECAUSE, "valueCode": "unknown"}
VALUES = {
    "choice": "valueCoding",
    "yes_no": "valueBoolean",
    "integer": "valueInteger",
    "decimal": "valueDecimal",
    "date": "valueDate",
}
DEEPEST = 6  # levels of items: ours has three


def response_of(answers: Answers, status: str, *, knowledge: str = KNOWLEDGE) -> dict[str, Any]:
    """Give what counts of the answers, of the case and of each lesion, by the version that asked."""
    items = _sections(CASE_SECTIONS, None, answers)
    for lesion in answers.lesions:
        items.append({"linkId": LESION, "item": _sections(LESION_SECTIONS, lesion, answers)})
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{own(QUESTIONNAIRE)}|{knowledge}",
        "status": status,
        "item": [item for item in items if item.get("item")],
    }


def _sections(sections: Iterable[Section], lesion: str | None, answers: Answers) -> list[dict[str, Any]]:
    counting = answers.facts(lesion).answers
    told = []
    for section in sections:
        given = [_item(question, counting[question.key]) for question in section if question.key in counting]
        if given:
            told.append({"linkId": section.key, "item": given})
    return told


def _item(question: Question, answer: object) -> dict[str, Any]:
    if answer is None:
        return {"extension": [NOT_KNOWN], "linkId": question.path}
    value = answer
    if question.kind == "choice":
        choice = next(choice for choice in question.choices if choice.value == answer)
        value = {key: text for key, text in coding(choice).items() if not key.startswith("_")}
    return {"linkId": question.path, "answer": [{VALUES[question.kind]: value}]}


def read_response(resource: object) -> Document:
    """Read the answers out of a response to our questionnaire, checked as every other case is.

    Raises Refused with every problem: another resource, an unknown linkId, a value of the wrong type, an
    answer that is not allowed or does not fit the others.
    """
    problems: list[Problem] = []
    if not isinstance(resource, dict) or resource.get("resourceType") != "QuestionnaireResponse":
        told = resource.get("resourceType") if isinstance(resource, dict) else resource
        raise Refused([Problem("resourceType", told, "QuestionnaireResponse")])
    asked = str(resource.get("questionnaire", "")).partition("|")[0]
    if asked and asked != own(QUESTIONNAIRE):
        problems.append(Problem("questionnaire", asked, own(QUESTIONNAIRE)))
    case: Sections = {}
    lesions: list[Sections] = []
    for item in _items(resource, problems, 0):
        into = case
        if item.get("linkId") == LESION:
            into = {}
            lesions.append(into)
        for found in _answered(item, problems, 1):
            _take(found, into, problems)
    document: Document = {"case": case, "lesions": lesions or [{}]}
    if problems:
        raise Refused(problems)
    read_case(document)
    return document


def _items(parent: dict[str, Any], problems: list[Problem], depth: int) -> list[dict[str, Any]]:
    """Give the items below; whatever is none is a problem."""
    items = parent.get("item", [])
    if depth > DEEPEST or not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        problems.append(Problem(f"{parent.get('linkId', 'item')}", items, "a list of items, as we gave them"))
        return []
    return items


def _answered(item: dict[str, Any], problems: list[Problem], depth: int) -> Iterator[dict[str, Any]]:
    """Go through the items that are no groups, whichever way another form nested them."""
    below = _items(item, problems, depth)
    if item.get("linkId") in BY_PATH:
        yield item
    elif not below and "answer" in item:
        problems.append(
            Problem(str(item.get("linkId")), item["answer"], "no question of ours has that linkId")
        )
    for one in below:
        yield from _answered(one, problems, depth + 1)


def _take(item: dict[str, Any], into: Sections, problems: list[Problem]) -> None:
    question = BY_PATH[item["linkId"]]
    answers = item.get("answer", [])
    section = into.setdefault(question.section, {})
    if not answers:
        if NOT_KNOWN in (item.get("extension") or ()):
            section[question.key] = None
        return
    value, message = _value(question, answers)
    if message is None:
        value, message = clean_answer(question, value)
    if message is None and question.key in section:
        message = "answered once"
    if message is not None:
        problems.append(Problem(question.path, value, message))
    section[question.key] = value


def _value(question: Question, answers: object) -> tuple[Any, str | None]:
    """Read one value of the type that the question has; say what is allowed where it is another."""
    name = VALUES[question.kind]
    allowed = f"one answer with {name} ({KINDS[question.kind]})"
    if not isinstance(answers, list) or len(answers) != 1 or not isinstance(answers[0], dict):
        return answers, allowed
    value = answers[0].get(name)
    if question.kind == "choice":
        if not isinstance(value, dict) or value.get("system", own(ANSWERS)) != own(ANSWERS):
            return value, f"{allowed} of {own(ANSWERS)}"
        value = value.get("code")
    return value, None if value is not None else allowed
