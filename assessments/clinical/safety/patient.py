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


EXPERT = ("expert",)
SOMETHING_URGENT = AnyOf(tuple(rule.condition for rule in LEAST_URGENCIES))

OF_THE_PATIENT: tuple[SafetyRow, ...] = (
    SafetyRow(
        "S24",
        "nothing_proven",
        _("No bone metastasis proven"),
        NO_BIOPSY,
        _("No bone lesion of this patient is proven: frozen section, or tissue first, before any fixation."),
        ("guideline", "expert"),
        ("boast_2022", "expert"),
    ),
    SafetyRow(
        "S25",
        "pregnancy",
        _("Pregnancy"),
        PREGNANT.yes,
        _("Pregnant: MRI without contrast, obstetrician now; radiotherapy and drugs are limited."),
        EXPERT,
        EXPERT,
    ),
    SafetyRow(
        "S26",
        "anticoagulation",
        _("Anticoagulant or antiplatelet drug"),
        ANTICOAGULANT.is_("antiplatelet", "anticoagulant"),
        _(
            "Stop or reverse it before surgery or a neuraxial block, by the drug and its last dose; it does "
            "not delay an emergency."
        ),
        EXPERT,
        EXPERT,
        (
            Extra(
                ANTICOAGULANT.is_("anticoagulant"), _("Anticoagulant: agree on reversal with haematology.")
            ),
            Extra(
                ANTICOAGULANT.is_("antiplatelet"), _("Antiplatelet drug: after a stent ask cardiology first.")
            ),
        ),
    ),
    SafetyRow(
        "S27",
        "wound_healing_drug",
        _("Drug that impairs wound healing"),
        WOUND_HEALING_DRUG.yes,
        _("Pause it around surgery with the oncologist, by its half-life; in an emergency plan the closure."),
        EXPERT,
        EXPERT,
    ),
    SafetyRow(
        "S28",
        "failed_implant",
        _("Failed implant"),
        IMPLANT.is_("failed"),
        _("Exclude infection (CRP, aspirate, cultures) and loosening before revision, and plan the removal."),
        EXPERT,
        EXPERT,
        (
            Extra(
                IMPLANT_KIND.is_("nail", "plate", "spinal_instrumentation"),
                _("Have the extraction set of that nail, plate or instrumentation, and for broken screws."),
            ),
            Extra(
                IMPLANT_KIND.is_("prosthesis", "cement"),
                _("Plan the removal of cement and the bone loss that it leaves."),
            ),
        ),
    ),
    SafetyRow(
        "S29",
        "anaemia",
        _("Haemoglobin under 80 g/L"),
        ANAEMIC,
        _("Haemoglobin under 80 g/L: transfuse, or have blood ready, before any operation."),
        EXPERT,
        EXPERT,
    ),
    SafetyRow(
        "S30",
        "outside_these_rules",
        _("Outside these rules"),
        D3.condition | D4.condition,
        _("These rules were made for metastases in adults; what follows is not meant for this patient."),
        EXPERT,
        EXPERT,
        (
            Extra(
                D3.condition, _("Under 18: a paediatric tumour centre decides, before biopsy or fixation.")
            ),
            Extra(
                D4.condition, _("Infection, insufficiency fracture, Paget or another disease: treat that.")
            ),
        ),
    ),
    SafetyRow(
        "S31",
        "urgent_without_operation",
        _("Urgent although no operation is advised"),
        NoOperationAdvised() & SOMETHING_URGENT,
        _("No operation is advised, but this cannot wait:"),
        EXPERT,
        EXPERT,
        tuple(Extra(rule.condition, rule.sentence) for rule in LEAST_URGENCIES),
    ),
)
