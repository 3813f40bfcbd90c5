"""The leaflet for the patient, written from what was decided and reviewed by whoever prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from assessments.models import Assessment, Intent
from assessments.record.decided import decided_on, with_responses
from assessments.report.leaflet import Chosen, leaflet
from assessments.report.of_assessment import full_name

from .access import member_page, user_of, visible_assessment
from .report_files import found_report
from .showing import render

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.record.decided import Decided, Word

OF = ("surgeon", "board")


@require_safe
@member_page
def leaflet_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the leaflet; where surgeon and board differ, ask from whose decision it is to be written."""
    assessment = visible_assessment(request, uuid)
    found = found_report(request, assessment)
    if isinstance(found, HttpResponse):
        return found
    with_all = Assessment.objects.filter(pk=assessment.pk).prefetch_related(with_responses())
    decided = {lesion: one for (_pk, lesion), one in decided_on(with_all).items()}
    of = request.GET.get("of", "")
    differ = of not in OF and any(one.differ for one in decided.values())
    words = {lesion: _word(one, of) for lesion, one in decided.items()}
    by_number = {
        number: word
        for number, lesion in enumerate(found.lesions, start=1)
        if (word := words.get(lesion)) is not None and word.intent in Intent.values
    }
    chosen = [
        Chosen(lesion, by_number[lesion.number].intent, by_number[lesion.number].how_soon)
        for lesion in found.report.in_order
        if lesion.number in by_number
    ]
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "parts": leaflet(chosen) if chosen and not differ else (),
        "differ": differ,
        "reviewer": full_name(user_of(request)),
        "today": date_format(localdate(), "DATE_FORMAT"),
        "unit_name": found.report.identity.unit,
    }
    return render(request, "assessments/leaflet/leaflet.html", context)


def _word(decided: Decided, of: str) -> Word | None:
    if of == "surgeon":
        return decided.surgeon or decided.board
    return decided.board or decided.surgeon
