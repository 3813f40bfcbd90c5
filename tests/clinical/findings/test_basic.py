"""Findings: what follows from the answers, value by value as the policy words it."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.findings.bone import FRACTURED, FUNCTION_DISTURBED, WEEKS_AFTER_RADIOTHERAPY
from assessments.clinical.findings.extent import BONE_METASTASES, OLIGOMETASTATIC, SOLITARY
from assessments.clinical.findings.pain import PAIN_GRADE, PAIN_OF_FOUR, PAINFUL, SEVERE_PAIN
from assessments.clinical.findings.performance import BASELINE_ECOG, PERFORMANCE
from assessments.clinical.findings.place import REGION, UPPER_LIMB, WEIGHT_BEARING_BONE
from assessments.clinical.findings.tumour import (
    GROWTH,
    HAEMATOLOGICAL,
    NOT_FOR_RESECTION,
    PRIMARY_TUMOUR,
    RADIOSENSITIVITY,
)
from assessments.clinical.language.facts import Facts
from assessments.clinical.language.findings import Bands, Cases, Sum
from assessments.clinical.language.in_words import in_words
from assessments.clinical.language.logic import Condition, Named
from assessments.clinical.language.questions import NOT_ASKED
from assessments.clinical.rules.criteria import T4, T5, T6
from assessments.clinical.sections.history import (
    OTHER_BONE_METASTASES,
    VERTEBRAL_METASTASES,
)
from assessments.clinical.sections.imaging import AXIAL_EXTENT_MM, BONE
from assessments.clinical.sections.pain import MECHANICAL

KNOWN = {"cancer_history": "known_before"}


def holds(condition: Condition, **answers: Any) -> bool | None:
    return condition.holds(Facts(answers))


@pytest.mark.parametrize(
    ("bone", "region", "bears_weight", "upper"),
    [
        ("spine", "spine", True, False), ("femur", "long_bone", True, False),
        ("tibia", "long_bone", True, False), ("fibula", "long_bone", False, False),
        ("humerus", "long_bone", False, True), ("radius", "long_bone", False, True),
        ("ulna", "long_bone", False, True), ("acetabulum", "acetabulum", True, False),
        ("ilium", "other", False, False), ("pubis_ischium", "other", False, False),
        ("scapula", "other", False, False), ("clavicle", "other", False, False),
        ("rib", "other", False, False), ("sternum", "other", False, False), ("skull", "other", False, False),
        ("hand", "other", False, False), ("foot", "other", True, False),
    ],
)  # fmt: skip
def test_region_and_load(bone: str, region: str, bears_weight: bool, upper: bool) -> None:
    facts = Facts({"bone": bone})
    assert REGION.value(facts) == region
    assert WEIGHT_BEARING_BONE.holds(facts) is bears_weight
    assert UPPER_LIMB.holds(facts) is upper


def test_a_pelvis_known_roughly_leaves_region_and_load_open() -> None:
    facts = Facts({"bone": "pelvis"})
    assert REGION.possible(facts) == {"acetabulum", "other"}
    assert REGION.value(facts) is None
    assert REGION.open_keys(facts) == {"imaging.bone"}
    assert WEIGHT_BEARING_BONE.holds(facts) is None
    assert UPPER_LIMB.holds(facts) is False


@pytest.mark.parametrize(
    ("vertebral", "other", "staging", "solitary"),
    [
        (0, 1, "complete", True), (1, 0, "complete", True), (0, 1, "partial", None), (0, 1, "none", None),
        (1, 0, None, None), (1, 1, "complete", False), (1, 1, "none", False), (0, 2, None, False),
        (2, None, None, False), (None, 2, "complete", False), (0, None, "complete", None),
        (1, None, "complete", None), (None, None, "complete", None), (None, None, None, None),
    ],
)  # fmt: skip
def test_solitary(
    vertebral: int | None, other: int | None, staging: str | None, solitary: bool | None
) -> None:
    facts = Facts(
        {
            key: value
            for key, value in {
                "vertebral_metastases": vertebral,
                "other_bone_metastases": other,
                "whole_body_staging": staging,
            }.items()
            if value is not None
        }
    )
    assert SOLITARY.holds(facts) is solitary


def test_what_solitary_waits_for() -> None:
    one = {"vertebral_metastases": 0, "other_bone_metastases": 1}
    assert SOLITARY.open_keys(Facts({**one, "whole_body_staging": "partial"})) == {
        "history.whole_body_staging"
    }
    assert SOLITARY.open_keys(Facts({"whole_body_staging": "complete", "vertebral_metastases": 0})) == {
        "history.other_bone_metastases"
    }


def test_bone_metastases_are_the_sum_of_both_counts() -> None:
    assert BONE_METASTASES.span(Facts({"vertebral_metastases": 2, "other_bone_metastases": 3})) == (5, 5)
    assert BONE_METASTASES.span(Facts({"vertebral_metastases": 2})) == (2, 101)
    assert BONE_METASTASES.span(Facts({})) == (1, 132)


@pytest.mark.parametrize(
    ("answers", "merged", "number"),
    [
        # A tumour that spans three vertebrae is one; it takes two off the sum.
        ({"vertebral_metastases": 3, "other_bone_metastases": 0, "contiguous_levels": 3}, 0, 1),
        ({"vertebral_metastases": 4, "other_bone_metastases": 0, "contiguous_levels": 3}, 0, 2),
        ({"vertebral_metastases": 3, "other_bone_metastases": 0}, 0, 3),
        ({"vertebral_metastases": 3, "other_bone_metastases": 0, "contiguous_levels": 1}, 0, 3),
        # Never below one, and the other spinal lesions of the case count as well.
        ({"vertebral_metastases": 2, "other_bone_metastases": 0, "contiguous_levels": 3}, 0, 1),
        ({"vertebral_metastases": 5, "other_bone_metastases": 0, "contiguous_levels": 2}, 2, 2),
    ],
)
def test_contiguous_levels_count_as_one(answers: dict[str, Any], merged: int, number: int) -> None:
    facts = Facts({"bone": "spine", **answers}, merged=merged)
    assert BONE_METASTASES.span(facts) == (number, number)


def test_contiguous_levels_of_another_lesion_count_for_a_limb_too() -> None:
    facts = Facts({"bone": "femur", "vertebral_metastases": 3, "other_bone_metastases": 1}, merged=2)
    assert BONE_METASTASES.span(facts) == (2, 2)


FEW: dict[str, Any] = {
    "vertebral_metastases": 2, "other_bone_metastases": 3, "whole_body_staging": "complete",
    "visceral_metastases": "none", "cerebral_metastases": False, "dissemination": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "few"),
    [
        ({}, True), ({"vertebral_metastases": 3}, False), ({"whole_body_staging": "partial"}, False),
        ({"whole_body_staging": None}, None), ({"visceral_metastases": "removable"}, False),
        ({"cerebral_metastases": True}, False), ({"dissemination": True}, False),
        ({"dissemination": None}, None), ({"vertebral_metastases": None}, None),
    ],
)  # fmt: skip
def test_oligometastatic(changes: dict[str, Any], few: bool | None) -> None:
    assert OLIGOMETASTATIC.holds(Facts(FEW | changes)) is few


@pytest.mark.parametrize(
    ("answers", "unfit"),
    [
        ({"primary": "myeloma"}, True), ({"primary": "lymphoma"}, True), ({"primary": "germ_cell"}, True),
        ({"primary": "lung", "lung_type": "small_cell"}, True),
        ({"primary": "lung", "lung_type": "non_small_cell"}, False), ({"primary": "lung"}, None),
        ({"primary": "thyroid", "thyroid_differentiated": False}, True),
        ({"primary": "thyroid", "thyroid_differentiated": True}, False), ({"primary": "kidney"}, False),
    ],
)  # fmt: skip
def test_not_for_resection(answers: dict[str, Any], unfit: bool | None) -> None:
    facts = Facts({"cancer_history": "known_before", **answers})
    assert NOT_FOR_RESECTION.holds(facts) is unfit


def test_a_thyroid_cancer_counts_as_differentiated_until_it_is_known_not_to_be() -> None:
    facts = Facts({"cancer_history": "known_before", "primary": "thyroid"})
    assert NOT_FOR_RESECTION.holds(facts) is None
    assert NOT_FOR_RESECTION.holds(facts.presumed) is False


@pytest.mark.parametrize(
    ("answers", "fractured"),
    [
        ({"bone": "femur", "fracture": "none"}, False),
        ({"bone": "femur", "fracture": "undisplaced"}, True),
        ({"bone": "femur", "fracture": "displaced"}, True),
        ({"bone": "femur", "fracture": "present"}, True),
        ({"bone": "femur"}, None),
        ({"bone": "spine", "collapse": "none", "other_spinal_fracture": False}, False),
        ({"bone": "spine", "collapse": "none_over_half_involved", "other_spinal_fracture": False}, False),
        ({"bone": "spine", "collapse": "none"}, None),
        ({"bone": "spine", "collapse": "none", "other_spinal_fracture": True}, True),
        ({"bone": "spine", "collapse": "under_half"}, True),
        ({"bone": "spine", "collapse": "over_half"}, True),
        ({"bone": "spine", "collapse": "present"}, True),
        ({"bone": "spine", "other_spinal_fracture": False}, None),
        ({}, None),
    ],
)
def test_fractured(answers: dict[str, Any], fractured: bool | None) -> None:
    assert FRACTURED.holds(Facts(answers)) is fractured


@pytest.mark.parametrize(
    ("function", "disturbed"),
    [("normal", False), ("limited", True), ("lost", True), ("impaired", True), (None, None)],
)
def test_function_disturbed(function: str | None, disturbed: bool | None) -> None:
    answers = {"limb_function": function} if function else {}
    assert FUNCTION_DISTURBED.holds(Facts(answers)) is disturbed


SLOW, MODERATE, RAPID = {"slow"}, {"moderate"}, {"rapid"}
SENSITIVE, INTERMEDIATE, RESISTANT = {"sensitive"}, {"intermediate"}, {"resistant"}
PRIMARIES: dict[str, tuple[set[str], set[str]]] = {
    "breast": ({"slow", "moderate"}, INTERMEDIATE),
    "prostate": ({"slow", "moderate"}, INTERMEDIATE),
    "kidney": (MODERATE, RESISTANT),
    "thyroid": (SLOW, RESISTANT),
    "lung": ({"moderate", "rapid"}, {"sensitive", "intermediate"}),
    "myeloma": (SLOW, SENSITIVE),
    "lymphoma": (SLOW, SENSITIVE),
    "melanoma": (RAPID, RESISTANT),
    "liver": (RAPID, RESISTANT),
    "biliary": (RAPID, INTERMEDIATE),
    "colon": (RAPID, RESISTANT),
    "rectum": (RAPID, RESISTANT),
    "stomach": (RAPID, INTERMEDIATE),
    "oesophagus": (RAPID, INTERMEDIATE),
    "pancreas": (RAPID, INTERMEDIATE),
    "urothelial": (RAPID, INTERMEDIATE),
    "endometrium": (MODERATE, INTERMEDIATE),
    "cervix": (RAPID, INTERMEDIATE),
    "ovary": (MODERATE, INTERMEDIATE),
    "head_neck": (RAPID, INTERMEDIATE),
    "sarcoma": (MODERATE, RESISTANT),
    "germ_cell": (MODERATE, SENSITIVE),
    "neuroendocrine": (MODERATE, INTERMEDIATE),
    "phaeochromocytoma": (MODERATE, INTERMEDIATE),
    "other": (MODERATE, INTERMEDIATE),
}


@pytest.mark.parametrize("primary", PRIMARIES)
def test_growth_and_radiosensitivity_of_every_primary(primary: str) -> None:
    facts = Facts({**KNOWN, "primary": primary})
    growth, sensitivity = PRIMARIES[primary]
    assert GROWTH.possible(facts) == growth
    assert RADIOSENSITIVITY.possible(facts) == sensitivity
    assert HAEMATOLOGICAL.holds(facts) is (primary in ("myeloma", "lymphoma"))


@pytest.mark.parametrize(
    ("answers", "growth"),
    [
        ({"primary": "breast", "hormone_dependent": True}, SLOW),
        ({"primary": "breast", "hormone_dependent": False}, MODERATE),
        ({"primary": "prostate", "hormone_dependent": True}, SLOW),
        ({"primary": "prostate", "hormone_dependent": False}, MODERATE),
        ({"primary": "lung", "lung_type": "non_small_cell", "targeted_therapy": True}, MODERATE),
        ({"primary": "lung", "lung_type": "non_small_cell", "targeted_therapy": False}, RAPID),
        ({"primary": "lung", "lung_type": "non_small_cell"}, {"moderate", "rapid"}),
        ({"primary": "lung", "lung_type": "small_cell"}, RAPID),
        ({"primary": "lung", "targeted_therapy": False}, RAPID),
        ({"primary": "lung", "targeted_therapy": True}, {"moderate", "rapid"}),
    ],
)
def test_growth_where_the_treatment_decides(answers: dict[str, Any], growth: set[str]) -> None:
    assert GROWTH.possible(Facts({**KNOWN, **answers})) == growth


def test_no_primary_found_grows_rapidly_and_not_worked_up_leaves_all_open() -> None:
    none_found = Facts({"cancer_history": "no_primary_found"})
    assert GROWTH.value(none_found) == "rapid"
    assert HAEMATOLOGICAL.holds(none_found) is False
    assert PRIMARY_TUMOUR.open_keys(none_found) == set()
    for answers in ({"cancer_history": "not_worked_up"}, {}):
        facts = Facts(answers)
        assert GROWTH.possible(facts) == {"slow", "moderate", "rapid"}
        assert HAEMATOLOGICAL.holds(facts) is None
        assert PRIMARY_TUMOUR.open_keys(facts) == {"history.cancer_history"}
    assert GROWTH.possible(Facts(KNOWN)) == {"slow", "moderate", "rapid"}
    assert GROWTH.open_keys(Facts({**KNOWN, "primary": "breast"})) == {"history.hormone_dependent"}


@pytest.mark.parametrize(
    ("answers", "sensitivity"),
    [
        ({**KNOWN, "primary": "lung", "lung_type": "small_cell"}, SENSITIVE),
        ({**KNOWN, "primary": "lung", "lung_type": "non_small_cell"}, INTERMEDIATE),
        ({**KNOWN, "primary": "kidney", "radiosensitivity_known": "sensitive"}, SENSITIVE),
        ({**KNOWN, "primary": "lymphoma", "radiosensitivity_known": "resistant"}, RESISTANT),
        ({"radiosensitivity_known": "resistant"}, RESISTANT),
        ({"cancer_history": "no_primary_found"}, {"sensitive", "intermediate", "resistant"}),
        ({"cancer_history": "not_worked_up"}, {"sensitive", "intermediate", "resistant"}),
        (KNOWN, {"sensitive", "intermediate", "resistant"}),
        ({}, {"sensitive", "intermediate", "resistant"}),
    ],
)
def test_radiosensitivity(answers: dict[str, Any], sensitivity: set[str]) -> None:
    assert RADIOSENSITIVITY.possible(Facts(answers)) == sensitivity


def test_what_radiosensitivity_waits_for_is_never_the_override_itself() -> None:
    none_found = Facts({"cancer_history": "no_primary_found"})
    assert RADIOSENSITIVITY.open_keys(none_found) == {"history.cancer_history"}
    assert RADIOSENSITIVITY.open_keys(Facts({**KNOWN, "primary": "lung"})) == {"history.lung_type"}
    assert RADIOSENSITIVITY.open_keys(Facts(KNOWN)) == {"history.primary"}
    assert RADIOSENSITIVITY.open_keys(Facts({**KNOWN, "radiosensitivity_known": "sensitive"})) == set()


@pytest.mark.parametrize(
    ("answers", "grades", "severe", "four"),
    [
        ({"worst_pain": 0}, {"none"}, False, False), ({"worst_pain": 1}, {"mild"}, False, False),
        ({"worst_pain": 3}, {"mild"}, False, False), ({"worst_pain": 4}, {"mild"}, False, True),
        ({"worst_pain": 5}, {"moderate"}, False, True), ({"worst_pain": 6}, {"moderate"}, False, True),
        ({"worst_pain": 7}, {"severe"}, True, True), ({"worst_pain": 10}, {"severe"}, True, True),
        ({"pain_in_words": "none"}, {"none"}, False, False),
        ({"pain_in_words": "mild"}, {"mild"}, False, False),
        ({"pain_in_words": "moderate"}, {"moderate"}, False, True),
        ({"pain_in_words": "severe"}, {"severe"}, True, True),
        ({"pain_in_words": "present"}, {"mild", "moderate", "severe"}, None, None),
        ({"worst_pain": 3, "pain_in_words": "severe"}, {"mild"}, False, False),
        ({}, {"none", "mild", "moderate", "severe"}, None, None),
    ],
)  # fmt: skip
def test_pain(answers: dict[str, Any], grades: set[str], severe: bool | None, four: bool | None) -> None:
    facts = Facts(answers)
    assert PAIN_GRADE.possible(facts) == grades
    assert SEVERE_PAIN.holds(facts) is severe
    assert PAIN_OF_FOUR.holds(facts) is four
    assert PAINFUL.holds(facts) is (None if len(grades) == 4 else "none" not in grades)


def test_one_of_number_and_words_is_enough() -> None:
    assert PAIN_GRADE.open_keys(Facts({"pain_in_words": "mild"})) == set()
    assert PAIN_GRADE.open_keys(Facts({"pain_in_words": "present"})) == {"pain.pain_in_words"}
    assert PAIN_GRADE.open_keys(Facts({"worst_pain": 2})) == set()
    assert "pain.worst_pain" in PAIN_GRADE.open_keys(Facts({}))


@pytest.mark.parametrize(
    ("weeks", "late"), [(0, False), (3, False), (4, True), (5, True), (None, None)]
)  # fmt: skip
def test_four_weeks_after_radiotherapy(weeks: int | None, late: bool | None) -> None:
    answers = {"treated_before": True, "radiotherapy_here": True, "weeks_since_radiotherapy": weeks}
    facts = Facts({key: value for key, value in answers.items() if value is not None})
    assert WEEKS_AFTER_RADIOTHERAPY.holds(facts) is late
    assert holds(WEEKS_AFTER_RADIOTHERAPY, treated_before=False) is False
    assert holds(WEEKS_AFTER_RADIOTHERAPY, treated_before=True, radiotherapy_here=False) is False


@pytest.mark.parametrize(
    ("answers", "strict", "presumed"),
    [
        ({"ecog_before": 2, "ecog": 4}, (2, 2), (2, 2)),
        ({"ecog": 3, "bone": "femur", "fracture": "none", "deficit": "none"}, (0, 4), (3, 3)),
        ({"ecog": 3, "bone": "femur", "fracture": "displaced", "deficit": "none"}, (0, 4), (0, 4)),
        ({"ecog": 3, "bone": "femur", "fracture": "none", "deficit": "peripheral_nerve"}, (0, 4), (0, 4)),
        ({"ecog": 3, "bone": "femur", "fracture": "none"}, (0, 4), (0, 4)),
        ({"ecog": 3}, (0, 4), (0, 4)),
    ],
)
def test_ecog_before_the_lesion(
    answers: dict[str, Any], strict: tuple[float, float], presumed: tuple[float, float]
) -> None:
    facts = Facts(answers)
    assert BASELINE_ECOG.span(facts) == strict
    assert BASELINE_ECOG.span(facts.presumed) == presumed


def test_what_the_ecog_before_the_lesion_waits_for() -> None:
    sound = {"bone": "femur", "fracture": "none", "deficit": "none"}
    assert BASELINE_ECOG.open_keys(Facts({"ecog_before": 1})) == set()
    assert BASELINE_ECOG.open_keys(Facts(sound)) == {"history.ecog_before", "history.ecog"}
    assert BASELINE_ECOG.open_keys(Facts({**sound, "ecog": 1})) == {"history.ecog_before"}
    assert BASELINE_ECOG.open_keys(Facts({**sound, "ecog": 1}).presumed) == set()
    assert BASELINE_ECOG.open_keys(Facts(sound).presumed) == {"history.ecog"}


@pytest.mark.parametrize(
    ("answers", "span"),
    [
        ({"ecog": 0}, (100, 100)), ({"ecog": 1}, (80, 80)), ({"ecog": 2}, (60, 60)), ({"ecog": 3}, (40, 40)),
        ({"ecog": 4}, (20, 20)), ({"karnofsky": 50, "ecog": 0}, (50, 50)), ({}, (20, 100)),
    ],
)  # fmt: skip
def test_karnofsky_is_used_where_given_else_mapped_from_ecog(
    answers: dict[str, Any], span: tuple[float, float]
) -> None:
    assert PERFORMANCE.span(Facts(answers)) == span
    expected = {"history.ecog"} if not answers else set()
    assert PERFORMANCE.open_keys(Facts(answers)) == expected


def test_a_sum_is_a_range_while_a_number_is_open() -> None:
    three = Sum("of their own", (VERTEBRAL_METASTASES, OTHER_BONE_METASTASES)).at_least(3)
    assert three.holds(Facts({"vertebral_metastases": 2})) is None
    assert three.holds(Facts({"vertebral_metastases": 2, "other_bone_metastases": 1})) is True
    assert three.holds(Facts({"vertebral_metastases": 2, "other_bone_metastases": 0})) is False


def test_bands_of_a_number() -> None:
    bands = Bands(AXIAL_EXTENT_MM, (("short", 29), ("long", 400)))
    assert bands.reads == {"imaging.axial_extent_mm"}
    assert bands.possible(Facts({"bone": "rib"})) == {NOT_ASKED}
    assert bands.possible(Facts({"bone": "femur", "axial_extent_mm": 29})) == {"short"}
    assert bands.possible(Facts({"bone": "femur", "axial_extent_mm": 30})) == {"long"}
    assert bands.possible(Facts({"bone": "femur"})) == {"short", "long"}
    assert bands.open_keys(Facts({"bone": "femur"})) == {"imaging.axial_extent_mm"}


def test_a_case_that_holds_leaves_the_later_ones_unasked() -> None:
    found = Cases("pain or place", ("a", BONE.is_("femur")), ("b", MECHANICAL.yes), otherwise="c")
    assert found.open_keys(Facts({"bone": "femur"})) == set()
    assert found.open_keys(Facts({"bone": "rib"})) == {"pain.mechanical"}
    # A name does not look whether it is decided.
    named = Cases("x", ("a", BONE.is_("femur")), ("b", Named("it hurts", MECHANICAL.yes)), otherwise="c")
    assert named.open_keys(Facts({"bone": "femur"})) == set()


def test_the_answers_that_a_finding_can_look_at() -> None:
    assert RADIOSENSITIVITY.reads == {
        "history.cancer_history", "history.primary", "history.lung_type", "history.radiosensitivity_known",
    }  # fmt: skip
    assert BASELINE_ECOG.reads == {
        "history.ecog", "history.ecog_before", "imaging.bone", "fracture.fracture", "imaging.collapse",
        "imaging.other_spinal_fracture", "neuro.deficit",
    }  # fmt: skip
    assert PERFORMANCE.reads == {"history.karnofsky", "history.ecog"}
    assert PRIMARY_TUMOUR.reads == {"history.primary", "history.cancer_history"}
    assert PAIN_GRADE.reads == {"pain.worst_pain", "pain.pain_in_words"}


def test_with_karnofsky_given_ecog_is_not_waited_for() -> None:
    assert PERFORMANCE.open_keys(Facts({"karnofsky": 80})) == set()
    assert PERFORMANCE.open_keys(Facts({})) == {"history.ecog"}


def test_pain_not_asked_yet_can_be_any() -> None:
    assert PAIN_GRADE.possible(Facts({})) == {"none", "mild", "moderate", "severe"}


def test_a_comparison_of_a_sum() -> None:
    number = Sum("both", (VERTEBRAL_METASTASES, OTHER_BONE_METASTASES))
    assert in_words(number.at_least(2)) == "both at least 2"
    enough = number.at_least(2)
    assert enough.holds(Facts({"vertebral_metastases": 3})) is True
    assert enough.open_keys(Facts({"vertebral_metastases": 3})) == set()
    assert enough.open_keys(Facts({"vertebral_metastases": 1})) == {"history.other_bone_metastases"}


def test_findings_are_told_by_name() -> None:
    assert in_words(SOLITARY, whole=True).startswith("solitary [single metastasis [bone metastases in all ")
    assert [in_words(one.is_("met")) for one in (T4, T5, T6)] == ["T4: met", "T5: met", "T6: met"]
