"""The evaluation as data: every key, typed here and not taken from the code."""

from __future__ import annotations

from typing import Any

from assessments.clinical.case_files.write import as_data, lesion_as_data
from assessments.clinical.evaluation.evaluate import Evaluation, evaluate
from assessments.clinical.versions import KNOWLEDGE
from tests.clinical.bases import CORD, FEMUR, judge

# Mirels: shaft 2, lytic 3, pain and size open; Katagiri: lung 2 or 3, several 1
OPEN = judge(
    FEMUR,
    primary="lung",
    lesion_type="lytic",
    worst_pain=None,
    mechanical=None,
    cortical_fraction=None,
    axial_extent_mm=None,
)
BROKEN = judge(FEMUR, fracture="displaced", open_or_vascular_injury=False)


def test_the_keys_of_a_lesion() -> None:
    assert list(lesion_as_data(OPEN)) == [
        "decision", "urgency", "aim", "settled", "headline", "stops", "least_urgencies", "urgency_from",
        "indications", "limits", "criteria", "scores", "risks", "options",
        "safety", "contradictions", "missing",
        "not_known", "possible", "provided", "fork", "presumed", "what_if", "references",
    ]  # fmt: skip


def test_the_advice_and_what_it_rests_on() -> None:
    data = lesion_as_data(BROKEN)
    assert (data["decision"], data["urgency"], data["aim"]) == ("operate", "urgent", "fracture_fixation")
    assert data["settled"] is True
    assert data["headline"] == "Operate, urgent, within 72 hours: fracture fixation."
    assert (data["stops"], data["indications"], data["limits"]) == ([], ["I10", "I12"], [])
    assert (data["missing"], data["presumed"], data["contradictions"]) == ([], [], [])
    assert data["criteria"] == {
        "P1": "met", "P2": "met", "P3": "met", "P4": "not_met", "P5": "not_met", "P6": "met", "T1": "not_met",
        "T2": "not_met", "T3": "met", "T4": "not_applicable", "T5": "not_applicable", "T6": "not_applicable",
        "T7": "met", "T8": "not_met", "T9": "not_applicable", "T10": "not_met",
    }  # fmt: skip
    assert data["safety"] == ["S1", "S6", "S10", "S11", "S12", "S14", "S16", "S20"]
    sources: Any = data["references"]
    assert sources[1].startswith("When do bone metastases need surgery?")
    assert (
        sources[2]
        == "MSTS, ASTRO, ASCO. Treatment of metastatic carcinoma and myeloma of the femur, 2019-2020"
    )


def test_an_open_score_gives_the_lowest_and_the_highest_and_a_complete_one_its_band() -> None:
    scores: Any = lesion_as_data(OPEN)["scores"]
    assert list(scores) == [
        "mirels", "katagiri", "bauer", "axial_cortical", "harrington_impending", "capanna",
    ]  # fmt: skip
    assert scores["mirels"] == {
        "low": 7,
        "high": 11,
        "complete": False,
        "band": None,
        "items": {"site": 2, "pain": [1, 3], "lesion": 3, "size": [1, 3]},
    }
    assert scores["bauer"] == {
        "low": 2,
        "high": 2,
        "complete": True,
        "band": "middle",
        "items": {
            "no_visceral": 1,
            "not_lung": 0,
            "favourable_primary": 0,
            "solitary": 0,
            "no_fracture": 1,
        },
    }
    assert scores["axial_cortical"] == {
        "low": None,
        "high": None,
        "complete": False,
        "band": None,
        "items": {"axial": [False, True], "circumferential": False},
    }


def test_an_open_choice_gives_every_value_still_possible() -> None:
    scores: Any = lesion_as_data(judge(CORD, cord_compression=None))["scores"]
    assert scores["escc"]["items"] == {"grade": ["0", "1a", "1b", "1c", "2", "3"]}
    scores = lesion_as_data(judge(CORD, cord_compression="1b"))["scores"]
    assert scores["escc"]["items"] == {"grade": "1b"}


def test_what_a_change_would_do() -> None:
    changes: Any = lesion_as_data(BROKEN)["what_if"]
    assert {
        "change": {"fracture.open_or_vascular_injury": True},
        "decision": "operate",
        "urgency": "emergency",
        "aim": "fracture_fixation",
    } in changes
    assert {
        "change": {"fracture.fracture": "none"},
        "decision": "non_operative",
        "urgency": "none",
        "aim": None,
    } in changes


def test_several_lesions_and_the_order_of_their_treatment() -> None:
    lesions = (OPEN, BROKEN)
    data: Any = as_data(Evaluation("2026.1", lesions))
    assert data["knowledge"] == "2026.1"
    assert [lesion["decision"] for lesion in data["lesions"]] == ["undecided", "operate"]
    assert [turn["lesion"] for turn in data["order"]] == [2, 1]
    assert all(turn["reason"].endswith(".") for turn in data["order"])


def test_an_evaluation_names_the_knowledge_it_was_made_with() -> None:
    assert as_data(evaluate({}))["knowledge"] == KNOWLEDGE
