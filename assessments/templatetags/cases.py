"""The case for templates: {% case_title %} tells browser tabs apart, and nothing of whose the case is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from assessments.answers.wording import case_line

if TYPE_CHECKING:
    from assessments.models import Assessment

register = template.Library()


@register.simple_tag(takes_context=True)
def case_title(context: dict[str, Any]) -> str:
    """Write the lesion, age, sex and primary of the assessment that the page is about; else nothing."""
    assessment: Assessment | None = context.get("assessment")
    if assessment is None:
        return ""
    place: Any = context.get("place")  # where the form stands: of one lesion, or of the case
    return f" · {case_line(assessment.latest().given, place.key if place else None)}"
