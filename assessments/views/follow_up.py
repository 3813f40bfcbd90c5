"""Follow-up: everything told of a patient's lesions since, and the form to tell more or to correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import follow_up as follow_ups
from assessments.answers.wording import place_name
from assessments.forms.follow_up import FollowUpForm
from assessments.models import FollowUp, Lesion
from assessments.record.chain import is_as_sealed
from assessments.record.follow_up_words import told_rows
from assessments.record.outcomes import outcome_of, outcome_of_patient

from .access import RefusedPage, may_write_for, member_page, today, user_of, visible_patient
from .once import once
from .showing import render
from .shown import held_patient, is_another

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from assessments.models import AssessedLesion, Patient


@require_safe
@member_page
def entries(request: HttpRequest, patient_uuid: UUID) -> HttpResponse:
    """Show what was told of a patient since, lesion by lesion; what was corrected stays readable."""
    patient = visible_patient(request, patient_uuid)
    told = FollowUp.objects.of_patient(patient).current().select_related("chain")
    context = {
        "patient": patient,
        "outcome": outcome_of([entry for entry in told if is_as_sealed(entry)]),
        "lesions": [_lesion_row(lesion) for lesion in patient.lesions.all()],
        "may_write": may_write_for(request, patient),
        "today": today(),
    }
    return render(request, "assessments/follow_up/follow_ups.html", context)


def _lesion_row(lesion: Lesion) -> dict[str, Any]:
    told = lesion.follow_ups.select_related("by", "replacement", "chain").order_by("-on", "-pk")
    return {
        "lesion": lesion,
        "name": lesion_name(lesion),
        "entries": [
            {"entry": entry, "rows": told_rows(entry)} if is_as_sealed(entry) else {"is_damaged": True}
            for entry in told
        ],
    }


def lesion_name(lesion: Lesion) -> str:
    """Name a lesion as its newest assessment does."""
    newest = _newest(lesion)
    return place_name(newest.bone, newest.side, newest.part) if newest else str(lesion)


def _newest(lesion: Lesion) -> AssessedLesion | None:
    return lesion.assessed.order_by("-assessment__created").first()


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def add(request: HttpRequest, lesion_uuid: UUID) -> HttpResponse:
    """Tell how a lesion and its patient are."""
    lesion = Lesion.objects.select_related("patient__unit").filter(uuid=lesion_uuid).first()
    if lesion is None:
        raise Http404
    visible_patient(request, lesion.patient.uuid)
    return _form_page(request, lesion, None)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Replace an entry by a new one; the old one stays readable."""
    entry = FollowUp.objects.select_related("lesion__patient__unit").filter(uuid=uuid).first()
    if entry is None:
        raise Http404
    visible_patient(request, entry.lesion.patient.uuid)
    return _form_page(request, entry.lesion, entry)


def _form_page(request: HttpRequest, lesion: Lesion, replaces: FollowUp | None) -> HttpResponse:
    patient = _patient(request, lesion)
    another = is_another(request, patient)
    if not may_write_for(request, patient):
        raise RefusedPage(
            403, _("You may read follow-ups, not write them"), _("Your role in this unit is to review.")
        )
    if replaces is not None and FollowUp.objects.filter(replaces=replaces).exists():
        raise _corrected_already()
    others = [entry for entry in FollowUp.objects.of_patient(patient).current() if entry != replaces]
    data = request.POST if request.method == "POST" else None
    bone = newest.bone if (newest := _newest(lesion)) else ""
    form = FollowUpForm(data, today=today(), outcome=outcome_of(others), bone=bone, replaces=replaces)
    if form.is_bound and form.is_valid() and not another:
        try:
            follow_ups.record_follow_up(lesion=lesion, told=form.told, replaces=replaces, by=user_of(request))
        except follow_ups.ReplacedAlreadyError as error:
            raise _corrected_already() from error
        messages.success(request, _("Follow-up saved."))
        return redirect("assessments:follow_ups", patient_uuid=patient.uuid)
    context = {
        "form": form,
        "patient": patient,
        "lesion": lesion,
        "name": lesion_name(lesion),
        "replaces": replaces,
        "outcome": outcome_of_patient(patient),
        "not_as_shown": another,
    }
    status = 422 if form.errors else 409 if another else 200
    return render(request, "assessments/follow_up/follow_up.html", context, status=status)


def _patient(request: HttpRequest, lesion: Lesion) -> Patient:
    """Give whose lesion it is, held before life and death are read, which the form is checked against."""
    patient = held_patient(request, lesion.patient_id)
    lesion.refresh_from_db(fields=["patient"])
    if lesion.patient_id != patient.pk:  # moved while this was waiting
        patient = held_patient(request, lesion.patient_id)
    return patient


def _corrected_already() -> RefusedPage:
    return RefusedPage(
        409,
        _("This entry was corrected already"),
        _("Correct the newer entry instead: the patient's follow-ups show it."),
    )
