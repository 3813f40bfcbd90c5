"""All answers in words, section by section: the table that stands behind the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.wording import in_words, question_name

from .tree import AnswersOfSection, NamedText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.questions import Section


def answers_of(facts: Facts, sections: Iterable[Section]) -> tuple[AnswersOfSection, ...]:
    """List what was answered in each of the sections, "not known" too; empty ones are left out."""
    told = (_section(section, facts) for section in sections)
    return tuple(section for section in told if section.rows)


def _section(section: Section, facts: Facts) -> AnswersOfSection:
    return AnswersOfSection(
        title=_(section.title),
        rows=tuple(
            NamedText(question_name(question), in_words(question, facts.answers[question.key], facts))
            for question in section
            if question.key in facts.answers
        ),
    )
