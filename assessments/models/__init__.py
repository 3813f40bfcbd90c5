"""The records: units and their members, patients, lesions, assessments, revisions, and what is signed."""

from .access import ACCOUNT_KINDS, AccessEntry, AccessKind
from .assessments import SIGNED_STATES, AssessedLesion, Assessment, Draft, Revision, Status
from .card_feedback import CardFeedback, CardOutcome
from .chains import Chain
from .comments import Comment
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
from .kept_results import KeptResults
from .key_images import ImageWithdrawal, KeyImage, KeyImagePixels, Measurement
from .meetings import AgendaItem, Meeting, MeetingGuest, MeetingState
from .names import normalised
from .outbox import Filing, NotFiled
from .patients import Lesion, Patient, Sex
from .saved_filters import SavedFilter
from .sent_forms import SentForm
from .signing import (
    Course,
    HowSoon,
    Intent,
    OverrideReason,
    Plan,
    PlanWithdrawal,
    Response,
    Sealed,
    SealedKind,
    SkipReason,
)
from .study import StudyKey
from .unit_events import UnitEvent, UnitEventKind
from .units import WRITING_ROLES, Membership, Role, Unit, led_units, memberships_of, units_of, writable_units
from .withdrawals import Withdrawal

__all__ = [
    "ACCOUNT_KINDS",
    "SIGNED_STATES",
    "WRITING_ROLES",
    "AccessEntry",
    "AccessKind",
    "AgendaItem",
    "AssessedLesion",
    "Assessment",
    "CardFeedback",
    "CardOutcome",
    "Chain",
    "Comment",
    "Complication",
    "Correction",
    "CorrectionKind",
    "Course",
    "Draft",
    "EmergencyDraft",
    "Filing",
    "FollowUp",
    "HowSoon",
    "ImageWithdrawal",
    "Implant",
    "Intent",
    "KeptResults",
    "KeyImage",
    "KeyImagePixels",
    "Lesion",
    "Life",
    "Measurement",
    "Meeting",
    "MeetingGuest",
    "MeetingState",
    "Membership",
    "NotFiled",
    "NotOperatedBecause",
    "Operated",
    "OverrideReason",
    "Patient",
    "Plan",
    "PlanWithdrawal",
    "Response",
    "Revision",
    "Role",
    "SavedFilter",
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
    "Withdrawal",
    "led_units",
    "memberships_of",
    "normalised",
    "units_of",
    "writable_units",
]
