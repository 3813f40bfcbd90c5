"""Capanna's classes (long-bone.md 6 and 14)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.capanna import CAPANNA
from tests.clinical.scores.reading import grade, grades, parts, without

# E10: solitary lytic proximal humerus, kidney removed four years ago.
SOLITARY: dict[str, object] = {
    "bone": "humerus",
    "segment": "proximal",
    "lesion_type": "lytic",
    "fracture": "none",
    "cancer_history": "known_before",
    "primary": "kidney",
    "interval_months": 48,
    "vertebral_metastases": 0,
    "other_bone_metastases": 1,
    "whole_body_staging": "complete",
}
# A femur with nothing that would break it.
QUIET: dict[str, object] = {
    **SOLITARY,
    "bone": "femur",
    "segment": "diaphysis",
    "primary": "lung",
    "lung_type": "small_cell",
    "lesion_type": "blastic",
    "cortical_fraction": "under_third",
    "worst_pain": 2,
    "mechanical": False,
    "axial_extent_mm": 10,
    "circumferential_percent": 10,
    "treated_before": False,
    "other_bone_metastases": 4,
}


def test_solitary_with_a_good_prognosis() -> None:
    assert grade(CAPANNA, SOLITARY) == "1"
    # The first class comes before the second.
    assert grade(CAPANNA, SOLITARY, fracture="displaced") == "1"


@pytest.mark.parametrize(
    ("primary", "more", "good"),
    [
        ("prostate", {}, True),
        ("rectum", {}, True),
        ("kidney", {}, True),
        ("lymphoma", {}, True),
        ("myeloma", {}, True),
        ("thyroid", {"thyroid_differentiated": True}, True),
        ("thyroid", {"thyroid_differentiated": False}, False),
        ("thyroid", {}, None),
        ("breast", {"hormone_dependent": True}, True),
        ("breast", {"hormone_dependent": False, "systemic_options": True}, True),
        ("breast", {"hormone_dependent": False, "systemic_options": False}, False),
        ("breast", {"hormone_dependent": False}, None),
        ("colon", {}, False),
        ("lung", {}, False),
        ("melanoma", {}, False),
        ("liver", {}, False),
        ("biliary", {}, False),
        ("stomach", {}, False),
        ("oesophagus", {}, False),
        ("pancreas", {}, False),
        ("urothelial", {}, False),
        ("endometrium", {}, False),
        ("cervix", {}, False),
        ("ovary", {}, False),
        ("head_neck", {}, False),
        ("sarcoma", {}, False),
        ("germ_cell", {}, False),
        ("neuroendocrine", {}, False),
        ("phaeochromocytoma", {}, False),
        ("other", {}, False),
    ],
)
def test_primary_of_good_prognosis(primary: str, more: dict[str, object], good: bool | None) -> None:
    found = parts(CAPANNA, {**SOLITARY, "primary": primary, **more})["good_primary"]
    assert found == ({True, False} if good is None else {good})
    assert (
        grade(CAPANNA, {**SOLITARY, "primary": primary, **more})
        == {
            True: "1",
            False: "4",
            None: None,
        }[good]
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"interval_months": 36}, "4"),  # over three years, not three
        ({"interval_months": 37}, "1"),
        ({"interval_months": None}, None),
        ({"other_bone_metastases": 2}, "4"),
        ({"whole_body_staging": "partial"}, None),
        ({"whole_body_staging": "none", "other_bone_metastases": 2}, "4"),
    ],
)
def test_what_keeps_it_out_of_the_first_class(change: dict[str, object], expected: str | None) -> None:
    assert grade(CAPANNA, SOLITARY, **change) == expected


def test_a_cancer_found_by_its_metastasis_has_no_interval() -> None:
    answers = {**without(SOLITARY, "interval_months"), "cancer_history": "found_after_bone_lesion"}
    assert grade(CAPANNA, answers) == "4"


@pytest.mark.parametrize("bone", ["femur", "tibia", "fibula", "humerus", "radius", "ulna", "acetabulum"])
@pytest.mark.parametrize("fracture", ["undisplaced", "displaced", "present"])
def test_pathological_fracture(bone: str, fracture: str) -> None:
    answers = {**without(SOLITARY, "segment"), "bone": bone, "fracture": fracture, "primary": "lung"}
    assert grade(CAPANNA, answers) == "2"


@pytest.mark.parametrize("bone", ["ilium", "pubis_ischium"])
def test_a_fracture_away_from_the_acetabulum_is_none_of_the_second_class(bone: str) -> None:
    answers = {**without(SOLITARY, "segment"), "bone": bone, "fracture": "displaced", "primary": "lung"}
    assert grade(CAPANNA, answers) == "4"


def test_nothing_impending() -> None:
    assert grade(CAPANNA, QUIET) == "4"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"axial_extent_mm": 29, "circumferential_percent": 50}, "4"),
        ({"axial_extent_mm": 30}, "3"),
        ({"circumferential_percent": 51}, "3"),
        ({"lesion_type": "lytic", "cortical_fraction": "over_two_thirds"}, "3"),  # Mirels 9
        ({"lesion_type": "lytic", "cortical_fraction": "third_to_two_thirds"}, "4"),  # Mirels 8
        (
            {
                "mechanical": True,
                "treated_before": True,
                "radiotherapy_here": True,
                "weeks_since_radiotherapy": 4,
            },
            "3",
        ),
        (
            {
                "mechanical": True,
                "treated_before": True,
                "radiotherapy_here": True,
                "weeks_since_radiotherapy": 3,
            },
            "4",
        ),
        ({"axial_extent_mm": None}, None),
    ],
)
def test_impending_fracture_of_the_femur(change: dict[str, object], expected: str | None) -> None:
    assert grade(CAPANNA, QUIET, **change) == expected


def test_impending_in_the_tibia_but_not_in_the_arm() -> None:
    tibia = {**without(QUIET, "axial_extent_mm"), "bone": "tibia", "circumferential_percent": 51}
    assert grade(CAPANNA, tibia) == "3"
    assert grade(CAPANNA, tibia, bone="humerus") == "4"
    assert grade(CAPANNA, tibia, bone="fibula") == "4"


@pytest.mark.parametrize(
    ("recorded", "lesion", "expected"),
    [
        ("I", "lytic", "4"),
        ("II", "lytic", "3"),
        ("III", "lytic", "3"),
        ("III", "mixed", "3"),
        ("IV", "lytic", "3"),
        ("III", "blastic", "4"),
        (None, "lytic", None),
        (None, "blastic", "4"),
    ],
)
def test_acetabulum(recorded: str | None, lesion: str, expected: str | None) -> None:
    answers: dict[str, object] = {
        **without(SOLITARY, "segment"),
        "bone": "acetabulum",
        "primary": "lung",
        "lung_type": "small_cell",
        "acetabular_class": recorded,
        "lesion_type": lesion,
    }
    assert grade(CAPANNA, answers) == expected


def test_ilium_and_pubis_are_never_impending() -> None:
    answers = {**without(SOLITARY, "segment"), "bone": "ilium", "primary": "colon"}
    assert grade(CAPANNA, answers) == "4"
    assert grades(CAPANNA, {"bone": "pubis_ischium", "fracture": "none"}) == ["1", "4"]


@pytest.mark.parametrize("bone", ["spine", "rib", "scapula", "clavicle", "hand", "foot", "skull", "sternum"])
def test_elsewhere_there_is_none(bone: str) -> None:
    assert CAPANNA.read(Facts({"bone": bone})) is None


def test_part_of_the_pelvis_unknown() -> None:
    answers = {**without(SOLITARY, "segment"), "bone": "pelvis", "fracture": "displaced", "primary": "lung"}
    reading = CAPANNA.read(Facts(answers))
    assert reading is not None
    assert reading.applies is True
    assert [one.key for one in reading.possible] == ["2", "3", "4"]
