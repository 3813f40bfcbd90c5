"""The records: units and their members, patients, lesions, assessments, revisions, and what is signed."""

from .assessments import AssessedLesion, Assessment, Draft, Revision, Status
from .patients import Lesion, Patient, Sex, normalised
from .units import WRITING_ROLES, Membership, Role, Unit, writable_units

__all__ = [
    "WRITING_ROLES",
    "AssessedLesion",
    "Assessment",
    "Draft",
    "Lesion",
    "Membership",
    "Patient",
    "Revision",
    "Role",
    "Sex",
    "Status",
    "Unit",
    "normalised",
    "writable_units",
]
