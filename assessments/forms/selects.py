"""A select whose options are written straight away: Django draws each of them by two templates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class Select(forms.Select):
    """Django's, for plain choices without groups: the list has 300 options in a dozen of them."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = "" if value is None else str(value)
        told = (
            (key, mark_safe(" selected") if str(key) == chosen else "", label) for key, label in self.choices
        )
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', told)
        given = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>\n{}\n</select>", given, options)
