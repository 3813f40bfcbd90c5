"""Options: one to four for every advice, in the order of the tables; each reason holds and does not hold."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path

import pytest

from assessments.clinical.advice import AIMS, DECISIONS, STANDINGS, Advice
from assessments.clinical.case_files.write import lesion_as_data
from assessments.clinical.evaluation.evaluate import evaluate
from assessments.clinical.language.facts import Facts
from assessments.clinical.options import (
    BANDS,
    NOMS_REASONS,
    OPERATIONS,
    OPTIONS,
    REASONS,
    SMALL_MEANS,
    WITHOUT_SURGERY,
    Offered,
    operations_on,
    options,
)
from assessments.clinical.options.choosing import ordered_operations
from assessments.clinical.options.place import find
from assessments.clinical.options.reason import Reason
from assessments.clinical.references import REFERENCES
from assessments.clinical.risks.prognosis import SURVIVAL_BAND
from assessments.clinical.sections.history import EXPECTED_SURVIVAL
from assessments.clinical.sections.imaging import BONE, SEGMENT
from tests.clinical.bases import (
    ACETABULUM,
    BASES,
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
    ULNA,
    Answers,
    facts,
    judge,
)

SURVIVAL = dict(zip("ABCDE", [choice.value for choice in EXPECTED_SURVIVAL.choices], strict=True))
SURVIVAL_OR_OPEN = {**SURVIVAL, "open": None}
BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}
WEAK: Answers = {**DEFICIT, "cord_compression": "3", "separate_compression_levels": False}
FAILED: Answers = {"implant": "failed"}
FEW: Answers = {"vertebral_metastases": 1, "other_bone_metastases": 4}
SINGLE: Answers = {"vertebral_metastases": 0, "other_bone_metastases": 1}
SINGLE_VERTEBRA: Answers = {"vertebral_metastases": 1, "other_bone_metastases": 0}
LOST_LONG: Answers = {"frankel": "A", "walking": "unable", "hours_since_walking_lost": 49}
TABLES = (*OPERATIONS, *SMALL_MEANS, *WITHOUT_SURGERY)


def keys(decision: str, aim: str | None, base: Answers, **changes: object) -> list[str]:
    advice = Advice(decision, "planned", aim)
    return [offered.key for offered in options(facts(base, **changes), advice)]


def operations(aim: str, base: Answers, **changes: object) -> list[str]:
    found = facts(base, **changes).presumed
    return list(ordered_operations(found, aim, str(SURVIVAL_BAND.value(found))))


# Structure


def test_the_keys_are_those_of_the_policy() -> None:
    assert list(OPTIONS) == [
        "long_nail", "cephalomedullary_nail", "plate_and_cement", "hemiarthroplasty", "endoprosthesis",
        "intercalary_prosthesis", "curettage_and_cement", "wide_resection", "acetabular_reconstruction",
        "percutaneous_screws_and_cement", "cementoplasty", "decompression_and_fixation",
        "percutaneous_fixation", "en_bloc_spondylectomy", "occipitocervical_fixation", "lumbopelvic_fixation",
        "external_fixation", "thermal_ablation", "amputation", "radiotherapy_8gy",
        "radiotherapy_fractionated", "stereotactic_radiotherapy", "brace_or_splint", "systemic_treatment",
        "supportive_care",
    ]  # fmt: skip
    assert all(key == option.key and option.title for key, option in OPTIONS.items())
    assert set(BANDS) == {"A", "B", "C", "D", "E"} == SURVIVAL_BAND.possible(Facts({}))


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: f"{reason.option}: {reason.says[:30]}")
def test_every_reason_has_words_sources_and_standing(reason: Reason) -> None:
    assert reason.option in OPTIONS
    assert reason.says.endswith(".")
    assert set(reason.evidence) <= set(STANDINGS)
    assert reason.references
    assert set(reason.references) <= set(REFERENCES)
    assert ("expert" in reason.evidence) == (reason.references == ("expert",)) or reason in NOMS_REASONS


def test_every_table_covers_every_band_and_the_last_fits_every_lesion() -> None:
    for table in TABLES:
        assert set(table.evidence) <= set(STANDINGS), table.key
        assert set(table.references) <= set(REFERENCES), table.key
        last = "".join(order.bands for order in table.orders if order.when.holds(Facts({})))
        # For those who die sooner or later the next table speaks.
        whole = table.key not in ("single_vascular_shaft", "single_vascular_end")
        assert set(last) >= set("ABCDE" if whole else "DE"), f"{table.key} leaves a band without an order"
        for aim in table.aims or ():
            assert aim in AIMS
    for tables in (OPERATIONS, SMALL_MEANS, WITHOUT_SURGERY):
        assert find(tables, Facts({}), None) is tables[-1]


def test_every_option_stands_in_a_table_and_has_reasons_on_both_sides_everywhere() -> None:
    always = {(r.option, r.favours) for r in REASONS if r.when.holds(Facts({})) is True}
    for key in OPTIONS:
        assert key == "external_fixation" or any(key in table for table in TABLES), key
        assert (key, False) in always, f"{key} needs a reason against that always holds"
    # Cement, screws and systemic treatment aside, these too always have a reason for them.
    assert {(key, True) for key in OPTIONS} <= always


# Every combination


PARTS: list[tuple[str | None, str | None]] = [(None, None), ("pelvis", None)] + [
    (choice.value, segment)
    for choice in BONE.choices
    for segment in (
        ["head_neck", "intertrochanteric", "subtrochanteric", "proximal", "diaphysis", "distal", None]
        if choice.value == "femur"
        else ["proximal", "diaphysis", "distal", None]
        if choice.value in ("tibia", "fibula", "humerus", "radius", "ulna")
        else [None]
    )
]


@pytest.mark.parametrize(("bone", "segment"), PARTS)
def test_one_to_four_options_for_every_region_decision_aim_and_band(
    bone: str | None, segment: str | None
) -> None:
    states: list[Answers] = [
        {},
        {"fracture": "displaced"},
        {"collapse": "over_half", "level": "T8", "deficit": "cord", "cord_compression": "3"},
        {"level": "C2"},
        {"level": "S3", "primary": "myeloma", "cancer_history": "known_before"},
        {"acetabular_class": "IV"},
        {"worst_pain": 0, "fracture": "none", "lesion_type": "lytic"},
        {"fit_for_anaesthesia": "small_operation_only", "alignment": "subluxation"},
        {"fit_for_anaesthesia": "unfit", "fracture": "undisplaced", "collapse": "under_half"},
        {"patient_choice": "declines", **SINGLE, "whole_body_staging": "complete"},
    ]
    for state, survival in product(states, SURVIVAL_OR_OPEN.values()):
        answers = {**state, "bone": bone, "segment": segment, "expected_survival": survival}
        found = Facts({key: answer for key, answer in answers.items() if answer is not None})
        advised = [Advice("non_operative", "none"), Advice("operate", "urgent", "fracture_fixation")] + [
            # Every aim in the plain state; elsewhere one of each kind.
            Advice("consider", "planned", aim)
            for aim in (AIMS if not state else ("curative_resection", STABILISE, "pain_palliation"))
        ]
        for advice in advised:
            offered = options(found, advice)
            # While the band is open, all that stands first or second in any of them is shown.
            assert 1 <= len(offered) <= (4 if survival else 6), (answers, advice)
            assert len({option.key for option in offered}) == len(offered)
            for option in offered:
                assert option.reasons_for, (answers, advice, option.key)
                assert option.reasons_against, (answers, advice, option.key)
                assert set(option.references) <= set(REFERENCES)
                assert set(option.standing) <= set(STANDINGS)
                assert option.standing


@pytest.mark.parametrize("decision", ["diagnose_first", "undecided"])
def test_nothing_is_offered_before_the_diagnosis_or_the_advice(decision: str) -> None:
    assert decision in DECISIONS
    assert options(facts(FEMUR), Advice(decision, "urgent")) == ()


# The tables of operations, by place, state and band: typed from the dossier


FIX, PREVENT, REBUILD = "fracture_fixation", "prophylactic_fixation", "reconstruction"
DECOMPRESS, STABILISE = "decompression_and_stabilisation", "stabilisation"
LOSS: Answers = {"cortical_fraction": "over_two_thirds"}
AROUND: Answers = {"circumferential_percent": 51}
TABLE: list[tuple[str, Answers, Answers, str, list[str]]] = [
    (PREVENT, FEMUR, {"segment": "head_neck"}, "ABC", ["hemiarthroplasty"]),
    (PREVENT, FEMUR, {"segment": "head_neck"}, "DE", ["hemiarthroplasty", "endoprosthesis"]),
    (PREVENT, FEMUR, {"segment": "head_neck", **LOSS}, "DE", ["endoprosthesis", "hemiarthroplasty"]),
    (PREVENT, FEMUR, {"segment": "head_neck", **AROUND}, "DE", ["endoprosthesis", "hemiarthroplasty"]),
    (PREVENT, FEMUR, {"segment": "intertrochanteric"}, "ABC", ["cephalomedullary_nail"]),
    (
        FIX,
        FEMUR,
        {"segment": "intertrochanteric", **BROKEN},
        "C",
        ["cephalomedullary_nail", "endoprosthesis"],
    ),
    (PREVENT, FEMUR, {"segment": "intertrochanteric"}, "DE", ["cephalomedullary_nail", "endoprosthesis"]),
    (
        FIX,
        FEMUR,
        {"segment": "intertrochanteric", **BROKEN},
        "DE",
        ["endoprosthesis", "cephalomedullary_nail"],
    ),
    (
        PREVENT,
        FEMUR,
        {"segment": "intertrochanteric", **LOSS},
        "E",
        ["endoprosthesis", "cephalomedullary_nail"],
    ),
    (PREVENT, FEMUR, {"segment": "subtrochanteric"}, "ABC", ["cephalomedullary_nail"]),
    (PREVENT, FEMUR, {"segment": "subtrochanteric"}, "DE", ["cephalomedullary_nail", "endoprosthesis"]),
    (
        PREVENT,
        FEMUR,
        {"segment": "subtrochanteric", **LOSS},
        "DE",
        ["endoprosthesis", "cephalomedullary_nail"],
    ),
    (FIX, FEMUR, {"segment": "proximal"}, "AB", ["cephalomedullary_nail", "hemiarthroplasty"]),
    (
        FIX,
        FEMUR,
        {"segment": "proximal"},
        "C",
        ["cephalomedullary_nail", "hemiarthroplasty", "endoprosthesis"],
    ),
    (
        FIX,
        FEMUR,
        {"segment": "proximal"},
        "DE",
        ["endoprosthesis", "cephalomedullary_nail", "hemiarthroplasty"],
    ),
    (FIX, FEMUR, {}, "AB", ["long_nail"]),
    (FIX, FEMUR, {}, "C", ["long_nail", "cephalomedullary_nail"]),
    (FIX, FEMUR, {}, "DE", ["long_nail"]),
    (FIX, FEMUR, LOSS, "DE", ["long_nail", "intercalary_prosthesis"]),
    (FIX, FEMUR, SINGLE, "DE", ["long_nail", "wide_resection"]),
    (FIX, FEMUR, {**LOSS, **SINGLE}, "DE", ["long_nail", "intercalary_prosthesis", "wide_resection"]),
    (FIX, FEMUR, {"segment": "distal"}, "AB", ["long_nail", "plate_and_cement"]),
    (FIX, FEMUR, {"segment": "distal"}, "C", ["plate_and_cement", "long_nail"]),
    (FIX, FEMUR, {"segment": "distal"}, "DE", ["plate_and_cement", "endoprosthesis"]),
    (FIX, FEMUR, {"segment": "distal", **LOSS}, "DE", ["endoprosthesis", "plate_and_cement"]),
    (FIX, FEMUR, {"segment": None}, "ABC", ["long_nail", "cephalomedullary_nail", "hemiarthroplasty"]),
    (FIX, FEMUR, {"segment": None}, "DE", ["long_nail", "endoprosthesis", "hemiarthroplasty"]),
    (FIX, TIBIA, {"segment": "proximal"}, "ABC", ["plate_and_cement", "long_nail"]),
    (FIX, TIBIA, {"segment": "proximal"}, "DE", ["plate_and_cement", "endoprosthesis"]),
    (FIX, TIBIA, {"segment": "proximal", **LOSS}, "DE", ["endoprosthesis", "plate_and_cement"]),
    (FIX, TIBIA, {}, "ABCDE", ["long_nail"]),
    (FIX, TIBIA, SINGLE, "DE", ["long_nail", "wide_resection"]),
    (FIX, TIBIA, {"segment": "distal"}, "ABCDE", ["plate_and_cement"]),
    (FIX, TIBIA, {"segment": "distal", **SINGLE}, "DE", ["plate_and_cement", "wide_resection"]),
    (FIX, TIBIA, {"segment": None}, "ABCDE", ["long_nail", "plate_and_cement"]),
    (FIX, TIBIA, {"bone": "fibula"}, "AB", ["curettage_and_cement"]),
    (FIX, TIBIA, {"bone": "fibula"}, "CDE", ["curettage_and_cement", "wide_resection"]),
    (FIX, HUMERUS, {"segment": "proximal"}, "AB", ["long_nail", "cementoplasty"]),
    (FIX, HUMERUS, {"segment": "proximal"}, "C", ["long_nail", "endoprosthesis", "plate_and_cement"]),
    (FIX, HUMERUS, {"segment": "proximal", **BROKEN}, "DE", ["endoprosthesis", "plate_and_cement"]),
    (FIX, HUMERUS, {"segment": "proximal"}, "DE", ["plate_and_cement", "endoprosthesis", "long_nail"]),
    (
        FIX,
        HUMERUS,
        {"segment": "proximal", "cortical_breach": True},
        "DE",
        ["endoprosthesis", "plate_and_cement"],
    ),
    (FIX, HUMERUS, {"segment": "proximal", **LOSS}, "DE", ["endoprosthesis", "plate_and_cement"]),
    (FIX, HUMERUS, {}, "AB", ["long_nail"]),
    (FIX, HUMERUS, {}, "C", ["long_nail", "plate_and_cement"]),
    (FIX, HUMERUS, {}, "DE", ["long_nail", "intercalary_prosthesis", "plate_and_cement"]),
    (FIX, HUMERUS, {"segment": "distal"}, "ABC", ["plate_and_cement", "long_nail"]),
    (FIX, HUMERUS, {"segment": "distal"}, "DE", ["plate_and_cement", "endoprosthesis"]),
    (FIX, HUMERUS, {"segment": "distal", **LOSS}, "DE", ["endoprosthesis", "plate_and_cement"]),
    (FIX, HUMERUS, {"segment": None}, "ABCDE", ["long_nail", "plate_and_cement"]),
    (FIX, ULNA, {}, "ABC", ["plate_and_cement", "long_nail"]),
    (FIX, ULNA, {"bone": "radius"}, "DE", ["plate_and_cement", "wide_resection"]),
    (REBUILD, ACETABULUM, {}, "AB", ["percutaneous_screws_and_cement", "cementoplasty"]),
    (
        REBUILD,
        ACETABULUM,
        {},
        "C",
        ["percutaneous_screws_and_cement", "acetabular_reconstruction", "cementoplasty"],
    ),
    (REBUILD, ACETABULUM, {}, "DE", ["acetabular_reconstruction", "percutaneous_screws_and_cement"]),
    (
        REBUILD,
        ACETABULUM,
        {"acetabular_class": "IV", **SINGLE},
        "DE",
        ["wide_resection", "acetabular_reconstruction"],
    ),
    # Class IV is a single metastasis that resection could cure: of several none is resected first.
    (
        REBUILD,
        ACETABULUM,
        {"acetabular_class": "IV"},
        "DE",
        ["acetabular_reconstruction", "percutaneous_screws_and_cement"],
    ),
    (REBUILD, ILIUM, {}, "ABCDE", ["cementoplasty", "percutaneous_screws_and_cement"]),
    (
        REBUILD,
        ILIUM,
        {"bone": "pubis_ischium"},
        "ABCDE",
        ["cementoplasty", "percutaneous_screws_and_cement"],
    ),
    (
        REBUILD,
        ILIUM,
        SINGLE,
        "DE",
        ["cementoplasty", "percutaneous_screws_and_cement", "wide_resection"],
    ),
    (REBUILD, ILIUM, {"bone": "pelvis"}, "AB", ["percutaneous_screws_and_cement", "cementoplasty"]),
    (
        REBUILD,
        ILIUM,
        {"bone": "pelvis"},
        "CDE",
        ["percutaneous_screws_and_cement", "cementoplasty", "acetabular_reconstruction"],
    ),
    *(
        (FIX, RIB, {"bone": bone}, "ABCDE", ["radiotherapy_8gy", "cementoplasty", "thermal_ablation"])
        for bone in ("rib", "sternum", "scapula", "skull")
    ),
    *(
        (FIX, FOOT, {"bone": bone}, "ABCDE", ["plate_and_cement", "wide_resection", "amputation"])
        for bone in ("hand", "foot")
    ),
    (FIX, FOOT, {"bone": "clavicle"}, "ABCDE", ["plate_and_cement", "wide_resection"]),
    # By aim
    ("curative_resection", FEMUR, {}, "E", ["wide_resection", "intercalary_prosthesis", "long_nail"]),
    (
        "local_control_resection",
        HUMERUS,
        {"segment": "proximal"},
        "E",
        ["wide_resection", "endoprosthesis", "plate_and_cement"],
    ),
    ("curative_resection", ACETABULUM, {}, "E", ["wide_resection", "acetabular_reconstruction"]),
    ("curative_resection", ULNA, {}, "E", ["wide_resection", "curettage_and_cement"]),
    ("curative_resection", TIBIA, {"bone": "fibula"}, "E", ["wide_resection", "curettage_and_cement"]),
    ("curative_resection", RIB, {}, "E", ["wide_resection"]),
    ("decompression", FEMUR, {}, "C", ["curettage_and_cement"]),
    ("decompression", FEMUR, SINGLE, "C", ["curettage_and_cement", "wide_resection"]),
    # A failed implant: the like of it is not put in first, whatever the aim.
    *(
        row
        for aim in (REBUILD, FIX)
        for row in (
            (aim, FEMUR, FAILED, "A", ["brace_or_splint", "intercalary_prosthesis", "long_nail"]),
            (aim, FEMUR, FAILED, "BCDE", ["intercalary_prosthesis", "plate_and_cement", "long_nail"]),
            (
                aim,
                FEMUR,
                {**FAILED, "segment": "subtrochanteric"},
                "BCDE",
                ["endoprosthesis", "plate_and_cement", "long_nail"],
            ),
            (
                aim,
                TIBIA,
                {**FAILED, "segment": "proximal"},
                "A",
                ["brace_or_splint", "endoprosthesis", "plate_and_cement"],
            ),
            (
                aim,
                HUMERUS,
                {**FAILED, **BROKEN, "segment": "distal"},
                "BCDE",
                ["endoprosthesis", "plate_and_cement", "long_nail"],
            ),
        )
    ),
    # The only metastasis of kidney or differentiated thyroid: no nail through it first.
    *(
        row
        for tumour in (
            {"primary": "kidney"},
            {"primary": "thyroid", "thyroid_differentiated": True},
            {"primary": "thyroid"},
        )
        for row in (
            (
                FIX,
                FEMUR,
                {**tumour, **SINGLE},
                "E",
                ["wide_resection", "intercalary_prosthesis", "long_nail"],
            ),
            (
                FIX,
                FEMUR,
                {**tumour, **SINGLE},
                "D",
                ["intercalary_prosthesis", "plate_and_cement", "long_nail"],
            ),
            (
                FIX,
                HUMERUS,
                {**tumour, **SINGLE, "segment": "proximal"},
                "E",
                ["wide_resection", "endoprosthesis", "plate_and_cement"],
            ),
            (
                FIX,
                TIBIA,
                {**tumour, **SINGLE, "segment": "proximal"},
                "D",
                ["endoprosthesis", "plate_and_cement"],
            ),
            (FIX, FEMUR, {**tumour, **SINGLE}, "AB", ["long_nail"]),
        )
    ),
    (
        FIX,
        FEMUR,
        {"primary": "thyroid", "thyroid_differentiated": False, **SINGLE},
        "E",
        ["long_nail", "wide_resection"],
    ),
    (FIX, FEMUR, {"primary": "kidney"}, "E", ["long_nail"]),
    (REBUILD, ULNA, {}, "C", ["plate_and_cement", "long_nail"]),
    ("pain_palliation", FEMUR, {}, "AB", ["cementoplasty", "curettage_and_cement"]),
    ("pain_palliation", FEMUR, {}, "CDE", ["curettage_and_cement", "cementoplasty", "thermal_ablation"]),
    ("pain_palliation", FEMUR, {"axial_extent_mm": 30}, "AB", ["long_nail"]),
    # The spine
    (
        "curative_resection",
        SPINE,
        SINGLE_VERTEBRA,
        "E",
        ["stereotactic_radiotherapy", "en_bloc_spondylectomy", "decompression_and_fixation"],
    ),
    (
        STABILISE,
        SPINE,
        {"level": "C2"},
        "ABCDE",
        ["occipitocervical_fixation", "decompression_and_fixation"],
    ),
    (DECOMPRESS, CORD, WEAK, "ABCDE", ["decompression_and_fixation", "percutaneous_fixation"]),
    ("decompression", CORD, {}, "ABCDE", ["decompression_and_fixation", "percutaneous_fixation"]),
    (REBUILD, CORD, {}, "ABCDE", ["decompression_and_fixation", "percutaneous_fixation"]),
    (STABILISE, LUMBAR, {"level": "S3"}, "ABCDE", ["cementoplasty", "percutaneous_fixation"]),
    (
        STABILISE,
        LUMBAR,
        {"level": "S3", "alignment": "subluxation"},
        "ABCDE",
        ["percutaneous_fixation", "decompression_and_fixation"],
    ),
    (
        STABILISE,
        LUMBAR,
        {"level": "S3", "sphincter": "disturbed"},
        "ABCDE",
        ["decompression_and_fixation", "percutaneous_fixation"],
    ),
    # Broken, and unstable by SINS alone: rigid 0, pain 3, lytic 2, deformity 2, collapse 3, both 3 = 13
    (
        STABILISE,
        LUMBAR,
        {
            "level": "S3",
            "mechanical": True,
            "lesion_type": "lytic",
            "alignment": "deformity",
            "collapse": "over_half",
            "posterolateral": "bilateral",
        },
        "ABCDE",
        ["cementoplasty", "lumbopelvic_fixation", "radiotherapy_8gy"],
    ),
    (STABILISE, SPINE, {"alignment": "subluxation"}, "AB", ["percutaneous_fixation"]),
    (
        STABILISE,
        SPINE,
        {"alignment": "subluxation"},
        "CDE",
        ["percutaneous_fixation", "decompression_and_fixation"],
    ),
    (
        STABILISE,
        CORD,
        {"collapse": "over_half", "bone_retropulsion": True},
        "ABCDE",
        ["decompression_and_fixation", "percutaneous_fixation"],
    ),
    (STABILISE, CORD, {"collapse": "over_half"}, "ABCDE", ["cementoplasty", "percutaneous_fixation"]),
    (STABILISE, SPINE, {}, "ABCDE", ["percutaneous_fixation", "cementoplasty"]),
    ("pain_palliation", SPINE, {}, "ABCDE", ["cementoplasty", "percutaneous_fixation"]),
    ("pain_palliation", SPINE, {"alignment": "subluxation"}, "ABCDE", ["percutaneous_fixation"]),
    ("pain_palliation", CORD, WEAK, "ABCDE", ["decompression_and_fixation", "percutaneous_fixation"]),
]


@pytest.mark.parametrize(("aim", "base", "changes", "bands", "expected"), TABLE)
def test_operations_by_place_state_and_band(
    aim: str, base: Answers, changes: Answers, bands: str, expected: list[str]
) -> None:
    for band in bands:
        assert operations(aim, base, **changes, expected_survival=SURVIVAL[band])[:3] == expected, band


@pytest.mark.parametrize(
    ("levels", "first"),
    [
        ("C0 C1 C2", "occipitocervical_fixation"),
        ("C3 T1 L5", "percutaneous_fixation"),
        ("S1 S2 S3 S4 S5", "cementoplasty"),
    ],
)
def test_the_ends_of_the_spine_are_operated_on_in_their_own_way(levels: str, first: str) -> None:
    for level in levels.split():
        assert operations(STABILISE, SPINE, level=level)[0] == first, level


def test_every_table_of_operations_is_tested() -> None:
    reached = {find(OPERATIONS, facts(base, changes).presumed, aim).key for aim, base, changes, *_ in TABLE}
    assert reached == {table.key for table in OPERATIONS}


def test_an_order_of_operations_leaves_place_for_one_way_without() -> None:
    for table in OPERATIONS:
        for order in table.orders:
            assert len(order.options) <= 3 or "radiotherapy_8gy" in order.options, table.key


@pytest.mark.parametrize(
    ("bones", "table"),
    [
        ("acetabulum ilium pubis_ischium", "small_pelvis"),
        ("femur tibia fibula humerus radius ulna", "small_long_bone"),
        ("scapula clavicle rib sternum skull hand foot", "small_elsewhere"),
        ("spine", "small_spine"),
    ],
)
def test_small_means_by_place(bones: str, table: str) -> None:
    for bone in bones.split():
        level = {"level": "T7", "cord_compression": "0"} if bone == "spine" else {}
        base = {**LUMBAR, **level} if bone == "spine" else {"bone": bone}
        assert find(SMALL_MEANS, facts(base), None).key == table, bone


# Without surgery


HAEM: Answers = {"primary": "myeloma"}
# SINS: T7 1, pain 3, lytic 2, one side 1 = 7; with subluxation 4 and both sides 3 = 13. Nothing is broken.
SINS_7: Answers = {"mechanical": True, "lesion_type": "lytic", "posterolateral": "unilateral"}
SINS_13: Answers = {**SINS_7, "alignment": "subluxation", "posterolateral": "bilateral"}
QUIET_TABLE: list[tuple[Answers, Answers, str, list[str]]] = [
    *(
        row
        for at_risk in (SINS_7, SINS_13)
        for row in (
            (SPINE, {**HAEM, **at_risk}, "A", ["radiotherapy_8gy", "supportive_care", "brace_or_splint"]),
            (SPINE, {**HAEM, **at_risk}, "B", ["systemic_treatment", "radiotherapy_8gy", "brace_or_splint"]),
            (
                CORD,
                {**HAEM, **WEAK, **at_risk},
                "B",
                ["radiotherapy_8gy", "systemic_treatment", "brace_or_splint"],
            ),
            (
                CORD,
                {**HAEM, **WEAK, **at_risk},
                "CDE",
                ["radiotherapy_fractionated", "systemic_treatment", "brace_or_splint"],
            ),
            (SPINE, at_risk, "AB", ["radiotherapy_8gy", "supportive_care", "brace_or_splint"]),
        )
    ),
    # Mirels: shaft 2, mild pain 1, lytic 3, a third to two thirds 2 = 8
    (
        FEMUR,
        {"lesion_type": "lytic", "cortical_fraction": "third_to_two_thirds"},
        "CDE",
        ["radiotherapy_fractionated", "brace_or_splint", "systemic_treatment"],
    ),
    (
        FEMUR,
        {"lesion_type": "lytic", "cortical_fraction": "third_to_two_thirds", "worst_pain": 0},
        "CDE",
        ["radiotherapy_fractionated", "brace_or_splint", "systemic_treatment"],
    ),
    (SPINE, HAEM, "A", ["radiotherapy_8gy", "supportive_care"]),
    (SPINE, HAEM, "B", ["systemic_treatment", "radiotherapy_8gy"]),
    (SPINE, HAEM, "CDE", ["systemic_treatment", "radiotherapy_fractionated"]),
    (CORD, {**HAEM, **WEAK}, "B", ["radiotherapy_8gy", "systemic_treatment"]),
    (CORD, {**HAEM, **WEAK}, "CDE", ["radiotherapy_fractionated", "systemic_treatment"]),
    (
        CORD,
        {**HAEM, "collapse": "over_half"},
        "C",
        ["systemic_treatment", "radiotherapy_fractionated", "brace_or_splint"],
    ),
    (CORD, WEAK, "A", ["radiotherapy_8gy", "supportive_care", "brace_or_splint"]),
    (CORD, {**WEAK, **LOST_LONG}, "A", ["supportive_care", "radiotherapy_8gy"]),
    (CORD, WEAK, "B", ["radiotherapy_8gy", "brace_or_splint", "supportive_care"]),
    (CORD, WEAK, "CDE", ["radiotherapy_fractionated", "radiotherapy_8gy", "brace_or_splint"]),
    (CORD, {"collapse": "over_half"}, "AB", ["radiotherapy_8gy", "supportive_care", "brace_or_splint"]),
    (CORD, {"collapse": "over_half"}, "CDE", ["radiotherapy_8gy", "systemic_treatment", "brace_or_splint"]),
    (
        CORD,
        {"collapse": "over_half", "primary": "kidney"},
        "CDE",
        ["stereotactic_radiotherapy", "radiotherapy_8gy", "brace_or_splint"],
    ),
    (SPINE, {}, "A", ["supportive_care", "radiotherapy_8gy"]),
    (SPINE, {}, "B", ["radiotherapy_8gy", "supportive_care"]),
    (SPINE, {}, "CDE", ["radiotherapy_8gy", "stereotactic_radiotherapy", "systemic_treatment"]),
    (SPINE, {"systemic_options": False}, "CDE", ["radiotherapy_8gy", "stereotactic_radiotherapy"]),
    (
        SPINE,
        {"primary": "kidney"},
        "CDE",
        ["stereotactic_radiotherapy", "radiotherapy_8gy", "systemic_treatment"],
    ),
    (
        SPINE,
        SINGLE_VERTEBRA,
        "CDE",
        ["stereotactic_radiotherapy", "radiotherapy_8gy", "systemic_treatment"],
    ),
    # Cauda equina, resistant tumour
    (
        LUMBAR,
        {
            **DEFICIT,
            "deficit": "cauda_equina",
            "cauda_compression": "partial",
            "primary": "kidney",
            "separate_compression_levels": False,
            "bone_retropulsion": False,
        },
        "CDE",
        ["stereotactic_radiotherapy", "radiotherapy_fractionated", "radiotherapy_8gy", "brace_or_splint"],
    ),
    # Painless, at a site of the trial
    *(
        row
        for base in (FEMUR, SPINE, ACETABULUM)
        for row in (
            (base, {"worst_pain": 0}, "A", ["supportive_care"]),
            (base, {"worst_pain": 0}, "B", ["radiotherapy_8gy", "supportive_care", "systemic_treatment"]),
            (
                base,
                {"worst_pain": 0},
                "CDE",
                ["radiotherapy_8gy", "radiotherapy_fractionated", "systemic_treatment"],
            ),
            (
                base,
                {"worst_pain": 0, **FEW},
                "CDE",
                [
                    "radiotherapy_8gy",
                    "radiotherapy_fractionated",
                    "stereotactic_radiotherapy",
                    "systemic_treatment",
                ],
            ),
        )
    ),
    # Painful pelvis and small bones; one to five metastases
    (RIB, {}, "CDE", ["radiotherapy_8gy", "cementoplasty", "thermal_ablation", "systemic_treatment"]),
    (
        ILIUM,
        FEW,
        "CDE",
        ["radiotherapy_8gy", "stereotactic_radiotherapy", "cementoplasty", "thermal_ablation"],
    ),
    (
        FOOT,
        {**FEW, "whole_body_staging": None},
        "CDE",
        ["radiotherapy_8gy", "stereotactic_radiotherapy", "cementoplasty", "thermal_ablation"],
    ),
    (
        RIB,
        SINGLE,
        "CDE",
        ["stereotactic_radiotherapy", "radiotherapy_8gy", "cementoplasty", "thermal_ablation"],
    ),
    (
        FEMUR,
        FEW,
        "CDE",
        ["radiotherapy_8gy", "systemic_treatment", "stereotactic_radiotherapy", "brace_or_splint"],
    ),
    (RIB, {"worst_pain": 0}, "A", ["supportive_care"]),
    (RIB, {"worst_pain": 0}, "B", ["supportive_care", "systemic_treatment"]),
    (RIB, {"worst_pain": 0}, "CDE", ["systemic_treatment", "supportive_care"]),
    (RIB, {"worst_pain": 0, "systemic_options": False}, "CDE", ["supportive_care"]),
    (
        RIB,
        {"worst_pain": 0, **SINGLE},
        "CDE",
        ["systemic_treatment", "stereotactic_radiotherapy", "supportive_care"],
    ),
    (FEMUR, BROKEN, "A", ["brace_or_splint", "supportive_care", "radiotherapy_8gy"]),
    (FEMUR, BROKEN, "B", ["brace_or_splint", "radiotherapy_8gy", "supportive_care"]),
    (FEMUR, BROKEN, "CDE", ["brace_or_splint", "radiotherapy_fractionated", "systemic_treatment"]),
    (FEMUR, {"axial_extent_mm": 30}, "A", ["supportive_care", "radiotherapy_8gy", "brace_or_splint"]),
    (FEMUR, {"axial_extent_mm": 30}, "B", ["radiotherapy_8gy", "brace_or_splint", "supportive_care"]),
    (
        FEMUR,
        {"axial_extent_mm": 30},
        "CDE",
        ["radiotherapy_fractionated", "brace_or_splint", "systemic_treatment"],
    ),
    (FEMUR, {}, "A", ["supportive_care", "radiotherapy_8gy"]),
    (FEMUR, {}, "B", ["radiotherapy_8gy", "supportive_care"]),
    (FEMUR, {}, "CDE", ["radiotherapy_8gy", "systemic_treatment", "brace_or_splint"]),
    (FEMUR, SINGLE, "CDE", ["stereotactic_radiotherapy", "radiotherapy_8gy", "systemic_treatment"]),
]


@pytest.mark.parametrize(("base", "changes", "bands", "expected"), QUIET_TABLE)
def test_without_surgery_by_state_and_band(
    base: Answers, changes: Answers, bands: str, expected: list[str]
) -> None:
    for band in bands:
        found = keys("non_operative", None, base, **changes, expected_survival=SURVIVAL[band])
        assert found == expected, band


def test_every_table_without_surgery_is_tested() -> None:
    reached = {
        find(WITHOUT_SURGERY, facts(base, changes).presumed, None).key for base, changes, *_ in QUIET_TABLE
    }
    assert reached == {table.key for table in WITHOUT_SURGERY}


# Decision, fitness and the patient's choice


def test_who_declines_is_told_the_other_ways_first_and_at_most_two_operations() -> None:
    found = keys(
        "consider",
        "curative_resection",
        FEMUR,
        worst_pain=0,
        patient_choice="declines",
        expected_survival="under_6_weeks",
    )
    assert found == ["supportive_care", "wide_resection", "intercalary_prosthesis"]


def test_operate_names_one_alternative_and_consider_more() -> None:
    assert keys("operate", FIX, FEMUR, **BROKEN) == ["long_nail", "brace_or_splint"]
    assert keys("consider", FIX, FEMUR, **BROKEN) == [
        "long_nail",
        "brace_or_splint",
        "radiotherapy_fractionated",
        "systemic_treatment",
    ]


@pytest.mark.parametrize(
    ("base", "changes", "aim", "expected"),
    [
        (ACETABULUM, {"acetabular_class": "III"}, REBUILD, ["percutaneous_screws_and_cement"]),
        (CORD, WEAK, DECOMPRESS, ["percutaneous_fixation"]),
        (SPINE, {"level": "C1"}, STABILISE, ["cementoplasty", "percutaneous_fixation"]),
        (SPINE, {"level": "C1", "alignment": "subluxation"}, STABILISE, ["percutaneous_fixation"]),
        (FEMUR, BROKEN, FIX, ["long_nail"]),
        (FEMUR, {"segment": "distal", **LOSS}, FIX, ["plate_and_cement"]),
        (
            ACETABULUM,
            {"acetabular_class": "IV", **SINGLE},
            REBUILD,
            ["percutaneous_screws_and_cement", "cementoplasty"],
        ),
    ],
)
def test_fit_for_a_small_operation_only(
    base: Answers, changes: Answers, aim: str, expected: list[str]
) -> None:
    found = operations(aim, base, **changes, fit_for_anaesthesia="small_operation_only")
    assert found == expected


@pytest.mark.parametrize(
    ("base", "changes", "expected"),
    [
        (
            FEMUR,
            BROKEN,
            [
                "brace_or_splint",
                "percutaneous_screws_and_cement",
                "cementoplasty",
                "radiotherapy_fractionated",
            ],
        ),
        (
            ACETABULUM,
            {"acetabular_class": "III", "mechanical": True},
            [
                "percutaneous_screws_and_cement",
                "cementoplasty",
                "radiotherapy_fractionated",
                "brace_or_splint",
            ],
        ),
        (
            CORD,
            {"collapse": "over_half", "mechanical": True},
            ["cementoplasty", "percutaneous_fixation", "radiotherapy_8gy", "systemic_treatment"],
        ),
        (
            RIB,
            {**BROKEN, "limb_function": "limited"},
            ["cementoplasty", "brace_or_splint", "radiotherapy_fractionated", "systemic_treatment"],
        ),
        # Nothing is proposed: nothing is put in its place.
        (FEMUR, {}, ["radiotherapy_8gy", "systemic_treatment", "brace_or_splint"]),
        # Dying: no small means either.
        (
            FEMUR,
            {**BROKEN, "expected_survival": "under_6_weeks"},
            ["brace_or_splint", "supportive_care", "radiotherapy_8gy"],
        ),
    ],
)
def test_who_cannot_bear_surgery_is_offered_small_means(
    base: Answers, changes: Answers, expected: list[str]
) -> None:
    lesion = judge(base, changes, fit_for_anaesthesia="unfit")
    assert lesion.decision == "non_operative"
    assert [offered.key for offered in lesion.options] == expected


def test_fitness_that_is_open_or_good_takes_nothing_away() -> None:
    assert "percutaneous_screws_and_cement" not in keys("non_operative", None, FEMUR, **BROKEN)
    assert "percutaneous_screws_and_cement" not in keys(
        "non_operative", None, FEMUR, **BROKEN, fit_for_anaesthesia="needs_review", asa=4
    )


def test_for_who_declines_treatment_without_surgery_stands_first() -> None:
    lesion = judge(FEMUR, BROKEN, patient_choice="declines")
    assert lesion.decision == "operate", "the advice stays"
    assert [o.key for o in lesion.options] == ["brace_or_splint", "radiotherapy_fractionated", "long_nail"]
    unfit = judge(ACETABULUM, acetabular_class="III", mechanical=True, patient_choice="declines",
                  fit_for_anaesthesia="unfit")  # fmt: skip
    assert [o.key for o in unfit.options] == [
        "radiotherapy_fractionated",
        "percutaneous_screws_and_cement",
        "cementoplasty",
        "brace_or_splint",
    ]


# Survival not known


def test_with_the_band_open_each_option_tells_what_each_band_would_change() -> None:
    offered = options(
        facts(FEMUR, segment="intertrochanteric", **BROKEN, expected_survival=None),
        Advice("operate", "urgent", FIX),
    )
    found: dict[str, Offered] = {option.key: option for option in offered}
    assert list(found) == ["cephalomedullary_nail", "endoprosthesis", "brace_or_splint"]
    assert found["cephalomedullary_nail"].bands == (("A", 1), ("B", 1), ("C", 1), ("D", 2), ("E", 2))
    assert found["endoprosthesis"].bands == (("A", None), ("B", None), ("C", 2), ("D", 1), ("E", 1))
    assert found["endoprosthesis"].by_band() == (
        "With life expectancy under 6 weeks: not among the choices.",
        "With life expectancy 6 weeks to 3 months: not among the choices.",
        "With life expectancy 3 to 6 months: choice 2.",
        "With life expectancy 6 to 12 months: choice 1.",
        "With life expectancy over 12 months: choice 1.",
    )
    spoken = found["endoprosthesis"].by_band(lambda text: f"<{text}>")
    assert spoken[2] == "<With <life expectancy 3 to 6 months>: choice 2.>"


def test_a_first_choice_of_another_band_is_not_left_out() -> None:
    advice = Advice("consider", "planned", REBUILD)
    found = [o.key for o in options(facts(ACETABULUM, expected_survival=None), advice)]
    assert found == [
        "percutaneous_screws_and_cement",
        "acetabular_reconstruction",
        "cementoplasty",
        "radiotherapy_8gy",
    ]
    spine = options(facts(SPINE, expected_survival=None), Advice("non_operative", "none"))
    assert [o.key for o in spine] == [
        "radiotherapy_8gy",
        "stereotactic_radiotherapy",
        "supportive_care",
        "systemic_treatment",
    ]


def test_where_the_band_changes_nothing_or_is_known_nothing_is_told_of_it() -> None:
    open_band = options(facts(CORD, WEAK, expected_survival=None), Advice("operate", "urgent", DECOMPRESS))
    assert open_band[0].key == "decompression_and_fixation"
    assert open_band[0].bands == ()
    assert open_band[0].by_band() == ()
    assert all(o.bands == () for o in judge(FEMUR, BROKEN).options)


# Reasons


def test_the_order_and_each_reason_bring_their_sources() -> None:
    nail = judge(
        HUMERUS, BROKEN, segment="proximal", limb_function="lost", expected_survival="3_to_6_months"
    ).options[0]
    assert (nail.key, nail.title) == ("long_nail", "Long intramedullary nail, interlocked")
    assert nail.references == (
        "humerus_proximal_2023",
        "humerus_nail_2018",
        "wedin_2012",
        "nov_surgery",
        "dutch_2010",
        "esmo_2020",
        "gainor_buchert",
    )
    assert nail.standing == ("cohort", "guideline")


REASON_CASES: list[tuple[str, str, Answers, Answers, Answers]] = [
    ("long_nail", "a nail means less blood loss", HUMERUS, {"segment": "proximal"}, {"segment": "diaphysis"}),
    ("long_nail", "Painful fracture", FEMUR, {**BROKEN, "expected_survival": "6_weeks_to_3_months"},
        {"expected_survival": "3_to_6_months"}),
    ("long_nail", "Prophylactic fixation", FEMUR, {}, BROKEN),
    ("long_nail", "In long survivors", FEMUR, {"expected_survival": "6_to_12_months"},
        {"expected_survival": "3_to_6_months"}),
    ("long_nail", "higher embolic load", FEMUR, {}, BROKEN),
    ("long_nail", "reaming", FEMUR, {"lung_disease": True}, {"lung_disease": None}),
    ("long_nail", "Near the joint", FEMUR, {"segment": "distal"}, {"segment": "diaphysis"}),
    ("long_nail", "thin elastic nails", ULNA, {}, {"bone": "humerus"}),
    ("cephalomedullary_nail", "under six months", FEMUR, {"expected_survival": "3_to_6_months"},
        {"expected_survival": "6_to_12_months"}),
    ("cephalomedullary_nail", "no routine benefit", FEMUR, {}, {"segment": "subtrochanteric"}),
    ("cephalomedullary_nail", "Life expectancy over six months", FEMUR, {},
        {"expected_survival": "3_to_6_months"}),
    ("cephalomedullary_nail", "reaming", FEMUR, {"lung_disease": True}, {"lung_disease": False}),
    ("plate_and_cement", "preserves the adjacent joint", FEMUR, {"segment": "distal"},
        {"segment": "diaphysis"}),
    ("plate_and_cement", "preserves the adjacent joint", FEMUR, {"segment": "head_neck"},
        {"segment": "subtrochanteric"}),
    ("plate_and_cement", "a short remaining life", FEMUR, {"expected_survival": "under_6_weeks"}, {}),
    ("cementoplasty", "Trial: disability", SPINE, {}, {"bone": "femur", "level": None}),
    ("cementoplasty", "Neural compression is possible", CORD, {"cord_compression": None},
        {"cord_compression": "0"}),
    ("cementoplasty", "Neural compression is possible", CORD, WEAK, {"bone": "femur", "level": None}),
    ("cementoplasty", "posterior wall", SPINE, {}, {"bone": "femur", "level": None}),
    ("cementoplasty", "In the acetabulum 59 %", ACETABULUM, {}, {"bone": "ilium", "acetabular_class": None}),
    ("percutaneous_screws_and_cement", "19 of 22", ACETABULUM, {}, {"bone": "ilium"}),
    ("percutaneous_screws_and_cement", "Of 13 patients", ACETABULUM, {}, {"bone": "ilium"}),
    ("percutaneous_screws_and_cement", "Elsewhere in long bones", FEMUR, {}, {"bone": "acetabulum",
        "segment": None}),
    ("hemiarthroplasty", "not suitable for a nail", FEMUR, {"segment": "head_neck"},
        {"segment": "diaphysis"}),
    ("hemiarthroplasty", "For a femoral neck fracture", FEMUR, {"segment": "head_neck", **BROKEN,
        "expected_survival": "under_6_weeks"}, {"expected_survival": "3_to_6_months"}),
    ("hemiarthroplasty", "Not fractured", FEMUR, {"expected_survival": "under_6_weeks"}, BROKEN),
    ("endoprosthesis", "Durable", FEMUR, {}, {"bone": "tibia", "axial_extent_mm": None}),
    ("endoprosthesis", "Life expectancy over six months", FEMUR, {}, {"expected_survival": "3_to_6_months"}),
    ("endoprosthesis", "Bone loss is so extensive", FEMUR, LOSS,
        {"cortical_fraction": "third_to_two_thirds"}),
    ("endoprosthesis", "humeral cortex", HUMERUS, {"cortical_breach": True}, {"cortical_breach": None}),
    ("endoprosthesis", "quality of life after", FEMUR, {"expected_survival": "3_to_6_months"}, {
        "expected_survival": "6_to_12_months"}),
    ("endoprosthesis", "quality of life after", FEMUR, {"expected_survival": "6_weeks_to_3_months"}, {}),
    ("endoprosthesis", "quality of life after", FEMUR, {"expected_survival": "under_6_weeks"}, {}),
    ("wide_resection", "Solitary metastasis", FEMUR, SINGLE, {"other_bone_metastases": 2}),
    ("wide_resection", "negative margins", FEMUR, {"primary": "kidney"}, {"primary": "breast"}),
    ("wide_resection", "Thyroid", FEMUR, {"primary": "thyroid"}, {"primary": "kidney"}),
    ("wide_resection", "no longer after wide", FEMUR, {"primary": "kidney"}, {"primary": "thyroid"}),
    ("wide_resection", "More than one", FEMUR, {}, SINGLE),
    ("wide_resection", "no benefit from resection", FEMUR, {"expected_survival": "6_to_12_months"},
        {"expected_survival": "over_12_months"}),
    ("acetabular_reconstruction", "ECOG improved", ACETABULUM, {"acetabular_class": "II"}, {}),
    ("acetabular_reconstruction", "ECOG improved", ACETABULUM, {"acetabular_class": "III"}, {}),
    ("acetabular_reconstruction", "Class I:", ACETABULUM, {}, {"acetabular_class": "III"}),
    ("acetabular_reconstruction", "Open reconstruction", ACETABULUM, {"expected_survival": "under_6_weeks"},
        {"expected_survival": "3_to_6_months"}),
    ("acetabular_reconstruction", "Albumin", ACETABULUM, {"albumin": 39.0}, {"albumin": 39.1}),
    ("decompression_and_fixation", "84 % after surgery", CORD, WEAK, {"frankel": "E", "deficit": "none"}),
    ("decompression_and_fixation", "Resistant tumour", CORD, {"primary": "kidney"}, {"primary": "lymphoma"}),
    ("decompression_and_fixation", "is disputed", CORD, {}, {"primary": "kidney"}),
    ("decompression_and_fixation", "excluded from the trial; radio", CORD, {"primary": "myeloma"}, {}),
    ("decompression_and_fixation", "cauda equina alone", LUMBAR, {"cauda_compression": "partial",
        "separate_compression_levels": False, "bone_retropulsion": False}, {"cauda_compression": "none"}),
    ("decompression_and_fixation", "cauda equina alone", LUMBAR, {"cauda_compression": "severe",
        "separate_compression_levels": False, "bone_retropulsion": False}, {"cauda_compression": "none"}),
    ("decompression_and_fixation", "decreases with age", CORD, {"age": 66}, {"age": 65}),
    ("decompression_and_fixation", "major wound complications", CORD, TREATED, {"radiotherapy_here": False}),
    ("decompression_and_fixation", "over 48 hours", CORD, {**WEAK, **LOST_LONG},
        {"hours_since_walking_lost": 48}),
    ("decompression_and_fixation", "Short life expectancy", CORD, {"expected_survival": "under_6_weeks"}, {
        "expected_survival": "3_to_6_months"}),
    ("percutaneous_fixation", "restore stability", SPINE, {"alignment": "subluxation"}, {
        "alignment": "normal"}),
    ("percutaneous_fixation", "With a deficit", CORD, WEAK, {"frankel": "E", "deficit": "none",
        "cord_compression": "0"}),
    ("en_bloc_spondylectomy", "with a good prognosis", SPINE, {**SINGLE_VERTEBRA,
        "tumour_free_interval_expected": True}, {"tumour_free_interval_expected": False}),
    ("en_bloc_spondylectomy", "not longer survival", SPINE, {"primary": "kidney"}, {"primary": "breast"}),
    ("en_bloc_spondylectomy", "More than one", SPINE, {}, SINGLE_VERTEBRA),
    ("radiotherapy_8gy", "Preferred with", FEMUR, {"expected_survival": "6_weeks_to_3_months"}, {
        "expected_survival": "3_to_6_months"}),
    ("radiotherapy_8gy", "Cord compression", CORD, {"sphincter": "disturbed"}, {"sphincter": "normal"}),
    ("radiotherapy_8gy", "Impending fracture", FEMUR, {"axial_extent_mm": 30}, {"axial_extent_mm": 29}),
    ("radiotherapy_8gy", "dose is left", FEMUR, TREATED, {"radiotherapy_here": False}),
    ("radiotherapy_fractionated", "femora at risk", FEMUR, {"axial_extent_mm": 30}, {"axial_extent_mm": 29}),
    ("radiotherapy_fractionated", "first, even", CORD, {"primary": "lymphoma"}, {"primary": "breast"}),
    ("radiotherapy_fractionated", "none of 14", CORD, {**WEAK, "deficit_hours": 24},
        {"deficit_hours": 100}),
    ("radiotherapy_fractionated", "Resistant to", CORD, {"primary": "kidney"}, {"primary": "breast"}),
    ("radiotherapy_fractionated", "is disputed", CORD, WEAK, {"cord_compression": "1c"}),
    ("radiotherapy_fractionated", "Several visits", FEMUR, {"expected_survival": "under_6_weeks"}, {
        "expected_survival": "3_to_6_months"}),
    ("radiotherapy_fractionated", "dose is left", FEMUR, TREATED, {"radiotherapy_here": False}),
    ("stereotactic_radiotherapy", "Complete pain response", SPINE, {}, {"bone": "rib", "level": None}),
    ("stereotactic_radiotherapy", "One to five metastases, fully", FEMUR, FEW, {"other_bone_metastases": 5}),
    ("stereotactic_radiotherapy", "One to five metastases, fully", FEMUR, FEW, {"axial_extent_mm": 30}),
    ("stereotactic_radiotherapy", "If there are one to five", FEMUR, {**FEW, "dissemination": None},
        {"dissemination": True}),
    ("stereotactic_radiotherapy", "Previous SBRT here", SPINE,
        {**TREATED, "radiotherapy_kind": "stereotactic"}, {"radiotherapy_kind": "conventional"}),
    ("brace_or_splint", "rigid collar", SPINE, {"level": "C4"}, {"level": "T4"}),
    ("stereotactic_radiotherapy", "Another trial", SPINE, {}, {"bone": "rib", "level": None}),
    ("stereotactic_radiotherapy", "fracture afterwards", SPINE, {"lesion_type": "lytic"}, {
        "lesion_type": "mixed"}),
    ("stereotactic_radiotherapy", "fracture afterwards", CORD, {"collapse": "under_half"}, {
        "collapse": "none"}),
    ("stereotactic_radiotherapy", "fracture afterwards", CORD, {"collapse": "over_half"}, {
        "collapse": "none"}),
    ("stereotactic_radiotherapy", "its tolerance", CORD, WEAK, {"cord_compression": "1c"}),
    ("brace_or_splint", "Eases movement pain", CORD, {"collapse": "under_half"}, {"collapse": "none"}),
    ("brace_or_splint", "The fracture unites", FEMUR, BROKEN, {"fracture": "none"}),
    ("brace_or_splint", "gross instability", SPINE, {"alignment": "subluxation"}, {"alignment": "normal"}),
    ("systemic_treatment", "14 of 15", SPINE, {"primary": "lymphoma"}, {"primary": "breast"}),
    ("systemic_treatment", "14 of 15", SPINE, {"primary": "lymphoma"}, {"bone": "rib", "level": None}),
    ("radiotherapy_fractionated", "first, even", CORD, {"primary": "lymphoma"},
        {"alignment": "subluxation"}),
    ("systemic_treatment", "Effective systemic therapy", SPINE, {}, {"systemic_options": False}),
    ("systemic_treatment", "known to be left", SPINE, {"systemic_options": False}, {
        "systemic_options": None}),
    ("supportive_care", "days to weeks", SPINE, {"expected_survival": "6_weeks_to_3_months"}, {
        "expected_survival": "3_to_6_months"}),
    ("supportive_care", "Complete loss", CORD, {**WEAK, **LOST_LONG, "hours_since_walking_lost": 336},
        {"hours_since_walking_lost": 335}),
    ("supportive_care", "Complete loss", CORD, {**WEAK, **LOST_LONG, "hours_since_walking_lost": 336},
        {"frankel": "B"}),
    ("long_nail", "In 214 operated humeri", HUMERUS, {}, {"bone": "tibia"}),
    ("long_nail", "Reoperation", FEMUR, {"segment": "subtrochanteric"}, {"segment": "distal"}),
    ("long_nail", "carbon-fibre implant", FEMUR, {"expected_survival": "6_to_12_months"},
        {"expected_survival": "3_to_6_months"}),
    ("long_nail", "The fracture unites", FEMUR, BROKEN, {"fracture": "none"}),
    ("long_nail", "Failed implant", FEMUR, {"implant": "failed"}, {"implant": "intact"}),
    ("plate_and_cement", "Failed implant", FEMUR, {"implant": "failed"}, {"implant": "none"}),
    ("plate_and_cement", "plates failed in 22 %", HUMERUS, {}, {"bone": "tibia"}),
    ("plate_and_cement", "42.1 %", FEMUR, {"segment": "head_neck"}, {"segment": "diaphysis"}),
    ("cementoplasty", "Outside the spine", RIB, {}, {"bone": "spine", "level": "T8"}),
    ("cementoplasty", "none fractured within a year", ILIUM, {}, {"bone": "rib"}),
    ("percutaneous_screws_and_cement", "In the proximal femur", FEMUR, {"segment": "head_neck"},
        {"segment": "diaphysis"}),
    ("percutaneous_screws_and_cement", "Open reconstruction relieved", ACETABULUM, {}, {"bone": "ilium"}),
    ("endoprosthesis", "Reoperation", FEMUR, {"segment": "intertrochanteric"}, {"segment": "distal"}),
    ("endoprosthesis", "In the humerus 6 %", HUMERUS, {}, {"bone": "tibia"}),
    ("endoprosthesis", "Failed implant", FEMUR, {"implant": "failed"}, {"implant": "intact"}),
    ("endoprosthesis", "Of 1,976", FEMUR, {"expected_survival": "6_to_12_months"},
        {"expected_survival": "3_to_6_months"}),
    ("intercalary_prosthesis", "Less blood loss", HUMERUS, {}, {"bone": "tibia"}),
    ("wide_resection", "Breast: treating", FEMUR, {"primary": "breast"}, {"primary": "kidney"}),
    ("wide_resection", "Ablative radiotherapy", FEMUR, SINGLE, {"other_bone_metastases": 6}),
    ("decompression_and_fixation", "Matched cohorts since", CORD, WEAK, {"frankel": "E", "deficit": "none"}),
    ("decompression_and_fixation", "With unfavourable tumours", CORD, WEAK, {"frankel": "E",
        "deficit": "none"}),
    ("decompression_and_fixation", "Myeloma, 247", CORD, {"primary": "myeloma"}, {"primary": "lymphoma"}),
    ("decompression_and_fixation", "carbon-fibre screws", CORD, {"primary": "kidney"}, {"primary": "breast"}),
    ("radiotherapy_8gy", "Painless, of high risk", FEMUR, {"worst_pain": 0}, {"worst_pain": 1}),
    ("radiotherapy_8gy", "Painless, of high risk", ILIUM, {"worst_pain": 0, "pelvic_weight_bearing": True},
        {"pelvic_weight_bearing": False}),
    ("radiotherapy_fractionated", "Painless, of high risk", FEMUR, {"worst_pain": 0}, {"worst_pain": 1}),
    ("stereotactic_radiotherapy", "42 against 18", FEMUR, SINGLE, {"other_bone_metastases": 6}),
    ("stereotactic_radiotherapy", "Breast: the only trial", FEMUR, {**SINGLE, "primary": "breast"},
        {"primary": "lung"}),
    ("amputation", "In hand and foot", FOOT, {}, {"bone": "rib"}),
    ("brace_or_splint", "A corset", SPINE, {}, {"bone": "rib", "level": None}),
    # What is known of trunk, legs and long bones is not said of a neck, an arm or a vertebra.
    ("brace_or_splint", "A corset", SPINE, {}, {"level": "C4"}),
    ("brace_or_splint", "No trial of a collar", SPINE, {"level": "C4"}, {"level": "T4"}),
    ("brace_or_splint", "The fracture unites", FEMUR, BROKEN, {"fracture": "none"}),
    ("brace_or_splint", "The fracture unites", HUMERUS, BROKEN, {"bone": "rib"}),
    ("brace_or_splint", "A splinted leg", FEMUR, {}, {"bone": "humerus"}),
    # What counts as resistant here is not called radiosensitive beside it.
    ("radiotherapy_fractionated", "Radiosensitive: conv", SPINE, {"primary": "lymphoma"}, TREATED),
    ("radiotherapy_fractionated", "Radiosensitive: conv", CORD, {"primary": "lymphoma", **WEAK},
        {"bone_retropulsion": True}),
    ("decompression_and_fixation", "Radiosensitive tumours", CORD, {"primary": "lymphoma", **WEAK}, TREATED),
    # Screws alone are blamed for a deficit only where there is one.
    ("percutaneous_fixation", "With a deficit screws", CORD, {**WEAK, "cord_compression": "3"},
        {"deficit": "none", "frankel": "E"}),
    # A lymphoma is no metastasis to be ablated.
    ("stereotactic_radiotherapy", "One to five metastases, fully", FEMUR, FEW, {"primary": "lymphoma"}),
    ("systemic_treatment", "Myeloma, 247", SPINE, {"primary": "myeloma"}, {"primary": "lymphoma"}),
    # NOMS: breast is intermediate, so both the sensitive and the resistant row are named.
    ("radiotherapy_fractionated", "NOMS row 1 (", CORD, {}, {"primary": "kidney"}),
    ("percutaneous_fixation", "NOMS row 2 (", SPINE, {"primary": "lymphoma", "alignment": "subluxation",
        "collapse": "over_half", "lesion_type": "lytic", "mechanical": True, "posterolateral": "bilateral"},
        {"fit_for_anaesthesia": "unfit"}),
    ("stereotactic_radiotherapy", "NOMS row 3 (", CORD, {}, {"primary": "lymphoma"}),
    ("percutaneous_fixation", "NOMS row 4 (", SPINE, {"primary": "kidney", "alignment": "subluxation",
        "lesion_type": "lytic"}, {"alignment": "normal"}),
    ("radiotherapy_fractionated", "NOMS row 5 (", CORD, WEAK, {"cord_compression": "1c"}),
    ("percutaneous_fixation", "NOMS row 6 (", CORD, {**WEAK, "primary": "lymphoma",
        "alignment": "subluxation", "lesion_type": "lytic"}, {"alignment": "normal"}),
    ("decompression_and_fixation", "NOMS row 7 (", CORD, WEAK, {"fit_for_anaesthesia": "unfit"}),
    ("radiotherapy_fractionated", "NOMS row 8 (", CORD, {**WEAK, "fit_for_anaesthesia": "unfit"}, {
        "fit_for_anaesthesia": "fit"}),
    ("decompression_and_fixation", "NOMS row 9 (", CORD, {**WEAK, "primary": "kidney",
        "alignment": "subluxation", "lesion_type": "lytic"}, {"alignment": "normal"}),
    ("percutaneous_fixation", "NOMS row 10 (", CORD, {**WEAK, "primary": "kidney", "alignment": "subluxation",
        "lesion_type": "lytic", "fit_for_anaesthesia": "small_operation_only"}, {
        "fit_for_anaesthesia": "fit"}),
    ("radiotherapy_fractionated", "NOMS row 5 (", CORD, WEAK, {"cord_compression": None}),
]  # fmt: skip


def reasons(option: str, found: Facts) -> str:
    told = [r.says for r in REASONS if r.option == option and r.when.holds(found.presumed)]
    return " ".join(told)


@pytest.mark.parametrize(("option", "words", "base", "yes", "no"), REASON_CASES)
def test_a_reason_is_given_and_is_not(
    option: str, words: str, base: Answers, yes: Answers, no: Answers
) -> None:
    assert words in reasons(option, facts(base, yes))
    assert words not in reasons(option, facts(base, yes, no) if no else facts(base))


def test_every_reason_with_a_condition_is_tested() -> None:
    for reason in REASONS:
        if reason.when.holds(Facts({})) is not True:
            found = [w for option, w, *_ in REASON_CASES if option == reason.option and w in reason.says]
            assert found, f"{reason.option}: {reason.says}"


def test_the_rows_of_noms_are_all_there() -> None:
    for number, reason in enumerate(NOMS_REASONS, start=1):
        row = f"NOMS row {number} ("
        assert row in reason.says
        assert reason.when.reads >= {"imaging.cord_compression", "imaging.alignment"}
        assert reason.when.open_keys(facts(SPINE, cord_compression=None)) == {"imaging.cord_compression"}
        assert reason.evidence == (("expert",) if number in (8, 10) else ("consensus",))
        assert reason.favours is True


def test_both_rows_are_named_where_radiosensitivity_is_intermediate() -> None:
    found = facts(CORD, WEAK)  # breast; SINS 3, stable
    assert "NOMS row 5 (" in reasons("radiotherapy_fractionated", found)
    assert "NOMS row 7 (" in reasons("decompression_and_fixation", found)
    assert "disputed" in reasons("decompression_and_fixation", found)
    assert "disputed" in reasons("radiotherapy_fractionated", found)


def test_an_option_brings_the_sources_of_the_table_it_stands_in() -> None:
    nail, brace = judge(FEMUR, BROKEN).options
    assert nail.references[:2] == ("nov_surgery", "msts_2020")
    assert brace.references[0] == "distal_limbs_2021"
    shaft = next(table for table in OPERATIONS if table.key == "femoral_shaft")
    assert "wide_resection" in shaft
    assert "brace_or_splint" not in shaft


def test_in_the_output() -> None:
    data = lesion_as_data(judge(FEMUR, BROKEN))
    assert isinstance(data["options"], list)
    first = data["options"][0]
    assert list(first) == ["key", "title", "for", "against"]
    assert first["key"] == "long_nail"
    assert first["for"][0] == (
        "An interlocked nail allows immediate weight-bearing and protects the whole bone."
    )
    assert first["against"][0].startswith("The tumour remains")
    assert set(judge(FEMUR, BROKEN).references) >= {"nov_surgery", "dutch_2010"}


def test_every_base_gets_options() -> None:
    assert all(1 <= len(judge(base).options) <= 4 for base in BASES.values())
    assert SEGMENT.key == "segment"


# Edition 2026.2


def test_an_open_fracture_is_cleaned_and_held_first() -> None:
    found = keys("operate", FIX, FEMUR, **{**BROKEN, "open_or_vascular_injury": True})
    assert found == ["external_fixation", "brace_or_splint", "long_nail", "amputation"]


def test_a_broken_sacrum_is_filled_and_fixed_to_the_pelvis_where_it_carries() -> None:
    broken = {"other_spinal_fracture": True, "mechanical": True}
    assert operations(STABILISE, LUMBAR, level="S3", **broken)[:2] == ["cementoplasty", "radiotherapy_8gy"]
    assert operations(STABILISE, LUMBAR, level="S1", **broken)[:3] == [
        "cementoplasty", "lumbopelvic_fixation", "radiotherapy_8gy",
    ]  # fmt: skip


def test_no_fixation_by_curettage_and_cement_of_a_rib() -> None:
    assert "curettage_and_cement" not in operations("local_control_resection", RIB)
    assert "curettage_and_cement" in operations("local_control_resection", ILIUM)


def test_radiation_stands_before_a_resection() -> None:
    resection = "local_control_resection"
    assert operations(resection, FEMUR, **FEW)[0] == "stereotactic_radiotherapy"
    assert (
        operations(resection, FEMUR, **{**FEW, "whole_body_staging": None})[0] == "stereotactic_radiotherapy"
    )
    assert operations(resection, FEMUR, **FEW, **BROKEN)[0] == "wide_resection"
    assert operations(resection, FEMUR)[0] == "wide_resection", "seven metastases"
    assert operations(resection, FEMUR, primary="prostate")[0] == "stereotactic_radiotherapy"


def test_an_unstable_neck_is_held_first_where_it_is_not_operated_on() -> None:
    slipped: Answers = {"level": "C4", "alignment": "subluxation"}
    assert judge(SPINE, slipped, patient_choice="declines").options[0].key == "brace_or_splint"
    assert judge(SPINE, slipped, fit_for_anaesthesia="unfit").options[0].key == "brace_or_splint"
    assert judge(SPINE, slipped).options[0].key != "brace_or_splint"
    below = judge(SPINE, slipped, level="T7", patient_choice="declines")
    assert below.options[0].key != "brace_or_splint"


def test_while_the_band_is_open_what_stands_first_or_second_in_any_is_shown() -> None:
    found = options(
        facts(HUMERUS, segment="proximal", **BROKEN, expected_survival=None), Advice("operate", "urgent", FIX)
    )
    assert [option.key for option in found] == [
        "long_nail", "endoprosthesis", "cementoplasty", "plate_and_cement",
    ]  # fmt: skip
    assert dict(found[2].bands)["A"] == 2


OF_THE_SPINE = {
    "decompression_and_fixation", "percutaneous_fixation", "en_bloc_spondylectomy",
    "occipitocervical_fixation", "lumbopelvic_fixation",
}  # fmt: skip
OF_A_LIMB = {
    "long_nail", "cephalomedullary_nail", "plate_and_cement", "hemiarthroplasty", "endoprosthesis",
    "intercalary_prosthesis", "external_fixation", "amputation", "acetabular_reconstruction",
}  # fmt: skip


def test_what_is_offered_for_a_bone_whose_name_is_not_known() -> None:
    everything = {option.key for option in OPTIONS.values() if option.operative}
    assert {option.key for option in operations_on("")} == everything


@pytest.mark.parametrize("bone", [choice.value for choice in BONE.choices])
def test_operations_that_may_be_done_on_a_bone(bone: str) -> None:
    offered = {option.key for option in operations_on(bone)}
    assert not offered & (OF_A_LIMB if bone == "spine" else OF_THE_SPINE)
    assert ("hemiarthroplasty" in offered) == ("cephalomedullary_nail" in offered) == (bone == "femur")
    assert ("acetabular_reconstruction" in offered) == (bone in {"acetabulum", "pelvis"})
    assert "cementoplasty" in offered


def test_what_is_advised_can_be_agreed_to() -> None:
    """Whatever is advised in a case is among what the forms offer for its bone."""
    for path in sorted((Path(__file__).parents[1] / "cases").glob("*.toml")):
        for lesion in evaluate(tomllib.loads(path.read_text("utf-8"))).lesions:
            offered = {option.key for option in operations_on(str(lesion.facts.answer(BONE)))}
            advised = {option.key for option in lesion.options if option.option.operative}
            assert advised <= offered, path.stem


def test_what_is_urgent_stands_before_an_operation_that_is_only_weighed() -> None:
    """Small-cell lung cancer, ESCC 3, SINS 7: radiotherapy first, then screws for the stability alone."""
    lesion = judge(
        CORD, WEAK, cord_compression="3", primary="lung", lung_type="small_cell",
        posterolateral="unilateral", mechanical=True, lesion_type="lytic",
    )  # fmt: skip
    assert (lesion.decision, lesion.aim) == ("consider", "stabilisation")
    first, second, third = lesion.options[:3]
    assert not first.option.operative
    assert first.key.startswith("radiotherapy")
    assert (second.key, third.key) == ("percutaneous_fixation", "decompression_and_fixation")


def test_screws_in_a_stable_spine_do_not_stand_before_the_radiotherapy_of_who_cannot_be_operated() -> None:
    compressed = {**WEAK, "cord_compression": "3", "fit_for_anaesthesia": "unfit"}
    stable = judge(CORD, compressed)
    assert stable.options[0].key.startswith("radiotherapy")
    assert "percutaneous_fixation" in [offered.key for offered in stable.options]
    assert judge(CORD, compressed, alignment="subluxation").options[0].key == "percutaneous_fixation"


def test_a_lymphoma_of_a_limb_is_treated_by_drugs_and_conventional_radiotherapy() -> None:
    lesion = judge(FEMUR, SINGLE, primary="lymphoma", worst_pain=3, mechanical=False)
    assert lesion.decision == "non_operative"
    assert [offered.key for offered in lesion.options] == [
        "systemic_treatment", "radiotherapy_fractionated", "radiotherapy_8gy",
    ]  # fmt: skip
