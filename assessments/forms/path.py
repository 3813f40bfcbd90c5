"""The form of a path: questions of several sections on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Layout

from assessments.clinical.evaluation.emergency_path import EMERGENCY_PATH
from assessments.clinical.evaluation.first_questions import FIRST_QUESTIONS
from assessments.forms.browser_rules import as_json, rules_of
from assessments.forms.layout import AskedQuestion

from .brief import in_brief
from .section import SectionForm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from assessments.answers.document import Answers, Given
    from assessments.clinical.evaluation.emergency_path import Path
    from assessments.clinical.language.questions import Question
    from assessments.forms.controls import Drawn


class PathForm(SectionForm):
    """The questions of a path that are worth their place, of the patient and of the first lesion."""

    path: Path

    def __init__(
        self,
        given: Answers,
        *,
        today: date,
        typed: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(self.path, given, given.first, today=today, typed=typed, data=data)
        self.helper.layout = Layout(*(AskedQuestion(question) for question in self.path))

    def stored_answers(self) -> Given:
        return self.given.to(self.path, self.given.first)

    def is_visible(self, question: Question) -> bool:
        """Tell whether the question is worth its place, or has an answer that counts."""
        if self.path.shows(question, self.facts):
            return True
        return question.key in self.answers and super().is_visible(question)

    @classmethod
    def rules(cls) -> dict[str, Any]:
        """Write for the browser which questions the path shows."""
        rules = rules_of(cls.path)
        for question in cls.path:
            rules[question.key]["when"] = as_json(cls.path.when(question))
        return {"questions": rules, "answers": {}, "section": [question.key for question in cls.path]}


class EmergencyForm(PathForm):
    """At most twelve questions at a time: what decides how soon. It is short enough for a phone."""

    path = EMERGENCY_PATH

    def drawn(self, question: Question, *, shows_last_time: bool = True) -> Drawn:
        return in_brief(super().drawn(question, shows_last_time=shows_last_time))


class FirstForm(PathForm):
    """Where the lesion of a new patient is."""

    path = FIRST_QUESTIONS
