"""The records: units and their members, patients, lesions, assessments, revisions, and what is signed."""

from .access import AccessEntry, AccessKind
from .assessments import AssessedLesion, Assessment, Draft, Revision, Status
from .patients import Lesion, Patient, Sex, normalised
from .signing import (
    HowSoon,
    Intent,
    OverrideReason,
    Plan,
    Response,
    Sealed,
    SealedKind,
    SkipReason,
)
from .units import WRITING_ROLES, Membership, Role, Unit, led_units, writable_units

__all__ = [
    "WRITING_ROLES",
    "AccessEntry",
    "AccessKind",
    "AssessedLesion",
    "Assessment",
    "Draft",
    "HowSoon",
    "Intent",
    "Lesion",
    "Membership",
    "OverrideReason",
    "Patient",
    "Plan",
    "Response",
    "Revision",
    "Role",
    "Sealed",
    "SealedKind",
    "Sex",
    "SkipReason",
    "Status",
    "Unit",
    "led_units",
    "normalised",
    "writable_units",
]
