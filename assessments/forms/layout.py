"""How crispy-forms lays a section out: core questions first, the rest under "more detail"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Layout, LayoutObject
from django.template.loader import render_to_string

from .drawn_once import question_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.clinical.language.questions import Question


class AskedQuestion(LayoutObject):
    """One question with its controls, drawn by our own templates."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.fields: list[str] = [question.key]

    def get_field_names(self, index: Any = None) -> list[Any]:
        return []

    def render(self, form: Any, context: Any, template_pack: str = "", **_kwargs: Any) -> str:
        form.rendered_fields.add(self.question.key)
        return question_of(form, self.question)


class MoreDetail(LayoutObject):
    """Questions that are never needed for a first advice: folded away, unless one of them needs attention."""

    template = "assessments/form/more.html"

    def __init__(self, questions: list[Question]) -> None:
        self.questions = questions
        self.fields: list[Any] = [AskedQuestion(question) for question in questions]

    def render(self, form: Any, context: Any, template_pack: str = "", **_kwargs: Any) -> str:
        shown = [question for question in self.questions if form.is_visible(question)]
        return render_to_string(
            self.template,
            {
                "questions": [field.render(form, context) for field in self.fields],
                "opened": any(q.key in form.errors or q.key in form.follows for q in shown),
                "asked": len(shown),
            },
        )


def section_layout(section: Iterable[Question]) -> Layout:
    """Lay out a section."""
    section = list(section)
    core = [AskedQuestion(question) for question in section if question.core]
    more = [question for question in section if not question.core]
    return Layout(*core, *([MoreDetail(more)] if more else []))
