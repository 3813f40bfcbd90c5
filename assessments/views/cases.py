"""The list of saved assessments: searching it, filtering and sorting it, going through it page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions.saved_filters import MOST, TooManyFiltersError, forget_filter, save_filter
from assessments.answers.wording import in_words, place_name
from assessments.clinical.advice import NONE, URGENCIES
from assessments.clinical.sections.history import PRIMARY
from assessments.forms.listing import FilterNameForm, Filters
from assessments.models import WRITING_ROLES, Assessment, Role, memberships_of, normalised
from assessments.record.decided import Decided, decided_on
from assessments.record.listing import Listing
from assessments.record.orders import NEWEST_FIRST, SORTS, page_of, segments
from assessments.record.waiting import waiting_counts
from bonemet.accounts.actions import dismiss_hints
from bonemet.pace import keep_pace

from .access import member_page, today, user_of
from .showing import listed, render

if TYPE_CHECKING:
    from typing import Any

PAGE = 25
NOBODYS = UUID(int=0)  # an address is looked up once, with this in the place of the assessment's own
LONGEST_SEARCH = 64
SEARCHES = "searched_patients"
SEARCHES_KEPT = 5  # tabs of one session


@require_safe
@member_page
def case_list(request: HttpRequest) -> HttpResponse:
    """Show what this user may see, what is overdue first, a page at a time."""
    user, memberships = user_of(request), memberships_of(user_of(request))
    units = [one.unit for one in memberships]
    searched = searched_for(request)
    if not searched:
        request.session.pop(SEARCHES, None)  # kept only while it is shown
    filters = Filters(request.GET, user)
    wanted = Listing(user, today(), filters.narrowed_to, searched)
    order = segments(filters.sort, units, filters.authors)
    page = page_of(order, units, wanted.of_unit, request.GET.get("after", ""), PAGE)
    rows = wanted.rows(page.keys)
    listed(request, "search" if searched else "list", [row.patient for row in rows])
    return render(
        request,
        "assessments/cases.html",
        _context(request, {one.role for one in memberships}, filters, searched)
        | {
            "rows": list_rows(rows),
            "any_at_all": bool(rows) or Assessment.objects.visible_to(user).exists(),
            "next": page.next,
            "waiting": waiting_counts(user, units, today()),
        },
    )


def _context(request: HttpRequest, roles: set[str], filters: Filters, searched: str) -> dict[str, Any]:
    user = user_of(request)
    token = {"search": request.GET["search"]} if searched else {}
    return {
        "nav_current": "list",
        "searched": searched,
        "filters": filters,
        "filtered": bool(filters.narrowed_to),
        "narrowed": bool(filters.narrowed_to.keys() - {"waiting"}),
        "may_start": not roles.isdisjoint(WRITING_ROLES),
        "leads": Role.LEAD in roles,
        "reviews": Role.REVIEWER in roles,
        "query": urlencode(token | filters.as_dict()),
        "saved": [(one, one.query == urlencode(filters.as_dict())) for one in user.saved_filters.all()],
        "name_form": FilterNameForm(),
        "sorts": {name: _sort_link(name, filters, token) for name in SORTS},
        "sort": filters.sort,
        "chosen": filters.narrowed_to.get("waiting", ""),
        "paged": "after" in request.GET,
    }


def _sort_link(name: str, filters: Filters, token: dict[str, str]) -> dict[str, str]:
    """Say where a heading leads: the other way round where the list is sorted by it already."""
    turned = f"-{name}" if filters.sort == name else name
    query = urlencode(token | filters.as_dict() | {"sort": turned})
    falls = filters.sort.startswith("-") != (name in NEWEST_FIRST)
    is_current = filters.sort.removeprefix("-") == name
    return {
        "title": str(SORTS[name]),
        "href": f"?{query}",
        "way": ("descending" if falls else "ascending") if is_current else "",
    }


def searched_for(request: HttpRequest) -> str:
    """Give what the address says was searched for; the words stand in the session alone."""
    searches: dict[str, str] = request.session.get(SEARCHES, {})
    return searches.get(request.GET.get("search", ""), "")


def list_rows(assessments: list[Assessment]) -> list[dict[str, Any]]:
    """Give what a row of the list shows of each assessment, which was fetched `with_what_is_listed`."""
    decided = decided_on(assessments)
    pages = {name: reverse(f"assessments:{name}", args=[NOBODYS]) for name in ("hub", "report", "to_board")}
    return [
        _row(assessment, [told for place, told in decided.items() if place[0] == assessment.pk])
        | {name: page.replace(str(NOBODYS), str(assessment.uuid)) for name, page in pages.items()}
        for assessment in assessments
    ]


def _row(assessment: Assessment, decided: list[Decided]) -> dict[str, Any]:
    urgency = assessment.urgency if assessment.urgency in URGENCIES else NONE
    return {
        "assessment": assessment,
        "cells": {
            "lesions": [place_name(one.bone, one.side, one.part) for one in assessment.lesions_listed],  # type: ignore[attr-defined]
            "primary": in_words(PRIMARY, assessment.primary) if assessment.primary else "",
            "tells": assessment.tells_advice,
            "decision": assessment.decision,
            "is_open": assessment.is_open,
            "urgency": "" if urgency == NONE else _(URGENCIES[urgency]),
            "decided": decided,
            "status": assessment.status,
            "state": assessment.get_status_display(),
            "due": assessment.due,
            "overdue": assessment.is_draft and assessment.due is not None and assessment.due < timezone.now(),
            "assessed_on": assessment.assessed_on,
            "updated": assessment.updated,
            "author": assessment.author.get_username(),
        },
    }


@require_POST
@member_page
def hints(request: HttpRequest) -> HttpResponse:
    """Show the hints for beginners no more."""
    dismiss_hints(by=user_of(request))
    return redirect("assessments:list")


@require_POST
@member_page
def search(request: HttpRequest) -> HttpResponse:
    """Search by identifier or name. It is kept in the session: an address reaches logs and histories."""
    # PostgreSQL knows no NUL, and nobody means one.
    searched = normalised(request.POST.get("patient", "").replace("\x00", " "))[:LONGEST_SEARCH]
    if not searched or "clear" in request.POST:
        return redirect("assessments:list")
    keep_pace("searches", user_of(request))
    searches = list(request.session.get(SEARCHES, {}).items())[1 - SEARCHES_KEPT :]
    token = get_random_string(8)
    request.session[SEARCHES] = dict(searches) | {token: searched}
    return redirect(f"{reverse('assessments:list')}?search={token}")


@require_POST
@member_page
def filters(request: HttpRequest) -> HttpResponse:
    """Keep the filters of the list under a name, or forget some."""
    user = user_of(request)
    if forgotten := request.POST.get("forget", ""):
        forget_filter(pk=forgotten, by=user)
        return redirect("assessments:list")
    form, query = FilterNameForm(request.POST), Filters(request.GET, user).as_query()
    back = f"{reverse('assessments:list')}?{query}"
    if not query:
        messages.error(request, _("Choose a filter or an order first; the whole list needs no name."))
    elif not form.is_valid():
        messages.error(request, _("Give the filter a name of at most 60 characters."))
    else:
        try:
            save_filter(name=form.cleaned_data["name"], query=query, by=user)
        except TooManyFiltersError:
            told = _("You have %(most)d saved filters already. Remove one first.")
            messages.error(request, told % {"most": MOST})
    return redirect(back)
