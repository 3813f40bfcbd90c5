"""Putting a record right: who the patient is, whose an assessment is, one patient entered twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions import assessments as actions
from assessments.actions import corrections
from assessments.forms.records import IdentityForm, OtherPatientForm

from .access import (
    RefusedPage,
    may_write_for,
    member_page,
    today,
    user_of,
    visible_assessment,
    visible_patient,
)
from .once import once
from .showing import render
from .shown import held, held_patient, says_another

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.models import Assessment, Patient
    from bonemet.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def correct(request: HttpRequest, patient_uuid: UUID) -> HttpResponse:
    """Correct the identity of a patient, for a reason."""
    patient = visible_patient(request, patient_uuid)
    _refuse_readers(request, patient)
    another = says_another(request, held_patient(request, patient.pk))
    data = request.POST if request.method == "POST" else None
    form = IdentityForm(data, instance=visible_patient(request, patient_uuid), today=today())
    known = None
    if form.is_bound and form.is_valid() and not another:
        said = {name: form.cleaned_data[name] for name in (*corrections.IDENTITY, "reason")}
        try:
            corrections.correct_identity(patient=patient, by=user_of(request), **said)
        except actions.IdentifierTakenError as taken:
            known = taken.patient.merged_into or taken.patient
            form.add_error("identifier", _("The unit has a patient with this identifier already."))
        else:
            messages.success(request, _("The patient's identity is corrected; the reason is on record."))
            return redirect("assessments:patient", patient_uuid=patient.uuid)
    context = {"patient": patient, "form": form, "known": known, "not_as_shown": another}
    status = 422 if form.is_bound and form.errors else 409 if another else 200
    return render(request, "assessments/corrections/correct.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Move an assessment to the patient whom it is of."""
    assessment = visible_assessment(request, uuid)
    patient, user = assessment.patient, user_of(request)
    _refuse_readers(request, patient, assessment)
    form = OtherPatientForm(patient, may_be_new=True, data=request.POST if request.method == "POST" else None)
    another = says_another(request, held(request, assessment))
    if form.is_bound and form.is_valid() and not another:
        try:
            to = _moved(assessment, form, user)
        except (actions.IdentifierTakenError, corrections.SamePatientError):
            form.add_error(
                "identifier",
                _changed_meanwhile(),
            )
        else:
            messages.success(request, _("Moved. Both patients' records tell of it."))
            return redirect("assessments:patient", patient_uuid=to.uuid)
    context = {
        "assessment": assessment,
        "patient": patient,
        "form": form,
        "together": corrections.belonging_together(assessment),
        "not_as_shown": another,
    }
    status = 422 if form.is_bound and form.errors else 409 if another else 200
    return render(request, "assessments/corrections/move.html", context, status=status)


def _changed_meanwhile() -> str:
    return _("These records were changed meanwhile, perhaps by you in another tab. Look again.")


@transaction.atomic
def _moved(assessment: Assessment, form: OtherPatientForm, user: User) -> Patient:
    """Move it; a patient who is new is entered only together with that."""
    to = form.other or actions.create_patient(
        unit=assessment.patient.unit, identifier=form.cleaned_data["identifier"], by=user
    )
    corrections.move_assessment(assessment=assessment, to=to, reason=form.cleaned_data["reason"], by=user)
    return to


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def merge(request: HttpRequest, patient_uuid: UUID) -> HttpResponse:
    """Join a patient who was entered twice with the record that stays."""
    patient = visible_patient(request, patient_uuid)
    _refuse_readers(request, patient)
    form = OtherPatientForm(
        patient, may_be_new=False, data=request.POST if request.method == "POST" else None
    )
    another = says_another(request, held_patient(request, patient.pk))
    if form.is_bound and form.is_valid() and form.other is not None and not another:
        try:
            corrections.merge_patients(
                duplicate=patient, into=form.other, reason=form.cleaned_data["reason"], by=user_of(request)
            )
        except corrections.SamePatientError:
            form.add_error(
                "identifier",
                _changed_meanwhile(),
            )
        else:
            messages.success(request, _("Merged. This is the record that stays."))
            return redirect("assessments:patient", patient_uuid=form.other.uuid)
    context = {
        "patient": patient,
        "form": form,
        "alike": corrections.alike(
            patient, unit_id=patient.unit.pk, name=patient.name, birth_date=patient.birth_date
        ),
        "not_as_shown": another,
    }
    status = 422 if form.is_bound and form.errors else 409 if another else 200
    return render(request, "assessments/corrections/merge.html", context, status=status)


def _refuse_readers(request: HttpRequest, patient: Patient, back: Assessment | None = None) -> None:
    if not may_write_for(request, patient):
        raise RefusedPage(
            403,
            _("You may read this record, not correct it"),
            _("Your role in this unit is to review."),
            back,
        )
