"""What was typed and is not saved, put into words: where its form is no more to be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from assessments.answers.document import SECTION_BY_KEY
from assessments.answers.sent import typed_in
from assessments.answers.wording import in_words, question_name
from assessments.clinical.evaluation.emergency_path import EMERGENCY_PATH
from assessments.clinical.sections import QUESTIONS

if TYPE_CHECKING:
    from assessments.answers.sent import Raw
    from assessments.models import Assessment
    from assessments.models.base import User


def typed_words(raw: Raw) -> list[tuple[str, str]]:
    """List what was typed: (question, answer), in the words of the page as far as these are known."""
    typed = typed_in(raw)
    return [
        (_question(name), _answer(name, value, typed))
        for name, values in typed.items()
        if not name.endswith("-unit") and "password" not in name
        for value in values
    ]


def _question(name: str) -> str:
    key = name.removesuffix("-unknown").removesuffix("-sure").removesuffix("-written")
    return question_name(QUESTIONS[key]) if key in QUESTIONS else ""


def _answer(name: str, text: str, typed: Raw) -> str:
    if name.endswith("-unknown"):
        return _("Not known")
    question = QUESTIONS.get(name)
    if question is None:
        return text
    if question.kind == "yes_no" and text in ("yes", "no"):
        return in_words(question, text == "yes")
    if text in {choice.value for choice in question.choices}:
        return in_words(question, text)
    return " ".join([text, *typed.get(f"{name}-unit", [])])


def left_unsaved(assessment: Assessment, user: User) -> list[dict[str, Any]]:
    """List what this user typed into an assessment and did not save, section by section."""
    return [
        {
            "draft": draft,
            "section": _(EMERGENCY_PATH.title)
            if draft.section == EMERGENCY_PATH.key
            else _(SECTION_BY_KEY[draft.section].title),
            "words": typed_words(draft.raw),
        }
        for draft in assessment.drafts.filter(user=user.pk).select_related("lesion").order_by("at")
    ]
