"""Who a document is about: the only place of what is exchanged that names a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from assessments.models import Patient

    from .resources import Resource

GENDERS = {"female": "female", "male": "male", "other": "other"}


def patient_resource(sealed: dict[str, Any]) -> Resource:
    """Give the patient as the sealed record names them; of an erased one only the sex is left."""
    told: Resource = {"resourceType": "Patient"}
    if sealed.get("identifier"):
        system = {"system": settings.FHIR_PATIENT_SYSTEM} if settings.FHIR_PATIENT_SYSTEM else {}
        told["identifier"] = [system | {"value": sealed["identifier"]}]
    if sealed.get("name"):
        told["name"] = [{"text": sealed["name"]}]
    told["gender"] = GENDERS.get(sealed.get("sex", ""), "unknown")
    if sealed.get("birth_date"):
        told["birthDate"] = sealed["birth_date"]
    return told


def is_still(sealed: dict[str, Any], patient: Patient) -> bool:
    """Tell whether a report still names whose it is: it goes nowhere after that was corrected or moved."""
    return (sealed["uuid"], sealed["identifier"]) == (str(patient.uuid), patient.identifier)
