"""Safety rows of what the patient brings along, and of what is urgent where no operation is advised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.advice import CONSIDER, OPERATE
from assessments.clinical.deciding.open_answers import advice_of
from assessments.clinical.language.logic import NO_KEYS, AnyOf, Condition
from assessments.clinical.language.translatable import _
from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from assessments.clinical.rules.stops import D3, D4, NO_BIOPSY
from assessments.clinical.sections.history import ANTICOAGULANT, PREGNANT, WOUND_HEALING_DRUG
from assessments.clinical.sections.imaging import IMPLANT, IMPLANT_KIND

from .row import Extra, SafetyRow
from .states import ANAEMIC

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts


class NoOperationAdvised(Condition):
    """No operation is advised or to be considered, as it stands."""

    __slots__ = ()

    def holds(self, facts: Facts) -> bool | None:
        return advice_of(facts).decision not in (OPERATE, CONSIDER)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS


SOMETHING_URGENT = AnyOf(tuple(rule.when for rule in LEAST_URGENCIES))

S24 = SafetyRow(
    key="S24",
    name="nothing_proven",
    title=_("No bone metastasis proven"),
    when=NO_BIOPSY,
    says=_("No bone lesion of this patient is proven: frozen section, or tissue first, before any fixation."),
    evidence=("guideline", "expert"),
    references=("boast_2022", "expert"),
)
S25 = SafetyRow(
    key="S25",
    name="pregnancy",
    title=_("Pregnancy"),
    when=PREGNANT.yes,
    says=_("Pregnant: MRI without contrast, obstetrician now; radiotherapy and drugs are limited."),
    evidence=("expert",),
    references=("expert",),
)
S26 = SafetyRow(
    key="S26",
    name="anticoagulation",
    title=_("Anticoagulant or antiplatelet drug"),
    when=ANTICOAGULANT.is_("antiplatelet", "anticoagulant"),
    says=_(
        "Stop or reverse it before surgery or a neuraxial block, by the drug and its last dose; it does "
        "not delay an emergency."
    ),
    extras=(
        Extra(
            when=ANTICOAGULANT.is_("anticoagulant"),
            says=_("Anticoagulant: agree on reversal with haematology."),
        ),
        Extra(
            when=ANTICOAGULANT.is_("antiplatelet"),
            says=_("Antiplatelet drug: after a stent ask cardiology first."),
        ),
    ),
    evidence=("expert",),
    references=("expert",),
)
S27 = SafetyRow(
    key="S27",
    name="wound_healing_drug",
    title=_("Drug that impairs wound healing"),
    when=WOUND_HEALING_DRUG.yes,
    says=_(
        "Pause it around surgery with the oncologist, by its half-life; in an emergency plan the closure."
    ),
    evidence=("expert",),
    references=("expert",),
)
S28 = SafetyRow(
    key="S28",
    name="failed_implant",
    title=_("Failed implant"),
    when=IMPLANT.is_("failed"),
    says=_(
        "Exclude infection (CRP, aspirate, cultures) and loosening before revision, and plan the removal."
    ),
    extras=(
        Extra(
            when=IMPLANT_KIND.is_("nail", "plate", "spinal_instrumentation"),
            says=_("Have the extraction set of that nail, plate or instrumentation, and for broken screws."),
        ),
        Extra(
            when=IMPLANT_KIND.is_("prosthesis", "cement"),
            says=_("Plan the removal of cement and the bone loss that it leaves."),
        ),
    ),
    evidence=("expert",),
    references=("expert",),
)
S29 = SafetyRow(
    key="S29",
    name="anaemia",
    title=_("Haemoglobin under 80 g/L"),
    when=ANAEMIC,
    says=_("Haemoglobin under 80 g/L: transfuse, or have blood ready, before any operation."),
    evidence=("expert",),
    references=("expert",),
)
S30 = SafetyRow(
    key="S30",
    name="outside_these_rules",
    title=_("Outside these rules"),
    when=D3.when | D4.when,
    says=_("These rules were made for metastases in adults; what follows is not meant for this patient."),
    extras=(
        Extra(
            when=D3.when,
            says=_("Under 18: a paediatric tumour centre decides, before biopsy or fixation."),
        ),
        Extra(
            when=D4.when,
            says=_("Infection, insufficiency fracture, Paget or another disease: treat that."),
        ),
    ),
    evidence=("expert",),
    references=("expert",),
)
S31 = SafetyRow(
    key="S31",
    name="urgent_without_operation",
    title=_("Urgent although no operation is advised"),
    when=NoOperationAdvised() & SOMETHING_URGENT,
    says=_("No operation is advised, but this cannot wait:"),
    extras=tuple(Extra(when=rule.when, says=rule.says) for rule in LEAST_URGENCIES),
    evidence=("expert",),
    references=("expert",),
)

OF_THE_PATIENT: tuple[SafetyRow, ...] = (S24, S25, S26, S27, S28, S29, S30, S31)
