"""The form by which a unit's lead lets a program in."""

from __future__ import annotations

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy

from .written import WrittenField

DAYS = [
    ("30", gettext_lazy("30 days")),
    ("90", gettext_lazy("90 days")),
    ("365", gettext_lazy("A year")),
]
USUAL = "90"


class ServiceAccountForm(forms.Form):
    """A program's name, and how long its first token lasts."""

    name = WrittenField(
        label=gettext_lazy("Name of the program"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=gettext_lazy("As the access log will show it, for example interface-engine."),
    )
    days = forms.ChoiceField(
        label=gettext_lazy("The token lasts"), choices=DAYS, widget=forms.RadioSelect, initial=USUAL
    )


class RenewForm(forms.Form):
    """How long another token lasts."""

    days = forms.ChoiceField(label=gettext_lazy("The token lasts"), choices=DAYS)
