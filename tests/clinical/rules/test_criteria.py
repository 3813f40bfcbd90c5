"""The source's sixteen criteria: each verdict of each, with the answers that decide it."""

from __future__ import annotations

import pytest

from assessments.clinical.rules.criteria import CRITERIA
from tests.clinical.bases import (
    ACETABULUM,
    CORD,
    DEFICIT,
    FEMUR,
    FOOT,
    HUMERUS,
    ILIUM,
    LUMBAR,
    RIB,
    SPINE,
    TIBIA,
    TREATED,
    Answers,
    judge,
    verdicts,
)

ONE: Answers = {"vertebral_metastases": 0, "other_bone_metastases": 1}
NOT_SAID: Answers = {"tumour_free_interval_expected": None}
DISSEMINATED_UNKNOWN: Answers = {**NOT_SAID, "dissemination": None}
SINS_7: Answers = {"mechanical": True, "lesion_type": "lytic", "collapse": "none_over_half_involved"}
SINS_13: Answers = {
    "level": "L1", "mechanical": True, "lesion_type": "lytic", "collapse": "under_half",
    "posterolateral": "bilateral", "bone_retropulsion": False,
}  # fmt: skip

VERDICTS: list[tuple[str, Answers, Answers, str]] = [
    ("P1", FEMUR, {"expected_survival": "under_6_weeks"}, "not_met"),
    ("P1", FEMUR, {"expected_survival": "6_weeks_to_3_months"}, "not_met"),
    ("P1", FEMUR, {"expected_survival": "3_to_6_months"}, "met"),
    ("P1", FEMUR, {"expected_survival": "over_12_months"}, "met"),
    ("P1", FEMUR, {"expected_survival": None}, "met"),  # Katagiri 1
    ("P1", FEMUR, {"expected_survival": None, "primary": "liver", "hormone_dependent": None,
                   "dissemination": True, "platelets": 90, "ecog": 3}, "unknown"),  # 3+2+2+1+0+1 = 9
    ("P2", FEMUR, {}, "met"),
    ("P2", FEMUR, {"fit_for_anaesthesia": "small_operation_only"}, "met"),
    ("P2", FEMUR, {"fit_for_anaesthesia": "unfit"}, "not_met"),
    ("P2", FEMUR, {"fit_for_anaesthesia": "needs_review"}, "unknown"),
    ("P2", FEMUR, {"fit_for_anaesthesia": None}, "met"),
    ("P2", FEMUR, {"fit_for_anaesthesia": None, "asa": 4}, "unknown"),
    ("P2", FEMUR, {"fit_for_anaesthesia": None, "asa": 5}, "not_met"),
    ("P3", FEMUR, {"expected_benefit": True}, "met"),
    ("P3", FEMUR, {"expected_benefit": False}, "not_met"),
    ("P3", FEMUR, {"expected_benefit": None}, "unknown"),
    ("P4", FEMUR, {"tumour_free_interval_expected": True}, "met"),
    ("P4", FEMUR, {"tumour_free_interval_expected": False}, "not_met"),
    ("P4", FEMUR, {"tumour_free_interval_expected": True, "dissemination": True}, "met"),
    ("P4", FEMUR, NOT_SAID, "met"),  # slow, controlled, no organ, no brain
    ("P4", FEMUR, {**NOT_SAID, "hormone_dependent": False}, "unknown"),  # moderate
    ("P4", FEMUR, {**NOT_SAID, "primary_controlled": False}, "unknown"),
    ("P4", FEMUR, {**NOT_SAID, "primary_controlled": None}, "unknown"),
    ("P4", FEMUR, {**NOT_SAID, "visceral_metastases": "removable"}, "unknown"),
    ("P4", FEMUR, {**NOT_SAID, "visceral_metastases": "unremovable"}, "not_met"),
    ("P4", FEMUR, {**NOT_SAID, "visceral_metastases": "present"}, "unknown"),
    ("P4", FEMUR, {**NOT_SAID, "cerebral_metastases": True}, "not_met"),
    ("P4", FEMUR, {**NOT_SAID, "dissemination": True}, "not_met"),
    ("P4", FEMUR, DISSEMINATED_UNKNOWN, "unknown"),
    ("P4", FEMUR, {**NOT_SAID, "primary": "liver", "hormone_dependent": None}, "not_met"),
    ("P4", FEMUR, {**NOT_SAID, "cancer_history": "no_primary_found"}, "not_met"),
    ("P4", FEMUR, {**NOT_SAID, "cancer_history": "not_worked_up"}, "unknown"),
    ("P5", FEMUR, ONE, "met"),
    ("P5", FEMUR, {}, "not_met"),
    ("P5", FEMUR, {**ONE, "whole_body_staging": "partial"}, "unknown"),
    ("P5", FEMUR, {**ONE, "vertebral_metastases": None}, "unknown"),
    ("P6", FEMUR, {}, "not_met"),
    ("P6", FEMUR, {"fracture": "undisplaced"}, "met"),
    ("P6", FEMUR, {"axial_extent_mm": 30}, "met"),
    ("P6", FEMUR, {"lesion_type": "lytic", "cortical_fraction": "third_to_two_thirds"}, "borderline"),
    ("P6", FEMUR, {"fracture": None}, "unknown"),
    ("P6", ACETABULUM, {"acetabular_class": "IV"}, "borderline"),
    ("P6", ACETABULUM, {"acetabular_class": "IV", "fracture": "undisplaced"}, "met"),
    ("P6", ILIUM, {}, "not_met"),
    ("P6", ILIUM, {"pelvic_weight_bearing": True}, "borderline"),
    ("P6", RIB, {}, "not_met"),
    ("P6", SPINE, {}, "not_met"),
    ("P6", SPINE, SINS_7, "borderline"),
    ("P6", SPINE, SINS_13, "met"),
    ("P6", SPINE, {"mechanical": True, "lesion_type": "lytic", "alignment": "subluxation",
                   "posterolateral": "bilateral"}, "met"),  # SINS 13, not fractured
    ("P6", SPINE, {"other_spinal_fracture": True}, "met"),  # fractured, though SINS 3
    ("P6", SPINE, {"collapse": "under_half", "bone_retropulsion": False}, "met"),
    ("T1", FEMUR, ONE, "met"),
    ("T1", FEMUR, {**ONE, "cancer_history": "found_after_bone_lesion"}, "met"),
    ("T1", FEMUR, {}, "not_met"),
    ("T1", FEMUR, {**ONE, "histology": "confirmed_elsewhere"}, "not_met"),
    ("T1", FEMUR, {**ONE, "cancer_history": "no_primary_found"}, "not_met"),
    ("T1", FEMUR, {**ONE, "cancer_history": "not_worked_up"}, "not_met"),
    ("T1", FEMUR, {**ONE, "whole_body_staging": "none"}, "unknown"),
    ("T1", FEMUR, {**ONE, "histology": None}, "unknown"),
    ("T1", FEMUR, {**ONE, "whole_body_staging": "none", "histology": "not_done"}, "not_met"),
    ("T2", FEMUR, {"fracture": "displaced", "limb_function": "lost"}, "met"),
    ("T2", FEMUR, {"fracture": "undisplaced", "limb_function": "limited"}, "met"),
    ("T2", FEMUR, {"fracture": "present", "limb_function": "impaired"}, "met"),
    ("T2", FEMUR, {"fracture": "displaced", "limb_function": "normal"}, "not_met"),
    ("T2", FEMUR, {"fracture": "none", "limb_function": "lost"}, "not_met"),
    ("T2", FEMUR, {"fracture": "displaced", "limb_function": None}, "unknown"),
    ("T2", SPINE, {"other_spinal_fracture": True, "limb_function": "limited"}, "met"),
    ("T3", FEMUR, {}, "met"),
    ("T3", SPINE, {}, "met"),
    ("T3", TIBIA, {}, "met"),
    ("T3", ACETABULUM, {}, "met"),
    ("T3", FOOT, {}, "met"),
    ("T3", HUMERUS, {}, "not_met"),
    ("T3", HUMERUS, {"destruction_on_radiograph": "not_taken"}, "not_met"),
    ("T3", FEMUR, {"destruction_on_radiograph": "not_seen"}, "not_met"),
    ("T3", FEMUR, {"destruction_on_radiograph": "not_taken"}, "unknown"),
    ("T3", FEMUR, {"destruction_on_radiograph": None}, "unknown"),
    ("T4", FEMUR, {}, "not_applicable"),
    ("T4", FEMUR, {**TREATED, "response_on_imaging": "progressed"}, "met"),
    ("T4", FEMUR, TREATED, "not_met"),
    ("T4", FEMUR, {**TREATED, "response_on_imaging": "improved"}, "not_met"),
    ("T4", FEMUR, {**TREATED, "response_on_imaging": None}, "unknown"),
    ("T4", FEMUR, {"treated_before": None}, "unknown"),
    ("T5", FEMUR, {}, "not_applicable"),
    ("T5", FEMUR, {**TREATED, "pain_trend": "worse"}, "met"),
    ("T5", FEMUR, TREATED, "not_met"),
    ("T5", FEMUR, {**TREATED, "pain_trend": "improved"}, "not_met"),
    ("T5", FEMUR, {**TREATED, "pain_trend": None}, "unknown"),
    ("T6", FEMUR, {}, "not_applicable"),
    ("T6", FEMUR, {**TREATED, "function_trend": "not_restored"}, "met"),
    ("T6", FEMUR, TREATED, "not_met"),
    ("T6", FEMUR, {**TREATED, "function_trend": None}, "unknown"),
    ("T7", FEMUR, {"fracture": "undisplaced"}, "met"),
    ("T7", FEMUR, {}, "not_met"),
    ("T7", FEMUR, {"fracture": None}, "unknown"),
    ("T7", SPINE, {"collapse": "over_half", "bone_retropulsion": False}, "met"),
    ("T7", SPINE, {"other_spinal_fracture": None}, "unknown"),
    ("T8", FEMUR, {}, "not_met"),
    ("T8", FEMUR, {"deficit": "peripheral_nerve"}, "met"),
    ("T8", SPINE, {"deficit": "radiculopathy"}, "met"),
    ("T8", SPINE, {"deficit": "present"}, "met"),
    ("T8", SPINE, {"deficit": None}, "unknown"),
    ("T9", SPINE, {"mechanical": True, "lesion_type": "lytic"}, "not_met"),  # SINS 6
    ("T9", SPINE, {"level": "L1", "mechanical": True, "lesion_type": "lytic", "alignment": "deformity",
                   "collapse": "under_half", "bone_retropulsion": False}, "borderline"),  # 12
    ("T9", FEMUR, {}, "not_applicable"),
    ("T9", SPINE, {}, "not_met"),
    ("T9", CORD, {"cord_compression": "1b"}, "not_met"),
    ("T9", CORD, {"cord_compression": "1c"}, "met"),
    ("T9", CORD, {"cord_compression": "2"}, "met"),
    ("T9", CORD, {"cord_compression": "compressed"}, "met"),
    ("T9", CORD, {"cord_compression": "3", "lesion_type": "blastic"}, "not_met"),
    ("T9", CORD, {"cord_compression": "3", "lesion_type": None}, "unknown"),
    ("T9", CORD, {"cord_compression": "3", "lesion_type": "lytic"}, "met"),
    ("T9", SPINE, {"cord_compression": None}, "unknown"),
    ("T9", LUMBAR, {"cauda_compression": "partial", "bone_retropulsion": False}, "not_met"),
    ("T9", LUMBAR, {"cauda_compression": "severe"}, "met"),
    ("T9", SPINE, SINS_7, "borderline"),
    ("T9", SPINE, SINS_13, "met"),
    ("T9", SPINE, {"collapse": "under_half", "bone_retropulsion": True}, "met"),
    ("T9", SPINE, {"collapse": "under_half", "bone_retropulsion": None}, "unknown"),
    ("T10", FEMUR, {}, "not_met"),
    ("T10", FEMUR, {"systemic_options": False}, "not_met"),
    ("T10", FEMUR, {"systemic_options": False, "radiosensitivity_known": "resistant"}, "met"),
    ("T10", FEMUR, {"radiosensitivity_known": "resistant"}, "not_met"),
    ("T10", FEMUR, {"systemic_options": None, "radiosensitivity_known": "resistant"}, "unknown"),
    ("T10", FEMUR, {"systemic_options": False, "primary": "kidney"}, "met"),
    ("T10", FEMUR, {"systemic_options": False, "primary": None}, "unknown"),
    ("T10", FEMUR, {"systemic_options": False, "cancer_history": "not_worked_up"}, "unknown"),
    ("T10", FEMUR, {"systemic_options": False, "cancer_history": "no_primary_found"}, "not_met"),
    ("T10", FEMUR, {"systemic_options": False, "cancer_history": "no_primary_found", "primary": None,
                    "hormone_dependent": None, "radiosensitivity_known": "resistant"}, "met"),
    ("T10", FEMUR, {**TREATED, "systemic_options": False, "pain_trend": "worse"}, "met"),
    ("T10", FEMUR, {**TREATED, "systemic_options": False, "response_on_imaging": "progressed"}, "met"),
    ("T10", FEMUR, {**TREATED, "systemic_options": False}, "not_met"),
    ("T10", FEMUR, {**TREATED, "systemic_options": False, "pain_trend": "worse",
                    "weeks_since_radiotherapy": 4}, "met"),
    ("T10", FEMUR, {**TREATED, "systemic_options": False, "pain_trend": "worse",
                    "weeks_since_radiotherapy": 3}, "not_met"),
    ("T10", FEMUR, {**TREATED, "systemic_options": False, "pain_trend": "worse",
                    "weeks_since_radiotherapy": None}, "unknown"),
    ("T10", FEMUR, {**TREATED, "systemic_options": False, "pain_trend": "worse",
                    "radiotherapy_here": False}, "not_met"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "base", "changes", "verdict"), VERDICTS, ids=[f"{row[0]}-{n}" for n, row in enumerate(VERDICTS)]
)
def test_verdict(key: str, base: Answers, changes: Answers, verdict: str) -> None:
    assert verdicts(base, changes)[key] == verdict


