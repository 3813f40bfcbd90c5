"""What the page of a picture sends: a tool, its marks, the scale, and the question that is answered by it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.key_images import Measure
from assessments.key_images.measures import (
    LENGTH,
    MOST_MM,
    TOOLS,
    NotMeasurableError,
    answer_of,
    measured,
    mm_per_pixel,
    points,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.clinical.language.questions import Question
    from assessments.models import KeyImage

LONGEST_MARKS = 400


class MeasureForm(forms.Form):
    """A measurement on a picture; `measure` is what it comes to."""

    tool = forms.ChoiceField(
        choices=[(key, key) for key in TOOLS],
        error_messages={"required": gettext_lazy("Choose what to measure.")},
    )
    question = forms.CharField(
        max_length=60,
        error_messages={"required": gettext_lazy("Choose the question that is answered by it.")},
    )
    marks = forms.CharField(max_length=LONGEST_MARKS, required=False)
    scale_marks = forms.CharField(max_length=LONGEST_MARKS, required=False)
    scale_mm = forms.FloatField(required=False)

    def __init__(self, image: KeyImage, asked: Iterable[Question], data: Any = None) -> None:
        super().__init__(data)
        self.image, self.asked = image, {question.path: question for question in asked}
        self.measure: Measure | None = None

    def clean(self) -> dict[str, Any]:
        """Work out what was measured, from the marks alone: no value comes from the browser."""
        told = super().clean() or {}
        if self.errors:
            return told
        tool, question = TOOLS[told["tool"]], self.asked.get(told["question"])
        if question is None or question not in tool.questions:
            raise forms.ValidationError(_("This question is not asked here, or is not answered by this."))
        marks = self._points(told["marks"], len(tool.marks), _("Set all marks, each at a place of its own."))
        scale = self._scale(told) if tool is LENGTH else {}
        try:
            value = measured(tool, marks, scale.get("mm_per_pixel"))
        except NotMeasurableError:
            raise forms.ValidationError(
                _("Nobody knows how large this picture is: mark a known length on it first, in millimetres.")
            ) from None
        try:
            answer = answer_of(question, value)
        except NotMeasurableError:
            told_limits = {
                "least": f"{question.minimum:g}",
                "most": f"{question.maximum:g}",
                "unit": question.unit,
            }
            raise forms.ValidationError(
                _("From %(least)s to %(most)s %(unit)s are allowed.") % told_limits
            ) from None
        self.measure = Measure(question, tool.key, [list(mark) for mark in marks], scale, value, answer)
        return told

    def _points(self, text: str, count: int, otherwise: str) -> Any:
        try:
            given = json.loads(text or "[]")
            return points(given, count=count, width=self.image.width, height=self.image.height)
        except (ValueError, RecursionError):
            raise forms.ValidationError(otherwise) from None

    def _scale(self, told: dict[str, Any]) -> dict[str, Any]:
        """Give what a pixel measures: a length that was marked comes before what the file said."""
        if told["scale_marks"] or told.get("scale_mm") is not None:
            otherwise = _("Mark both ends of the known length, and give it in millimetres, from 0.1 to 1000.")
            marks = self._points(told["scale_marks"], 2, otherwise)
            mm = told.get("scale_mm")
            if mm is None or not 0.1 <= mm <= MOST_MM:
                raise forms.ValidationError(otherwise)
            spacing = mm_per_pixel(marks, mm)
            return {
                "from": "marked",
                "mm_per_pixel": spacing,
                "mm": mm,
                "marks": [list(mark) for mark in marks],
            }
        if self.image.mm_per_pixel is None:
            return {}
        return {"from": self.image.spacing_of, "mm_per_pixel": self.image.mm_per_pixel}
