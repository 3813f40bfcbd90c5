"""The link to the key images of a lesion, with how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from assessments.models import KeyImage

if TYPE_CHECKING:
    from assessments.models import Assessment

register = template.Library()


@register.inclusion_tag("assessments/key_images/link.html")
def key_images_link(assessment: Assessment, lesion: str) -> dict[str, Any]:
    """Lead to the key images of a lesion."""
    count = KeyImage.objects.standing().filter(lesion__uuid=lesion).count()
    return {"assessment": assessment, "lesion": lesion, "count": count}
