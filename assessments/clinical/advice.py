"""The words of the advice - decisions, urgencies, aims - and how one ranks above another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .language.translatable import _

if TYPE_CHECKING:
    from collections.abc import Iterable

OPERATE, CONSIDER, NON_OPERATIVE = "operate", "consider", "non_operative"
DIAGNOSE_FIRST, UNDECIDED = "diagnose_first", "undecided"
DECISIONS = {
    OPERATE: _("Operate"),
    CONSIDER: _("Consider operating"),
    NON_OPERATIVE: _("No operation"),
    DIAGNOSE_FIRST: _("Diagnosis before treatment"),
    UNDECIDED: _("Undecided"),
}
DECISION_RANK = {NON_OPERATIVE: 0, CONSIDER: 1, OPERATE: 2}

EMERGENCY, URGENT, EXPEDITED, PLANNED, NONE = "emergency", "urgent", "expedited", "planned", "none"
URGENCIES = {
    EMERGENCY: _("Emergency, within 24 hours"),
    URGENT: _("Urgent, within 72 hours"),
    EXPEDITED: _("Expedited, within 2 weeks"),
    PLANNED: _("Planned"),
    NONE: _("No urgency"),
}
URGENCY_RANK = {NONE: 0, PLANNED: 1, EXPEDITED: 2, URGENT: 3, EMERGENCY: 4}
URGENCY_HOURS = {EMERGENCY: 24, URGENT: 72, EXPEDITED: 14 * 24}

DECOMPRESSION_AND_STABILISATION = "decompression_and_stabilisation"
STABILISATION = "stabilisation"
DECOMPRESSION = "decompression"
FRACTURE_FIXATION = "fracture_fixation"
PROPHYLACTIC_FIXATION = "prophylactic_fixation"
RECONSTRUCTION = "reconstruction"
CURATIVE_RESECTION = "curative_resection"
LOCAL_CONTROL_RESECTION = "local_control_resection"
PAIN_PALLIATION = "pain_palliation"
AIMS = {
    DECOMPRESSION_AND_STABILISATION: _("Decompression and stabilisation"),
    STABILISATION: _("Stabilisation"),
    DECOMPRESSION: _("Nerve decompression"),
    FRACTURE_FIXATION: _("Fracture fixation"),
    PROPHYLACTIC_FIXATION: _("Prophylactic fixation"),
    RECONSTRUCTION: _("Reconstruction"),
    CURATIVE_RESECTION: _("Complete resection, for prolonged disease-free survival"),
    LOCAL_CONTROL_RESECTION: _("Resection, for local control"),
    PAIN_PALLIATION: _("Relief of pain"),
}
RESECTIONS = frozenset({CURATIVE_RESECTION, LOCAL_CONTROL_RESECTION})

STANDINGS = {
    "source": _("reference text (without author or references)"),
    "trial": _("randomised trial"),
    "guideline": _("guideline"),
    "cohort": _("cohort studies"),
    "consensus": _("expert consensus, published"),
    "expert": _("expert opinion (unvalidated)"),
}


# Of a part of a rule; "expert" is said in one word where the long one has stood before it.
PARTS = {"advises": _("what it advises: {standing}"), "how_soon": _("how soon: {standing}")}
EXPERT_PART = _("expert opinion")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an indication proposes: a decision, an urgency, and an aim."""

    decision: str
    urgency: str
    aim: str | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What comes out for a lesion."""

    decision: str
    urgency: str
    aim: str | None = None


def highest_urgency(urgencies: Iterable[str]) -> str:
    """Give the most urgent of these; "none" where there are none."""
    return max(urgencies, key=URGENCY_RANK.__getitem__, default=NONE)


def strongest(proposals: Iterable[Proposal]) -> Proposal:
    """Give the proposal with the highest decision, then the highest urgency."""
    return max(proposals, key=lambda p: (DECISION_RANK[p.decision], URGENCY_RANK[p.urgency]))
