"""The records: units and their members, patients, lesions, assessments, revisions, and what is signed."""

from .access import AccessEntry, AccessKind
from .accounts import PasswordDue
from .assessments import AssessedLesion, Assessment, Draft, Revision, Status
from .corrections import Correction, CorrectionKind
from .emergency import EmergencyDraft
from .follow_up import (
    Complication,
    FollowUp,
    Implant,
    Life,
    NotOperatedBecause,
    Operated,
    Walking,
)
from .languages import LanguageChoice
from .patients import Lesion, Patient, Sex, normalised
from .sent_forms import SentForm
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
from .study import StudyKey
from .unit_events import UnitEvent, UnitEventKind
from .units import WRITING_ROLES, Membership, Role, Unit, led_units, units_of, writable_units

__all__ = [
    "WRITING_ROLES",
    "AccessEntry",
    "AccessKind",
    "AssessedLesion",
    "Assessment",
    "Complication",
    "Correction",
    "CorrectionKind",
    "Draft",
    "EmergencyDraft",
    "FollowUp",
    "HowSoon",
    "Implant",
    "Intent",
    "LanguageChoice",
    "Lesion",
    "Life",
    "Membership",
    "NotOperatedBecause",
    "Operated",
    "OverrideReason",
    "PasswordDue",
    "Patient",
    "Plan",
    "Response",
    "Revision",
    "Role",
    "Sealed",
    "SealedKind",
    "SentForm",
    "Sex",
    "SkipReason",
    "Status",
    "StudyKey",
    "Unit",
    "UnitEvent",
    "UnitEventKind",
    "Walking",
    "led_units",
    "normalised",
    "units_of",
    "writable_units",
]
