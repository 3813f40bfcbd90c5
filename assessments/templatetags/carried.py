"""What a form carries to the server beside what is typed: who opened it, and that it is this one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from assessments.forms.filled_in_for import digest_of_shown
from bonemet.accounts.sessions import sign_of

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from assessments.models import Patient

register = template.Library()


@register.simple_tag(takes_context=True)
def carries(context: dict[str, Any], patient: Patient | None = None, *shown: object) -> SafeString:
    """Write the hidden fields of a form, which is refused once `patient`, or what else is shown, changes."""
    fields = {"typed_by": sign_of(context["request"].user), "once": uuid4().hex}
    if patient is not None:
        fields["of"] = digest_of_shown(patient, *shown)
    return mark_safe(  # noqa: S308  format_html has escaped each
        "".join(
            format_html('<input type="hidden" name="{}" value="{}">', name, value)
            for name, value in fields.items()
        )
    )


@register.simple_tag(takes_context=True)
def session_attributes(context: dict[str, Any]) -> SafeString:
    """Tell a page whose session it is of, and how long that lasts; nothing to nobody."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return mark_safe("")
    return format_html(
        ' data-user="{}" data-session="{}" data-seconds="{}"',
        sign_of(user),
        reverse("session_state"),
        settings.SESSION_COOKIE_AGE,
    )
