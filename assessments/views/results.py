"""The board of a unit's own results, for its lead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.actions.access_log import record_access
from assessments.models import AccessKind, led_units
from assessments.results.board import board_of
from assessments.results.current import current_tally

from .access import RefusedPage, member_page, user_of


@require_safe
@member_page
def results(request: HttpRequest) -> HttpResponse:
    """Show what was predicted against what came of it, in the units that this user leads."""
    user = user_of(request)
    units = list(led_units(user))
    if not units:
        raise RefusedPage(
            403,
            _("Only the unit's lead sees its results"),
            _("Ask the lead of your unit to show them to you."),
        )
    for unit in units:
        record_access(user, AccessKind.VIEWED, what="results", unit=unit)
    tally, at = current_tally(units)
    context = {"board": board_of(tally) if tally else None, "counted_at": at, "units": units}
    return render(request, "assessments/results/results.html", context)
