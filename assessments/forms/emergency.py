"""The form of the emergency path: questions of several sections on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Layout

from assessments.answers.document import all_answers
from assessments.clinical.evaluation.emergency_path import EMERGENCY
from assessments.forms.browser_rules import as_json, rules_of
from assessments.forms.layout import AskedQuestion

from .section import SectionForm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from assessments.answers.document import Answers, Document
    from assessments.clinical.language.questions import Question


class EmergencyForm(SectionForm):
    """At most twelve questions at a time, of the patient and of the first lesion."""

    def __init__(
        self,
        document: Document,
        *,
        today: date,
        typed: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(EMERGENCY, document, 0, today=today, typed=typed, data=data)
        self.helper.layout = Layout(*(AskedQuestion(question) for question in EMERGENCY))

    def stored_answers(self) -> Answers:
        answers = all_answers(self.document, self.index)
        return {question.key: answers[question.key] for question in EMERGENCY if question.key in answers}

    def is_visible(self, question: Question) -> bool:
        """Tell whether the question is worth its place, or has an answer that counts."""
        if EMERGENCY.shows(question, self.facts):
            return True
        return question.key in self.answers and super().is_visible(question)


def emergency_rules() -> dict[str, Any]:
    """Write for the browser which questions the path shows."""
    rules = rules_of(EMERGENCY)
    for question in EMERGENCY:
        rules[question.key]["when"] = as_json(EMERGENCY.when(question))
    return {"questions": rules, "answers": {}, "section": [question.key for question in EMERGENCY]}
