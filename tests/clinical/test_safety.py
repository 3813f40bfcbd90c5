"""Safety rows and contradictions: each is shown to hold and not to hold."""

import pytest

from assessments.clinical.contradictions import CONTRADICTIONS, contradictions
from assessments.clinical.evaluation import LesionEvaluation
from assessments.clinical.facts import Facts
from assessments.clinical.references import REFERENCES
from assessments.clinical.safety import SAFETY, safety

SOLITARY = {"vertebral_metastases": 0, "other_bone_metastases": 1, "whole_body_staging": "complete"}
KIDNEY = {"cancer_history": "known_before", "primary": "kidney"}
BREAST = {"cancer_history": "known_before", "primary": "breast", "histology": "metastasis_confirmed"}
FRACTURE = {"bone": "femur", "fracture": "displaced"}
CORD = {"bone": "spine", "deficit": "cord"}
FRESH = {
    "bone": "spine",
    "assessed_on": "2026-06-15",
    "imaged_on": "2026-06",
    "sphincter": "normal",
    "frankel": "E",
}

HOLDS = [
    ("S1", {"bone": "tibia"}, {"bone": "rib"}),
    ("S2", {"bone": "spine", "deficit": "cord"}, {"bone": "spine", "deficit": "none", "worst_pain": 0}),
    ("S2", {"bone": "spine", "worst_pain": 3}, {"bone": "rib", "worst_pain": 3}),
    ("S3", {}, {"whole_body_staging": "complete"}),
    ("S4", {}, {"expected_survival": "3_to_6_months"}),
    (
        "S5",
        {**CORD, **BREAST},
        {**CORD, "cancer_history": "known_before", "primary": "lymphoma", "histology": "not_done"},
    ),
    ("S6", FRACTURE, {"bone": "rib", "fracture": "none"}),
    ("S7", {"calcium": 3.0}, {"calcium": 2.99}),
    ("S7", {"calcium": 2.6, "albumin": 20}, {"calcium": 3.1, "albumin": 50}),
    ("S8", {"platelets": 49}, {"platelets": 50, "inr": 1.5}),
    ("S8", {"inr": 1.6}, {"platelets": 50}),
    ("S9", {**KIDNEY, "bone": "spine"}, {**KIDNEY, "bone": "femur", "other_bone_metastases": 3}),
    (
        "S9",
        {"hypervascular": True, "bone": "acetabulum"},
        {**BREAST, "bone": "spine", "hypervascular": False},
    ),
    ("S10", {"bone": "ulna"}, {"bone": "foot"}),
    ("S11", FRACTURE, {"bone": "rib", "fracture": "none"}),
    ("S12", {}, None),
    ("S13", {"bone": "femur", "bone_agent_years": 3}, {"bone": "femur", "bone_agent_years": 2}),
    ("S14", FRACTURE, {"bone": "rib"}),
    ("S15", {**KIDNEY, **SOLITARY}, {**KIDNEY, **SOLITARY, "other_bone_metastases": 2}),
    ("S16", FRACTURE, {"bone": "rib"}),
    ("S17", {"treated_before": True, "radiotherapy_here": True}, {"treated_before": False}),
    (
        "S17",
        {"treated_before": True, "radiotherapy_here": True, "weeks_since_radiotherapy": 2},
        {"treated_before": True, "radiotherapy_here": True, "weeks_since_radiotherapy": 3},
    ),
    ("S18", {**FRACTURE, "lung_disease": True}, {**FRACTURE, "lung_disease": False}),
    (
        "S19",
        {"assessed_on": "2026-06-15", "imaged_on": "2026-05-03"},
        {**FRESH, "imaged_on": "2026-05-04", "deficit": "none"},
    ),
    ("S19", {"assessed_on": "2026-06-15", "imaged_on": "2026-05"}, {**FRESH, "deficit": "none"}),
    (
        "S19",
        {**CORD, "assessed_on": "2026-06-15", "examined_on": "2026-06-13"},
        {**CORD, **FRESH, "examined_on": "2026-06-14"},
    ),
    ("S20", {}, None),
    ("S21", {**CORD, "onset": "2_to_7_days"}, {"bone": "spine", "deficit": "none", "sphincter": "normal"}),
    ("S22", {"patient_choice": "declines"}, {"patient_choice": "accepts"}),
    ("S23", {"bone": "spine", "deficit": "cord", "frankel": "E"}, {"bone": "spine", "deficit": "cord"}),
]


@pytest.mark.parametrize(("key", "yes", "no"), HOLDS)
def test_a_row_holds_and_does_not(key: str, yes: dict[str, object], no: dict[str, object] | None) -> None:
    assert key in [row.key for row in safety(Facts(yes))]
    if no is not None:
        assert key not in [row.key for row in safety(Facts(no))]


def test_every_row_is_there_and_tested() -> None:
    assert [row.key for row in SAFETY] == [f"S{number}" for number in range(1, 24)]
    assert {key for key, _yes, _no in HOLDS} == {row.key for row in SAFETY}
    for row in SAFETY:
        assert set(row.references) <= set(REFERENCES), row.key
        assert row.sentence.endswith(".")


CONTRADICTED = {
    "frankel_e_with_deficit": {"bone": "spine", "frankel": "E", "deficit": "cauda_equina"},
    "frankel_without_deficit": {"bone": "spine", "frankel": "B", "deficit": "none"},
    "walking_with_frankel": {"bone": "spine", "frankel": "B", "walking": "unaided"},
    "cord_deficit_without_compression": {
        "bone": "spine", "level": "T4", "cord_compression": "0", "deficit": "cord",
    },
    "karnofsky_with_ecog": {"ecog": 1, "karnofsky": 50},
    "counts": {"bone": "spine", "vertebral_metastases": 0},
}  # fmt: skip


@pytest.mark.parametrize("row", CONTRADICTIONS, ids=lambda row: row.key)
def test_a_contradiction_makes_the_advice_provisional(row: object) -> None:
    key = row.key  # type: ignore[attr-defined]
    lesion = LesionEvaluation(Facts(CONTRADICTED[key]))
    assert key in [found.key for found in lesion.contradictions]
    assert lesion.settled is False
    assert (
        contradictions(Facts({"bone": "spine", "frankel": "D", "deficit": "cord", "walking": "aided"})) == ()
    )


def test_karnofsky_and_ecog_may_differ_by_twenty() -> None:
    assert contradictions(Facts({"ecog": 1, "karnofsky": 60})) == ()
    assert contradictions(Facts({"ecog": 4, "karnofsky": 50})) == ()
    assert len(contradictions(Facts({"ecog": 4, "karnofsky": 60}))) == 1
