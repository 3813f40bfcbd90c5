"""What the clinical tests share: fully answered lesions that need nothing, and a short way to vary them.

Each base is quiet: no indication, no limit and no stop holds, nothing is open. A test changes what it is
about. `None` takes an answer back, so that the question is open; answers that are then no longer asked go.
"""

from __future__ import annotations

from typing import Any

from assessments.clinical.evaluation.evaluate import LesionEvaluation
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS, QUESTIONS

Answers = dict[str, Any]

PATIENT: Answers = {
    "age": 58, "sex": "female", "assessed_on": "2026-09-14",
    "cancer_history": "known_before", "primary": "breast", "hormone_dependent": True, "interval_months": 30,
    "primary_controlled": True, "vertebral_metastases": 1, "other_bone_metastases": 6,
    "whole_body_staging": "complete", "visceral_metastases": "none", "cerebral_metastases": False,
    "dissemination": False, "previous_chemotherapy": False, "systemic_options": True, "ecog": 1,
    "ecog_before": 1, "karnofsky": 80, "asa": 2, "fit_for_anaesthesia": "fit",
    "expected_survival": "over_12_months", "expected_benefit": True, "tumour_free_interval_expected": False,
    "patient_choice": "accepts", "lung_disease": False, "bone_agent_years": 0, "albumin": 42.0, "crp": 2.0,
    "ldh": 200, "platelets": 250, "calcium": 2.3, "bilirubin": 10.0, "inr": 1.0, "bloods_on": "2026-09-10",
    "haemoglobin": 125.0, "anticoagulant": "none", "wound_healing_drug": False,
}  # fmt: skip
LESION: Answers = {
    "imaged_on": "2026-09-01", "histology": "metastasis_confirmed", "lesion_type": "mixed",
    "destruction_on_radiograph": "seen", "treated_before": False, "hypervascular": False, "implant": "none",
    "worst_pain": 2, "mechanical": False, "limb_function": "normal", "deficit": "none",
    "examined_on": "2026-09-14",
}  # fmt: skip
LIMB: Answers = {
    **PATIENT, **LESION, "side": "left", "largest_diameter_mm": 20, "fracture": "none",
}  # fmt: skip
LONG: Answers = {
    **LIMB, "segment": "diaphysis", "cortical_fraction": "under_third", "circumferential_percent": 20,
    "cortical_breach": False,
}  # fmt: skip
# Mirels: shaft 2, mild pain 1, mixed 2, under a third 1 = 6
FEMUR: Answers = {**LONG, "bone": "femur", "axial_extent_mm": 10}
TIBIA: Answers = {**LONG, "bone": "tibia"}
# Mirels: arm 1, mild pain 1, mixed 2, under a third 1 = 5
HUMERUS: Answers = {**LONG, "bone": "humerus"}
ULNA: Answers = {**LONG, "bone": "ulna"}
ACETABULUM: Answers = {**LIMB, "bone": "acetabulum", "acetabular_class": "I"}
FOOT: Answers = {**LIMB, "bone": "foot"}
ILIUM: Answers = {**LIMB, "bone": "ilium", "pelvic_weight_bearing": False}
RIB: Answers = {key: answer for key, answer in LIMB.items() if key != "implant"} | {"bone": "rib"}
# SINS: T7 1, pain not mechanical 1, mixed 1, the rest 0 = 3
SPINE: Answers = {
    **PATIENT, **LESION, "bone": "spine", "level": "T7", "alignment": "normal", "collapse": "none",
    "other_spinal_fracture": False, "posterolateral": "none", "cord_compression": "0", "frankel": "E",
    "walking": "unaided", "sphincter": "normal",
}  # fmt: skip
# The same below the cord. SINS: L4 2, pain 1, mixed 1 = 4
LUMBAR: Answers = {**SPINE, "level": "L4", "cauda_compression": "none"}
# A compressed cord: nothing is high-grade yet.
CORD: Answers = {**SPINE, "separate_compression_levels": False, "bone_retropulsion": False}
DEFICIT: Answers = {
    "deficit": "cord", "frankel": "D", "walking": "aided", "deficit_hours": 500, "onset": "over_14_days",
    "weakest_power": 4, "dexamethasone_given": True,
}  # fmt: skip
TREATED: Answers = {
    "treated_before": True, "radiotherapy_here": True, "radiotherapy_kind": "conventional",
    "weeks_since_radiotherapy": 8, "response_on_imaging": "stable", "pain_trend": "stable",
    "function_trend": "restored",
}  # fmt: skip
BASES = {
    "femur": FEMUR, "tibia": TIBIA, "humerus": HUMERUS, "ulna": ULNA, "acetabulum": ACETABULUM, "foot": FOOT,
    "ilium": ILIUM, "rib": RIB, "spine": SPINE, "lumbar": LUMBAR, "cord": CORD,
}  # fmt: skip


def vary(base: Answers, *more: Answers, **changes: Any) -> Answers:
    """Give the base with changes; None takes an answer back. What is then not asked goes as well."""
    answers = dict(base)
    for change in (*more, changes):
        answers.update(change)
    answers = {key: answer for key, answer in answers.items() if answer is not None}
    facts = Facts(answers)
    return {key: answer for key, answer in answers.items() if facts.asked[QUESTIONS[key]] is not False}


def facts(base: Answers, *more: Answers, **changes: Any) -> Facts:
    return Facts(vary(base, *more, **changes))


def judge(base: Answers, *more: Answers, **changes: Any) -> LesionEvaluation:
    return LesionEvaluation(facts(base, *more, **changes))


def advice(base: Answers, *more: Answers, **changes: Any) -> tuple[str, str, str | None]:
    """Decision, urgency and aim."""
    lesion = judge(base, *more, **changes)
    return lesion.decision, lesion.urgency, lesion.aim


def proposals(base: Answers, *more: Answers, **changes: Any) -> dict[str, tuple[str, str, str | None]]:
    """Decision, urgency and aim that each indication proposes, before any limit."""
    lesion = judge(base, *more, **changes)
    return {p.indication.key: (p.decision, p.urgency, p.aim) for p in lesion.proposals}


def left(base: Answers, *more: Answers, **changes: Any) -> dict[str, tuple[str, str | None]]:
    """Decision and aim that the limits leave of each proposal."""
    lesion = judge(base, *more, **changes)
    return {p.indication.key: (p.left, p.final_aim) for p in lesion.proposals}


def verdicts(base: Answers, *more: Answers, **changes: Any) -> dict[str, str]:
    lesion = judge(base, *more, **changes)
    return {judged.criterion.key: judged.verdict for judged in lesion.criteria}


def document(*lesions: Answers) -> dict[str, Any]:
    """Write flat answers as a case document; what concerns the case is taken from the first lesion."""
    return {
        "case": {section.key: _of(section.key, lesions[0]) for section in CASE_SECTIONS},
        "lesions": [
            {section.key: _of(section.key, answers) for section in LESION_SECTIONS} for answers in lesions
        ],
    }


def _of(section: str, answers: Answers) -> Answers:
    return {key: answer for key, answer in answers.items() if QUESTIONS[key].section == section}
