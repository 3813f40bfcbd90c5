"""What a style sheet needs to repeat words on every sheet of paper: {{ x|css_text }}."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def css_text(value: object) -> SafeString:
    r"""Write a text for use inside a quoted string of CSS: whatever is no letter or digit as \hex."""
    # Nothing that could end the string, the rule or the style element is left as it is.
    return mark_safe("".join(one if one.isalnum() else f"\\{ord(one):x} " for one in str(value)))  # noqa: S308
