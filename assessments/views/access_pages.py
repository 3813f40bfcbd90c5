"""The access log, for the lead of a unit; that of one patient can be exported."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions.access_log import page_name, record_access
from assessments.actions.account_log import own_log
from assessments.exporting.cells import safe_cell, writer
from assessments.models import AccessEntry, AccessKind, led_units
from assessments.record.chain import is_as_sealed
from assessments.record.keyset import newest, token_of
from assessments.record.of_patient import access_of

from .access import RefusedPage, member_page, user_of, visible_assessment, visible_patient
from .showing import listed, render

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from django.db.models import QuerySet

    from assessments.models import Patient

PAGE = 50
OWN = 200


@require_safe
@member_page
def unit_access(request: HttpRequest) -> HttpResponse:
    """Show who looked at what in the units that this user leads, newest first."""
    units = list(led_units(user_of(request)))
    if not units:
        raise _only_leads()
    return _page(request, [AccessEntry.objects.filter(unit=unit) for unit in units], None)


@require_safe
@member_page
def patient_access(request: HttpRequest, patient_uuid: UUID) -> HttpResponse:
    """Show who looked at one patient's records."""
    patient = _led_patient(request, patient_uuid)
    return _page(request, [access_of(patient)], patient)


@require_safe
@member_page
def patient_access_csv(request: HttpRequest, patient_uuid: UUID) -> HttpResponse:
    """Export who looked at one patient's records."""
    patient = _led_patient(request, patient_uuid)
    entries = _told(access_of(patient)).order_by("at", "pk")
    out = StringIO()
    lines = writer(out)
    lines.writerow(["time", "user", "what happened", "page", "assessment"])
    for entry in entries.iterator(chunk_size=500):
        row = [
            entry.at.isoformat(timespec="seconds"),
            entry.user.get_username() if entry.user else "",
            entry.kind,
            entry.what,
            str(entry.assessment.uuid) if entry.assessment else "",
        ]
        lines.writerow([safe_cell(cell) for cell in row])
    record_access(user_of(request), AccessKind.EXPORTED, what="access log", patient=patient)
    return HttpResponse(
        out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="access.csv"'},
    )


@require_safe
@member_page
def own_account(request: HttpRequest) -> HttpResponse:
    """Show what happened to one's own account, by whomever, newest first."""
    rows = {(row.at, row.kind, row.what): row for row in own_log(user_of(request))[:OWN]}
    return render(
        request,
        "assessments/own_account.html",
        {"rows": [(row, page_name(row.what)) for row in rows.values()]},
    )


@require_POST
@member_page
def printed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note that somebody printed a report; the page tells it when the browser prints."""
    record_access(user_of(request), AccessKind.PRINTED, assessment=visible_assessment(request, uuid))
    return HttpResponse(status=204)


def _led_patient(request: HttpRequest, uuid: UUID) -> Patient:
    patient = visible_patient(request, uuid)
    if not led_units(user_of(request)).filter(pk=patient.unit.pk).exists():
        raise _only_leads()
    return patient


def _only_leads() -> RefusedPage:
    return RefusedPage(
        403,
        _("Only the unit's lead reads the access log"),
        _("Ask the lead of your unit what you need from it."),
    )


def _told(entries: QuerySet[AccessEntry]) -> QuerySet[AccessEntry]:
    return entries.select_related("user", "about", "patient", "assessment", "chain")


def _page(request: HttpRequest, each: list[QuerySet[AccessEntry]], patient: Patient | None) -> HttpResponse:
    rows = newest(map(_told, each), "at", request.GET.get("after", ""), PAGE + 1)
    if patient is None:
        listed(request, "access log", [row.patient for row in rows[:PAGE] if row.patient])
    context: dict[str, Any] = {
        "rows": [(row, page_name(row.what), not is_as_sealed(row)) for row in rows[:PAGE]],
        "patient": patient,
        "next": token_of(rows[PAGE - 1].at, rows[PAGE - 1].pk) if len(rows) > PAGE else "",
        "paged": "after" in request.GET,
    }
    return render(request, "assessments/access_pages.html", context)
