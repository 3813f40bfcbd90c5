"""Safety rows and contradictions: each is shown to hold and not to hold."""

from datetime import date

import pytest

from assessments.clinical.evaluation.evaluate import LesionEvaluation
from assessments.clinical.language.facts import Facts
from assessments.clinical.language.in_words import in_words
from assessments.clinical.language.logic import Always
from assessments.clinical.references import REFERENCES
from assessments.clinical.rules.contradictions import CONTRADICTIONS, Contradiction, contradictions
from assessments.clinical.safety import SAFETY, safety
from assessments.clinical.safety.row import Complete, Older, first_day, last_day
from assessments.clinical.safety.states import IMAGING_OLD
from assessments.clinical.scores.katagiri import KATAGIRI
from assessments.clinical.scores.sins import SINS
from assessments.clinical.sections.history import BLOODS_ON
from assessments.clinical.sections.imaging import IMAGED_ON
from tests.clinical import bases

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
    ("S9", {**KIDNEY, **FRACTURE}, {**KIDNEY, "bone": "femur", "histology": "metastasis_confirmed"}),
    ("S9", {"hypervascular": True, "histology": "not_done"}, {**BREAST, **FRACTURE, "hypervascular": False}),
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
    ("S21", {**CORD, "deficit_hours": 100}, {"bone": "spine", "deficit": "none", "sphincter": "normal"}),
    ("S24", {"histology": "not_done"}, {"histology": "confirmed_elsewhere"}),
    ("S24", {"histology": "inconclusive"}, {"histology": "metastasis_confirmed"}),
    ("S25", {"sex": "female", "age": 30, "pregnant": True}, {"sex": "female", "age": 30, "pregnant": False}),
    ("S26", {"anticoagulant": "antiplatelet"}, {"anticoagulant": "none"}),
    ("S26", {"anticoagulant": "anticoagulant"}, {}),
    ("S27", {"wound_healing_drug": True}, {"wound_healing_drug": False}),
    ("S28", {"bone": "femur", "implant": "failed"}, {"bone": "femur", "implant": "intact"}),
    ("S29", {"haemoglobin": 79.9}, {"haemoglobin": 80.0}),
    ("S30", {"age": 17}, {"age": 18}),
    ("S30", {"histology": "other_disease"}, {"histology": "metastasis_confirmed"}),
    (
        "S31",
        {**FRACTURE, "fit_for_anaesthesia": "unfit"},
        {**FRACTURE, "fit_for_anaesthesia": "fit"},
    ),
    ("S31", {"bone": "femur", "histology": "primary_bone_tumour", "fracture": "displaced"}, {"bone": "rib"}),
    ("S22", {"patient_choice": "declines"}, {"patient_choice": "accepts"}),
    ("S23", {"bone": "spine", "deficit": "cord", "frankel": "E"}, {"bone": "spine", "deficit": "cord"}),
]


@pytest.mark.parametrize(("key", "yes", "no"), HOLDS)
def test_a_row_holds_and_does_not(key: str, yes: dict[str, object], no: dict[str, object] | None) -> None:
    assert key in [row.key for row in safety(Facts(yes))]
    if no is not None:
        assert key not in [row.key for row in safety(Facts(no))]


def test_every_row_is_there_and_tested() -> None:
    assert [row.key for row in SAFETY] == [f"S{number}" for number in range(1, 32)]
    assert {key for key, _yes, _no in HOLDS} == {row.key for row in SAFETY}
    for row in SAFETY:
        assert set(row.references) <= set(REFERENCES), row.key
        assert row.says.endswith((".", ":"))


CONTRADICTED: dict[str, dict[str, object]] = {
    "frankel_e_with_deficit": {"bone": "spine", "frankel": "E", "deficit": "cauda_equina"},
    "frankel_without_deficit": {"bone": "spine", "frankel": "B", "deficit": "none"},
    "walking_with_frankel": {"bone": "spine", "frankel": "B", "walking": "unaided"},
    "cord_deficit_without_compression": {
        "bone": "spine", "level": "L4", "cauda_compression": "none", "deficit": "cauda_equina",
    },
    "onset_with_hours": {
        "bone": "spine", "deficit": "cord", "deficit_hours": 48, "onset": "2_to_7_days", "frankel": "D",
    },
    "karnofsky_with_ecog": {"ecog": 1, "karnofsky": 50},
    "counts": {"bone": "spine", "vertebral_metastases": 0},
    "counts_entered": {"bone": "spine", "vertebral_metastases": 1},
}  # fmt: skip