def test_all_sixteen_are_judged_whatever_is_known() -> None:
    keys = ["P1", "P2", "P3", "P4", "P5", "P6", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10"]
    assert list(verdicts({})) == keys
    assert set(verdicts({}).values()) == {"unknown"}
    assert [criterion.key for criterion in CRITERIA] == keys
    assert {criterion.evidence for criterion in CRITERIA} == {"source"}
    assert [criterion.origin for criterion in CRITERIA] == ["principle"] * 6 + ["timing"] * 10


def decided_by(key: str, base: Answers, changes: Answers) -> tuple[str, ...]:
    return next(j.decided_by for j in judge(base, changes).criteria if j.criterion.key == key)


def test_the_answers_that_decided_are_named() -> None:
    assert decided_by("T8", FEMUR, {}) == ("neuro.deficit",)
    assert decided_by("T7", FEMUR, {"fracture": None}) == ("imaging.bone",)
    assert decided_by("P3", FEMUR, {}) == ("history.expected_benefit",)
    assert decided_by("P1", FEMUR, {}) == ("history.expected_survival",), "an override decides by itself"
    assert decided_by("P2", FEMUR, {}) == ("history.fit_for_anaesthesia",)
    derived = decided_by("P2", FEMUR, {"fit_for_anaesthesia": None})
    assert {"history.asa", "history.ecog_before", "history.platelets"} <= set(derived)
    assert "history.fit_for_anaesthesia" not in derived


def test_a_deficit_of_the_cord_beside_a_grade() -> None:
    found = verdicts(CORD, DEFICIT, {"cord_compression": "3"})
    assert (found["T8"], found["T9"], found["P6"]) == ("met", "met", "not_met")
