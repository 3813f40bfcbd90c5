"""The filters of the list. What is unreadable in an address is left out, never an error."""

from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assessments.clinical.advice import DECISIONS, URGENCIES
from assessments.clinical.sections.history import PRIMARY
from assessments.clinical.sections.imaging import BONE
from assessments.models import Status, units_of
from assessments.record.orders import SORTS
from assessments.record.waiting import WAITING
from bonemet.accounts.models import User

from .selects import Select
from .written import WrittenField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.safestring import SafeString


# The first and last day of the calendar have no day before or after, and no midnight in every time zone.
SENSIBLE = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31)))


NAMES = (
    *("waiting", "status", "decision", "urgency", "bone", "primary", "author"),
    *("assessed_since", "assessed_until", "since", "until", "sort"),
)
Given = tuple[tuple[str, str], ...]


class Filters:
    """What the list is narrowed to, and by what it is sorted, as an address says."""

    def __init__(self, data: Mapping[str, Any], user: User) -> None:
        members = User.objects.filter(memberships__unit__in=units_of(user), service_tokens=None).distinct()
        self.authors = list(members.order_by("username"))
        self._names = tuple((str(one.pk), one.get_full_name() or one.username) for one in self.authors)
        self._given: Given = tuple((name, data[name]) for name in NAMES if data.get(name))

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """Give what was chosen and can be read."""
        if not self._given:
            return {}
        form = FilterForm(dict(self._given), self._names)
        form.full_clean()
        return {name: value for name, value in form.cleaned_data.items() if value}

    @property
    def narrowed_to(self) -> dict[str, Any]:
        """Give what narrows the list."""
        return {name: value for name, value in self.chosen.items() if name != "sort"}

    @property
    def sort(self) -> str:
        """Give the column to sort by, with a minus the other way round; empty for the usual order."""
        return str(self.chosen.get("sort", ""))

    def as_dict(self) -> dict[str, str]:
        """Write filters and order for an address."""
        return {name: str(value) for name, value in self.chosen.items()}

    def as_query(self) -> str:
        """Write the filters and the order for the address of the next page."""
        return urlencode(self.as_dict())

    def drawn(self) -> SafeString:
        """Draw the fields: they are the same for all who chose the same and have the same colleagues."""
        return _drawn(get_language(), self._given, self._names)


@lru_cache(maxsize=100)
def _drawn(_language: str | None, given: Given, authors: Given) -> SafeString:
    form = FilterForm(dict(given), authors)
    return mark_safe(render_to_string("assessments/cases/filters.html", {"form": form}))  # noqa: S308


class FilterForm(forms.Form):
    """The fields by which the list is narrowed; `authors` are keys and names."""

    def __init__(self, data: Mapping[str, Any], authors: Given) -> None:
        super().__init__(data)
        self._add("waiting", _("Waiting"), WAITING.items())
        self._add("status", _("State"), Status.choices)
        self._add("decision", _("Advice"), [(key, _(label)) for key, label in DECISIONS.items()])
        self._add("urgency", _("Urgency"), [(key, _(label)) for key, label in URGENCIES.items()])
        self._add("bone", _("Bone"), [(choice.value, _(choice.label)) for choice in BONE.choices])
        self._add("primary", _("Primary"), [(choice.value, _(choice.label)) for choice in PRIMARY.choices])
        self._add("author", _("Author"), authors)
        for name, label in (
            ("assessed_since", _("Assessed since")),
            ("assessed_until", _("Assessed until")),
            ("since", _("Changed since")),
            ("until", _("Changed until")),
        ):
            widget = forms.DateInput(attrs={"type": "date", "class": "form-control"})
            self.fields[name] = forms.DateField(
                label=label, required=False, widget=widget, validators=SENSIBLE
            )

        reverse = [
            (f"-{name}", _("%(column)s, reversed") % {"column": label}) for name, label in SORTS.items()
        ]
        self._add("sort", _("Sorted by"), [*SORTS.items(), *reverse], _("Overdue first"))

    def _add(
        self, name: str, label: str, choices: Iterable[tuple[str, Any]], first: str | None = None
    ) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[("", first or _("All")), *choices],
            required=False,
            widget=Select(attrs={"class": "form-select"}),
        )


class FilterNameForm(forms.Form):
    """The name under which filters are kept."""

    name = WrittenField(
        label=gettext_lazy("Save this filter as"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "form-control w-auto", "autocomplete": "off"}),
    )
