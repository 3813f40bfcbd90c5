"""Export of a unit's records, for its lead, who proves again who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions.access_log import record_access
from assessments.exporting import prepared
from assessments.exporting.columns import columns
from assessments.exporting.exports import log_copies
from assessments.exporting.formats import CONTENT_TYPES
from assessments.forms.listing import Filters
from assessments.models import AccessKind, Assessment, led_units
from assessments.record.decided import with_what_is_listed
from assessments.record.listing import Listing
from bonemet.pace import keep_pace

from .access import RefusedPage, member_page, today, user_of
from .cases import list_rows, searched_for
from .confirming import confirmed

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.models import Unit

WITH, WITHOUT = "with", "without"
PRINT = "print"
FORMATS = [("csv", gettext_lazy("CSV, for a spreadsheet")), ("jsonl", gettext_lazy("JSON lines"))]
MOST_LISTED, MOST_PRINTED = 20_000, 500


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


def _export(request: HttpRequest) -> HttpResponse:
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
        return _begun(request, units, form.cleaned_data["form"], identified, only)
    context = {
        "query": request.GET.urlencode() if only is not None else "",
        "count": len(only or ()),
        "is_cut": len(only or ()) == MOST_LISTED,
        "form": form,
        "units": units,
        "exports": prepared.of_user(user),
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
    wanted = Listing(user, today(), Filters(request.GET, user).narrowed_to, searched)
    if not wanted.chosen and not wanted.searched:
        return None
    found: list[int] = []
    for unit in units:
        rows = wanted.of_unit(unit).order_by("-updated", "-pk")
        found += rows.values_list("pk", flat=True)[: MOST_LISTED - len(found)]
    return found


def _printed(request: HttpRequest, units: list[Unit], only: list[int], *, identified: bool) -> HttpResponse:
    found = Assessment.objects.visible_to(user_of(request)).filter(unit__in=units, pk__in=only[:MOST_PRINTED])
    shown = found.select_related("patient", "author").prefetch_related(*with_what_is_listed())
    rows = list(shown.order_by("-updated", "-pk"))
    patients = {row.patient.pk: row.patient.unit_id for row in rows}
    log_copies(AccessKind.PRINTED, units, patients, user_of(request), identified=identified)
    context = {
        "rows": list_rows(rows),
        "identified": identified,
        "units": units,
        "left_off": max(0, len(only) - MOST_PRINTED),
    }
    return render(request, "assessments/cases/printed.html", context)


def _begun(
    request: HttpRequest, units: list[Unit], form: str, identified: bool, only: list[int] | None
) -> HttpResponse:
    user = user_of(request)
    name = f"bonemet-{today():%Y-%m-%d}{'-identified' if identified else ''}"
    key = prepared.ask(
        prepared.Asked(
            user=[user.pk, user.username],
            units=[unit.pk for unit in units],
            form=form,
            identified=identified,
            name=name,
            at=timezone.now().isoformat(),
            only=only,
        )
    )
    prepared.begin(key)
    return redirect("assessments:exported", key)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def exported(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show how far an export is, then its files; and erase them when they are no longer needed."""
    one = _own(request, key)
    if request.method == "POST":
        prepared.erase(key)
        messages.success(request, _("The export is erased."))
        return redirect("assessments:list")
    if request.headers.get("HX-Request"):
        request.only_asks = True  # type: ignore[attr-defined]  # a page left open is not somebody at work
    files = [(number, one.file_name(number), size) for number, size in enumerate(one.sizes, 1)]
    return render(request, "assessments/exported.html", {"export": one, "files": files})


@require_safe
@member_page
def exported_file(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Send a file of an export to whoever asked for it, still leads its units, and proved it."""
    one = _own(request, key)
    units = list(led_units(user_of(request)).filter(pk__in=one.asked.units))
    if len(units) < len(one.asked.units):
        raise RefusedPage(
            403,
            _("Only the unit's lead exports its records"),
            _("You no longer lead every unit that is in this export."),
        )
    if not 1 <= number <= len(one.sizes):
        raise Http404
    page: HttpResponse = confirmed(_file, *units)(request, one, number, units)
    return page


def _file(request: HttpRequest, one: prepared.Prepared, number: int, units: list[Unit]) -> HttpResponse:
    """Answer with all of a file at once: a server holds no thread for a reader who is slow or has stopped."""
    for unit in units:
        record_access(user_of(request), AccessKind.EXPORTED, what="exported file", unit=unit)
    name, packed = one.file_name(number), one.file(number).read_bytes()
    unpacks = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        packed, content_type=CONTENT_TYPES[one.asked.form] if unpacks else "application/gzip"
    )
    if unpacks:
        response.headers["Content-Encoding"] = "gzip"
    disposition = content_disposition_header(as_attachment=True, filename=name if unpacks else f"{name}.gz")
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response


def _own(request: HttpRequest, key: UUID) -> prepared.Prepared:
    """Give an export that this user asked for; for anybody else, and after its day, there is none."""
    one, user = prepared.found(key), user_of(request)
    if one is None or one.asked.user != [user.pk, user.username]:
        raise Http404
    return one
