"""What was measured or rated, as Observations: laboratory values, performance status, pain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS
from assessments.clinical.sections.history import BLOODS_ON

from .codes import LABORATORY, STATE
from .questionnaire import ucum
from .resources import concept, hl7, loinc, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.questions import Question

    from .resources import Document, Resource


def observations(
    facts: Facts, document: Document, about: Resource, lesion: str = ""
) -> Iterator[tuple[str, Resource]]:
    """Give those of the case, or of one lesion, each with the role under which it is bundled.

    A laboratory value is of the day of the blood sample; where that is not told it has no time.
    """
    for section in LESION_SECTIONS if lesion else CASE_SECTIONS:
        for question in section:
            value = facts.answer(question)
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            if question in LABORATORY:
                told = _laboratory(question, value, facts.answer(BLOODS_ON))
            elif question in STATE:
                told = _observation(question, STATE[question], "survey")
                told |= {"effectiveDateTime": document.at, "valueInteger": value}
            else:
                continue
            yield question.path, told | {"status": document.status} | about | document.source


def _laboratory(question: Question, value: float, sampled: object) -> Resource:
    when = {"effectiveDateTime": sampled} if isinstance(sampled, str) else {}
    measured = quantity(value, ucum(question), question.unit)
    return _observation(question, LABORATORY[question], "laboratory") | when | {"valueQuantity": measured}


def _observation(question: Question, code: str, category: str) -> Resource:
    return {
        "resourceType": "Observation",
        "category": [hl7("observation-category", category)],
        "code": concept(_(question.label), loinc(code)),
    }
