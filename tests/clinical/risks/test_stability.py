"""Stability: the mechanical state of each kind of bone, at the very edge of each cut-off."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.risks.stability import DISCORDANT, HIGH_RISK, SEVERE_MECHANICAL_PAIN, STABILITY
from tests.clinical.bases import (
    ACETABULUM,
    FEMUR,
    FOOT,
    HUMERUS,
    ILIUM,
    RIB,
    SPINE,
    TIBIA,
    TREATED,
    ULNA,
    Answers,
    facts,
)


def states(base: Answers, *more: Answers, **changes: Any) -> set[object]:
    return set(STABILITY.possible(facts(base, *more, **changes)))


LYTIC = {"lesion_type": "lytic"}
LARGE = {"cortical_fraction": "over_two_thirds"}
MIDDLE = {"cortical_fraction": "third_to_two_thirds"}


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        # Mirels of the shaft: 2 + pain + type + size
        ({}, "low"),  # 2+1+2+1 = 6
        (LYTIC, "low"),  # 2+1+3+1 = 7
        ({**LYTIC, **MIDDLE}, "borderline"),  # 2+1+3+2 = 8
        ({**LYTIC, **MIDDLE, "worst_pain": 5}, "borderline"),  # 9, but little destroyed and not mechanical
        ({**LYTIC, **MIDDLE, "worst_pain": 5, "mechanical": True}, "high"),  # 10, mechanical
        ({**LYTIC, **LARGE}, "borderline"),  # 2+1+3+3 = 9, discordant
        ({**LYTIC, **LARGE, "axial_extent_mm": 29, "circumferential_percent": 50}, "borderline"),
        ({**LYTIC, **LARGE, "axial_extent_mm": 30}, "high"),
        ({**LYTIC, **LARGE, "circumferential_percent": 51}, "high"),
        ({"axial_extent_mm": 29}, "low"),
        ({"axial_extent_mm": 30}, "high"),
        ({"circumferential_percent": 50}, "low"),
        ({"circumferential_percent": 51}, "high"),
        ({"cortical_breach": True}, "low"),
        ({"segment": "subtrochanteric", "lesser_trochanter_avulsed": False}, "low"),  # 7
        ({"segment": "subtrochanteric", "lesser_trochanter_avulsed": True}, "high"),
        ({"segment": "intertrochanteric", "lesser_trochanter_avulsed": True}, "high"),
        ({"segment": "subtrochanteric", "lesser_trochanter_avulsed": False, **LYTIC}, "borderline"),  # 8
        ({**TREATED, "mechanical": True}, "high"),
        ({**TREATED, "mechanical": True, "weeks_since_radiotherapy": 4}, "high"),
        ({**TREATED, "mechanical": True, "weeks_since_radiotherapy": 3}, "borderline"),  # Mirels 2+3+2+1 = 8
        ({**TREATED, "mechanical": False}, "low"),
        ({**TREATED, "radiotherapy_here": False, "mechanical": True}, "borderline"),
        ({"fracture": "undisplaced", "axial_extent_mm": 40}, "fractured"),
        ({"fracture": "displaced"}, "fractured"),
        ({"fracture": "present"}, "fractured"),
    ],
)
def test_femur(changes: Answers, state: str) -> None:
    assert states(FEMUR, open_or_vascular_injury=False, **changes) == {state}


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        (LYTIC, "low"),  # 2+1+3+1 = 7
        ({**LYTIC, **MIDDLE}, "borderline"),  # 8
        ({**LYTIC, **LARGE}, "high"),  # 9: the axial extent is the femur's alone
        ({"circumferential_percent": 51}, "low"),
        ({"circumferential_percent": 100}, "low"),
        ({"cortical_breach": True}, "low"),
        ({**TREATED, "mechanical": True}, "high"),
    ],
)
def test_tibia_goes_by_mirels_and_pain_after_radiotherapy(changes: Answers, state: str) -> None:
    assert states(TIBIA, **changes) == {state}


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "low"),  # 1+1+2+1 = 5
        (LYTIC, "low"),  # 6
        ({**LYTIC, **MIDDLE}, "borderline"),  # 7
        ({**LYTIC, **LARGE}, "high"),  # 8
        ({**LYTIC, **MIDDLE, "worst_pain": 5}, "high"),  # 8
        ({"worst_pain": 7}, "borderline"),  # 1+3+2+1 = 7
        ({"cortical_breach": True}, "high"),
        ({"circumferential_percent": 80}, "low"),
        ({**TREATED, "mechanical": True}, "high"),
        ({**TREATED, "mechanical": True, "weeks_since_radiotherapy": 3}, "borderline"),
        ({"fracture": "undisplaced"}, "fractured"),
    ],
)
def test_humerus(changes: Answers, state: str) -> None:
    assert states(HUMERUS, **changes) == {state}


def test_a_breach_counts_only_in_the_humerus() -> None:
    assert states(ULNA, cortical_breach=True) == {"low"}
    assert states(ULNA, LYTIC, MIDDLE) == {"borderline"}
    assert states(ULNA, LYTIC, LARGE) == {"high"}


@pytest.mark.parametrize(
    ("changes", "possible"),
    [
        # A Mirels range decides only where all of it lies in one band.
        ({**LYTIC, "cortical_fraction": None}, {"low", "borderline"}),  # 7-9, at most discordant
        (
            {**LYTIC, "cortical_fraction": None, "circumferential_percent": None},
            {"low", "borderline", "high"},
        ),
        ({**LYTIC, **LARGE, "axial_extent_mm": None}, {"borderline", "high"}),
        ({**LYTIC, **LARGE, "mechanical": None}, {"borderline", "high"}),
        ({"axial_extent_mm": 30, "lesion_type": None, "cortical_fraction": None}, {"high"}),
        ({"fracture": None}, {"fractured", "low"}),
    ],
)
def test_open_answers_leave_the_state_open(changes: Answers, possible: set[str]) -> None:
    assert states(FEMUR, **changes) == possible


def test_mirels_8_to_12_is_at_least_borderline() -> None:
    found = states(
        FEMUR, LYTIC, segment="subtrochanteric", cortical_fraction=None, worst_pain=None, mechanical=None
    )
    assert found == {"borderline", "high"}


def test_the_discordance_counts_only_when_all_of_it_is_known() -> None:
    large = facts(FEMUR, LYTIC, LARGE)
    assert DISCORDANT.holds(large) is True
    half_known = facts(FEMUR, LYTIC, LARGE, circumferential_percent=None)
    assert DISCORDANT.holds(half_known) is None
    assert STABILITY.value(half_known.presumed) == "high"
    for changes in (
        {"axial_extent_mm": 30}, {"circumferential_percent": 51}, {"mechanical": True}, MIDDLE,
        {"fracture": "undisplaced"},
        {"segment": "subtrochanteric", "lesser_trochanter_avulsed": True},
    ):  # fmt: skip
        assert DISCORDANT.holds(facts(FEMUR, LYTIC, LARGE, changes)) is False
    assert DISCORDANT.holds(facts(TIBIA, LYTIC, LARGE)) is False


SINS_12 = {"level": "L1", "mechanical": True, "lesion_type": "lytic", "collapse": "under_half",
           "posterolateral": "none", "alignment": "deformity", "cord_compression": "0"}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "stable"),  # 3
        ({"mechanical": True, "lesion_type": "lytic"}, "stable"),  # 1+3+2 = 6
        ({"mechanical": True, "lesion_type": "lytic", "collapse": "none_over_half_involved"}, "borderline"),
        (SINS_12, "borderline"),  # 3+3+2+2+2 = 12
        ({**SINS_12, "posterolateral": "unilateral"}, "unstable"),  # 13
        ({"other_spinal_fracture": True}, "stable"),
    ],
)
def test_spine_goes_by_sins_even_where_it_is_fractured(changes: Answers, state: str) -> None:
    assert states(SPINE, bone_retropulsion=False, **changes) == {state}


def test_a_sins_range_over_a_band_edge_is_open() -> None:
    assert states(SPINE, SINS_12, posterolateral=None) == {"borderline", "unstable"}
    assert states(SPINE, SINS_12, posterolateral="present") == {"unstable"}
    assert states(SPINE, mechanical=None, lesion_type="lytic", collapse=None) == {"stable", "borderline"}


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, {"low"}), ({"pelvic_weight_bearing": True}, {"borderline"}),
        ({"pelvic_weight_bearing": None}, {"low", "borderline"}),
        ({"pelvic_weight_bearing": True, "fracture": "displaced"}, {"fractured"}),
    ],
)  # fmt: skip
def test_ilium(changes: Answers, state: set[str]) -> None:
    assert states(ILIUM, changes) == state


def test_severe_pain_that_is_not_mechanical_is_no_discordance() -> None:
    little = {"lesion_type": "lytic", "cortical_fraction": "over_two_thirds", "worst_pain": 6}
    assert states(FEMUR, little) == {"borderline"}  # Mirels 2 + 2 + 3 + 3 = 10
    assert states(FEMUR, little, worst_pain=7) == {"high"}


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"acetabular_class": "I"}, "low"), ({"acetabular_class": "II"}, "high"),
        ({"acetabular_class": "III"}, "high"), ({"acetabular_class": "IV"}, "borderline"),
        ({"acetabular_class": "I", "fracture": "undisplaced"}, "high"),
        ({"acetabular_class": "III", "fracture": "displaced"}, "high"),
    ],
)  # fmt: skip
def test_acetabulum(changes: Answers, state: str) -> None:
    assert states(ACETABULUM, **changes) == {state}


@pytest.mark.parametrize("base", [FOOT, ILIUM, RIB])
def test_other_bones_are_fractured_or_low(base: Answers) -> None:
    assert states(base, worst_pain=9, mechanical=True, lesion_type="lytic") == {"low"}
    assert states(base, fracture="undisplaced") == {"fractured"}


def test_high_risk_is_high_or_unstable() -> None:
    assert HIGH_RISK.holds(facts(FEMUR, axial_extent_mm=30)) is True
    assert (
        HIGH_RISK.holds(facts(SPINE, SINS_12, posterolateral="unilateral", bone_retropulsion=False)) is True
    )
    assert HIGH_RISK.holds(facts(SPINE, SINS_12, bone_retropulsion=False)) is False
    assert HIGH_RISK.holds(facts(FEMUR, fracture="displaced")) is False


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        ({"worst_pain": 7, "mechanical": True}, True), ({"worst_pain": 6, "mechanical": True}, False),
        ({"worst_pain": 7, "mechanical": False}, False), ({"worst_pain": 7}, None),
    ],
)  # fmt: skip
def test_severe_mechanical_pain(answers: Answers, holds: bool | None) -> None:
    assert SEVERE_MECHANICAL_PAIN.holds(Facts(answers)) is holds
