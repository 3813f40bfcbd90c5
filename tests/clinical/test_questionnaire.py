"""The questionnaire typed a second time: every key, kind, value, range and core mark, and when it is asked.

A key is for ever: never renamed, never given another meaning.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import BY_PATH, CASE_SECTIONS, LESION_SECTIONS, QUESTIONS, SECTIONS

CORE, MORE = True, False
PRIMARIES = (
    "breast prostate kidney thyroid lung myeloma lymphoma melanoma liver biliary colon rectum stomach "
    "oesophagus pancreas urothelial endometrium cervix ovary head_neck sarcoma germ_cell neuroendocrine "
    "phaeochromocytoma other"
)
BONES = (
    "spine femur tibia fibula humerus radius ulna acetabulum ilium pubis_ischium scapula clavicle rib "
    "sternum skull hand foot pelvis"
)
LEVELS = (
    "C0 C1 C2 C3 C4 C5 C6 C7 T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 L1 L2 L3 L4 L5 S1 S2 S3 S4 S5 "
    "cervical thoracic lumbar sacral"
)
SURVIVAL = "under_6_weeks 6_weeks_to_3_months 3_to_6_months 6_to_12_months over_12_months"

# path, kind, choices in order or (lowest, highest), core
TABLE: list[tuple[str, str, Any, bool]] = [
    ("patient.age", "integer", (0, 120), CORE),
    ("patient.sex", "choice", "female male other", CORE),
    ("patient.assessed_on", "date", None, CORE),
    ("history.cancer_history", "choice",
     "known_before found_after_bone_lesion no_primary_found not_worked_up", CORE),
    ("history.primary", "choice", PRIMARIES, CORE),
    ("history.hormone_dependent", "yes_no", None, CORE),
    ("history.lung_type", "choice", "non_small_cell small_cell", CORE),
    ("history.targeted_therapy", "yes_no", None, CORE),
    ("history.thyroid_differentiated", "yes_no", None, MORE),
    ("history.interval_months", "integer", (0, 600), MORE),
    ("history.primary_controlled", "yes_no", None, CORE),
    ("history.radiosensitivity_known", "choice", "sensitive resistant", MORE),
    ("history.vertebral_metastases", "integer", (0, 33), CORE),
    ("history.other_bone_metastases", "integer", (0, 99), CORE),
    ("history.whole_body_staging", "choice", "complete partial none", CORE),
    ("history.visceral_metastases", "choice", "none removable unremovable present", CORE),
    ("history.visceral_treatable", "yes_no", None, MORE),
    ("history.cerebral_metastases", "yes_no", None, CORE),
    ("history.dissemination", "yes_no", None, CORE),
    ("history.previous_chemotherapy", "yes_no", None, CORE),
    ("history.systemic_options", "yes_no", None, CORE),
    ("history.ecog", "integer", (0, 4), CORE),
    ("history.ecog_before", "integer", (0, 4), CORE),
    ("history.karnofsky", "integer", (10, 100), MORE),
    ("history.asa", "integer", (1, 5), CORE),
    ("history.fit_for_anaesthesia", "choice", "fit small_operation_only unfit needs_review", CORE),
    ("history.expected_survival", "choice", SURVIVAL, CORE),
    ("history.expected_benefit", "yes_no", None, CORE),
    ("history.tumour_free_interval_expected", "yes_no", None, CORE),
    ("history.patient_choice", "choice", "accepts undecided declines", MORE),
    ("history.lung_disease", "yes_no", None, MORE),
    ("history.bone_agent_years", "integer", (0, 40), MORE),
    ("history.albumin", "decimal", (10, 60), MORE),
    ("history.crp", "decimal", (0, 500), MORE),
    ("history.ldh", "integer", (50, 10000), MORE),
    ("history.platelets", "integer", (1, 2000), MORE),
    ("history.calcium", "decimal", (1.0, 5.0), MORE),
    ("history.bilirubin", "decimal", (1, 700), MORE),
    ("history.inr", "decimal", (0.5, 20), MORE),
    ("history.haemoglobin", "decimal", (30, 250), MORE),
    ("history.anticoagulant", "choice", "none antiplatelet anticoagulant", MORE),
    ("history.wound_healing_drug", "yes_no", None, MORE),
    ("history.pregnant", "yes_no", None, MORE),
    ("history.bloods_on", "date", None, MORE),
    ("imaging.bone", "choice", BONES, CORE),
    ("imaging.side", "choice", "left right", CORE),
    ("imaging.level", "choice", LEVELS, CORE),
    ("imaging.segment", "choice",
     "head_neck intertrochanteric subtrochanteric proximal diaphysis distal", CORE),
    ("imaging.imaged_on", "date", None, MORE),
    ("imaging.histology", "choice",
     "metastasis_confirmed confirmed_elsewhere inconclusive not_done primary_bone_tumour other_disease",
     CORE),
    ("imaging.infection_signs", "yes_no", None, MORE),
    ("imaging.aggressive_features", "yes_no", None, MORE),
    ("imaging.lesion_type", "choice", "lytic mixed blastic", CORE),
    ("imaging.destruction_on_radiograph", "choice", "seen not_seen not_taken", CORE),
    ("imaging.cortical_fraction", "choice", "under_third third_to_two_thirds over_two_thirds", CORE),
    ("imaging.axial_extent_mm", "integer", (0, 450), CORE),
    ("imaging.circumferential_percent", "integer", (0, 100), MORE),
    ("imaging.largest_diameter_mm", "integer", (0, 400), MORE),
    ("imaging.cortical_breach", "yes_no", None, MORE),
    ("imaging.lesser_trochanter_avulsed", "yes_no", None, MORE),
    ("imaging.acetabular_class", "choice", "I II III IV", CORE),
    ("imaging.pelvic_weight_bearing", "yes_no", None, CORE),
    ("imaging.contiguous_levels", "integer", (1, 6), MORE),
    ("imaging.alignment", "choice", "normal deformity subluxation", CORE),
    ("imaging.collapse", "choice", "none none_over_half_involved under_half over_half present", CORE),
    ("imaging.other_spinal_fracture", "yes_no", None, MORE),
    ("imaging.posterolateral", "choice", "none unilateral bilateral present", CORE),
    ("imaging.cord_compression", "choice", "0 1a 1b 1c 2 3 compressed", CORE),
    ("imaging.cauda_compression", "choice", "none partial severe present", CORE),
    ("imaging.separate_compression_levels", "yes_no", None, MORE),
    ("imaging.bone_retropulsion", "yes_no", None, CORE),
    ("imaging.treated_before", "yes_no", None, CORE),
    ("imaging.radiotherapy_here", "yes_no", None, CORE),
    ("imaging.radiotherapy_kind", "choice", "conventional stereotactic", MORE),
    ("imaging.weeks_since_radiotherapy", "integer", (0, 1000), MORE),
    ("imaging.response_on_imaging", "choice", "improved stable progressed", CORE),
    ("imaging.hypervascular", "yes_no", None, MORE),
    ("imaging.implant", "choice", "none intact failed", CORE),
    ("imaging.implant_kind", "choice", "nail plate prosthesis spinal_instrumentation cement other", MORE),
    ("pain.worst_pain", "integer", (0, 10), CORE),
    ("pain.pain_in_words", "choice", "none mild moderate severe present", MORE),
    ("pain.mechanical", "yes_no", None, CORE),
    ("pain.pain_trend", "choice", "improved stable worse", CORE),
    ("fracture.fracture", "choice", "none undisplaced displaced present", CORE),
    ("fracture.limb_function", "choice", "normal limited lost impaired", CORE),
    ("fracture.function_trend", "choice", "restored not_restored", CORE),
    ("fracture.open_or_vascular_injury", "yes_no", None, CORE),
    ("neuro.deficit", "choice", "none radiculopathy cord cauda_equina peripheral_nerve present", CORE),
    ("neuro.frankel", "choice", "A B C D E impaired", CORE),
    ("neuro.walking", "choice", "unaided aided unable", CORE),
    ("neuro.deficit_hours", "integer", (0, 20000), CORE),
    ("neuro.onset", "choice", "within_48_hours 2_to_7_days 8_to_14_days over_14_days", CORE),
    ("neuro.hours_since_walking_lost", "integer", (0, 20000), CORE),
    ("neuro.examined_on", "date", None, MORE),
    ("neuro.sphincter", "choice", "normal disturbed", CORE),
    ("neuro.sphincter_hours", "integer", (0, 20000), CORE),
    ("neuro.weakest_power", "integer", (0, 5), MORE),
    ("neuro.dexamethasone_given", "yes_no", None, MORE),
]  # fmt: skip
ROWS = {row[0]: row for row in TABLE}

COARSE = {
    ("visceral_metastases", "present"): "removable unremovable",
    ("bone", "pelvis"): "acetabulum ilium pubis_ischium",
    ("level", "cervical"): "C0 C1 C2 C3 C4 C5 C6 C7",
    ("level", "thoracic"): "T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12",
    ("level", "lumbar"): "L1 L2 L3 L4 L5",
    ("level", "sacral"): "S1 S2 S3 S4 S5",
    ("segment", "proximal"): "head_neck intertrochanteric subtrochanteric",  # of the femur
    ("collapse", "present"): "under_half over_half",
    ("posterolateral", "present"): "unilateral bilateral",
    ("cord_compression", "compressed"): "2 3",
    ("cauda_compression", "present"): "partial severe",
    ("pain_in_words", "present"): "mild moderate severe",
    ("fracture", "present"): "undisplaced displaced",
    ("limb_function", "impaired"): "limited lost",
    ("deficit", "present"): "radiculopathy cord cauda_equina peripheral_nerve",
    ("frankel", "impaired"): "A B C D",
}


def test_no_key_is_lost_added_or_moved() -> None:
    assert [question.path for section in SECTIONS for question in section] == [row[0] for row in TABLE]
    assert list(BY_PATH) == list(ROWS)
    assert len(QUESTIONS) == len(TABLE)
    assert [section.key for section in CASE_SECTIONS] == ["patient", "history"]
    assert [section.key for section in LESION_SECTIONS] == ["imaging", "pain", "fracture", "neuro"]


@pytest.mark.parametrize("path", ROWS)
def test_kind_values_and_core(path: str) -> None:
    _path, kind, values, core = ROWS[path]
    question = BY_PATH[path]
    assert question.kind == kind
    assert question.core is core
    assert question.label
    if kind == "choice":
        assert list(dict.fromkeys(choice.value for choice in question.choices)) == values.split()
    elif kind in ("integer", "decimal"):
        assert (question.minimum, question.maximum) == values
    else:
        assert question.choices == ()
    assert question.multiple_of == (10 if path == "history.karnofsky" else 1)


def test_coarse_choices_stand_for_these() -> None:
    found = {
        (question.key, choice.value): " ".join(choice.stands_for)
        for question in QUESTIONS.values()
        for choice in question.choices
        if choice.stands_for
    }
    assert found == COARSE


@pytest.mark.parametrize(("key", "value"), COARSE)
def test_a_coarse_choice_ends_the_list(key: str, value: str) -> None:
    values = [choice.value for choice in QUESTIONS[key].choices]
    after = values[values.index(value) :]
    assert value == "proximal" or not set(after) & set(COARSE[key, value].split())


UNITS = {
    "age": "years", "interval_months": "months", "albumin": "g/L", "crp": "mg/L", "ldh": "U/L",
    "platelets": "10^9/L", "calcium": "mmol/L", "bilirubin": "µmol/L", "axial_extent_mm": "mm",
    "circumferential_percent": "%", "largest_diameter_mm": "mm", "weeks_since_radiotherapy": "weeks",
    "hours_since_walking_lost": "hours", "bone_agent_years": "years", "deficit_hours": "hours",
    "sphincter_hours": "hours", "haemoglobin": "g/L",
}  # fmt: skip
OTHER_UNITS = [
    # typed in the other unit, and what it is in the question's own
    ("albumin", "g/dL", "3.7", "37.0"),
    ("crp", "mg/dL", "0.4", "4.0"),
    ("calcium", "mg/dL", "10.3", "2.569850"),
    ("bilirubin", "mg/dL", "1.4", "23.94"),
    ("haemoglobin", "g/dL", "7.9", "79.0"),
    ("haemoglobin", "mmol/L", "5.0", "80.570"),
    ("deficit_hours", "days", "2", "48"),
    ("sphincter_hours", "days", "7", "168"),
    ("hours_since_walking_lost", "days", "3", "72"),
]


@pytest.mark.parametrize("key", UNITS)
def test_units(key: str) -> None:
    assert QUESTIONS[key].unit == UNITS[key]


def test_other_units_convert_exactly() -> None:
    for key, unit, typed, converted in OTHER_UNITS:
        other = QUESTIONS[key].other_unit(unit)
        assert other is not None
        assert other.convert(Decimal(typed)) == Decimal(converted)
    found = {(q.key, other.unit) for q in QUESTIONS.values() for other in q.other_units}
    assert found == {(key, unit) for key, unit, _typed, _converted in OTHER_UNITS}
    assert QUESTIONS["albumin"].other_unit("mg/dL") is None


def test_what_is_also_taken_as_the_moment_when_it_began() -> None:
    assert [key for key, question in QUESTIONS.items() if question.since] == [
        "deficit_hours", "hours_since_walking_lost", "sphincter_hours",
    ]  # fmt: skip


KNOWN = {"cancer_history": "known_before"}
SPINE = {"bone": "spine"}
TREATED = {"treated_before": True}

# Example answers, and whether the question is then asked: yes, no, or not known yet.
ASKED: dict[str, list[tuple[dict[str, Any], bool | None]]] = {
    "primary": [
        (KNOWN, True), ({"cancer_history": "found_after_bone_lesion"}, True),
        ({"cancer_history": "no_primary_found"}, False), ({"cancer_history": "not_worked_up"}, False),
        ({}, None),
    ],
    "hormone_dependent": [
        ({**KNOWN, "primary": "breast"}, True), ({**KNOWN, "primary": "prostate"}, True),
        ({**KNOWN, "primary": "lung"}, False), (KNOWN, None), ({}, None),
        ({"cancer_history": "no_primary_found"}, False),
    ],
    "lung_type": [
        ({**KNOWN, "primary": "lung"}, True), ({**KNOWN, "primary": "breast"}, False), (KNOWN, None),
    ],
    "targeted_therapy": [
        ({**KNOWN, "primary": "lung", "lung_type": "non_small_cell"}, True),
        ({**KNOWN, "primary": "lung", "lung_type": "small_cell"}, False),
        ({**KNOWN, "primary": "lung"}, None), ({**KNOWN, "primary": "breast"}, False),
    ],
    "thyroid_differentiated": [
        ({**KNOWN, "primary": "thyroid"}, True), ({**KNOWN, "primary": "breast"}, False), (KNOWN, None),
    ],
    "interval_months": [
        (KNOWN, True), ({"cancer_history": "found_after_bone_lesion"}, False), ({}, None),
    ],
    "primary_controlled": [
        (KNOWN, True), ({"cancer_history": "found_after_bone_lesion"}, True),
        ({"cancer_history": "not_worked_up"}, False), ({}, None),
    ],
    "visceral_treatable": [
        ({"visceral_metastases": "none"}, False), ({"visceral_metastases": "removable"}, True),
        ({"visceral_metastases": "unremovable"}, True), ({"visceral_metastases": "present"}, True),
        ({}, None),
    ],
    "bloods_on": [
        ({}, False), ({"age": 60}, False),
        *[({key: 100}, True)
          for key in ("albumin", "crp", "ldh", "platelets", "calcium", "bilirubin", "inr", "haemoglobin")],
    ],
    "pregnant": [
        ({"sex": "male"}, False), ({"sex": "female"}, True), ({"sex": "other"}, True), ({}, None),
        ({"sex": "female", "age": 11}, False), ({"sex": "female", "age": 12}, True),
        ({"sex": "female", "age": 55}, True), ({"sex": "female", "age": 56}, False), ({"age": 30}, None),
        ({"age": 60}, False), ({"sex": "male", "age": 30}, False),
    ],
    "infection_signs": [
        ({"histology": "inconclusive"}, True), ({"histology": "not_done"}, True),
        ({"histology": "metastasis_confirmed"}, False), ({"histology": "other_disease"}, False), ({}, None),
    ],
    "pelvic_weight_bearing": [
        ({"bone": "ilium"}, True), ({"bone": "acetabulum"}, False), ({"bone": "pelvis"}, None), ({}, None),
    ],
    "contiguous_levels": [(SPINE, True), ({"bone": "femur"}, False), ({}, None)],
    "radiotherapy_kind": [
        ({**TREATED, "radiotherapy_here": True}, True), ({**TREATED, "radiotherapy_here": False}, False),
        (TREATED, None), ({"treated_before": False}, False),
    ],
    "implant_kind": [
        ({"bone": "femur", "implant": "failed"}, True), ({"bone": "femur", "implant": "intact"}, True),
        ({"bone": "femur", "implant": "none"}, False), ({"bone": "rib"}, False), ({"bone": "femur"}, None),
    ],
    "deficit_hours": [
        ({"deficit": "none"}, False), ({**SPINE, "deficit": "cord"}, True), ({"deficit": "present"}, True),
        ({}, None),
    ],
    "sphincter_hours": [
        ({**SPINE, "sphincter": "disturbed"}, True), ({**SPINE, "sphincter": "normal"}, False), (SPINE, None),
        ({"bone": "femur"}, False),
    ],
    "side": [
        *[({"bone": bone}, bone not in ("spine", "sternum", "skull")) for bone in BONES.split()], ({}, None),
    ],
    "level": [(SPINE, True), ({"bone": "femur"}, False), ({"bone": "pelvis"}, False), ({}, None)],
    "segment": [
        *[({"bone": bone}, bone in ("femur", "tibia", "fibula", "humerus", "radius", "ulna"))
          for bone in BONES.split()],
        ({}, None),
    ],
    "aggressive_features": [
        ({"histology": "inconclusive"}, True), ({"histology": "not_done"}, True),
        ({"histology": "metastasis_confirmed"}, False), ({"histology": "confirmed_elsewhere"}, False),
        ({"histology": "primary_bone_tumour"}, False), ({}, None),
    ],
    "cortical_fraction": [({"bone": "ulna"}, True), ({"bone": "rib"}, False), (SPINE, False), ({}, None)],
    "axial_extent_mm": [({"bone": "femur"}, True), ({"bone": "tibia"}, False), (SPINE, False), ({}, None)],
    "circumferential_percent": [({"bone": "tibia"}, True), ({"bone": "ilium"}, False), ({}, None)],
    "largest_diameter_mm": [({"bone": "skull"}, True), (SPINE, False), ({}, None)],
    "cortical_breach": [({"bone": "humerus"}, True), ({"bone": "foot"}, False), ({}, None)],
    "lesser_trochanter_avulsed": [
        ({"bone": "femur", "segment": "intertrochanteric"}, True),
        ({"bone": "femur", "segment": "subtrochanteric"}, True),
        ({"bone": "femur", "segment": "head_neck"}, False), ({"bone": "femur", "segment": "distal"}, False),
        ({"bone": "femur", "segment": "proximal"}, None), ({"bone": "femur"}, None),
        ({"bone": "tibia", "segment": "proximal"}, False), ({}, None),
    ],
    "acetabular_class": [
        ({"bone": "acetabulum"}, True), ({"bone": "ilium"}, False), ({"bone": "pelvis"}, None), ({}, None),
    ],
    **{key: [(SPINE, True), ({"bone": "femur"}, False), ({}, None)]
       for key in ("alignment", "collapse", "other_spinal_fracture", "posterolateral", "frankel", "walking",
                   "sphincter")},
    "cord_compression": [
        *[({**SPINE, "level": level}, level[0] in "CTct" or level in ("L1", "lumbar"))
          for level in LEVELS.split()],
        (SPINE, None), ({"bone": "femur"}, False), ({}, None),
    ],
    "cauda_compression": [
        *[({**SPINE, "level": level}, level[0] in "Ssl" or level in ("L2", "L3", "L4", "L5"))
          for level in LEVELS.split()],
        (SPINE, None), ({"bone": "femur"}, False), ({}, None),
    ],
    "separate_compression_levels": [
        *[({**SPINE, "level": "T7", "cord_compression": grade}, grade in ("1c", "2", "3", "compressed"))
          for grade in ("0", "1a", "1b", "1c", "2", "3", "compressed")],
        *[({**SPINE, "level": "L4", "cauda_compression": degree}, degree != "none")
          for degree in ("none", "partial", "severe", "present")],
        ({**SPINE, "level": "T7"}, None), ({"bone": "femur"}, False), ({}, None),
    ],
    "bone_retropulsion": [
        *[({**SPINE, "level": "T7", "cord_compression": "0", "collapse": collapse},
           collapse in ("under_half", "over_half", "present"))
          for collapse in ("none", "none_over_half_involved", "under_half", "over_half", "present")],
        ({**SPINE, "level": "T7", "collapse": "none", "cord_compression": "1c"}, True),
        ({**SPINE, "level": "T7", "collapse": "none", "cord_compression": "1b"}, False),
        ({**SPINE, "level": "L4", "collapse": "none", "cauda_compression": "partial"}, True),
        ({**SPINE, "level": "L4", "collapse": "none", "cauda_compression": "none"}, False),
        ({**SPINE, "level": "T7", "collapse": "none"}, None), ({"bone": "femur"}, False), ({}, None),
    ],
    **{key: [(TREATED, True), ({"treated_before": False}, False), ({}, None)]
       for key in ("radiotherapy_here", "response_on_imaging", "pain_trend", "function_trend")},
    "weeks_since_radiotherapy": [
        ({**TREATED, "radiotherapy_here": True}, True), ({**TREATED, "radiotherapy_here": False}, False),
        (TREATED, None), ({"treated_before": False}, False),
    ],
    "implant": [
        *[({"bone": bone}, bone not in ("rib", "sternum", "skull")) for bone in BONES.split()], ({}, None),
    ],
    "pain_in_words": [({"worst_pain": 0}, False), ({"worst_pain": 7}, False), ({}, True)],
    "mechanical": [
        ({"worst_pain": 0}, False), ({"worst_pain": 1}, True), ({"pain_in_words": "none"}, False),
        ({"pain_in_words": "present"}, True), ({"pain_in_words": "mild"}, True), ({}, True),
    ],
    "fracture": [({"bone": "rib"}, True), ({"bone": "pelvis"}, True), (SPINE, False), ({}, None)],
    "open_or_vascular_injury": [
        ({"bone": "ulna", "fracture": "none"}, False), ({"bone": "ulna", "fracture": "undisplaced"}, True),
        ({"bone": "ulna", "fracture": "displaced"}, True), ({"bone": "ulna", "fracture": "present"}, True),
        ({"bone": "ulna"}, None), (SPINE, False), ({}, None),
    ],
    "onset": [
        ({"deficit": "none"}, False), ({**SPINE, "deficit": "cord"}, True), ({"deficit": "present"}, True),
        ({}, None), ({"deficit": "present", "deficit_hours": 48}, False),
        ({"deficit": "present", "deficit_hours": 49}, True),
        ({"deficit": "present", "deficit_hours": None}, True),
        ({"deficit": "none", "deficit_hours": 49}, False),
    ],
    "weakest_power": [
        ({"deficit": "none"}, False), ({"bone": "ulna", "deficit": "peripheral_nerve"}, True), ({}, None),
    ],
    "hours_since_walking_lost": [
        ({**SPINE, "walking": "unable"}, True), ({**SPINE, "walking": "aided"}, False), (SPINE, None),
        ({"bone": "femur"}, False),
    ],
    "dexamethasone_given": [
        ({**SPINE, "deficit": "cord"}, True), ({**SPINE, "deficit": "cauda_equina"}, True),
        ({**SPINE, "deficit": "radiculopathy"}, False), ({**SPINE, "deficit": "present"}, None),
        ({"bone": "femur", "deficit": "present"}, False), ({"deficit": "none"}, False), (SPINE, None),
    ],
}  # fmt: skip
EXAMPLES = [(key, answers, asked) for key, examples in ASKED.items() for answers, asked in examples]
ALWAYS = [row[0].split(".")[1] for row in TABLE if row[0].split(".")[1] not in ASKED]


@pytest.mark.parametrize(
    ("key", "answers", "asked"), EXAMPLES, ids=[f"{row[0]}-{n}" for n, row in enumerate(EXAMPLES)]
)
def test_asked(key: str, answers: dict[str, Any], asked: bool | None) -> None:
    assert Facts(answers).asked[QUESTIONS[key]] is asked


def test_asked_of_everybody() -> None:
    assert ALWAYS == [
        "age", "sex", "assessed_on", "cancer_history", "radiosensitivity_known", "vertebral_metastases",
        "other_bone_metastases", "whole_body_staging", "visceral_metastases", "cerebral_metastases",
        "dissemination", "previous_chemotherapy", "systemic_options", "ecog", "ecog_before", "karnofsky",
        "asa", "fit_for_anaesthesia", "expected_survival", "expected_benefit",
        "tumour_free_interval_expected", "patient_choice", "lung_disease", "bone_agent_years", "albumin",
        "crp", "ldh", "platelets", "calcium", "bilirubin", "inr", "haemoglobin", "anticoagulant",
        "wound_healing_drug", "bone", "imaged_on", "histology",
        "lesion_type", "destruction_on_radiograph", "treated_before", "hypervascular", "worst_pain",
        "limb_function", "deficit", "examined_on",
    ]  # fmt: skip
    for key in ALWAYS:
        for answers in ({}, SPINE, {"bone": "femur"}):
            assert Facts(answers).asked[QUESTIONS[key]] is True, key


OFFERED = [
    ("segment", {"bone": "femur"}, "head_neck intertrochanteric subtrochanteric diaphysis distal proximal"),
    *[("segment", {"bone": bone}, "proximal diaphysis distal")
      for bone in ("humerus", "tibia", "fibula", "radius", "ulna")],
    ("deficit", SPINE, "none radiculopathy cord cauda_equina present"),
    ("deficit", {"bone": "femur"}, "none peripheral_nerve present"),
    ("deficit", {"bone": "pelvis"}, "none peripheral_nerve present"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "answers", "values"), OFFERED)
def test_what_is_offered_depends_on_the_bone(key: str, answers: dict[str, Any], values: str) -> None:
    assert [choice.value for choice in QUESTIONS[key].offered(Facts(answers))] == values.split()


def test_which_questions_have_a_hint() -> None:
    hinted = (
        "radiosensitivity_known whole_body_staging expected_survival patient_choice cortical_fraction"
        " posterolateral cord_compression cauda_compression hormone_dependent targeted_therapy"
        " thyroid_differentiated"
        " primary_controlled visceral_treatable systemic_options aggressive_features other_spinal_fracture"
        " treated_before mechanical interval_months vertebral_metastases other_bone_metastases ecog"
        " ecog_before karnofsky asa axial_extent_mm worst_pain weakest_power calcium assessed_on"
        " anticoagulant wound_healing_drug pregnant infection_signs pelvic_weight_bearing contiguous_levels"
        " deficit_hours sphincter_hours hours_since_walking_lost separate_compression_levels"
    )
    assert {key for key, question in QUESTIONS.items() if question.hint} == set(hinted.split())
    assert QUESTIONS["cord_compression"].hint == "On axial T2 MRI at the most compressed level."
    assert QUESTIONS["mechanical"].hint.startswith("Provoked by loading or movement")
    assert QUESTIONS["worst_pain"].hint == "0 is no pain, 10 the worst imaginable."
    assert QUESTIONS["calcium"].hint == "Corrected here when albumin is given."
    assert QUESTIONS["assessed_on"].hint == "Ages of findings are counted up to this day."


def test_which_numbers_are_asked_about_again() -> None:
    assert {key: question.likely for key, question in QUESTIONS.items() if question.likely} == {
        "age": (18, 105),
        "ldh": (80, 3000),
        "platelets": (20, 900),
        "albumin": (20, 55),
        "calcium": (1.5, 4),
        "bilirubin": (2, 300),
        "inr": (0.7, 8),
        "haemoglobin": (50, 190),
    }
    assert {key: q.resolution for key, q in QUESTIONS.items() if q.kind == "decimal"} == {
        "albumin": 0.1,
        "crp": 0.1,
        "calcium": 0.01,
        "bilirubin": 0.1,
        "inr": 0.1,
        "haemoglobin": 0.1,
    }
