"""What a form was filled in for: a digest of the patient, and of what else of the record its page showed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from assessments.models import Patient


def digest_of_shown(patient: Patient, *shown: object) -> str:
    """Sum up who a page shows, and what else of the record it says; keyed, so that it tells nobody."""
    identity = [
        str(patient.uuid),
        patient.identifier,
        patient.name,
        patient.birth_date.isoformat() if patient.birth_date else "",
        patient.sex,
    ]
    told = json.dumps([identity, [str(one) for one in shown]], ensure_ascii=False)
    return salted_hmac("bonemet.shown", told, algorithm="sha256").hexdigest()
