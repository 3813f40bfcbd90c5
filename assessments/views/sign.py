"""Signing: what the signer says to the advice, and the seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions import signing
from assessments.actions.access_log import record_access
from assessments.forms.signing import ResponseForm
from assessments.models import AccessKind
from assessments.record.decided import plan_word
from assessments.report.of_assessment import final_report, report_to_sign

from .access import editable_assessment, member_page, user_of
from .clashes import of_record
from .confirming import confirmed
from .once import once
from .place import base_revision
from .report import contradictions
from .showing import render
from .shown import held, is_another

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.clinical.evaluation.evaluate import Evaluation
    from assessments.models import Assessment, Revision
    from assessments.report.tree import LesionReport


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask who signs to log in again, and then for agreement or an override of every lesion's advice.

    Where open answers could change the advice they are named, and it is asked once more.
    """
    assessment = editable_assessment(request, uuid)  # refused before anybody is asked for a password
    page: HttpResponse = confirmed(_sign, assessment.unit)(request, uuid)
    return page


def _sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    assessment = editable_assessment(request, uuid)
    held(request, assessment)
    revision = assessment.latest()
    evaluation, problems = revision.given.evaluated
    if evaluation is None:
        return contradictions(request, assessment, revision, problems)
    if not assessment.is_planned:
        return redirect(f"{reverse('assessments:plan', args=[uuid])}?then=sign")
    lesions = report_to_sign(assessment, revision, evaluation).lesions
    forms = _forms(request, revision, lesions)
    headlines = [lesion.headline for lesion in lesions]
    changed = request.method == "POST" and base_revision(request.POST) != revision.number
    another = is_another(request, assessment.patient, headlines)
    valid = [form.is_valid() for form in forms]  # every one is asked, so that every error is told
    provisional = [lesion for lesion in lesions if not lesion.settled]
    asked = bool(provisional) and "despite_open" not in request.POST
    if request.method == "POST" and not changed and not another and all(valid) and not asked:
        try:
            _seal(request, assessment, revision, evaluation, forms)
        except signing.ChangedMeanwhileError:
            changed = True
        else:
            messages.success(request, _("Signed. The report is kept as it is now."))
            return redirect("assessments:report", uuid=uuid)
    has_errors = any(form.errors for form in forms) if request.method == "POST" else False
    asks_once_more = request.method == "POST" and not (changed or another or has_errors)
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "revision": revision,
        "rows": list(zip(forms, lesions, _plans(assessment, revision), strict=True)),
        "headlines": headlines,
        "of_record": of_record(assessment, revision),
        "may_mend": True,
        "ask_once_more": provisional if asks_once_more else [],
        "forms": forms,
        "changed": changed,
        "not_as_shown": another and not changed,
        "has_errors": has_errors,
        "drafts": assessment.drafts.filter(user=user_of(request)).exists(),
    }
    stale = changed or (another and not has_errors)
    status = 409 if stale else 422 if request.method == "POST" else 200
    return render(request, "assessments/sign.html", context, status=status)


def _plans(assessment: Assessment, revision: Revision) -> list[str]:
    """Put what was planned for each lesion before the advice was shown into words."""
    plans = assessment.plans.standing().select_related("lesion", "chain")
    told = {plan.lesion.key: plan_word(plan) for plan in plans}
    return [told.get(uuid, "") for uuid in revision.lesions]


def _forms(request: HttpRequest, revision: Revision, shown: tuple[LesionReport, ...]) -> list[ResponseForm]:
    data = request.POST if request.method == "POST" else None
    return [
        ResponseForm(lesion, revision.given.judged[lesion.key], told, data)
        for lesion, told in zip(revision.lesion_rows(), shown, strict=True)
    ]


def _seal(
    request: HttpRequest,
    assessment: Assessment,
    revision: Revision,
    evaluation: Evaluation,
    forms: list[ResponseForm],
) -> None:
    user, at = user_of(request), timezone.now()
    signing.sign(
        assessment=assessment,
        said=[form.said for form in forms],
        shown=final_report(assessment, revision, evaluation, signer=user, at=at),
        at=at,
        base_revision=revision.number,
        by=user,
    )
    record_access(user, AccessKind.SIGNED, assessment=assessment)
