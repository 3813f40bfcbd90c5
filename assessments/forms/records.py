"""The forms that put records right, and that of the tumour board's decision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.tumour_board import Decided
from assessments.answers.parsing import date_as_typed
from assessments.clinical.options import operations_on
from assessments.models import Course, HowSoon, Patient

from .follow_up import DayField
from .patient import PatientForm, sound_identifier
from .signing import ANOTHER_PROCEDURE, LONGEST_TEXT
from .written import WrittenField

if TYPE_CHECKING:
    from assessments.models import Lesion


class IdentityForm(PatientForm):
    """Who the patient is, put right for a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        born = self.instance.birth_date
        self.initial["birth_date"] = date_as_typed(born.isoformat()) if born else ""
        self.fields["reason"] = reason_field(_("Why is it corrected?"))


def reason_field(label: Any) -> WrittenField:
    """Ask for the reason of a correction; it stays on the record."""
    widget = forms.Textarea(attrs={"rows": 2, "class": "form-control"})
    return WrittenField(label=label, max_length=LONGEST_TEXT, widget=widget)


class OtherPatientForm(forms.Form):
    """Another patient of the unit, named by identifier, and the reason."""

    identifier = forms.CharField(
        label=gettext_lazy("Identifier of the other patient"),
        max_length=64,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
    )
    reason = reason_field(gettext_lazy("Why?"))

    def __init__(self, patient: Patient, *, may_be_new: bool, data: Any = None) -> None:
        super().__init__(data)
        self.patient = patient
        self.other: Patient | None = None
        if may_be_new:
            self.fields["is_new"] = forms.BooleanField(
                label=_("This patient is not entered yet"),
                required=False,
                widget=forms.CheckboxInput(attrs={"class": "choice-input"}),
            )

    def clean_identifier(self) -> str:
        return sound_identifier(self.cleaned_data["identifier"])

    def clean(self) -> dict[str, Any]:
        identifier = self.cleaned_data.get("identifier", "")
        if not identifier:
            return self.cleaned_data
        found = Patient.objects.filter(unit=self.patient.unit_id, identifier=identifier).first()
        self.other = found.merged_into or found if found else None
        if self.other == self.patient:
            self.add_error("identifier", _("That is this patient."))
        elif self.other is None and not self.cleaned_data.get("is_new"):
            self.add_error("identifier", _("The unit has no patient with this identifier."))
        elif self.other is not None and self.cleaned_data.get("is_new"):
            self.add_error("identifier", _("The unit has a patient with this identifier already."))
        return self.cleaned_data


class BoardDayForm(forms.Form):
    """On which day the board met."""

    on = DayField(label=gettext_lazy("Day of the board"), help_text=gettext_lazy("For example 31.10.2026."))

    def __init__(self, *, today: date, on: date, data: Any = None) -> None:
        super().__init__(data, initial={"on": on})
        self.today = today

    def clean_on(self) -> date:
        day = date.fromisoformat(self.cleaned_data["on"])
        if day > self.today:
            raise forms.ValidationError(_("The date is in the future."))
        return day


class BoardForm(forms.Form):
    """What the board decided on one lesion; left open where it did not speak of it."""

    def __init__(self, lesion: Lesion, name: str, bone: str, data: Any = None) -> None:
        super().__init__(data, prefix=lesion.key)
        self.lesion, self.name = lesion, name
        for key, label, choices in (
            ("intent", _("What did the board decide?"), Course.choices),
            ("procedure", _("Which procedure? (may be left open)"), procedures_on(bone)),
            ("how_soon", _("How soon?"), HowSoon.choices),
        ):
            self.fields[key] = forms.ChoiceField(
                label=label, choices=choices, required=False, widget=forms.RadioSelect
            )
        for key, label, rows in (
            ("who", _("Who does it? (optional)"), 1),
            ("why", _("Why otherwise than advised or planned? (optional)"), 2),
            ("text", _("In words (optional)"), 3),
        ):
            widget = forms.Textarea(attrs={"rows": rows, "class": "form-control"})
            self.fields[key] = WrittenField(
                label=label, required=False, max_length=LONGEST_TEXT, widget=widget
            )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if any(said.get(name) for name in ("text", "how_soon", "procedure", "who", "why")) and not said.get(
            "intent"
        ):
            self.add_error("intent", _("Say what was decided."))
        if said.get("intent") == Course.OPERATE and not said.get("how_soon"):
            self.add_error("how_soon", _("Say how soon."))
        return said

    @property
    def decided(self) -> Decided:
        """What is recorded of it: the procedure only of an operation, which alone is asked for one."""
        said = self.cleaned_data
        return Decided(
            self.lesion,
            said["intent"],
            said["how_soon"] or HowSoon.NONE,
            said["text"],
            said["procedure"] if said["intent"] == Course.OPERATE else "",
            said["who"],
            said["why"],
        )


def procedures_on(bone: str) -> list[tuple[str, str]]:
    """List the operations that fit a bone, all of them: so they tell nothing of the advice."""
    offered = [(option.key, _(option.title)) for option in operations_on(bone)]
    return [*offered, (ANOTHER_PROCEDURE, _("Another procedure (say which in your words)"))]
