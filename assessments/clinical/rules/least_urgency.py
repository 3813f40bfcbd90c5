"""Least urgencies: what the state of nerves and bone alone asks for, whatever is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.advice import EMERGENCY, EXPEDITED, NONE, URGENT
from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.deficits import (
    HIGH_GRADE,
    LOSS,
    LOST_WITHIN_48_HOURS,
    MOTOR_OR_NOT_TOLD,
    MOTOR_OR_SPHINCTER,
    NERVES_FAILING,
    PARALYSED_OVER_7_DAYS,
    PROLONGED_PARALYSIS,
    SPHINCTER_DISTURBED,
    SPHINCTER_FAILED_LATELY,
    TWO_TO_7_DAYS,
)
from assessments.clinical.findings.place import UPPER_NECK
from assessments.clinical.findings.tumour import SENSITIVE
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

U1 = LeastUrgency(
    key="U1",
    name="nerves_failing",
    title=_("Suspected cord or cauda equina compression"),
    when=NERVES_FAILING,
    says=_(
        "Whole-spine MRI unless it explains the deficit already; dexamethasone; call the spinal surgeon "
        "and the oncologist now. Where there is no operation, radiotherapy as soon as possible (guideline: "
        "within 24 hours, unless paralysed for long); where it was irradiated, systemic treatment or the "
        "surgeon."
    ),
    urgency=U1_URGENCY,
    urgent=_("Whole-spine MRI, steroid, spinal surgeon and radiotherapy"),
    evidence=("guideline",),
    references=("nice_ng234", "nice_qs56"),
)
U2 = LeastUrgency(
    key="U2",
    name="open_or_vascular",
    title=_("Open fracture or vascular injury"),
    when=OPEN_OR_VASCULAR_INJURY.yes,
    says=_("Debridement and irrigation, antibiotics, splint; revascularisation."),
    urgency=Cases("U2", otherwise=EMERGENCY),
    urgent=_("Debridement, antibiotics, splint, revascularisation"),
    evidence=("expert",),
    references=("expert",),
)
U3 = LeastUrgency(
    key="U3",
    name="broken",
    title=_("Fractured long bone or acetabulum"),
    when=FRACTURED & (LONG_BONE | BONE.is_("acetabulum")),
    says=_("Splint or traction, nerve block and analgesia; decide with the patient."),
    urgency=Cases(
        "U3",
        (URGENT, BONE.is_("femur", "tibia") & ~known(FRACTURE.is_("undisplaced"))),
        otherwise=EXPEDITED,
    ),
    urgent=_("Splint, analgesia and a decision"),
    evidence=("expert",),
    references=("expert",),
)
U4 = LeastUrgency(
    key="U4",
    name="unstable_spine",
    title=_("Unstable or fractured spine"),
    when=SPINE & (MAY_SLIP | BONE_RETROPULSION.yes | (LEVEL.is_(*CERVICAL, *SACRAL) & FRACTURED)),
    says=_("Immobilise: collar or halo in the neck, lie flat below; call the spinal surgeon."),
    urgency=Cases("U4", (URGENT, MAY_SLIP), otherwise=EXPEDITED),
    urgent=_("Immobilisation and the spinal surgeon"),
    evidence=("consensus",),
    evidence_of_urgency=("expert",),
    references=("fisher_2010", "expert"),
)
U5 = LeastUrgency(
    key="U5",
    name="sensitive_compression",
    title=_("Compression by a radiosensitive tumour"),
    when=SPINE & COMPRESSED & SENSITIVE,
    says=_(
        "Radiotherapy or systemic treatment at once; dexamethasone unless it may be a lymphoma that is "
        "not yet proven."
    ),
    urgency=Cases(
        "U5",
        (NONE, known(PARALYSED_OVER_7_DAYS)),
        (URGENT, MOTOR_OR_SPHINCTER & known(PROLONGED_PARALYSIS | UNDER_6_WEEKS)),
        (EMERGENCY, MOTOR_OR_SPHINCTER),
        (URGENT, HIGH_GRADE & ~known(UNDER_6_WEEKS)),
        otherwise=NONE,
    ),
    urgent=_("Radiotherapy or systemic treatment"),
    evidence=("guideline", "consensus"),
    references=("nice_qs56", "noms_2013"),
)

LEAST_URGENCIES: tuple[LeastUrgency, ...] = (U1, U2, U3, U4, U5)

# An MRI that explains the deficit already is not asked for again.
EXPLAINED: dict[Rule, tuple[str, str]] = {
    U1: (
        _("Steroid, spinal surgeon and radiotherapy"),
        _(
            "Dexamethasone; call the spinal surgeon and the oncologist now. Where there is no operation, "
            "radiotherapy as soon as possible (guideline: within 24 hours, unless paralysed for long); where "
            "it was irradiated, systemic treatment or the surgeon."
        ),
    )
}


def urgent_words(rule: LeastUrgency, facts: Facts) -> str:
    """Name what is urgent."""
    return EXPLAINED[rule][0] if rule in EXPLAINED and COMPRESSED.holds(facts) else rule.urgent


def urgent_sentence(rule: Rule, facts: Facts) -> str:
    """Say what a rule asks for; of failing nerves, without what the MRI has answered."""
    return EXPLAINED[rule][1] if rule in EXPLAINED and COMPRESSED.holds(facts) else rule.says
