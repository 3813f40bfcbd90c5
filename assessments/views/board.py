"""Recording what the tumour board decided: every member of the unit may, reviewers too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.record.decided import board_decisions

from .access import member_page, visible_assessment
from .confirming import confirmed
from .deciding import decide
from .once import once
from .showing import render

if TYPE_CHECKING:
    from uuid import UUID


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def board(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for the same proof as a signature, then what the board decided on each lesion on which day."""
    assessment = visible_assessment(request, uuid)
    page: HttpResponse = confirmed(_board, assessment.unit)(request, uuid)
    return page


def _board(request: HttpRequest, uuid: UUID) -> HttpResponse:
    assessment = visible_assessment(request, uuid)
    asked, is_recorded = decide(request, assessment)
    if is_recorded:
        messages.success(request, _("The board's decision is recorded with the assessment."))
        return redirect("assessments:history", uuid=uuid)
    context = asked.context | {"board": board_decisions(assessment)}
    return render(request, "assessments/board/board.html", context, status=asked.status)
