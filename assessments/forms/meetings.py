"""The forms of the tumour board's meetings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonemet.accounts.models import User

from .follow_up import DayField
from .selects import Select
from .signing import LONGEST_TEXT
from .written import WrittenField

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessments.models import AgendaItem, Meeting, Unit

LAST_PLACE = 999


def members_of(unit: Unit) -> dict[str, User]:
    """Give the people who are members of a unit by their keys; a program's account is nobody."""
    found = User.objects.filter(memberships__unit=unit, memberships__is_active=True, is_active=True)
    return {str(one.pk): one for one in found.filter(service_tokens=None).order_by("username")}


def _named(people: dict[str, User]) -> list[tuple[str, str]]:
    return [(key, one.get_full_name() or one.username) for key, one in people.items()]


def _select(label: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> forms.ChoiceField:
    widget = Select(attrs={"class": "form-select w-auto"})
    return forms.ChoiceField(label=label, choices=list(choices), widget=widget, **kwargs)


class MeetingForm(forms.Form):
    """When a unit's board meets, and who takes the chair."""

    on = DayField(label=gettext_lazy("Day of the meeting"), help_text=gettext_lazy("For example 31.10.2026."))

    def __init__(self, unit: Unit, *, earliest: date, data: Any = None, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.earliest, self.people = earliest, members_of(unit)
        self.fields["chair"] = _select(_("Chair"), _named(self.people))

    def clean_on(self) -> date:
        day = date.fromisoformat(self.cleaned_data["on"])
        if day < self.earliest:
            raise forms.ValidationError(_("This day is past: a meeting is planned ahead."))
        return day

    @property
    def chair(self) -> User:
        """Give who takes the chair."""
        return self.people[self.cleaned_data["chair"]]


class AgendaForm(forms.Form):
    """Of one case on the agenda: its place, the question to the board, who presents."""

    def __init__(self, item: AgendaItem, people: dict[str, User], data: Any = None) -> None:
        presenter = str(item.presenter_id or "")
        initial = {"place": item.position, "question": item.question, "presenter": presenter}
        super().__init__(data, prefix=item.uuid.hex[:12], initial=initial)
        self.item, self.people, self.was = item, dict(people), initial
        if item.presenter is not None:
            self.people.setdefault(presenter, item.presenter)  # who has left the unit stays named
        number = forms.NumberInput(attrs={"class": "form-control place", "min": 1, "max": LAST_PLACE})
        self.fields["place"] = forms.IntegerField(
            label=_("Place"), min_value=1, max_value=LAST_PLACE, widget=number
        )
        self.fields["question"] = WrittenField(
            label=_("Question to the board"),
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        )
        self.fields["presenter"] = _select(
            _("Presented by"), [("", _("Not said")), *_named(self.people)], required=False
        )

    def clean_question(self) -> str:
        """Refuse to write over what somebody else wrote since the page was opened."""
        question: str = self.cleaned_data["question"]
        if self.is_changed("question", question) and self._shown("question") != self.item.question:
            raise forms.ValidationError(
                _("Somebody else wrote meanwhile: “%(theirs)s”. Put both together, and save again.")
                % {"theirs": self.item.question}
            )
        return question

    def _shown(self, name: str) -> str:
        """Give what the page showed when it was opened."""
        shown = self.data.get(f"{self.prefix}-was-{name}", str(self.was[name]))
        return str(shown).replace("\r\n", "\n").strip()

    def is_changed(self, name: str, value: object) -> bool:
        """Tell whether whoever sent the form changed this; what they left stays as others made it."""
        return str(value).replace("\r\n", "\n") != self._shown(name)

    @property
    def changed(self) -> dict[str, Any]:
        """Give what was changed, by name; read it once the form is valid."""
        return {name: value for name, value in self.cleaned_data.items() if self.is_changed(name, value)}

    @property
    def name(self) -> str:
        """Name the case in the summary of what is wrong: by its place, which says nothing of the patient."""
        return _("Case %(place)d") % {"place": self.item.position}

    @property
    def presenter(self) -> User | None:
        """Give who presents the case, where that is said."""
        return self.people.get(self.cleaned_data["presenter"])


class GuestForm(forms.Form):
    """Who is invited, by the name of an account."""

    guest = forms.CharField(
        label=gettext_lazy("User name of the guest"),
        max_length=150,
        help_text=gettext_lazy("Sees this meeting on its day, and nothing else."),
        widget=forms.TextInput(attrs={"class": "form-control w-auto", "autocomplete": "off"}),
    )

    def __init__(self, unit: Unit, data: Any = None) -> None:
        super().__init__(data)
        self.unit = unit

    def clean_guest(self) -> User:
        name = self.cleaned_data["guest"]
        found = User.objects.filter(username=name, is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("There is no active account “%(name)s”.") % {"name": name})
        if str(found.pk) in members_of(self.unit):
            raise forms.ValidationError(
                _("%(name)s is a member of the unit and sees the meeting anyway.") % {"name": name}
            )
        return found


class ToBoardForm(forms.Form):
    """To which meeting a case goes, and what the board is asked."""

    def __init__(self, meetings: Sequence[Meeting], name: Any, data: Any = None) -> None:
        super().__init__(data, initial={"meeting": str(meetings[0].uuid) if meetings else ""})
        self.meetings = {str(one.uuid): one for one in meetings}
        self.fields["meeting"] = forms.ChoiceField(
            label=_("To the board of"),
            choices=[(key, name(one)) for key, one in self.meetings.items()],
            widget=forms.RadioSelect,
        )
        self.fields["question"] = WrittenField(
            label=_("Question to the board"),
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        )

    @property
    def meeting(self) -> Meeting:
        """Give the meeting that was chosen."""
        return self.meetings[self.cleaned_data["meeting"]]
