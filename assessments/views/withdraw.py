"""Withdrawing a draft, for a reason, and putting it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import withdrawing
from assessments.answers.wording import lesion_name
from assessments.forms.signing import TextForm
from assessments.record.decided import plan_word

from .access import (
    RefusedPage,
    editable_assessment,
    lesion_of,
    member_page,
    refuse_readers,
    user_of,
    visible_assessment,
)
from .once import once
from .showing import render
from .shown import held, is_another, refuse_another

if TYPE_CHECKING:
    from uuid import UUID


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask why a draft is withdrawn, and withdraw it."""
    assessment = editable_assessment(request, uuid)
    another = is_another(request, held(request, assessment))
    form = TextForm(_("Why is it withdrawn?"), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and not another:
        withdrawing.withdraw(assessment=assessment, reason=form.cleaned_data["text"], by=user_of(request))
        messages.success(request, _("The draft is withdrawn. It stays in the patient's record."))
        return redirect("assessments:hub", uuid=uuid)
    context = {"assessment": assessment, "patient": assessment.patient, "form": form, "not_as_shown": another}
    status = 422 if form.errors else 409 if another else 200
    return render(request, "assessments/withdrawing/withdraw.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def withdraw_plan(request: HttpRequest, uuid: UUID, lesion_uuid: UUID) -> HttpResponse:
    """Ask why the plan for a lesion is withdrawn, and withdraw it: until the advice was shown."""
    assessment = editable_assessment(request, uuid)
    another = is_another(request, held(request, assessment))
    lesion = lesion_of(assessment, lesion_uuid, assessment.latest().lesions)
    plan = assessment.plans.standing().filter(lesion=lesion).select_related("lesion", "chain").first()
    if plan is None or not withdrawing.may_withdraw(plan, assessment):
        raise RefusedPage(
            409,
            _("This plan cannot be withdrawn"),
            _("There is none, or the advice was shown since. What you decide is asked for when you sign."),
            assessment,
        )
    form = TextForm(_("Why is it withdrawn?"), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and not another:
        withdrawing.withdraw_plan(plan=plan, reason=form.cleaned_data["text"], by=user_of(request))
        return redirect("assessments:plan", uuid=uuid)
    name = lesion_name(assessment.latest().given.facts(plan.lesion.key))
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "name": name,
        "plan": plan_word(plan),
        "form": form,
        "not_as_shown": another,
    }
    status = 422 if form.errors else 409 if another else 200
    return render(request, "assessments/withdrawing/plan.html", context, status=status)


@require_POST
@member_page
@once
def put_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make a withdrawn draft a draft again."""
    assessment = visible_assessment(request, uuid)
    refuse_readers(request, assessment)
    refuse_another(request, held(request, assessment))
    try:
        withdrawing.put_back(assessment=assessment, by=user_of(request))
    except withdrawing.NotWithdrawnError as error:
        raise RefusedPage(
            409, _("This draft is not withdrawn"), _("Nothing was changed."), assessment
        ) from error
    messages.success(request, _("The draft is back in the lists."))
    return redirect("assessments:hub", uuid=uuid)
