"""Export of a unit's records, for its lead, who proves again who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.exporting.columns import columns
from assessments.exporting.exports import export as exported
from assessments.exporting.formats import CONTENT_TYPES
from assessments.models import led_units

from .access import RefusedPage, member_page, today, user_of
from .confirming import confirmed

if TYPE_CHECKING:
    from assessments.models import Unit

WITH, WITHOUT = "with", "without"


class ExportForm(forms.Form):
    """In which form, and whether it says who the patients are."""

    identity = forms.ChoiceField(
        label=gettext_lazy("Who the patients are"),
        choices=[
            (WITHOUT, gettext_lazy("Without identifiers")),
            (WITH, gettext_lazy("With identifiers, names, dates and free text")),
        ],
        widget=forms.RadioSelect,
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[("csv", gettext_lazy("CSV, for a spreadsheet")), ("jsonl", gettext_lazy("JSON lines"))],
        widget=forms.RadioSelect,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def export(request: HttpRequest) -> HttpResponse:
    """Ask the lead for the password again, and then what to export."""
    if not led_units(user_of(request)).exists():
        raise RefusedPage(
            403,
            _("Only the unit's lead exports its records"),
            _("Ask the lead of your unit for what you need."),
        )
    page: HttpResponse = confirmed(_export, *led_units(user_of(request)))(request)
    return page


def _export(request: HttpRequest) -> HttpResponse | FileResponse:
    user = user_of(request)
    units = list(led_units(user))
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _sent(request, units, form.cleaned_data["form"], form.cleaned_data["identity"] == WITH)
    context = {
        "form": form,
        "units": units,
        "columns": [(c.title(identified=False), c.meaning) for c in columns(identified=False)],
        "only_identified": [(c.name, c.meaning) for c in columns(identified=True) if c.names],
    }
    return render(request, "assessments/export.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, units: list[Unit], form: str, identified: bool) -> FileResponse:
    written = exported(units=units, form=form, identified=identified, by=user_of(request))
    name = f"bonemet-{today():%Y-%m-%d}{'-identified' if identified else ''}.{form}"
    return FileResponse(written.file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[form])
