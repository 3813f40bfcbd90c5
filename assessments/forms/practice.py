"""What a trainee decides on a case to practise on: as a board does, in four answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from assessments.clinical.advice import AIMS
from assessments.clinical.options import operations_on
from assessments.models import Course, HowSoon

if TYPE_CHECKING:
    from assessments.teaching.cases import TeachingCase

ASKED_TO_OPERATE = ("aim", "procedure")


class PracticeForm(forms.Form):
    """Decision and how soon; where it is to operate also aim and procedure, of those for this bone."""

    def __init__(self, case: TeachingCase, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        operations = [(option.key, _(option.title)) for option in operations_on(case.bone)]
        courses = [choice for choice in Course.choices if choice[0] != Course.UNDECIDED]
        for name, label, choices, required in (
            ("course", _("What do you decide?"), courses, True),
            ("how_soon", _("How soon?"), HowSoon.choices, True),
            ("aim", _("With which aim, if it is to operate?"), [(k, _(v)) for k, v in AIMS.items()], False),
            ("procedure", _("By which procedure, if it is to operate?"), operations, False),
        ):
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect, required=required
            )

    def clean(self) -> dict[str, Any]:
        operates = self.cleaned_data.get("course") == Course.OPERATE
        for name in ASKED_TO_OPERATE:
            if not operates:
                self.cleaned_data[name] = ""
            elif not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("Say it, since you operate."))
        return self.cleaned_data
