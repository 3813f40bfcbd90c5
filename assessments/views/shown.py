"""What a form was filled in for: it carries a digest of who was shown, and is refused once that is another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils.crypto import constant_time_compare, salted_hmac

from assessments.models import Assessment, Patient

if TYPE_CHECKING:
    from django.http import HttpRequest


def digest_of_shown(patient: Patient, *shown: object) -> str:
    """Sum up who a page shows, and what else of the record it says; keyed, so that it tells nobody who that is."""
    identity = [
        str(patient.uuid),
        patient.identifier,
        patient.name,
        patient.birth_date.isoformat() if patient.birth_date else "",
        patient.sex,
    ]
    told = json.dumps([identity, [str(one) for one in shown]], ensure_ascii=False)
    return salted_hmac("bonemet.shown", told, algorithm="sha256").hexdigest()


def is_as_shown(request: HttpRequest, patient: Patient, *shown: object) -> bool:
    """Tell whether a form was filled in for this patient, shown as the record has them now."""
    return constant_time_compare(request.POST.get("of", ""), digest_of_shown(patient, *shown))


def held(assessment: Assessment) -> Patient:
    """Take an assessment and its patient for this transaction, and give the patient as the record has them now.

    Whoever moves the assessment or corrects the identity waits; the order is theirs: assessment, then patient.
    """
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    assessment.patient = held_patient(fresh.patient_id)
    return assessment.patient


def held_patient(pk: int) -> Patient:
    """Take a patient for this transaction."""
    return Patient.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