@pytest.mark.parametrize("row", CONTRADICTIONS, ids=lambda row: row.key)
def test_a_contradiction_makes_the_advice_provisional(row: Contradiction) -> None:
    key = row.key
    lesion = LesionEvaluation(Facts(CONTRADICTED[key], entered=(2, 0)))
    assert key in [found.key for found in lesion.contradictions]
    assert lesion.settled is False
    assert (
        contradictions(Facts({"bone": "spine", "frankel": "D", "deficit": "cord", "walking": "aided"})) == ()
    )


def test_karnofsky_and_ecog_may_differ_by_twenty() -> None:
    assert contradictions(Facts({"ecog": 1, "karnofsky": 60})) == ()
    assert contradictions(Facts({"ecog": 4, "karnofsky": 50})) == ()
    assert len(contradictions(Facts({"ecog": 4, "karnofsky": 60}))) == 1


# For each further sentence: a word of it, the lesion for which it is told, and what takes it away.
SPINE, LIMB = bases.CORD, bases.FEMUR
WEAK = {**bases.DEFICIT, "cord_compression": "3"}
BROKEN = {"fracture": "displaced", "open_or_vascular_injury": False}
SLIPPED = {"alignment": "subluxation"}
TEEN = {"age": 17}
ONE_BONE = {"vertebral_metastases": 0, "other_bone_metastases": 1, "tumour_free_interval_expected": True}
IRRADIATED = {**bases.TREATED, "weeks_since_radiotherapy": 1}
EXTRAS = [
    ("S1", "other femur", LIMB, {}, {"bone": "tibia", "axial_extent_mm": None}),
    ("S2", "A new deficit", SPINE, {**WEAK, "deficit_hours": 200, "onset": None}, {"deficit_hours": 500}),
    ("S2", "A new deficit", SPINE, {**WEAK, "deficit_hours": None, "onset": None}, {"onset": "over_14_days"}),
    ("S2", "A new deficit", SPINE, {**WEAK, "deficit_hours": 336, "onset": None}, {"deficit_hours": 337}),
    # It came over weeks, but walking was lost this morning.
    ("S2", "A new deficit", SPINE,
        {**WEAK, "onset": "over_14_days", "walking": "unable", "hours_since_walking_lost": 4},
        {"hours_since_walking_lost": 337}),
    ("S2", "Over two weeks old", SPINE, WEAK, {"deficit_hours": None, "onset": None}),
    ("S2", "Neurology not recorded", SPINE, {"deficit": None}, {"deficit": "none"}),
    ("S2", "Pain without a deficit", SPINE, {}, {"deficit": None}),
    ("S2", "Pain without a deficit", SPINE, {}, {"sphincter": "disturbed"}),
    ("S3", "No primary is known", LIMB, {"whole_body_staging": "partial", "cancer_history": "not_worked_up",
        "primary": None}, {"cancer_history": "known_before", "primary": "breast"}),
    ("S5", "is possible and not biopsied", SPINE, {**WEAK, "cancer_history": "no_primary_found",
        "primary": None, "histology": "not_done"}, {"histology": "metastasis_confirmed"}),
    ("S5", "Proven lymphoma", SPINE, {**WEAK, "primary": "myeloma"}, {"primary": "breast"}),
    ("S5", "Given already", SPINE, {**WEAK, "dexamethasone_given": True}, {"dexamethasone_given": None}),
    ("S6", "log-roll", SPINE, WEAK, None),
    ("S6", "Splint or traction", LIMB, BROKEN, {"fracture": "none", "axial_extent_mm": 30}),
    ("S6", "impending fracture", LIMB, {"axial_extent_mm": 30}, BROKEN),
    ("S7", "From 3.5", LIMB, {"calcium": 3.5, "albumin": 40}, {"calcium": 3.49, "albumin": 40}),
    ("S8", "At the spine", SPINE, {"platelets": 49}, None),
    ("S9", "alpha-blockade", SPINE, {**SLIPPED, "primary": "phaeochromocytoma"}, {"primary": "kidney"}),
    ("S9", "only presumed", SPINE, {**SLIPPED, "primary": "kidney"}, {"hypervascular": True}),
    ("S9", "opens the tumour", LIMB, {**BROKEN, "primary": "kidney"}, {"bone": "ilium", "segment": None}),
    ("S9", "only presumed", SPINE, {**SLIPPED, "primary": "kidney", "hypervascular": None},
        {"hypervascular": True}),
    ("S9", "only presumed", SPINE, {**SLIPPED, "primary": "kidney", "hypervascular": None}, {"bone": "ilium",
        "level": None}),
    ("S9", "three of six", LIMB, {**KIDNEY, **ONE_BONE}, {"primary": "thyroid"}),
    ("S10", "no routine benefit", LIMB, {}, {"segment": "subtrochanteric"}),
    ("S12", "three months or more", LIMB, {"primary": "lung", "expected_survival": "6_weeks_to_3_months"},
        {"expected_survival": "3_to_6_months"}),
    ("S12", "three months or more", LIMB, {"primary": "lung", "expected_survival": None},
        {"primary": "breast"}),
    *(
        ("S12", "three months or more", LIMB, {"primary": "lung", "expected_survival": None}, no)
        for no in (
            {"primary": "prostate"}, {"primary": "myeloma"}, {"expected_survival": "3_to_6_months"},
            {"expected_survival": "6_to_12_months"}, {"expected_survival": "over_12_months"},
        )
    ),
    ("S12", "atypical fracture", LIMB, {"bone_agent_years": 3}, {"bone_agent_years": 2}),
    ("S12", "a biopsy has shown", LIMB, {**ONE_BONE, "histology": "not_done"},
        {"histology": "metastasis_confirmed"}),
    ("S12", "a biopsy has shown", LIMB, {**ONE_BONE, "histology": "inconclusive"},
        {"histology": "metastasis_confirmed"}),
    ("S20", "not corrected", LIMB, {**BROKEN, "calcium": 2.7, "albumin": None}, {"albumin": 30}),
    ("S20", "more platelets", SPINE, {**WEAK, "platelets": 99}, {"platelets": 100}),
    ("S20", "more platelets", SPINE, {**WEAK, "platelets": 50}, {"platelets": 49}),
    ("S6", "A brace eases", SPINE, WEAK, None),
    ("S9", "the 24 hours mattered", SPINE, {**SLIPPED, "primary": "kidney"}, None),
    ("S10", "Both femora", LIMB, {}, {"bone": "tibia", "axial_extent_mm": None}),
    ("S11", "Previous radiotherapy here", LIMB, {**BROKEN, **IRRADIATED}, {"radiotherapy_here": False}),
    ("S6", "In the neck: a rigid collar or a halo", SPINE, {**WEAK, "level": "C4"}, {"level": "T4"}),
    ("S6", "A brace eases movement at best", SPINE, WEAK, {"level": "C4"}),
    ("S14", "After limb surgery", LIMB, BROKEN, {"bone": "spine", "fracture": None}),
    ("S16", "Negative reamings", LIMB, BROKEN, {"bone": "rib"}),
    ("S14", "mechanical, not pharmacological", LIMB, {**BROKEN, "inr": 1.6}, {"inr": 1.5}),
    ("S14", "Lung cancer", LIMB, {**BROKEN, "primary": "lung"}, {"primary": "breast"}),
    ("S17", "neurological deficit does not wait", SPINE, {**WEAK, **IRRADIATED},
        {"frankel": "E", "deficit": "radiculopathy"}),
    ("S19", "Imaging older", LIMB, {"imaged_on": "2026-08-02"}, {"imaged_on": None}),
    ("S19", "How old the imaging", LIMB, {"imaged_on": None}, {"imaged_on": "2026-08-02"}),
    ("S19", "Bloods older", LIMB, {"bloods_on": "2026-08-02"}, {"bloods_on": None}),
    ("S19", "How old the bloods", LIMB, {"bloods_on": None}, {"bloods_on": "2026-08-02"}),
    ("S19", "more than a day ago", SPINE, {**WEAK, "examined_on": "2026-09-12"}, {"examined_on": None}),
    ("S19", "When the neurology", SPINE, {**WEAK, "examined_on": None}, {"examined_on": "2026-09-12"}),
    ("S20", "not all recorded", LIMB, {**BROKEN, "inr": None}, {"inr": 1.0}),
    ("S20", "not all recorded", LIMB, {**BROKEN, "calcium": None}, {"fracture": "none"}),
    ("S20", "ask for that opinion", LIMB, {**BROKEN, "fit_for_anaesthesia": "needs_review"},
        {"fit_for_anaesthesia": "fit"}),
    ("S20", "ask for that opinion", LIMB, {**BROKEN, "fit_for_anaesthesia": None, "asa": 4}, {"asa": 3}),
    ("S20", "ask for that opinion", LIMB, {**BROKEN, "fit_for_anaesthesia": None, "asa": 4}, {"asa": 5}),
    ("S20", "ask for that opinion", LIMB, {**BROKEN, "fit_for_anaesthesia": "needs_review"},
        {"fracture": "none"}),
    ("S6", "Rib, sternum", bases.RIB, BROKEN, {"bone": "scapula"}),
    ("S16", "Infection is possible", LIMB, {**BROKEN, "histology": "not_done"}, {"infection_signs": False}),
    ("S26", "with haematology", LIMB, {"anticoagulant": "anticoagulant"}, {"anticoagulant": "antiplatelet"}),
    ("S26", "ask cardiology", LIMB, {"anticoagulant": "antiplatelet"}, {"anticoagulant": "anticoagulant"}),
    ("S28", "extraction set", LIMB, {"implant": "failed", "implant_kind": "nail"},
        {"implant_kind": "cement"}),
    ("S28", "removal of cement", LIMB, {"implant": "failed", "implant_kind": "prosthesis"},
        {"implant_kind": "plate"}),
    ("S30", "Under 18", LIMB, TEEN, {"age": 40, "histology": "other_disease"}),
    ("S30", "Paget", LIMB, {"histology": "other_disease"}, {**TEEN, "histology": "metastasis_confirmed"}),
    ("S31", "Whole-spine MRI", SPINE, {**WEAK, "fit_for_anaesthesia": "unfit"}, {**bases.CORD, "deficit":
        "none", "frankel": "E", "alignment": "subluxation"}),
    ("S31", "Debridement and irrigation", LIMB,
        {**BROKEN, "open_or_vascular_injury": True, "histology": "primary_bone_tumour"},
        {"open_or_vascular_injury": False}),
    ("S31", "Splint or traction", LIMB, {**BROKEN, "fit_for_anaesthesia": "unfit"}, {"fracture": "none"}),
    ("S31", "collar or halo", SPINE, {**SLIPPED, "fit_for_anaesthesia": "unfit"}, {"alignment": "normal"}),
    ("S31", "Radiotherapy or systemic", SPINE, {"cord_compression": "3", "primary": "lymphoma"},
        {"primary": "kidney"}),
    ("S20", "before any steroid", SPINE, {**WEAK, "primary": "lymphoma", "histology": "not_done"},
        {"histology": "metastasis_confirmed"}),
]  # fmt: skip


