"""The forms of a unit's lead: a member, and the unit's settings."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Role
from assessments.models.unit_settings import UnitSettings
from bonemet.accounts.models import User

from .written import WrittenField

MOST_FOLLOW_UPS, LONGEST_WEEKS = 12, 520
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")), ("", gettext_lazy("Not said"))]
AS_BOOL: dict[str, bool | None] = {"yes": True, "no": False, "": None}


class MemberForm(forms.Form):
    """An account that exists, and what it may do here."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        help_text=gettext_lazy("Of an account that exists. The administrator makes accounts."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, widget=forms.RadioSelect, initial=Role.SURGEON
    )

    def clean_username(self) -> User:
        name = self.cleaned_data["username"]
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("There is no active account “%(name)s”.") % {"name": name})
        return user


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)


class UnitSettingsForm(forms.Form):
    """What is particular to a unit."""

    report_name = WrittenField(
        label=gettext_lazy("Name on the report"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Left open: the name of the unit."),
    )
    whom_to_call = WrittenField(
        label=gettext_lazy("Whom to call in an emergency"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Shown on the emergency page. For example: spinal surgeon on call, 4321."),
    )
    contact = WrittenField(
        label=gettext_lazy("Whom to ask about bonemet"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Shown in the instructions for use. For example: tumour office, 5678."),
    )
    has_stereotactic_radiotherapy = forms.ChoiceField(
        label=gettext_lazy("Is stereotactic radiotherapy available here?"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    has_embolisation = forms.ChoiceField(
        label=gettext_lazy("Is embolisation before an operation available here?"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    conventional_units = forms.ChoiceField(
        label=gettext_lazy("Laboratory values are offered in"),
        choices=[("", gettext_lazy("g/L, mmol/L, µmol/L")), ("yes", gettext_lazy("g/dL, mg/dL"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("The other unit can be chosen at every value."),
    )
    second_factor = forms.ChoiceField(
        label=gettext_lazy("Is a second factor demanded for signing, exporting and administering?"),
        choices=[("yes", gettext_lazy("Yes")), ("", gettext_lazy("No"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Who has none yet is asked to set one up first."),
    )
    files_reports = forms.ChoiceField(
        label=gettext_lazy("Are signed reports filed in the hospital's record?"),
        choices=[("yes", gettext_lazy("Yes")), ("", gettext_lazy("No"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Each report signed from now on is sent with its PDF, to where the server's settings say. "
            "It names the patient."
        ),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    follow_up_weeks = forms.CharField(
        label=gettext_lazy("Follow-up, in weeks after the operation or the signed report"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("For example 6, 13, 26. Left open: 6 weeks, then 3, 6, 12 and 24 months."),
    )

    def __init__(self, data: Any = None, *, now: UnitSettings) -> None:
        words = {True: "yes", False: "no", None: ""}
        super().__init__(
            data,
            initial={
                "report_name": now.report_name,
                "whom_to_call": now.whom_to_call,
                "contact": now.contact,
                "has_stereotactic_radiotherapy": words[now.has_stereotactic_radiotherapy],
                "has_embolisation": words[now.has_embolisation],
                "conventional_units": "yes" if now.conventional_units else "",
                "second_factor": "yes" if now.second_factor else "",
                "files_reports": "yes" if now.files_reports else "",
                "time_zone": now.time_zone,
                "follow_up_weeks": ", ".join(map(str, now.follow_up_weeks)),
            },
        )
        zones = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"),
            choices=[("", _("As the server")), *zip(zones, zones, strict=True)],
            required=False,
        )

    def clean_follow_up_weeks(self) -> tuple[int, ...]:
        words = [word for word in re.split(r"[\s,;]+", self.cleaned_data["follow_up_weeks"]) if word]
        if not all(word.isdecimal() and 1 <= int(word) <= LONGEST_WEEKS for word in words):
            raise forms.ValidationError(
                _("Whole numbers of weeks from 1 to %(most)d, with commas between.") % {"most": LONGEST_WEEKS}
            )
        if len(words) > MOST_FOLLOW_UPS:
            raise forms.ValidationError(_("At most %(most)d follow-ups.") % {"most": MOST_FOLLOW_UPS})
        return tuple(sorted({int(word) for word in words}))

    @property
    def settings(self) -> UnitSettings:
        given = self.cleaned_data
        return UnitSettings(
            report_name=given["report_name"],
            whom_to_call=given["whom_to_call"],
            contact=given["contact"],
            has_stereotactic_radiotherapy=AS_BOOL[given["has_stereotactic_radiotherapy"]],
            has_embolisation=AS_BOOL[given["has_embolisation"]],
            conventional_units=given["conventional_units"] == "yes",
            second_factor=given["second_factor"] == "yes",
            files_reports=given["files_reports"] == "yes",
            time_zone=given["time_zone"],
            follow_up_weeks=given["follow_up_weeks"],
        )
