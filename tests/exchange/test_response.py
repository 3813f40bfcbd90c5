"""Answers as a FHIR QuestionnaireResponse, and back unchanged; what others send is checked like any case."""

from __future__ import annotations

import json
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from assessments.answers.document import Answers
from assessments.clinical.evaluation.case import Refused
from assessments.exchange.response import read_response, response_of

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.toml"))


def answers_in(path: Path) -> Answers:
    document = json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str))
    lesions = document.get("lesions", [])
    told = {"case": document.get("case", {}), "lesions": lesions}
    return Answers.from_document(told, [str(number) for number in range(len(lesions))])


def plain(sections: dict[str, Any]) -> dict[str, Any]:
    """Leave empty sections out."""
    return {key: told for key, told in sections.items() if told}


def test_every_case_comes_back_unchanged() -> None:
    assert len(CASES) > 100
    for path in CASES:
        given = answers_in(path)
        if not given.lesions:
            continue
        back = read_response(response_of(given, "in-progress"))
        assert plain(back["case"]) == plain(given.case), path.name
        assert [plain(one) for one in back["lesions"]] == [plain(one) for one in given.lesions.values()], (
            path.name
        )


GIVEN = Answers(
    {
        "history": {
            "ecog": None,
            "primary": "lung",
            "lung_type": "small_cell",
            "cancer_history": "known_before",
        }
    },
    {"a": {"imaging": {"bone": "femur", "side": "left", "level": "T8", "axial_extent_mm": 45}}},
)


def test_not_known_is_told_from_not_answered_and_what_is_set_aside_stays_here() -> None:
    told = response_of(GIVEN, "completed", knowledge="2026.2")
    assert told["status"] == "completed"
    assert told["questionnaire"] == "https://bonemet.invalid/fhir/Questionnaire/bonemet|2026.2"
    history, lesion = told["item"]
    by_path = {item["linkId"]: item for item in history["item"]}
    assert by_path["history.ecog"] == {
        "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}
        ],
        "linkId": "history.ecog",
    }
    assert "history.karnofsky" not in by_path
    assert by_path["history.primary"]["answer"] == [
        {
            "valueCoding": {
                "system": "https://bonemet.invalid/fhir/CodeSystem/answers",
                "code": "lung",
                "display": "Lung",
            }
        }
    ]
    imaging = {item["linkId"]: item.get("answer") for item in lesion["item"][0]["item"]}
    assert imaging["imaging.axial_extent_mm"] == [{"valueInteger": 45}]
    assert "imaging.level" not in imaging  # not asked of a femur


def changed(change: Any) -> dict[str, Any]:
    told = deepcopy(response_of(GIVEN, "in-progress"))
    change(told, told["item"][0]["item"], told["item"][1]["item"][0]["item"])
    return told


def item(value: Any, path: str = "history.ecog") -> dict[str, Any]:
    return {"linkId": path, "answer": [value]}


@pytest.mark.parametrize(
    ("change", "path", "allowed"),
    [
        (lambda told, _h, _i: told.update(resourceType="Patient"), "resourceType", "QuestionnaireResponse"),
        (
            lambda told, _h, _i: told.update(questionnaire="http://example.org/q|1"),
            "questionnaire",
            "bonemet",
        ),
        (lambda _t, h, _i: h.append(item({"valueInteger": 7}, "history.asa")), "history.asa", "from 1 to 5"),
        (
            lambda _t, h, _i: h.append(item({"valueString": "2"}, "history.asa")),
            "history.asa",
            "valueInteger",
        ),
        (
            lambda _t, h, _i: h.append(item({"valueDecimal": 2.5}, "history.asa")),
            "history.asa",
            "valueInteger",
        ),
        (
            lambda _t, h, _i: h.append(item({"valueBoolean": True}, "history.albumin")),
            "history.albumin",
            "valueDecimal",
        ),
        (
            lambda _t, h, _i: h.append(item({"valueInteger": 1}, "history.shoe_size")),
            "history.shoe_size",
            "no question",
        ),
        (
            lambda _t, _h, i: i.append(item({"valueInteger": 4}, "imaging.contiguous_levels")),
            "imaging.contiguous_levels",
            "not asked",
        ),
        (
            lambda _t, _h, i: i.append(item({"valueInteger": 46}, "imaging.axial_extent_mm")),
            "imaging.axial_extent_mm",
            "once",
        ),
        (
            lambda _t, h, _i: h.append(
                item({"valueCoding": {"system": "http://snomed.info/sct", "code": "1"}}, "history.sex")
            ),
            "history.sex",
            "no question",
        ),
        (
            lambda _t, h, _i: h.append(
                item(
                    {"valueCoding": {"system": "http://snomed.info/sct", "code": "fit"}},
                    "history.fit_for_anaesthesia",
                )
            ),
            "history.fit_for_anaesthesia",
            "CodeSystem/answers",
        ),
        (lambda told, _h, _i: told.update(item="all of them"), "item", "a list of items"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(change: Any, path: str, allowed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_response(changed(change))
    told = [str(problem) for problem in refused.value.problems]
    assert any(path in one and allowed in one for one in told), told


def test_a_deep_nest_is_refused_and_not_followed_to_its_end() -> None:
    nest: dict[str, Any] = {"linkId": "x"}
    for _level in range(2000):
        nest = {"linkId": "x", "item": [nest]}
    with pytest.raises(Refused):
        read_response({"resourceType": "QuestionnaireResponse", "item": [nest]})


@pytest.mark.parametrize("what", [None, [], "text", 7, {}])
def test_what_is_no_resource_is_refused(what: object) -> None:
    with pytest.raises(Refused):
        read_response(what)