def told(key: str, base: bases.Answers, *more: bases.Answers) -> str:
    row = next(row for row in SAFETY if row.key == key)
    return " ".join(row.sentences(bases.facts(base, *more)))


@pytest.mark.parametrize(("key", "words", "base", "yes", "no"), EXTRAS)
def test_a_further_sentence_is_told_and_is_not(
    key: str, words: str, base: bases.Answers, yes: bases.Answers, no: bases.Answers | None
) -> None:
    assert key in [row.key for row in safety(bases.facts(base, yes))]
    assert words in told(key, base, yes)
    assert words not in (told(key, base, yes, no) if no is not None else told(key, bases.RIB))


def test_each_further_sentence_is_tested_and_each_text_is_whole() -> None:
    for row in SAFETY:
        for extra in row.extras:
            assert extra.says.endswith(".")
            assert in_words(extra.when, whole=True)
            always = isinstance(extra.when, Always)
            assert always or any(key == row.key and words in extra.says for key, words, *_ in EXTRAS)


@pytest.mark.parametrize(
    ("key", "base", "changes", "holds"),
    [
        # An old deficit, or one of the sphincter alone, asks for an MRI as well.
        ("S2", SPINE, {"worst_pain": 0, "mechanical": None, "sphincter": "disturbed"}, True),
        ("S2", SPINE, {"worst_pain": None}, True),
        ("S3", LIMB, {"whole_body_staging": None}, True),
        ("S3", LIMB, {"whole_body_staging": "partial"}, True),
        # One complete survival score is enough, a partial one is not.
        ("S4", LIMB, {"expected_survival": None}, False),
        ("S4", LIMB, {"expected_survival": None, "primary": None}, True),
        ("S5", SPINE, {"deficit": "radiculopathy", "frankel": "E", "weakest_power": 4}, False),
        ("S5", SPINE, {"sphincter": "disturbed"}, True),
        ("S5", SPINE, {**WEAK, "primary": "myeloma", "histology": "inconclusive"}, False),
        ("S5", SPINE, {**WEAK, "primary": "myeloma", "histology": None}, False),
        ("S5", SPINE, {**WEAK, "primary": "myeloma", "histology": "confirmed_elsewhere"}, True),
        ("S6", SPINE, {}, False),
        ("S6", SPINE, {"deficit": "radiculopathy"}, True),
        # SINS 3 + 1 body involved + 4 subluxation + 2 mechanical more = 10; broken, or bilateral, it is more.
        (
            "S6",
            SPINE,
            {"alignment": "subluxation", "collapse": "none_over_half_involved", "mechanical": True},
            False,
        ),
        (
            "S6",
            SPINE,
            {
                "alignment": "subluxation",
                "collapse": "under_half",
                "mechanical": True,
                "posterolateral": "present",
            },
            True,
        ),
        ("S6", bases.HUMERUS, {"cortical_breach": True}, True),
        # Any fracture that is not known to be stable; a rib is not splinted, but it is protected.
        *(
            ("S6", bases.RIB, {"bone": bone, "fracture": "displaced"}, True)
            for bone in ("rib", "sternum", "skull", "clavicle")
        ),
        ("S6", SPINE, {"level": "C2", "other_spinal_fracture": True}, False),  # SINS 3 + 1 + 1 = 5, stable
        ("S6", SPINE, {"level": "C2", "other_spinal_fracture": True, "mechanical": True}, True),  # 7
        ("S6", SPINE, {"other_spinal_fracture": True, "lesion_type": None, "collapse": None}, True),
        ("S8", LIMB, {"platelets": None, "inr": None}, False),
        ("S9", LIMB, {"primary": "kidney"}, False),
        ("S9", LIMB, {"primary": "kidney", **ONE_BONE}, True),
        ("S9", LIMB, {"primary": "kidney", "histology": "inconclusive"}, True),  # a biopsy opens it
        *(
            ("S9", LIMB, {"primary": primary, **BROKEN}, True)
            for primary in ("kidney", "thyroid", "liver", "neuroendocrine", "phaeochromocytoma")
        ),
        ("S9", LIMB, {"primary": "lung", **BROKEN}, False),
        ("S9", LIMB, {"hypervascular": True, **BROKEN}, True),
        ("S9", SPINE, {"primary": "kidney"}, False),
        ("S29", LIMB, {"haemoglobin": None}, False),
        ("S25", bases.FEMUR, {"age": 30, "pregnant": None}, False),
        ("S31", SPINE, {**WEAK, "cord_compression": "1b"}, True),
        ("S31", SPINE, WEAK, False),
        ("S31", SPINE, {}, False),
        ("S12", LIMB, {"histology": "primary_bone_tumour"}, False),
        ("S12", LIMB, {"expected_survival": "under_6_weeks"}, False),
        ("S13", LIMB, {"bone_agent_years": None}, False),
        ("S13", bases.TIBIA, {"bone_agent_years": 5}, False),
        ("S15", LIMB, {"primary": "kidney", "other_bone_metastases": None, "vertebral_metastases": 0}, True),
        ("S15", LIMB, {"primary": "thyroid"}, False),
        ("S15", LIMB, {"primary": "thyroid", "other_bone_metastases": 1, "vertebral_metastases": 0}, True),
        ("S15", LIMB, {"primary": "lung", "other_bone_metastases": 1, "vertebral_metastases": 0}, False),
        # Radiotherapy first is no operation.
        ("S16", SPINE, {"cord_compression": "3", "primary": "lymphoma"}, False),
        ("S17", LIMB, {**bases.TREATED, "weeks_since_radiotherapy": None}, True),
        ("S17", LIMB, {**bases.TREATED, "radiotherapy_here": None, "weeks_since_radiotherapy": None}, True),
        ("S17", LIMB, {**bases.TREATED, "radiotherapy_here": False}, False),
        ("S18", LIMB, {"lung_disease": True}, False),
        ("S19", LIMB, {"imaged_on": "2026-08-03"}, False),
        ("S19", LIMB, {"imaged_on": "2026-08-02"}, True),
        ("S19", LIMB, {"bloods_on": "2026-08-03"}, False),
        ("S19", LIMB, {"bloods_on": "2026-08-02"}, True),
        ("S19", LIMB, {"imaged_on": "2026-08"}, True),
        ("S19", LIMB, {"assessed_on": "2026-09", "imaged_on": "2026-08-25"}, False),
        ("S19", LIMB, {"assessed_on": "2026-09", "imaged_on": "2026-08-18", "bloods_on": "2026-09"}, True),
        ("S19", LIMB, {"assessed_on": None}, True),
        ("S19", SPINE, {**WEAK, "examined_on": "2026-09-13"}, False),
        ("S22", LIMB, {"patient_choice": "undecided"}, False),
        ("S22", LIMB, {"patient_choice": None}, False),
    ],
)
def test_edges(key: str, base: bases.Answers, changes: bases.Answers, holds: bool) -> None:
    assert (key in [row.key for row in safety(bases.facts(base, changes))]) is holds


