"""All answers in words, section by section: the table that stands behind the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.document import facts_of
from assessments.answers.steps import steps
from assessments.answers.wording import in_words, question_name

from .tree import AnswersOfSection, NamedText

if TYPE_CHECKING:
    from assessments.answers.document import Document
    from assessments.clinical.language.questions import Section


def answers_of(document: Document, index: int | None) -> tuple[AnswersOfSection, ...]:
    """List what was answered of the case (None) or of a lesion, "not known" too, without empty sections."""
    sections = (_section(document, step.section, index) for step in steps(document) if step.index == index)
    return tuple(section for section in sections if section.rows)


def _section(document: Document, section: Section, index: int | None) -> AnswersOfSection:
    facts = facts_of(document, index)
    return AnswersOfSection(
        title=_(section.title),
        rows=tuple(
            NamedText(question_name(question), in_words(question, facts.answers[question.key], facts))
            for question in section
            if question.key in facts.answers
        ),
    )
