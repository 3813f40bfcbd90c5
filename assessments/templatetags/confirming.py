"""What somebody confirms who they are for: read off the page that it leads to."""

from __future__ import annotations

from django import template
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

# By the name of the page: for who gives the password, and for who gives something else.
PURPOSES = {
    "sign": (gettext_lazy("Enter your password to sign"), gettext_lazy("Confirm who you are to sign")),
    "note": (
        gettext_lazy("Enter your password to add the note"),
        gettext_lazy("Confirm who you are to add the note"),
    ),
    "board": (
        gettext_lazy("Enter your password to record the board's decision"),
        gettext_lazy("Confirm who you are to record the board's decision"),
    ),
    "export": (gettext_lazy("Enter your password to export"), gettext_lazy("Confirm who you are to export")),
}


@register.simple_tag
def confirmed_for(path: str | None, *, by_password: bool) -> str:
    """Say what the password, or another proof, is asked for once more."""
    try:
        name = resolve(path or "").url_name or ""
    except Resolver404:
        name = ""
    if name in PURPOSES:
        return str(PURPOSES[name][0 if by_password else 1])
    return _("Enter your password") if by_password else _("Confirm who you are")
