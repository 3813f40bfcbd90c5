"""The form of who the patient is."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.answers.parsing import NotUnderstood, read_date
from assessments.models import Patient, Sex, normalised
from assessments.models.names import turns_round

from .written import WrittenField


def sound_identifier(typed: str) -> str:
    """Give an identifier as it is stored, which can be longer than what was typed."""
    identifier, longest = normalised(typed), Patient._meta.get_field("identifier").max_length
    if not identifier or not identifier.isprintable() or turns_round(typed):
        raise forms.ValidationError(_("Only letters, numbers and signs that can be printed."))
    if longest is not None and len(identifier) > longest:
        raise forms.ValidationError(_("At most %(most)d characters.") % {"most": longest})
    return identifier


class PatientForm(forms.ModelForm):
    """Who the patient is: an identifier, and what else is wanted on the report."""

    birth_date = forms.CharField(
        label=gettext_lazy("Date of birth"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("For example 31.10.1960. May be left open."),
    )

    class Meta:
        model = Patient
        fields = ("identifier", "name", "birth_date", "sex")
        field_classes: ClassVar = {"name": WrittenField}
        help_texts: ClassVar = {
            "identifier": gettext_lazy("The hospital's number of the patient, or a pseudonym."),
            "name": gettext_lazy("May be left open."),
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["sex"] = forms.ChoiceField(
            label=_("Sex"), choices=Sex.choices, required=False, widget=forms.RadioSelect
        )
        for name in ("identifier", "name", "birth_date"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "class": "form-control"}
        self.fields["identifier"].widget.attrs["autofocus"] = True
        self.fields["sex"].widget.attrs["class"] = "choice-input"

    def clean_identifier(self) -> str:
        return sound_identifier(self.cleaned_data["identifier"])

    def clean_birth_date(self) -> date | None:
        text = self.cleaned_data["birth_date"]
        if not text:
            return None
        try:
            found = date.fromisoformat(read_date(text, whole=True))
        except NotUnderstood as error:
            raise forms.ValidationError(str(error)) from error
        if found > self.today:
            raise forms.ValidationError(_("The date is in the future."))
        return found
