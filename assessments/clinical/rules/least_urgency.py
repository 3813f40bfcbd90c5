"""Least urgencies: what the state of nerves and bone alone asks for, whatever is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.advice import EMERGENCY, EXPEDITED, NONE, URGENT
from assessments.clinical.findings.basic import FRACTURED
from assessments.clinical.findings.deficits import (
    HIGH_GRADE,
    LOSS,
    LOST_WITHIN_48_HOURS,
    MOTOR_OR_NOT_TOLD,
    MOTOR_OR_SPHINCTER,
    NERVES_FAILING,
    PARALYSED_OVER_7_DAYS,
    PROLONGED_PARALYSIS,
    SENSITIVE,
    SPHINCTER_DISTURBED,
    SPHINCTER_FAILED_LATELY,
    TWO_TO_7_DAYS,
)
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Named, known
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.prognosis import UNDER_6_WEEKS
from assessments.clinical.risks.stability import SINS_OVER_12
from assessments.clinical.rules.rule import LeastUrgency
from assessments.clinical.sections.fracture import FRACTURE, OPEN_OR_VASCULAR_INJURY
from assessments.clinical.sections.imaging import (
    ALIGNMENT,
    BONE,
    BONE_RETROPULSION,
    CERVICAL,
    COMPRESSED,
    LEVEL,
    LONG_BONE,
    SACRAL,
    SPINE,
)

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.rules.rule import Rule

LATELY = Named("lost or failed lately", LOST_WITHIN_48_HOURS | SPHINCTER_FAILED_LATELY)
UPPER_NECK = LEVEL.is_("C0", "C1", "C2")
BROKEN_UPPER_NECK = Named("fracture of C0 to C2", UPPER_NECK & FRACTURED)
MAY_SLIP = Named("may slip", SINS_OVER_12 | ALIGNMENT.is_("subluxation") | BROKEN_UPPER_NECK)

U1_URGENCY = Cases(
    "urgency of failing nerves",
    (EXPEDITED, known(PARALYSED_OVER_7_DAYS)),
    (URGENT, known(PROLONGED_PARALYSIS)),
    (URGENT, LATELY & known(UNDER_6_WEEKS)),
    (EMERGENCY, LATELY),
    (URGENT, MOTOR_OR_NOT_TOLD | SPHINCTER_DISTURBED | LOSS.is_(TWO_TO_7_DAYS)),
    otherwise=EXPEDITED,
)

LEAST_URGENCIES: tuple[LeastUrgency, ...] = (
    LeastUrgency(
        "U1",
        "nerves_failing",
        _("Suspected cord or cauda equina compression"),
        NERVES_FAILING,
        _(
            "Whole-spine MRI unless it explains the deficit already; dexamethasone; call the spinal surgeon "
            "and the oncologist now. Where there is no operation, radiotherapy within 24 hours; where it was "
            "irradiated, systemic treatment or the surgeon."
        ),
        ("guideline",),
        ("nice_ng234", "nice_qs56"),
        U1_URGENCY,
        _("MRI of the whole spine, steroid, spinal surgeon and radiotherapy"),
    ),
    LeastUrgency(
        "U2",
        "open_or_vascular",
        _("Open fracture or vascular injury"),
        OPEN_OR_VASCULAR_INJURY.yes,
        _("Wash out, antibiotics, splint; restore the vessel."),
        ("expert",),
        ("expert",),
        Cases("U2", otherwise=EMERGENCY),
        _("Washout, antibiotics, splint, vessel"),
    ),
    LeastUrgency(
        "U3",
        "broken",
        _("Fractured long bone or acetabulum"),
        FRACTURED & (LONG_BONE | BONE.is_("acetabulum")),
        _("Splint or traction, nerve block and analgesia; decide with the patient."),
        ("expert",),
        ("expert",),
        Cases(
            "U3",
            (URGENT, BONE.is_("femur", "tibia") & ~known(FRACTURE.is_("undisplaced"))),
            otherwise=EXPEDITED,
        ),
        _("Splint, analgesia and a decision"),
    ),
    LeastUrgency(
        "U4",
        "unstable_spine",
        _("Unstable or fractured spine"),
        SPINE & (MAY_SLIP | BONE_RETROPULSION.yes | (LEVEL.is_(*CERVICAL, *SACRAL) & FRACTURED)),
        _("Immobilise: collar or halo in the neck, lie flat below; call the spinal surgeon."),
        ("consensus",),
        ("fisher_2010", "expert"),
        Cases("U4", (URGENT, MAY_SLIP), otherwise=EXPEDITED),
        _("Immobilisation and the spinal surgeon"),
        how_soon=("expert",),
    ),
    LeastUrgency(
        "U5",
        "sensitive_compression",
        _("Compression by a radiosensitive tumour"),
        SPINE & COMPRESSED & SENSITIVE,
        _(
            "Radiotherapy or systemic treatment at once; dexamethasone unless it may be a lymphoma that is "
            "not yet proven."
        ),
        ("guideline", "consensus"),
        ("nice_qs56", "noms_2013"),
        Cases(
            "U5",
            (NONE, known(PARALYSED_OVER_7_DAYS)),
            (URGENT, MOTOR_OR_SPHINCTER & known(PROLONGED_PARALYSIS | UNDER_6_WEEKS)),
            (EMERGENCY, MOTOR_OR_SPHINCTER),
            (URGENT, HIGH_GRADE & ~known(UNDER_6_WEEKS)),
            otherwise=NONE,
        ),
        _("Radiotherapy or systemic treatment"),
    ),
)
U1 = LEAST_URGENCIES[0]

# An MRI that explains the deficit already is not asked for again.
EXPLAINED = {
    "U1": (
        _("Steroid, spinal surgeon and radiotherapy"),
        _(
            "Dexamethasone; call the spinal surgeon and the oncologist now. Where there is no operation, "
            "radiotherapy within 24 hours; where it was irradiated, systemic treatment or the surgeon."
        ),
    )
}


def urgent_words(rule: LeastUrgency, facts: Facts) -> str:
    """Name what is urgent."""
    return EXPLAINED[rule.key][0] if rule.key in EXPLAINED and COMPRESSED.holds(facts) else rule.urgent


def urgent_sentence(rule: Rule, facts: Facts) -> str:
    """Say what a rule asks for; of failing nerves, without what the MRI has answered."""
    return EXPLAINED[rule.key][1] if rule.key in EXPLAINED and COMPRESSED.holds(facts) else rule.sentence
