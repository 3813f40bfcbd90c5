"""Recording what the tumour board decided: every member of the unit may, reviewers too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions.tumour_board import record_board
from assessments.answers.wording import lesion_name
from assessments.forms.records import BoardDayForm, BoardForm
from assessments.record.decided import board_decisions

from .access import member_page, today, user_of, visible_assessment
from .confirming import confirmed
from .once import once
from .showing import render
from .shown import held, is_another

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
    another = is_another(request, held(request, assessment))
    revision = assessment.latest()
    data = request.POST if request.method == "POST" else None
    day = BoardDayForm(today=today(), data=data)
    forms = [
        BoardForm(lesion, lesion_name(facts), str(facts.answers.get("bone") or ""), data)
        for lesion in revision.lesion_rows()
        for facts in [revision.given.facts(lesion.key)]
    ]
    nothing = False
    if data is not None and all([day.is_valid(), *(form.is_valid() for form in forms)]):
        decided = [form.decided for form in forms if form.cleaned_data["intent"]]
        nothing = not decided
        if decided and not another:
            on = day.cleaned_data["on"]
            record_board(assessment=assessment, on=on, decided=decided, by=user_of(request))
            messages.success(request, _("The board's decision is recorded with the assessment."))
            return redirect("assessments:history", uuid=uuid)
    has_errors = nothing or bool(data is not None and any(form.errors for form in (day, *forms)))
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "day": day,
        "forms": forms,
        "all_forms": [day, *forms],
        "nothing": nothing,
        "not_as_shown": another,
        "has_errors": has_errors,
        "board": board_decisions(assessment),
    }
    return render(
        request,
        "assessments/board/board.html",
        context,
        status=422 if has_errors else 409 if another else 200,
    )
