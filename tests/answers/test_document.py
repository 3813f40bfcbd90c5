"""Answers as one value: lesions by identity; a change is a copy; the stored document stays as it was."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessments.answers.document import AnswerPath, Answers
from assessments.clinical.sections.history import ECOG
from assessments.clinical.sections.imaging import BONE
from assessments.clinical.sections.patient import AGE

SOURCE = Path(__file__).parents[2] / "assessments"
DOCUMENT: dict[str, Any] = {
    "case": {"patient": {"age": 61, "assessed_on": "2026-11-20"}},
    "lesions": [
        {"imaging": {"bone": "femur", "side": "left"}},
        {"imaging": {"bone": "spine", "level": "T8"}},
    ],
}


def answers() -> Answers:
    return Answers.from_document(DOCUMENT, ["a", "b"])


def test_a_document_is_read_and_written_as_it_is_stored() -> None:
    assert answers().as_document() == DOCUMENT
    assert list(answers().as_document()["lesions"][0]["imaging"]) == ["bone", "side"]


def test_a_document_with_another_number_of_lesions_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Answers.from_document(DOCUMENT, ["a"])


def test_a_lesion_is_the_same_wherever_it_stands() -> None:
    left = answers().without_lesion("a")
    assert left.facts("b").answer(BONE) == "spine"
    assert (answers().number("b"), left.number("b")) == (2, 1)
    assert list(left.with_lesion("a", {}).lesions) == ["b", "a"]


def test_a_lesion_that_is_not_there_has_no_answers_and_is_not_taken_for_the_case() -> None:
    assert answers().section("imaging", "c") == {}
    with pytest.raises(KeyError):
        answers().facts("c")


def test_a_change_is_a_copy() -> None:
    before = answers()
    after = before.with_section("imaging", "a", {"bone": "tibia"})
    assert after.facts("a").answer(BONE) == "tibia"
    assert before.facts("a").answer(BONE) == "femur"
    assert DOCUMENT["lesions"][0] == {"imaging": {"bone": "femur", "side": "left"}}


def test_what_the_other_answers_no_longer_ask_for_is_kept_and_does_not_count() -> None:
    changed = answers().with_section("imaging", "b", {"bone": "femur", "level": "T8"})
    assert [question.key for question in changed.set_aside("b")] == ["level"]
    assert changed.stored("b")["level"] == "T8"
    assert "level" not in changed.facts("b").answers


def test_a_path_leads_to_the_lesion_or_to_the_case() -> None:
    assert AnswerPath.to(BONE, "a") == AnswerPath("imaging", "bone", "a")
    assert AnswerPath.to(AGE, "a") == AnswerPath("patient", "age")
    assert AnswerPath("imaging", "bone", "a") != AnswerPath("imaging", "bone", "b")
    # A question may be asked in another section by a later edition; it is the same one.
    assert AnswerPath("pain", "bone", "a") == AnswerPath("imaging", "bone", "a")
    assert dict(answers().paths())[AnswerPath("imaging", "level", "b")] == "T8"


def test_what_cannot_be_evaluated_has_no_advice_and_says_of_which_lesion() -> None:
    case = {"history": {"vertebral_metastases": 0, "other_bone_metastases": 0}}
    evaluation, problems = Answers(case, {"a": {}}).evaluated
    assert evaluation is None
    assert [(one.question and one.question.key, one.lesion) for one in problems] == [
        ("other_bone_metastases", 0)
    ]
    assert Answers(case, {"a": {}}).judged == {}


def test_what_is_begun_has_a_day_and_one_lesion() -> None:
    begun = Answers.begun_on(date(2026, 11, 20))
    assert begun.as_document() == {"case": {"patient": {"assessed_on": "2026-11-20"}}, "lesions": [{}]}


def test_no_lesion_is_looked_for_by_its_place() -> None:
    """Whoever needs one of a revision or of a sealed record asks by its identity."""
    found = [
        f"{file.relative_to(SOURCE)}: {sign}"
        for file in SOURCE.rglob("*.py")
        if not {"answers", "management"}
        & set(file.parent.relative_to(SOURCE).parts)  # the other reads case files
        for sign in (".lesions.index(", '"lesions"].index(', '"lesions"][', 'startswith("lesions[")')
        if sign in file.read_text("utf-8")
    ]
    assert found == []


def test_some_questions_are_looked_up_while_a_lesion_is_looked_at() -> None:
    assert answers().to([BONE, AGE, ECOG], "b") == {"bone": "spine", "age": 61}