def test_quiet_lesions_have_only_what_always_stands() -> None:
    assert [row.key for row in safety(bases.facts(bases.RIB))] == ["S12", "S20"]
    assert [row.key for row in safety(bases.facts(bases.FEMUR))] == ["S1", "S10", "S12", "S20"]


def test_days_and_months() -> None:
    assert first_day("2026-02-17") == last_day("2026-02-17") == date(2026, 2, 17)
    assert first_day("2026-02") == date(2026, 2, 1)
    assert last_day("2026-02") == date(2026, 2, 28)
    assert last_day("2028-02") == date(2028, 2, 29)


def test_the_age_of_a_finding_has_three_values() -> None:
    day = {"assessed_on": "2026-06-15"}
    assert IMAGING_OLD.holds(Facts({**day, "imaged_on": "2026-05-03"})) is True
    assert IMAGING_OLD.holds(Facts({**day, "imaged_on": "2026-05-04"})) is False
    assert IMAGING_OLD.holds(Facts(day)) is None
    assert IMAGING_OLD.holds(Facts({"imaged_on": "2026-05-03"})) is None
    assert Older(BLOODS_ON, 42).holds(Facts(day)) is False, "no bloods, no age"
    assert IMAGING_OLD.open_keys(Facts({})) == {"imaging.imaged_on", "patient.assessed_on"}
    assert IMAGING_OLD.open_keys(Facts({**day, "imaged_on": "2026-05-03"})) == set()
    assert Older(IMAGED_ON, 1).reads == {"imaging.imaged_on", "patient.assessed_on"}


def test_a_score_is_complete_only_where_it_applies() -> None:
    assert Complete(KATAGIRI).holds(bases.facts(bases.FEMUR)) is True
    assert Complete(KATAGIRI).holds(bases.facts(bases.FEMUR, ecog=None)) is False
    assert Complete(SINS).holds(bases.facts(bases.FEMUR)) is False
    assert Complete(KATAGIRI).open_keys(bases.facts(bases.FEMUR, ecog=None)) == {"history.ecog"}
    assert Complete(KATAGIRI).open_keys(bases.facts(bases.FEMUR)) == set()
    assert "history.ecog" in Complete(KATAGIRI).reads
