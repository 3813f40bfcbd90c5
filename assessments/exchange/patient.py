"""Who a document is about, and who of another system they are: all that is exchanged and names a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from assessments.models import Patient

    from .asking import FhirServer
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


def patients_called(server: FhirServer, identifier: str) -> list[Resource]:
    """Find the patients that a server has under the hospital's number. Raises NotAnsweredError."""
    asked = f"{settings.FHIR_PATIENT_SYSTEM}|{identifier}"
    return server.search("Patient", {"identifier": asked}).resources


def differing(ours: Resource, theirs: Resource) -> list[str]:
    """Name what two resources of a patient say differently where both say it: birth date, sex."""
    told = {key: {ours.get(key), str(theirs.get(key))} for key in ("birthDate", "gender")}
    return [key for key, values in told.items() if len(values - {None, "None", "unknown"}) > 1]
