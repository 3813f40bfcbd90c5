"""The papers of a meeting: agenda and cases to print, and agenda or minutes as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assessments.actions.access_log import record_access
from assessments.models import AccessKind
from assessments.record.key_images import images_of_case
from assessments.record.papers import AGENDA, MINUTES, paper, with_pictures
from assessments.report.pdf import meeting_pdf
from bonemet.pace import keep_pace

from .access import member_page, user_of
from .meeting_access import visible_meeting
from .showing import render

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.models import Assessment, Meeting

WHAT = {AGENDA: "agenda of a meeting, printed", MINUTES: "minutes of a meeting"}


@require_safe
@member_page
def printed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the agenda and a page for each case, as the browser prints them."""
    meeting = visible_meeting(request, uuid)
    tree, cases = paper(meeting, AGENDA)
    _exported(request, meeting, cases, WHAT[AGENDA])
    sheets = [(row, case, images_of_case(case)) for row, case in zip(tree["rows"], cases, strict=True)]
    context = {"meeting": meeting, "paper": tree, "sheets": sheets}
    return render(request, "assessments/meetings/printed.html", context)


@require_safe
@member_page
def as_pdf(request: HttpRequest, uuid: UUID, which: str) -> HttpResponse:
    """Give the agenda or the minutes as a PDF, made at this moment from what is sealed."""
    meeting = visible_meeting(request, uuid)
    if which not in WHAT:
        raise Http404
    keep_pace("reports as PDF", user_of(request))
    tree, cases = paper(meeting, which)
    _exported(request, meeting, cases, WHAT[which])
    if which == AGENDA:
        tree = with_pictures(tree, cases)
    response = HttpResponse(meeting_pdf(tree), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bonemet-{which}-{meeting.on.isoformat()}.pdf"'
    return response


def _exported(request: HttpRequest, meeting: Meeting, cases: list[Assessment], what: str) -> None:
    """Write down for each patient that the paper was made; where it names none, that it was."""
    for case in cases:
        record_access(user_of(request), AccessKind.EXPORTED, what=what, assessment=case)
    if not cases:
        record_access(user_of(request), AccessKind.EXPORTED, what=what, unit=meeting.unit, count=0)
