"""The surgeon's own plan, before the advice is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_http_methods

from assessments.actions import signing
from assessments.actions.withdrawing import may_withdraw
from assessments.answers.wording import lesion_name
from assessments.forms.signing import PlanForm, SkipForm
from assessments.record.decided import plan_word

from .access import editable_assessment, member_page, user_of, wants
from .once import once
from .showing import render
from .shown import held, is_another

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.models import Assessment

PLANNED = ("intent", "how_soon")


def _forms(request: HttpRequest, assessment: Assessment) -> list[PlanForm]:
    revision = assessment.latest()
    planned = set(assessment.plans.standing().values_list("lesion_id", flat=True))
    asked = request.method == "POST" and not wants(request, action="skip")
    data = request.POST if asked else None
    lesions = [lesion for lesion in revision.lesion_rows() if lesion.pk not in planned]
    # Of several lesions some may be left for later; the advice waits for all of them.
    is_begun = any(request.POST.get(f"{lesion.key}-{name}") for lesion in lesions for name in PLANNED)
    return [
        PlanForm(lesion, lesion_name(revision.given.facts(lesion.key)), data, may_be_left=is_begun)
        for lesion in lesions
    ]


def _recorded(assessment: Assessment) -> list[dict[str, Any]]:
    """List the plans that stand already, and whether each may still be withdrawn."""
    given = assessment.latest().given
    return [
        {
            "name": lesion_name(given.facts(plan.lesion.key)),
            "plan": plan_word(plan),
            "address": reverse("assessments:withdraw_plan", args=[assessment.uuid, plan.lesion.uuid])
            if may_withdraw(plan, assessment)
            else "",
        }
        for plan in assessment.plans.standing().select_related("lesion", "chain")
        if plan.lesion.key in given.lesions
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
            plans = {form.lesion: form.plan for form in forms if form.has_changed()}
            signing.record_plans(assessment=assessment, plans=plans, by=user_of(request))
            return redirect("assessments:report" if assessment.is_planned else "assessments:plan", uuid=uuid)
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "forms": forms,
        "skip": skip,
        "all_forms": [*forms, skip],
        "then": then,
        "recorded": _recorded(assessment),
        "not_as_shown": another,
        "has_errors": any(form.is_bound and form.errors for form in [*forms, skip]),
    }
    status = 422 if context["has_errors"] else 409 if another else 200
    return render(request, "assessments/plan.html", context, status=status)
