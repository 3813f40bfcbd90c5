"""Why a question is asked next: what it decides, never a rule's title."""

from typing import Any

from assessments.report.next_reason import reason
from tests.clinical.evaluation.test_next_questions import lesion_of

WHOLE = {
    "bone": "femur", "fracture": "none", "histology": "metastasis_confirmed", "age": 60, "deficit": "none",
    "worst_pain": 6, "mechanical": False, "implant": "none", "axial_extent_mm": 10,
    "circumferential_percent": 10,
}  # fmt: skip
BROKEN = {"bone": "femur", "fracture": "displaced", "histology": "metastasis_confirmed", "age": 60}


def why(**answers: Any) -> dict[str, str]:
    lesion = lesion_of(answers)
    return {one.question.key: reason(one, lesion.facts, lesion.advice) for one in lesion.wanted}


def test_a_score_is_named_with_its_range() -> None:
    assert why(**WHOLE)["segment"].startswith("Decides Mirels: 6 to 11; ")
    assert why(bone="spine", worst_pain=5, collapse="none", deficit="cord")["level"].startswith(
        "Decides SINS: 1 to 15; "
    )


def test_what_it_tells_is_said() -> None:
    found = why(**BROKEN)
    assert found["open_or_vascular_injury"] == "Decides whether it is an emergency."
    assert found["implant"] == "Decides what is done: fracture fixation or reconstruction."
    assert found["fit_for_anaesthesia"] == "Decides whether the advice holds: fit for anaesthesia or not."
    assert why(bone="femur", fracture="none")["age"] == (
        "Decides whether the diagnosis must come before any operation; "
        "how soon: urgent, within 72 hours or no urgency."
    )
    assert why(bone="femur")["fracture"] == "Nothing can be said without it."


def test_before_the_bone_is_known_nothing_is_of_one_bone_alone() -> None:
    said = " ".join(why().values())
    assert "SINS" not in said
    assert "Mirels" not in said
    assert "decompression" not in said


def test_no_title_of_a_rule_stands_as_a_reason() -> None:
    for answers in ({}, WHOLE, BROKEN, {"bone": "spine", "collapse": "none", "deficit": "cord"}):
        lesion = lesion_of(answers)
        for one in lesion.wanted:
            said = reason(one, lesion.facts, lesion.advice)
            assert not any(rule.title in said for rule in one.rules), (answers, one.question.key)
