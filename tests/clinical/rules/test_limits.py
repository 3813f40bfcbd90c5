"""Every limit with and without its exception: what it lowers, what it leaves alone, which aims it changes."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.rules.limits import LIMITS
from tests.clinical.bases import (
    ACETABULUM,
    CORD,
    DEFICIT,
    FEMUR,
    HUMERUS,
    SPINE,
    TIBIA,
    TREATED,
    ULNA,
    Answers,
    advice,
    judge,
    left,
    proposals,
    vary,
)

DECOMPRESS = "decompression_and_stabilisation"
BROKEN: Answers = {"fracture": "displaced", "limb_function": "normal", "open_or_vascular_injury": False}
HURTS: Answers = {"worst_pain": 7}
LOADED: Answers = {"worst_pain": 7, "mechanical": True}
DYING: Answers = {"expected_survival": "under_6_weeks"}
SHORT: Answers = {"expected_survival": "6_weeks_to_3_months"}
ONE: Answers = {"vertebral_metastases": 0, "other_bone_metastases": 1}
HOPE: Answers = {**ONE, "tumour_free_interval_expected": True}
LOCAL: Answers = {**HOPE, "visceral_metastases": "removable", "visceral_treatable": True}
KIDNEY: Answers = {"primary": "kidney", "hormone_dependent": None}
MYELOMA: Answers = {"primary": "myeloma", "hormone_dependent": None}
GRADE_3: Answers = {"cord_compression": "3"}
PARAPLEGIC: Answers = {**DEFICIT, **GRADE_3, "frankel": "A", "walking": "unable"}
SINS_13: Answers = {
    "level": "L1", "mechanical": True, "lesion_type": "lytic", "collapse": "over_half",
    "posterolateral": "unilateral", "bone_retropulsion": False, "alignment": "deformity",
}  # fmt: skip  # 3 + 3 + 2 + 3 + 1 + 2 = 14
UNSTABLE: Answers = {"alignment": "subluxation"}  # SINS 7
SMALL: Answers = {"fit_for_anaesthesia": "small_operation_only"}
II: Answers = {"acetabular_class": "II", "mechanical": True, "worst_pain": 7}


def limits(base: Answers, *more: Answers, **changes: Any) -> list[str]:
    return [limit.key for limit in judge(base, *more, **changes).limits]


def test_the_limits_are_those_of_the_policy_with_the_step_down_first() -> None:
    assert {limit.key: limit.evidence for limit in LIMITS} == {
        "L1b": ("consensus", "expert"), "L1": ("source",), "L2": ("guideline", "expert"),
        "L3": ("source", "guideline"),
        "L4": ("source",), "L6": ("trial", "cohort"), "L7": ("trial",), "L8": ("cohort",),
        "L9": ("guideline",), "L10": ("guideline",), "L11": ("expert",),
    }  # fmt: skip
    assert [(limit.key, limit.name) for limit in LIMITS] == [
        ("L4", "no_benefit"), ("L1b", "small_operation_only"), ("L1", "cannot_tolerate"),
        ("L2", "days_to_weeks"), ("L3", "short_survival"), ("L6", "prolonged_paralysis"),
        ("L7", "separate_levels"), ("L8", "haematological"), ("L9", "coagulopathy"),
        ("L10", "hypercalcaemia"), ("L11", "curative_not_possible"),
    ]  # fmt: skip


# L1b


def test_a_small_operation_only_caps_reconstruction_and_decompression() -> None:
    assert advice(ACETABULUM, II) == ("operate", "expedited", "reconstruction")
    assert advice(ACETABULUM, II, SMALL) == ("consider", "expedited", "reconstruction")
    assert left(CORD, GRADE_3, KIDNEY)["I3"] == ("operate", DECOMPRESS)
    assert left(CORD, GRADE_3, KIDNEY, SMALL)["I3"] == ("consider", DECOMPRESS)
    root = {**DEFICIT, "deficit": "radiculopathy", "frankel": "E"}
    assert left(SPINE, root, SMALL)["I21"] == ("consider", "decompression")


def test_a_small_operation_only_turns_a_resection_into_relief_of_pain() -> None:
    assert advice(FEMUR, HOPE) == ("operate", "planned", "curative_resection")
    assert advice(FEMUR, HOPE, SMALL) == ("consider", "planned", "pain_palliation")
    assert left(FEMUR, LOCAL, SMALL)["I18"] == ("consider", "pain_palliation")


@pytest.mark.parametrize(
    ("base", "changes", "got"),
    [
        (FEMUR, BROKEN, ("operate", "urgent", "fracture_fixation")),
        (FEMUR, {"axial_extent_mm": 30}, ("operate", "expedited", "prophylactic_fixation")),
        (SPINE, UNSTABLE, ("operate", "urgent", "stabilisation")),
        (FEMUR, {**TREATED, **LOADED, "weeks_since_radiotherapy": 1, "pain_trend": "worse"},
         ("operate", "expedited", "pain_palliation")),
    ],
)  # fmt: skip
def test_a_small_operation_only_leaves_fixation_alone(
    base: Answers, changes: Answers, got: tuple[str, str, str]
) -> None:
    assert advice(base, changes, SMALL) == got
    assert "L1b" not in limits(base, changes, SMALL), "it concerns no proposal"


# L1


def test_who_cannot_tolerate_surgery_is_not_operated_on() -> None:
    assert advice(FEMUR, BROKEN, fit_for_anaesthesia="unfit") == ("non_operative", "urgent", None)
    assert limits(FEMUR, BROKEN, fit_for_anaesthesia="unfit") == ["L1"]
    assert "I10" in proposals(FEMUR, BROKEN, fit_for_anaesthesia="unfit"), "what was proposed is still told"


@pytest.mark.parametrize(
    ("changes", "capped"),
    [
        ({"asa": 5}, True), ({"asa": 4}, False), ({"asa": 3}, False), ({"ecog_before": 4}, True),
        ({"ecog_before": 3}, False), ({"platelets": 49}, False), ({"ecog_before": None, "ecog": 4}, False),
    ],
)  # fmt: skip
def test_tolerance_is_presumed_until_it_is_said(changes: Answers, capped: bool) -> None:
    lesion = judge(FEMUR, BROKEN, changes, fit_for_anaesthesia=None)
    assert ("L1" in [limit.key for limit in lesion.limits]) is capped
    # While the anaesthetist may still say "fit", an operation is possible: it is not called none.
    assert lesion.decision == ("undecided" if capped else "operate")
    assert not lesion.settled
    assert "history.fit_for_anaesthesia" in lesion.missing
    assert "history.fit_for_anaesthesia" in lesion.presumed


def test_a_review_still_to_come_caps_nothing_yet() -> None:
    lesion = judge(FEMUR, BROKEN, fit_for_anaesthesia="needs_review")
    assert (lesion.decision, lesion.settled) == ("operate", False)
    assert "history.fit_for_anaesthesia" in lesion.missing


# L2


@pytest.mark.parametrize(
    ("base", "changes", "decision"),
    [
        (FEMUR, {**BROKEN, **HURTS}, "consider"),
        (TIBIA, {**BROKEN, **HURTS}, "consider"),
        (HUMERUS, {**BROKEN, **HURTS}, "consider"),
        (ULNA, {**BROKEN, **HURTS}, "non_operative"),
        (FEMUR, {**BROKEN, "worst_pain": 6}, "consider"),
        (FEMUR, {**BROKEN, **HURTS, "fracture": "undisplaced"}, "consider"),
        (FEMUR, {**BROKEN, "fracture": "undisplaced", "limb_function": "lost"}, "consider"),
        (FEMUR, {**BROKEN, "fracture": "undisplaced", "worst_pain": 6}, "non_operative"),
        (ULNA, {**BROKEN, "limb_function": "lost"}, "non_operative"),
        (FEMUR, {"axial_extent_mm": 30, **LOADED}, "non_operative"),
        (SPINE, UNSTABLE, "non_operative"),
        (CORD, {**DEFICIT, **GRADE_3, **KIDNEY}, "non_operative"),
    ],
)
def test_days_to_weeks(base: Answers, changes: Answers, decision: str) -> None:
    assert judge(base, changes).decision != "non_operative"
    lesion = judge(base, changes, DYING)
    assert lesion.decision == decision
    assert [limit.key for limit in lesion.limits] == ["L2"]


def test_days_to_weeks_keeps_the_urgency_and_aim_of_what_is_considered() -> None:
    assert advice(FEMUR, BROKEN, HURTS, DYING) == ("consider", "urgent", "fracture_fixation")
    # An open fracture is an emergency, but the decision is capped all the same.
    opened = advice(FEMUR, BROKEN, HURTS, DYING, open_or_vascular_injury=True)
    assert opened == ("consider", "emergency", "fracture_fixation")


# L3


@pytest.mark.parametrize(
    ("base", "changes", "decision", "holds"),
    [
        (FEMUR, {**BROKEN, **HURTS}, "operate", False),
        (FEMUR, {**BROKEN, "limb_function": "lost"}, "operate", False),
        (HUMERUS, {**BROKEN, **HURTS}, "operate", False),
        (FEMUR, BROKEN, "operate", False),
        (FEMUR, {**BROKEN, "limb_function": "limited", "worst_pain": 6}, "operate", False),
        (ULNA, {**BROKEN, **HURTS}, "consider", False),
        (ULNA, {**BROKEN, "limb_function": "lost"}, "consider", False),
        # Another fracture of a large bone is weighed; of a small one only where it hurts.
        (FEMUR, {**BROKEN, "fracture": "undisplaced"}, "consider", True),
        (ULNA, BROKEN, "non_operative", True),
        (ULNA, {**BROKEN, "mechanical": True}, "consider", True),
        (CORD, {**DEFICIT, **GRADE_3, **KIDNEY}, "consider", True),
        (CORD, {**GRADE_3, **KIDNEY, "sphincter": "disturbed", "ecog_before": 3}, "consider", True),
        # In the spine the state of the patient leads.
        (CORD, {**GRADE_3, **KIDNEY}, "consider", True),
        (CORD, {**GRADE_3, **KIDNEY, "ecog_before": 3}, "non_operative", True),
        (SPINE, {**UNSTABLE, "ecog_before": 3}, "non_operative", True),
        (SPINE, {**UNSTABLE, "mechanical": True, "ecog_before": 3}, "consider", True),  # SINS 9
        (
            SPINE,
            {"other_spinal_fracture": True, **UNSTABLE, **HURTS, "ecog_before": 3},
            "non_operative",
            True,
        ),
        (FEMUR, {"axial_extent_mm": 30, **LOADED}, "consider", True),
        (FEMUR, {"axial_extent_mm": 30, "mechanical": True}, "consider", True),
        (FEMUR, {"axial_extent_mm": 30, **HURTS}, "consider", True),
        (FEMUR, {"axial_extent_mm": 30}, "non_operative", True),
        (ACETABULUM, II, "consider", True),
        (ACETABULUM, {**II, "acetabular_class": "IV"}, "consider", True),
    ],
)
def test_six_weeks_to_three_months(base: Answers, changes: Answers, decision: str, holds: bool) -> None:
    assert judge(base, changes).decision != "non_operative"
    assert judge(base, changes, SHORT).decision == decision
    assert limits(base, changes, SHORT) == (["L3"] if holds else [])


def test_three_months_or_more_caps_nothing() -> None:
    for estimate in ("3_to_6_months", "6_to_12_months"):
        assert advice(FEMUR, BROKEN, expected_survival=estimate)[0] == "operate"
        assert limits(FEMUR, BROKEN, expected_survival=estimate) == []


# L4


@pytest.mark.parametrize(
    ("base", "changes", "got"),
    [
        (FEMUR, BROKEN, ("consider", "urgent", "fracture_fixation")),
        (ULNA, BROKEN, ("non_operative", "expedited", None)),
        (SPINE, UNSTABLE, ("consider", "urgent", "stabilisation")),
    ],
)
def test_no_benefit_lowers_each_proposal_one_step(
    base: Answers, changes: Answers, got: tuple[str, str, str | None]
) -> None:
    assert advice(base, changes, expected_benefit=False) == got
    assert limits(base, changes, expected_benefit=False) == ["L4"]


def test_no_benefit_spares_the_emergencies_of_cord_and_open_fracture() -> None:
    now = {**DEFICIT, **GRADE_3, "deficit_hours": 24}
    assert left(CORD, now, expected_benefit=False) == {
        "I1": ("operate", DECOMPRESS),
        "I2": ("consider", DECOMPRESS),
        "I2b": ("non_operative", DECOMPRESS),
    }
    opened = {**BROKEN, "open_or_vascular_injury": True}
    assert left(ULNA, opened, expected_benefit=False) == {
        "I12": ("non_operative", "fracture_fixation"),
        "I23": ("operate", "fracture_fixation"),
    }


def test_the_step_down_comes_before_the_caps() -> None:
    """Operate, one step down is consider, and a cap at consider leaves it there."""
    assert advice(FEMUR, BROKEN, HURTS, DYING, expected_benefit=False)[0] == "consider"
    assert advice(ACETABULUM, II, SMALL, expected_benefit=False)[0] == "consider"
    assert advice(FEMUR, HOPE, expected_benefit=False) == ("consider", "planned", "curative_resection")


# L6


@pytest.mark.parametrize(
    ("changes", "decision", "holds"),
    [
        ({"hours_since_walking_lost": 49}, "consider", True),
        ({"hours_since_walking_lost": 48}, "operate", False),
        ({"hours_since_walking_lost": 49, "frankel": "B"}, "consider", True),
        ({"hours_since_walking_lost": 49, "frankel": "C"}, "operate", False),
        ({"hours_since_walking_lost": 49, "frankel": "C", "weakest_power": 0}, "consider", True),
        ({"hours_since_walking_lost": 600, "deficit_hours": 48}, "operate", False),
        ({"hours_since_walking_lost": 49, **SINS_13, **HURTS}, "operate", False),
        ({"hours_since_walking_lost": 49, **SINS_13, "worst_pain": 6}, "consider", True),
        ({"hours_since_walking_lost": 49, **HURTS}, "consider", True),
    ],
)
def test_paralysed_for_over_48_hours(changes: Answers, decision: str, holds: bool) -> None:
    assert judge(CORD, PARAPLEGIC, KIDNEY, changes).decision == decision
    assert ("L6" in limits(CORD, PARAPLEGIC, KIDNEY, changes)) is holds


# L7


def test_separate_levels_cap_decompression_only() -> None:
    apart = {**DEFICIT, **GRADE_3, **KIDNEY, "separate_compression_levels": True}
    assert advice(CORD, apart) == ("consider", "urgent", DECOMPRESS)
    assert limits(CORD, apart) == ["L7"]
    unstable = left(CORD, apart, UNSTABLE)
    assert unstable["I3"] == ("consider", DECOMPRESS)
    assert unstable["I7"] == ("operate", "stabilisation")
    assert advice(CORD, apart, separate_compression_levels=False)[0] == "operate"


# L8


@pytest.mark.parametrize(
    ("changes", "decision", "holds"),
    [
        ({**GRADE_3, "radiosensitivity_known": "resistant"}, "non_operative", True),  # SINS 3
        ({**GRADE_3, "radiosensitivity_known": "resistant", "primary": "lymphoma"}, "non_operative", True),
        ({**GRADE_3, **TREATED}, "consider", True),
        (UNSTABLE, "consider", True),  # SINS 7
        ({**UNSTABLE, "primary": "lymphoma"}, "consider", True),
        ({**UNSTABLE, "other_spinal_fracture": True}, "operate", False),
        ({**UNSTABLE, "collapse": "under_half"}, "operate", False),
        ({**UNSTABLE, **GRADE_3, "bone_retropulsion": True}, "operate", False),
        (SINS_13, "operate", False),
        ({**UNSTABLE, "mechanical": True, "lesion_type": "lytic", "posterolateral": "bilateral"}, "operate",
         False),  # 1 + 3 + 2 + 4 + 3 = 13
        ({**UNSTABLE, "mechanical": True, "posterolateral": "bilateral"}, "consider", True),  # 12
    ],
)  # fmt: skip
def test_myeloma_and_lymphoma_of_the_spine(changes: Answers, decision: str, holds: bool) -> None:
    lesion = judge(CORD, MYELOMA, changes)
    assert lesion.decision == decision
    assert ("L8" in [limit.key for limit in lesion.limits]) is holds


def test_myeloma_of_a_limb_is_not_limited() -> None:
    assert advice(FEMUR, MYELOMA, axial_extent_mm=30)[0] == "operate"
    assert "L8" not in limits(FEMUR, MYELOMA, axial_extent_mm=30)
    assert "L8" not in limits(CORD, UNSTABLE)


# L9 and L10


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({"platelets": 49}, ["L9"]), ({"platelets": 50}, []), ({"inr": 1.6}, ["L9"]), ({"inr": 1.5}, []),
        ({"calcium": 3.0}, ["L10"]), ({"calcium": 3.0, "albumin": 43.0}, []), ({"calcium": 2.9}, []),
        ({"calcium": 2.6, "albumin": 20.0}, ["L10"]), ({"calcium": 3.4, "platelets": 32}, ["L9", "L10"]),
    ],
)  # fmt: skip
def test_what_is_to_be_corrected_first_changes_neither_advice_nor_urgency(
    changes: Answers, keys: list[str]
) -> None:
    more = {"albumin": 40.0, **changes}
    assert limits(FEMUR, BROKEN, more) == keys
    assert advice(FEMUR, BROKEN, more) == ("operate", "urgent", "fracture_fixation")
    assert judge(FEMUR, BROKEN, more).settled


# L11


@pytest.mark.parametrize(
    ("changes", "got", "holds"),
    [
        ({}, ("operate", "planned", "curative_resection"), False),
        ({"expected_survival": "6_to_12_months"}, ("consider", "planned", "pain_palliation"), True),
        ({"expected_survival": "3_to_6_months"}, ("consider", "planned", "pain_palliation"), True),
        ({"ecog_before": 3}, ("consider", "planned", "pain_palliation"), True),
        ({"ecog_before": 4}, ("consider", "planned", "pain_palliation"), True),
        ({"ecog_before": 2, "ecog": 4}, ("operate", "planned", "curative_resection"), False),
        ({"expected_survival": None}, ("operate", "planned", "curative_resection"), False),
        ({"ecog_before": None, "ecog": 3}, ("consider", "planned", "pain_palliation"), True),
    ],
)
def test_a_resection_that_would_not_outlast_the_disease(
    changes: Answers, got: tuple[str, str, str], holds: bool
) -> None:
    assert advice(FEMUR, HOPE, changes) == got
    assert ("L11" in limits(FEMUR, HOPE, changes)) is holds


def test_it_changes_only_the_proposal_of_the_resection() -> None:
    found = left(FEMUR, HOPE, BROKEN, expected_survival="6_to_12_months")
    assert found["I17"] == ("consider", "pain_palliation")
    assert found["I18"] == ("consider", "pain_palliation")
    assert found["I10"] == ("operate", "fracture_fixation")
    assert advice(FEMUR, HOPE, BROKEN, expected_survival="6_to_12_months") == (
        "operate", "urgent", "fracture_fixation",
    )  # fmt: skip
    assert limits(FEMUR, BROKEN, expected_survival="6_to_12_months") == []


def test_the_wish_of_the_patient_changes_nothing() -> None:
    for choice in ("accepts", "undecided", "declines", None):
        assert advice(FEMUR, BROKEN, patient_choice=choice) == ("operate", "urgent", "fracture_fixation")
    assert vary(FEMUR, patient_choice="declines")["patient_choice"] == "declines"
