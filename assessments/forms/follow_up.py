"""The form of a follow-up: short, everything may be left open, and what is told must fit together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.answers.parsing import NotUnderstood, date_as_typed, read_date
from assessments.clinical.options import OPTIONS, operations_on
from assessments.models import Complication, FollowUp, Implant, Life, NotOperatedBecause, Operated, Walking

from .written import WrittenField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.record.outcomes import Outcome

LONGEST_TEXT = 4000
MIDDLE_OF_MONTH = 15
OTHER = "other"
NOT_KNOWN, NOBODY_KNOWS = "not_known", "?"


def operations(bone: str, told: str = "") -> list[tuple[str, str]]:
    """List the kinds of operation on this bone, all where it is not known, and the one that was told."""
    kinds = {option.key: _(option.title) for option in operations_on(bone)}
    if told in OPTIONS:
        kinds.setdefault(told, _(OPTIONS[told].title))
    return [*kinds.items(), (OTHER, _("Another operation"))]


def treatments() -> list[tuple[str, str]]:
    """List the kinds of treatment without an operation, in the words of the advice."""
    return [(option.key, _(option.title)) for option in OPTIONS.values() if not option.operative]


def _one(label: Any, choices: Any) -> forms.ChoiceField:
    told = [*choices, (NOT_KNOWN, gettext_lazy("Not known"))]
    return forms.ChoiceField(label=label, choices=told, required=False, widget=forms.RadioSelect)


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class DayField(forms.CharField):
    """A day as it is typed: 31.10.2026. Where `about` is allowed a month will do, and means its middle."""

    def __init__(self, *, about: bool = False, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "form-control w-auto", "autocomplete": "off"})
        super().__init__(max_length=30, widget=widget, **kwargs)
        self.about = about

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text or (self.about and text == NOBODY_KNOWS):
            return text
        try:
            read = read_date(text, whole=not self.about)
        except NotUnderstood as error:
            raise forms.ValidationError(str(error)) from error
        return read

    def prepare_value(self, value: Any) -> Any:
        return date_as_typed(value.isoformat()) if isinstance(value, date) else value


class FollowUpForm(forms.Form):
    """What was done with a lesion, how it went, and whether the patient lives."""

    on = DayField(
        label=gettext_lazy("Day of this follow-up"), help_text=gettext_lazy("For example 31.10.2026.")
    )
    operated = _one(gettext_lazy("Was it operated on?"), Operated.choices)
    operation = _one(gettext_lazy("Procedure performed"), ())
    operated_on = DayField(label=gettext_lazy("Day of the operation"), required=False)
    not_operated_because = _one(gettext_lazy("Why not?"), NotOperatedBecause.choices)
    treatments = _several(gettext_lazy("What else was done?"), ())
    complications = _several(gettext_lazy("Complications since the last follow-up"), Complication.choices)
    implant = _one(gettext_lazy("Implant"), Implant.choices)
    implant_on = DayField(label=gettext_lazy("Day on which it failed"), required=False)
    walking = _one(gettext_lazy("Walking"), Walking.choices)
    pain = _one(gettext_lazy("Worst pain, 0 to 10"), [(str(number), str(number)) for number in range(11)])
    life = _one(gettext_lazy("On that day the patient was"), Life.choices)
    died_on = DayField(
        label=gettext_lazy("Date of death"),
        help_text=gettext_lazy("The month will do, such as 10.2026. Where nobody knows it, write “?”."),
        about=True,
        required=False,
    )
    text = WrittenField(
        label=gettext_lazy("In your words (optional)"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    # What is told at every follow-up stands first; what was done, once.
    GROUPS: ClassVar = (
        (gettext_lazy("Vital status"), "life died_on"),
        (gettext_lazy("Status"), "walking pain complications implant implant_on"),
        (gettext_lazy("What was done"), "operated operation operated_on not_operated_because treatments"),
    )
    FIRST_DAY = date(1990, 1, 1)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        outcome: Outcome,
        bone: str = "",
        replaces: FollowUp | None = None,
    ) -> None:
        """Take the lesion's bone, empty where it is not known, to offer what is operated on there.

        `outcome` is what is known of life and death without the entry that is corrected.
        """
        super().__init__(data, initial=_shown(replaces) if replaces else {"on": today})
        self.today, self.outcome, self.replaces = today, outcome, replaces
        told = replaces.operation if replaces is not None else ""  # of what may have been another bone then
        kinds = [*operations(bone, told), (NOT_KNOWN, _("Not known"))]
        self.fields["operation"].choices = kinds  # type: ignore[attr-defined]
        self.fields["treatments"].choices = treatments()  # type: ignore[attr-defined]
        if replaces is not None:
            text = self.fields["text"]
            text.label, text.required = _("What is corrected, and why?"), True
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        groups = [
            Div(HTML(f"<h2>{title}</h2>"), *map(_drawn, names.split()), css_class="panel")
            for title, names in self.GROUPS
        ]
        self.helper.layout = Layout(_drawn("on"), *groups, _drawn("text"))

    # -- Checking

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        typed = data.get("died_on") or ""
        self.died_about = len(typed) == len("2026-10")
        for name in ("on", "operated_on", "implant_on", "died_on"):
            if data.get(name) not in (None, NOBODY_KNOWS):
                data[name] = self._day(name, data[name]) if data[name] else None
        self._whether_it_was_operated()
        self._whether_it_holds()
        self._whether_they_live()
        for name, told in data.items():
            if told in (NOT_KNOWN, NOBODY_KNOWS):
                data[name] = None if name == "died_on" else ""
        if not self.errors and not any(data[name] for name in data if name != "on"):
            self.add_error(None, _("Say at least one thing about how it went."))
        return data

    def _day(self, name: str, read: str) -> date | None:
        whole = len(read) > len("2026-10")
        found = date.fromisoformat(read if whole else f"{read}-{MIDDLE_OF_MONTH}")
        if not whole and (found.year, found.month) == (self.today.year, self.today.month):
            found = min(found, self.today)
        if found > self.today:
            self.add_error(name, _("The date is in the future."))
        elif found < self.FIRST_DAY:
            self.add_error(name, _("Enter a year after 1990."))
        else:
            return found
        return None

    def _needs(self, name: str, message: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)

    def _whether_it_was_operated(self) -> None:
        data = self.cleaned_data
        if data.get("operated") == Operated.YES:
            self._needs("operation", _("Say which operation."))
            if data.get("operation") != NOT_KNOWN:
                self._needs("operated_on", _("Enter the day of the operation."))
            if data.get("not_operated_because") not in ("", NOT_KNOWN, None):
                self.add_error("not_operated_because", _("It was operated on; leave this open."))
        elif data.get("operation") not in ("", NOT_KNOWN, None) or data.get("operated_on"):
            self.add_error("operated", _("An operation is named below: say “Yes”, or take it out."))
        if data.get("operated") == Operated.NO:
            self._needs("not_operated_because", _("Say why not."))
        if data.get("operated_on") and data.get("on") and data["operated_on"] > data["on"]:
            self.add_error("operated_on", _("This is after the day of this follow-up."))

    def _whether_it_holds(self) -> None:
        data = self.cleaned_data
        if data.get("implant") in (Implant.FAILED, Implant.REVISED):
            self._needs("implant_on", _("Enter the day on which it failed."))
        elif data.get("implant_on"):
            self.add_error("implant", _("A day of failure is named below: say that it failed."))
        told = data.get("complications") or []
        if Complication.NONE in told and len(told) > 1:
            self.add_error("complications", _("Choose “None” or what there was, not both."))
        if data.get("implant_on") and data.get("operated_on") and data["implant_on"] < data["operated_on"]:
            self.add_error("implant_on", _("This is before the day of the operation."))

    def _whether_they_live(self) -> None:
        data, known = self.cleaned_data, self.outcome
        life, died_on, on = data.get("life"), data.get("died_on"), data.get("on")
        if life == Life.DIED:
            self._needs("died_on", _("Enter the date or month of death, or “?” where nobody knows it."))
        elif died_on:
            self.add_error("life", _("A date of death is named below: say “Died”, or take it out."))
        if life == Life.ALIVE and known.died and (known.died_on is None or (on and on > known.died_on)):
            self.add_error(
                "life", _("The record says that the patient had died by then. Correct that first.")
            )
        if life == Life.DIED and known.died:
            self.add_error("life", _("The death is recorded already. To change it, correct that entry."))
        if isinstance(died_on, date) and not self.died_about:
            if known.seen_alive_on is not None and died_on < known.seen_alive_on:
                self.add_error("died_on", _("The record says that the patient was alive after this day."))
            if data.get("operated_on") and died_on < data["operated_on"]:
                self.add_error("died_on", _("This is before the day of the operation."))

    @property
    def told(self) -> dict[str, Any]:
        """Give what was told, by the names of FollowUp's columns."""
        data = dict(self.cleaned_data)
        data["pain"] = int(data["pain"]) if data["pain"] else None
        return {**data, "died_about": self.died_about}


def _drawn(name: str) -> Field:
    choice = isinstance(FollowUpForm.base_fields[name], forms.ChoiceField)
    template = "assessments/form/radio_field.html" if choice else "components/field.html"
    return Field(name, template=template)


def _shown(entry: FollowUp) -> dict[str, Any]:
    """Give what an entry told, as the form shows it; the words are asked for anew."""
    names = [name for name in FollowUpForm.base_fields if name != "text"]
    shown = {name: getattr(entry, name) for name in names}
    shown["pain"] = "" if entry.pain is None else str(entry.pain)
    if entry.life == Life.DIED:
        shown["died_on"] = entry.died_on or NOBODY_KNOWS
        if entry.died_on is not None and entry.died_about:
            shown["died_on"] = date_as_typed(entry.died_on.isoformat()[:7])
    return shown
