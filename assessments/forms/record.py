"""The file of another system with a patient's record."""

from __future__ import annotations

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy


class RecordFile(forms.Form):
    """A FHIR Bundle, as a file."""

    file = forms.FileField(
        label=gettext_lazy("File: a FHIR Bundle in JSON, at most 2 MB"),
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".json,application/fhir+json"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    @classmethod
    def refused(cls, field: str | None, why: str) -> RecordFile:
        """Give a form that says why a record was not read: at its field, or of all of it."""
        form = cls({}, MultiValueDict())
        form.errors.clear()
        form.add_error(field, why)
        return form
