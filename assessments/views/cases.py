"""The list of saved assessments, and the search in it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.clinical.advice import DECISIONS, URGENCIES
from assessments.clinical.sections.history import PRIMARY
from assessments.models import Assessment, normalised, writable_units
from assessments.shown import in_words, place_name

from .access import member_page, user_of

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

PAGE = 25
LONGEST_SEARCH = 64
SEARCH = "searched_identifier"


@require_safe
@member_page
def case_list(request: HttpRequest) -> HttpResponse:
    """Show what this user may see, newest first, a page at a time."""
    searched: str = request.session.get(SEARCH, "")
    found: QuerySet[Assessment] = Assessment.objects.visible_to(user_of(request))
    any_at_all = found.exists()
    if searched:
        # A range and not a LIKE: both databases answer it from the index.
        found = found.filter(
            patient__identifier__gte=searched, patient__identifier__lt=searched + "\U0010ffff"
        )
    found = _after(found, request.GET.get("after", ""))
    rows = list(
        found.select_related("patient", "author")
        .prefetch_related("assessed")
        .order_by("-updated", "-id")[: PAGE + 1]
    )
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return render(
        request,
        "assessments/list.html",
        {
            "rows": [_row(assessment) for assessment in rows],
            "searched": searched,
            "any_at_all": any_at_all,
            "may_start": writable_units(user_of(request)).exists(),
            "next": f"{rows[-1].updated.isoformat()}_{rows[-1].pk}" if more else "",
            "paged": "after" in request.GET,
        },
    )


def _after(found: QuerySet[Assessment], token: str) -> QuerySet[Assessment]:
    """Go on after the last row of the page before. An unreadable token shows the first page."""
    when, _separator, number = token.partition("_")
    try:
        last, key = datetime.fromisoformat(when), int(number)
    except ValueError:
        return found
    if last.tzinfo is None or not 0 <= key < 2**63:
        return found
    # This shape, not the plain "or" of both columns, lets the database start at the right place of the index.
    return found.filter(updated__lte=last).filter(Q(updated__lt=last) | Q(pk__lt=key))


def _row(assessment: Assessment) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "lesions": [
            place_name(lesion.bone, lesion.side, lesion.part) for lesion in assessment.assessed.all()
        ],
        "primary": in_words(PRIMARY, assessment.primary) if assessment.primary else "",
        "decision": _(DECISIONS[assessment.decision]) if assessment.decision in DECISIONS else "",
        "urgency": _(URGENCIES[assessment.urgency]) if assessment.urgency in URGENCIES else "",
    }


@require_POST
@member_page
def search(request: HttpRequest) -> HttpResponse:
    """Search by identifier. It is kept in the session: in an address it would reach logs and histories."""
    searched = normalised(request.POST.get("identifier", ""))[:LONGEST_SEARCH]
    if searched and "clear" not in request.POST:
        request.session[SEARCH] = searched
    else:
        request.session.pop(SEARCH, None)
    return redirect("assessments:list")
