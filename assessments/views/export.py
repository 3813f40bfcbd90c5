"""Export of a unit's records, for its lead, who proves again who they are."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import IO, TYPE_CHECKING, Any, cast
from weakref import finalize

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.exporting.columns import columns
from assessments.exporting.exports import export as exported
from assessments.exporting.exports import log_copies
from assessments.exporting.formats import CONTENT_TYPES
from assessments.forms.listing import FilterForm
from assessments.models import AccessKind, Assessment, led_units
from assessments.record.decided import with_responses
from assessments.record.listing import Listing
from bonemet.pace import keep_pace

from .access import RefusedPage, member_page, today, user_of
from .cases import list_rows, searched_for
from .confirming import confirmed

if TYPE_CHECKING:
    from assessments.models import Unit

WITH, WITHOUT = "with", "without"
PRINT = "print"
FORMATS = [("csv", gettext_lazy("CSV, for a spreadsheet")), ("jsonl", gettext_lazy("JSON lines"))]
MOST_LISTED, MOST_PRINTED = 20_000, 500


# A process answers several requests at once: of these one may be an export, from its first row until its
# reader has all of it or has gone. So neither exports nor a reader who stalls keep others from their pages.
SLOT = BoundedSemaphore(1)


class HoldingSlot:
    """The file of an export; once it is closed, or forgotten, the next export may begin."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.read, self.seek, self.tell, self.seekable = file.read, file.seek, file.tell, file.seekable
        self._release = finalize(self, _end, file, SLOT)

    def close(self) -> None:
        self._release()


def _end(file: IO[bytes], slot: BoundedSemaphore) -> None:
    file.close()
    slot.release()


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
        choices=FORMATS,
        widget=forms.RadioSelect,
    )


class ListExportForm(ExportForm):
    """The same of what the list shows, which can be printed too."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        form = cast("forms.ChoiceField", self.fields["form"])
        form.choices = [*FORMATS, (PRINT, _("The list, to print"))]


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
    only = _listed(request, units)
    data = request.POST if request.method == "POST" else None
    form = ExportForm(data) if only is None else ListExportForm(data)
    if form.is_bound and form.is_valid():
        keep_pace("exports", user)
        identified = form.cleaned_data["identity"] == WITH
        if form.cleaned_data["form"] == PRINT:
            return _printed(request, units, only or [], identified=identified)
        return _sent(request, units, form.cleaned_data["form"], identified, only)
    context = {
        "query": request.GET.urlencode() if only is not None else "",
        "count": len(only or ()),
        "is_cut": len(only or ()) == MOST_LISTED,
        "form": form,
        "units": units,
        "columns": [(c.title(identified=False), c.meaning) for c in columns(identified=False)],
        "only_identified": [(c.name, c.meaning) for c in columns(identified=True) if c.names],
    }
    return render(request, "assessments/export.html", context, status=422 if form.errors else 200)


def _listed(request: HttpRequest, units: list[Unit]) -> list[int] | None:
    """Give the keys of what the list shows under this address; None where nothing narrows it."""
    user, searched = user_of(request), searched_for(request)
    if "search" in request.GET and not searched:
        raise RefusedPage(
            409,
            _("What was searched for is no longer kept"),
            _("Nothing was exported. Go back to the list, search again, and export from there."),
        )
    wanted = Listing(user, today(), FilterForm(request.GET, user).filters, searched)
    if not wanted.chosen and not wanted.searched:
        return None
    found: list[int] = []
    for unit in units:
        rows = wanted.of_unit(unit).order_by("-updated", "-pk")
        found += rows.values_list("pk", flat=True)[: MOST_LISTED - len(found)]
    return found


def _printed(request: HttpRequest, units: list[Unit], only: list[int], *, identified: bool) -> HttpResponse:
    found = Assessment.objects.visible_to(user_of(request)).filter(unit__in=units, pk__in=only[:MOST_PRINTED])
    related = ("assessed", with_responses())
    rows = list(
        found.select_related("patient", "author").prefetch_related(*related).order_by("-updated", "-pk")
    )
    patients = {row.patient.pk: row.patient.unit_id for row in rows}
    log_copies(AccessKind.PRINTED, units, patients, user_of(request), identified=identified)
    context = {
        "rows": list_rows(rows),
        "identified": identified,
        "units": units,
        "left_off": max(0, len(only) - MOST_PRINTED),
    }
    return render(request, "assessments/cases/printed.html", context)


def _sent(
    request: HttpRequest, units: list[Unit], form: str, identified: bool, only: list[int] | None
) -> FileResponse:
    if not SLOT.acquire(blocking=False):
        raise RefusedPage(
            503,
            _("Another export is being made or fetched"),
            _("One at a time, so that nobody has to wait. Nothing was exported. Try again in some minutes."),
        )
    try:
        written = exported(units=units, form=form, identified=identified, by=user_of(request), only=only)
    except BaseException:
        SLOT.release()
        raise
    file = HoldingSlot(written.file)
    name = f"bonemet-{today():%Y-%m-%d}{'-identified' if identified else ''}.{form}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[form])
