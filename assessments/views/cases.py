"""The list of saved assessments: searching it, filtering it, and going through it page by page."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.answers.wording import in_words, place_name
from assessments.clinical.advice import URGENCIES
from assessments.clinical.sections.history import PRIMARY
from assessments.forms.listing import FilterForm
from assessments.models import (
    SIGNED_STATES,
    AssessedLesion,
    Assessment,
    Patient,
    Status,
    Unit,
    led_units,
    normalised,
    units_of,
    writable_units,
)
from assessments.record.decided import Decided, decided_on, with_responses
from assessments.record.keyset import newest, token_of
from assessments.record.waiting import those_waiting, waiting_counts

from .access import member_page, today, user_of
from .showing import listed, render

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from django.db.models import QuerySet

    from bonemet.accounts.models import User

PAGE = 25
COLUMNS = ("status", "primary", "decision", "urgency", "author")
LONGEST_SEARCH = 64
SEARCH = "searched_patient"
MOST_PATIENTS = 500  # more are left to the database


@require_safe
@member_page
def case_list(request: HttpRequest) -> HttpResponse:
    """Show what this user may see, newest first, a page at a time."""
    user = user_of(request)
    searched: str = request.session.get(SEARCH, "")
    form = FilterForm(request.GET, user)
    each = [_of_unit(unit, user, form.chosen, searched) for unit in units_of(user)]
    rows = newest(each, "updated", request.GET.get("after", ""), PAGE + 1)
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    listed(request, "search" if searched else "list", [row.patient for row in rows])
    return render(
        request,
        "assessments/cases.html",
        {
            "nav_current": "list",
            "rows": _rows(rows),
            "searched": searched,
            "form": form,
            "filtered": bool(form.chosen),
            "narrowed": bool(form.chosen.keys() - {"waiting"}),
            "any_at_all": bool(rows) or Assessment.objects.visible_to(user).exists(),
            "may_start": writable_units(user).exists(),
            "leads": led_units(user).exists(),
            "next": token_of(rows[-1].updated, rows[-1].pk) if more else "",
            "query": form.as_query(),
            "waiting": waiting_counts(user, today()),
            "chosen": form.chosen.get("waiting", ""),
            "paged": "after" in request.GET,
        },
    )


def _of_unit(unit: Unit, user: User, chosen: dict[str, Any], searched: str) -> QuerySet[Assessment]:
    found: QuerySet[Assessment] = Assessment.objects.visible_to(user).filter(unit=unit)
    if searched:
        found = found.filter(_of_patients(Patient.objects.filter(unit=unit).found_by(searched)))
    found = _filtered(found, user, chosen)
    return found.select_related("patient", "author").prefetch_related("assessed", with_responses())


def _of_patients(found: QuerySet[Patient]) -> Q:
    """Keep the assessments of these patients; those of a duplicate belong to the record that stays.

    Patients come first, so that few of them lead to their assessments and not the reverse.
    """
    keys = list(found.values_list("pk", "merged_into")[: MOST_PATIENTS + 1])
    if len(keys) <= MOST_PATIENTS:
        return Q(patient__in={into or pk for pk, into in keys})
    return Q(patient__in=found.values("pk")) | Q(patient__in=found.values("merged_into"))


def _filtered(found: QuerySet[Assessment], user: User, chosen: dict[str, Any]) -> QuerySet[Assessment]:
    columns = {name: chosen[name] for name in COLUMNS if name in chosen}
    if "status" not in columns:
        found = found.exclude(status=Status.WITHDRAWN)
    found = found.filter(**columns)
    if columns.keys() & {"decision", "urgency"}:
        # Advice on a draft without a plan is told nowhere, so it cannot be searched for either.
        found = found.filter(Q(is_planned=True) | Q(status__in=SIGNED_STATES))
    if "bone" in chosen:
        there = AssessedLesion.objects.filter(assessment=OuterRef("pk"), bone=chosen["bone"])
        found = found.filter(Exists(there))
    if "since" in chosen:
        found = found.filter(updated__gte=_midnight(chosen["since"]))
    if "until" in chosen:
        found = found.filter(updated__lt=_midnight(chosen["until"] + timedelta(days=1)))
    return those_waiting(found, chosen.get("waiting", ""), user, today())


def _midnight(day: date) -> datetime:
    """Give the beginning of a day where the user is: a range of times, for which there is an index."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _rows(assessments: list[Assessment]) -> list[dict[str, Any]]:
    decided = decided_on(assessments)
    return [
        _row(assessment, [told for place, told in decided.items() if place[0] == assessment.pk])
        for assessment in assessments
    ]


def _row(assessment: Assessment, decided: list[Decided]) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "decided": decided,
        "lesions": [
            place_name(lesion.bone, lesion.side, lesion.part) for lesion in assessment.assessed.all()
        ],
        "primary": in_words(PRIMARY, assessment.primary) if assessment.primary else "",
        "tells": assessment.tells_advice,
        "urgency": _(URGENCIES[assessment.urgency]) if assessment.urgency in URGENCIES else "",
        "overdue": assessment.is_draft and assessment.due is not None and assessment.due < timezone.now(),
    }


@require_POST
@member_page
def search(request: HttpRequest) -> HttpResponse:
    """Search by identifier or name. It is kept in the session: an address reaches logs and histories."""
    # PostgreSQL knows no NUL, and nobody means one.
    searched = normalised(request.POST.get("patient", "").replace("\x00", " "))[:LONGEST_SEARCH]
    if searched and "clear" not in request.POST:
        request.session[SEARCH] = searched
    else:
        request.session.pop(SEARCH, None)
    return redirect("assessments:list")
