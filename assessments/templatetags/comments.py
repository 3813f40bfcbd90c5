"""The link to the comments on a case, with how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from assessments.record.comments import count_of

if TYPE_CHECKING:
    from assessments.models import Assessment

register = template.Library()


@register.inclusion_tag("assessments/comments/link.html")
def comments_link(assessment: Assessment, look: str = "btn-secondary") -> dict[str, Any]:
    """Lead to what colleagues said about a case; `look` is the class of the button."""
    return {"assessment": assessment, "count": count_of(assessment), "look": look}
