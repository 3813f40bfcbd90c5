"""Random keys under which patients stand in exports without identifiers."""

from __future__ import annotations

import secrets

from django.db import models

from assessments.models.base import VisibleQuerySet

from .patients import Patient


def new_key() -> str:
    """Give a key that says nothing of the patient, not even when they were entered."""
    return secrets.token_hex(8)


class StudyKey(models.Model):
    """The key of one patient: the same in every export, found nowhere else, gone with the patient."""

    unit_path = "patient__unit"
    patient = models.OneToOneField(Patient, models.CASCADE, related_name="study_key")
    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)

    objects = VisibleQuerySet["StudyKey"].as_manager()

    def __str__(self) -> str:
        return f"Study key of patient {self.patient_id}"  # the key itself stays out of logs
