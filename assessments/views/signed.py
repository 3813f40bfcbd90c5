"""A signed assessment: shown from what was sealed, with its notes and what came after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions import signing
from assessments.answers.wording import lesion_name
from assessments.clinical.versions import KNOWLEDGE
from assessments.forms.signing import TextForm
from assessments.models import Assessment, Filing, SealedKind, Status
from assessments.record.chain import content_of
from assessments.record.comparison import judged
from assessments.record.decided import board_decisions
from assessments.record.key_images import images_as_sealed
from assessments.record.signed import answers_of, decisions_of, sealed_report
from assessments.report.since_signed import since_signed

from .access import (
    RefusedPage,
    may_write_for,
    member_page,
    refuse_readers,
    user_of,
    visible_assessment,
)
from .confirming import confirmed
from .once import once
from .showing import render
from .shown import held, is_another, says_another
from .unsaved import left_unsaved

if TYPE_CHECKING:
    from uuid import UUID


def signed_page(
    request: HttpRequest, assessment: Assessment, note: TextForm | None = None, status: int = 200
) -> HttpResponse:
    """Show the report as it was signed, word for word."""
    sealed = sealed_report(assessment)
    content = content_of(sealed)
    amendment = Assessment.objects.filter(amends=assessment).exclude(status=Status.WITHDRAWN).first()
    notes = [
        (one, content_of(one))
        for one in assessment.sealed.filter(kind=SealedKind.NOTE).select_related("chain")
    ]
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "sealed": sealed,
        "content": content,
        "decided": decisions_of(assessment, content),
        "since": since_signed(assessment, content),
        "notes": [
            {"by": told["by_full_name"] or told["by_name"], "at": one.at, "text": told["text"]}
            for one, told in notes
        ],
        "note_form": note or TextForm(_("Add a note")),
        "amendment": amendment,
        "board": board_decisions(assessment),
        "images": images_as_sealed(assessment, content),
        "is_of_another": content["patient"]["uuid"] != str(assessment.patient.uuid),
        "identity_changed": content["patient"]["identifier"] != assessment.patient.identifier,
        "may_write": may_write_for(request, assessment.patient),
        "filing": Filing.objects.filter(assessment=assessment).first(),
        "unsaved": left_unsaved(assessment, user_of(request)),
        "not_as_shown": status == 409,
    }
    return render(request, "assessments/signed/signed.html", context, status=status)


@require_POST
@member_page
@once
def note(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add a note to a signed assessment, with the same proof as a signature: it is sealed like one."""
    assessment = visible_assessment(request, uuid)
    refuse_readers(request, assessment)
    if not assessment.is_signed:
        raise _not_signed(assessment)
    page: HttpResponse = confirmed(_note, assessment.unit)(request, uuid)
    return page


def _note(request: HttpRequest, uuid: UUID) -> HttpResponse:
    assessment = visible_assessment(request, uuid)
    form = TextForm(_("Add a note"), request.POST)
    another = is_another(request, held(request, assessment), sealed_report(assessment).pk)
    if not form.is_valid():
        return signed_page(request, assessment, form, status=422)
    if another:
        return signed_page(request, assessment, form, status=409)
    signing.add_note(assessment=assessment, text=form.cleaned_data["text"], by=user_of(request))
    messages.success(request, _("The note is saved with the report."))
    return redirect("assessments:report", uuid=uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def amend(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin an amendment, for a reason."""
    assessment = visible_assessment(request, uuid)
    refuse_readers(request, assessment)
    if not assessment.is_signed:
        raise _not_signed(assessment)
    form = TextForm(_("What is amended, and why?"), request.POST if request.method == "POST" else None)
    another = says_another(request, held(request, assessment))
    if form.is_bound and form.is_valid() and not another:
        try:
            made = signing.amend(assessment=assessment, reason=form.cleaned_data["text"], by=user_of(request))
        except signing.AmendedAlreadyError as already:
            made = already.amendment
        return redirect("assessments:hub", uuid=made.uuid)
    context = {"assessment": assessment, "patient": assessment.patient, "form": form, "not_as_shown": another}
    status = 422 if form.errors else 409 if another else 200
    return render(request, "assessments/signed/amend.html", context, status=status)


def _not_signed(assessment: Assessment) -> RefusedPage:
    return RefusedPage(
        409,
        _("This assessment is not signed yet"),
        _("Its answers can still be changed, so it needs no amendment and no note."),
        assessment,
    )


@require_safe
@member_page
def today(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what today's rules would say to the answers of a signed report. It is no part of the record."""
    assessment = visible_assessment(request, uuid)
    if not assessment.is_signed:
        raise _not_signed(assessment)
    content = content_of(sealed_report(assessment))
    told = [judged(assessment, uuid) for uuid in content["lesions"]]
    given = answers_of(content)
    names = [lesion_name(given.facts(lesion)) for lesion in given.lesions]
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "rows": list(zip(names, told, strict=True)),
        "then": content["knowledge"],
        "now": KNOWLEDGE,
        "refused": any(one.today is None for one in told),
        "changed": any(one.rules_change_it for one in told),
    }
    return render(request, "assessments/signed/today.html", context)
