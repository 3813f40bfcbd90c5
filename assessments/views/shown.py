"""What a form was filled in for: it carries a digest of who was shown, and is refused for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from assessments.forms.filled_in_for import digest_of_shown
from assessments.models import Assessment, Patient

from .ended import RefusedPage

if TYPE_CHECKING:
    from django.http import HttpRequest


class FilledInForAnotherError(Exception):
    """A form was filled in for a patient who is not, or not as shown, the one whom the record is of now."""


def is_another(request: HttpRequest, patient: Patient, *shown: object) -> bool:
    """Tell whether a form was sent that was filled in for something else than the record says now.

    One that does not say what it was filled in for was filled in for nothing that is known.
    """
    return request.method == "POST" and not constant_time_compare(
        request.POST.get("of", ""), digest_of_shown(patient, *shown)
    )


def says_another(request: HttpRequest, patient: Patient, *shown: object) -> bool:
    """Tell the same of a form of which nothing is sealed, and which may do without saying what it is of."""
    return "of" in request.POST and is_another(request, patient, *shown)


def refuse_unshown(request: HttpRequest, patient: Patient) -> None:
    """Raise FilledInForAnotherError where a form says that it was filled in for another."""
    if says_another(request, patient):
        raise FilledInForAnotherError


def refuse_another(request: HttpRequest, patient: Patient, *shown: object) -> None:
    """Refuse a form in which nothing was typed, where the record is no longer what its page showed."""
    if says_another(request, patient, *shown):
        raise RefusedPage(
            409,
            _("This is no longer what the page showed"),
            _("This record was corrected or moved meanwhile. Nothing was changed. Open the page again."),
        )


def held(request: HttpRequest, assessment: Assessment) -> Patient:
    """Give the patient of an assessment as the record has them now.

    For a form that is sent both are taken for this transaction: whoever moves the assessment or corrects the
    identity waits. The order is theirs: assessment, then patient.
    """
    if request.method == "POST":
        fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
        assessment.status, assessment.revision_number = fresh.status, fresh.revision_number
        assessment.patient = held_patient(request, fresh.patient_id)
    return assessment.patient


def held_patient(request: HttpRequest, pk: int) -> Patient:
    """Give a patient as the record has them now, taken for this transaction where a form is sent."""
    patients = Patient.objects.select_related("unit")
    if request.method == "POST":
        patients = patients.select_for_update(of=("self",))
    return patients.get(pk=pk)
