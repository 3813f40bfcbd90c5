"""Which of our patients another system's is: by the hospital's number, and never by a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from assessments.models import Patient, normalised

from .patient import GENDERS, differing, patient_resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.models.base import User

MOST_NUMBERS, LONGEST_NUMBER, LONGEST_NAME = 50, 64, 200


def identifiers_in(sent: dict[str, Any]) -> Iterator[str]:
    """Give the numbers of the system that is set here; where none is set, those that name no system."""
    told = sent.get("identifier")
    for one in (told if isinstance(told, list) else [])[:MOST_NUMBERS]:
        if not isinstance(one, dict) or one.get("use") == "old":
            continue
        value = one.get("value")
        is_ours = one.get("system", "") == settings.FHIR_PATIENT_SYSTEM
        if is_ours and isinstance(value, str) and value.strip() and len(value) <= LONGEST_NUMBER:
            yield value


def patients_of(user: User, sent: dict[str, Any]) -> list[Patient]:
    """Find whom this user may see under these numbers, two at most; of one entered twice what stays."""
    known = {normalised(value) for value in identifiers_in(sent)}
    rows = Patient.objects.visible_to(user).filter(identifier__in=known)
    staying = {row.merged_into_id or row.pk for row in rows}
    return list(Patient.objects.visible_to(user).filter(pk__in=staying)[:2])


def agree(patient: Patient, sent: dict[str, Any]) -> bool:
    """Tell whether birth date and sex are the same, where both say one."""
    born = patient.birth_date.isoformat() if patient.birth_date else ""
    return not differing(patient_resource({"sex": patient.sex, "birth_date": born}), sent)


def identity_in(sent: dict[str, Any]) -> dict[str, str]:
    """Give what another system calls a patient, as the form for a new one takes it."""
    born, gender = sent.get("birthDate"), sent.get("gender")
    return {
        "identifier": next(identifiers_in(sent), ""),
        "name": _name(sent.get("name"))[:LONGEST_NAME],
        "birth_date": born[:10] if isinstance(born, str) else "",
        "sex": str(gender) if gender in GENDERS.values() else "",
    }


def _name(told: object) -> str:
    """Give the name in use: as it is written there, or of its parts."""
    names = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    names.sort(key=lambda one: one.get("use") not in ("official", "usual"))
    for one in (one for one in names if one.get("use") != "old"):
        if isinstance(text := one.get("text"), str) and text.strip():
            return text.strip()
        given = one.get("given")
        parts = [*(given if isinstance(given, list) else []), one.get("family")]
        if written := " ".join(part for part in parts if isinstance(part, str)):
            return written
    return ""
