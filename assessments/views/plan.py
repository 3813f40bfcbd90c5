"""The surgeon's own plan, before the advice is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_http_methods

from assessments.actions import signing
from assessments.answers.wording import lesion_name
from assessments.forms.signing import PlanForm, SkipForm

from .access import editable_assessment, member_page, user_of, wants
from .once import once
from .showing import render
from .shown import held, is_another

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.models import Assessment


def _forms(request: HttpRequest, assessment: Assessment) -> list[PlanForm]:
    revision = assessment.latest()
    planned = set(assessment.plans.values_list("lesion_id", flat=True))
    asked = request.method == "POST" and not wants(request, action="skip")
    data = request.POST if asked else None
    return [
        PlanForm(lesion, lesion_name(revision.given.facts(lesion.key)), data)
        for lesion in revision.lesion_rows()
        if lesion.pk not in planned
    ]


def _then(request: HttpRequest, uuid: UUID) -> str:
    """Give where one goes on without a plan: back to the page of this assessment where it was asked for.

    A link that says `?then=back` leads back to its page, which the browser names.
    """
    wanted = request.POST.get("then", "")
    if request.GET.get("then") == "back":
        wanted = wanted or urlsplit(request.headers.get("Referer", "")).path
    elif request.GET.get("then") == "sign":
        wanted = reverse("assessments:sign", args=[uuid])
    try:
        page = resolve(wanted)
    except Resolver404:
        page = None
    if page is None or page.app_name != "assessments" or page.kwargs.get("uuid") != uuid:
        return reverse("assessments:report", args=[uuid])
    return wanted


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask what the surgeon means to do with each lesion, or why that is skipped."""
    assessment = editable_assessment(request, uuid)
    another = is_another(request, held(request, assessment))
    forms = _forms(request, assessment)
    if not forms:
        return redirect("assessments:report", uuid=uuid)
    then = _then(request, uuid)
    skip = SkipForm(request.POST if wants(request, action="skip") else None)
    if request.method == "POST":
        if skip.is_bound and skip.is_valid() and not another:
            reason = skip.cleaned_data["reason"]
            signing.skip_plans(assessment=assessment, reason=reason, by=user_of(request))
            return redirect(then)
        valid = [form.is_valid() for form in forms]  # every one is asked, so that every error is told
        if not skip.is_bound and all(valid) and not another:
            plans = {form.lesion: form.plan for form in forms}
            signing.record_plans(assessment=assessment, plans=plans, by=user_of(request))
            return redirect("assessments:report", uuid=uuid)
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "forms": forms,
        "skip": skip,
        "all_forms": [*forms, skip],
        "then": then,
        "not_as_shown": another,
        "has_errors": any(form.is_bound and form.errors for form in [*forms, skip]),
    }
    status = 422 if context["has_errors"] else 409 if another else 200
    return render(request, "assessments/plan.html", context, status=status)
