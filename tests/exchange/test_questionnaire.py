"""Our questions as a FHIR Questionnaire: each one, in both languages, with its unit, and when it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.clinical.language.logic import Condition
from assessments.clinical.language.questions import Section
from assessments.clinical.sections import BY_PATH
from assessments.exchange.conditions import NotExpressibleError, shown_when
from assessments.exchange.questionnaire import questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = questionnaire()
HL7 = "http://hl7.org/fhir/StructureDefinition/"


def walk(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from walk(item.get("item", []))


ITEMS = {item["linkId"]: item for item in walk(FORM["item"])}


def extension(item: dict[str, Any], name: str) -> Any:
    found = [one for one in item.get("extension", ()) if one["url"].endswith(f"/{name}")]
    return next(iter(value for key, value in found[0].items() if key != "url")) if found else None


def test_every_question_stands_in_it_once_under_its_own_name() -> None:
    told = [item["linkId"] for item in walk(FORM["item"])]
    assert len(told) == len(set(told))
    assert {one for one in told if ITEMS[one]["type"] not in ("group", "display")} == set(BY_PATH)
    assert len(BY_PATH) == 98
    assert [item["linkId"] for item in FORM["item"]] == ["patient", "history", "lesion"]
    assert ITEMS["lesion"]["repeats"] is True
    assert [item["linkId"] for item in ITEMS["lesion"]["item"]] == ["imaging", "pain", "fracture", "neuro"]


@pytest.mark.parametrize(
    ("path", "kind", "unit", "least", "most"),
    [
        ("patient.age", "integer", "a", 0, 120),
        ("history.platelets", "integer", "10*9/L", 1, 2000),
        ("history.inr", "decimal", "{INR}", 0.5, 20),
        ("imaging.axial_extent_mm", "integer", "mm", 0, 450),
        ("pain.worst_pain", "integer", None, 0, 10),
    ],
)
def test_numbers_have_limits_and_units(
    path: str, kind: str, unit: str | None, least: float, most: float
) -> None:
    item = ITEMS[path]
    assert item["type"] == kind
    assert (extension(item, "questionnaire-unit") or {}).get("code") == unit
    assert (extension(item, "minValue"), extension(item, "maxValue")) == (least, most)


def test_a_choice_keeps_its_code_and_says_what_it_means_in_both_languages() -> None:
    options = {
        one["valueCoding"]["code"]: one["valueCoding"] for one in ITEMS["imaging.collapse"]["answerOption"]
    }
    assert list(options) == ["none", "none_over_half_involved", "under_half", "over_half", "present"]
    assert options["present"]["display"] == "Collapsed, amount not known"
    escc = {
        one["valueCoding"]["code"]: one["valueCoding"]
        for one in ITEMS["imaging.cord_compression"]["answerOption"]
    }
    assert escc["1a"]["display"] == "1a: Epidural, thecal sac not deformed."
    translated = ITEMS["history.primary"]["_text"]["extension"][0]
    assert translated["url"] == f"{HL7}translation"
    assert translated["extension"] == [
        {"url": "lang", "valueCode": "zh-Hans"},
        {"url": "content", "valueString": "原发肿瘤"},
    ]


def test_no_code_stands_twice_in_a_list() -> None:
    for item in ITEMS.values():
        codes = [one["valueCoding"]["code"] for one in item.get("answerOption", ())]
        assert len(codes) == len(set(codes)), item["linkId"]


def when(path: str) -> tuple[str | None, list[tuple[str, str, object]]]:
    item = ITEMS[path]
    parts = [
        (one["question"], one["operator"], one.get("answerCoding", {}).get("code", one.get("answerBoolean")))
        for one in item.get("enableWhen", ())
    ]
    return item.get("enableBehavior"), parts


def test_when_a_question_is_shown() -> None:
    """Typed from the questionnaire: a choice of several, a contrary, a coarse answer, a number."""
    assert when("history.lung_type") == (None, [("history.primary", "=", "lung")])
    assert when("history.hormone_dependent") == (
        "any",
        [("history.primary", "=", "breast"), ("history.primary", "=", "prostate")],
    )
    assert when("imaging.side") == (
        "all",
        [("imaging.bone", "!=", one) for one in ("spine", "sternum", "skull")],
    )
    assert when("imaging.acetabular_class") == (
        "any",
        [("imaging.bone", "=", "acetabulum"), ("imaging.bone", "=", "pelvis")],  # part not known: may be it
    )
    assert when("pain.pain_in_words") == (None, [("pain.worst_pain", "exists", False)])
    assert when("imaging.radiotherapy_here") == (None, [("imaging.treated_before", "=", True)])
    assert when("history.ecog") == (None, [])


def test_what_needs_and_with_or_is_an_expression_within_the_lesion() -> None:
    expressions = {
        path: extension(item, "sdc-questionnaire-enableWhenExpression") for path, item in ITEMS.items()
    }
    assert {path for path, said in expressions.items() if said} == {
        "history.pregnant",
        "imaging.lesser_trochanter_avulsed",
        "imaging.cord_compression",
        "imaging.cauda_compression",
        "imaging.bone_retropulsion",
        "neuro.onset",
    }
    assert expressions["imaging.lesser_trochanter_avulsed"] == {
        "language": "text/fhirpath",
        "expression": "%resource.item.where(linkId = 'lesion').where("
        "(descendants().where(linkId = 'imaging.bone').answer.value.where(code = 'femur').exists()"
        " and (descendants().where(linkId = 'imaging.segment').answer.value"
        ".where(code in ('intertrochanteric' | 'subtrochanteric' | 'proximal')).exists()))).exists()",
    }


def test_a_condition_that_no_other_form_could_follow_is_refused_and_not_left_out() -> None:
    class Moonlight(Condition):
        pass

    question = Section("pain", "Pain").yes_no("howling", "Howling?", asked=Moonlight())
    with pytest.raises(NotExpressibleError):
        shown_when(question)
