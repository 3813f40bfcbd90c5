"""Our questions as a FHIR Questionnaire, for the forms of others. It is made of the declarations alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext

from assessments.clinical.language.translatable import _
from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS
from assessments.clinical.versions import KNOWLEDGE

from .codes import UCUM_CODES, WITHOUT_UNIT
from .conditions import shown_when
from .names import (
    ANSWERS,
    CONTROL,
    CONTROLS,
    LANGUAGES,
    LEAST,
    LESION,
    MOST,
    QUESTIONNAIRE,
    TRANSLATION,
    UCUM,
    UNIT,
    own,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.clinical.language.questions import Choice, Question, Section

TITLE = _("Bone metastasis: when does it need surgery?")
MOST_BUTTONS = 7
KINDS = {
    "choice": "choice",
    "yes_no": "boolean",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
}


def questionnaire() -> dict[str, Any]:
    """Give the whole form, in English with every other language beside it."""
    return {
        "resourceType": "Questionnaire",
        "language": "en",
        "url": own(QUESTIONNAIRE),
        "version": KNOWLEDGE,
        "name": "Bonemet",
        **_told("title", TITLE),
        "status": "active",
        "subjectType": ["Patient"],
        "item": [
            *(_section(section) for section in CASE_SECTIONS),
            {
                "linkId": LESION,
                **_told("text", _("Bone lesion")),
                "type": "group",
                "required": True,
                "repeats": True,
                "item": [_section(section) for section in LESION_SECTIONS],
            },
        ],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "linkId": section.key,
        **_told("text", section.title),
        "type": "group",
        "item": [_question(question) for question in section],
    }


def _question(question: Question) -> dict[str, Any]:
    shown = shown_when(question)
    extensions = [*shown.pop("extension", ()), *_limits(question), *_buttons(question)]
    return {
        **({"extension": extensions} if extensions else {}),
        "linkId": question.path,
        **_told("text", question.label),
        "type": KINDS[question.kind],
        **shown,
        **({"answerOption": _options(question)} if question.choices else {}),
        **({"item": [_hint(question)]} if question.hint else {}),
    }


def _control(code: str) -> dict[str, Any]:
    """Say what an item is to be shown as."""
    return {"url": CONTROL, "valueCodeableConcept": {"coding": [{"system": CONTROLS, "code": code}]}}


def _buttons(question: Question) -> list[dict[str, Any]]:
    """Say that few choices all stand there to be pressed."""
    return [_control("radio-button")] if 0 < len(question.choices) <= MOST_BUTTONS else []


def _hint(question: Question) -> dict[str, Any]:
    return {
        "extension": [_control("help")],
        "linkId": f"{question.path}.hint",
        **_told("text", question.hint),
        "type": "display",
    }


def _limits(question: Question) -> list[dict[str, Any]]:
    """Give the least and the largest number that is taken, and its unit."""
    if question.kind not in ("integer", "decimal"):
        return []
    value = "valueInteger" if question.kind == "integer" else "valueDecimal"
    limits = [{"url": LEAST, value: question.minimum}, {"url": MOST, value: question.maximum}]
    code = ucum(question)
    unit = {"system": UCUM, "code": code, "display": question.unit or code.strip("{}")}
    return limits + ([{"url": UNIT, "valueCoding": unit}] if code else [])


def ucum(question: Question) -> str:
    """Give the unit of a number as UCUM writes it, nothing for a bare count; KeyError where it has none."""
    if question in WITHOUT_UNIT:
        return WITHOUT_UNIT[question]
    return UCUM_CODES[question.unit] if question.unit else ""


def _options(question: Question) -> list[dict[str, Any]]:
    """List the choices, each code once: where it has several meanings by other answers, the first stands."""
    by_code: dict[str, Choice] = {}
    for choice in question.choices:
        by_code.setdefault(choice.value, choice)
    return [{"valueCoding": coding(choice)} for choice in by_code.values()]


def coding(choice: Choice) -> dict[str, Any]:
    """Give a choice with its code, and its words with what explains them."""
    return {"system": own(ANSWERS), "code": choice.value, **_told("display", choice.label, choice.hint)}


def _told(key: str, *texts: str) -> dict[str, Any]:
    """Give a text in English, with its translations beside it."""
    translations = []
    for language, named in LANGUAGES.items():
        with translation.override(language):
            other = _joined(gettext(text) for text in texts if text)
        content = [{"url": "lang", "valueCode": named}, {"url": "content", "valueString": other}]
        translations.append({"url": TRANSLATION, "extension": content})
    return {key: _joined(text for text in texts if text), f"_{key}": {"extension": translations}}


def _joined(texts: Iterable[str]) -> str:
    return ": ".join(texts)
