"""What if: every answer that could change the advice has a clause of its own."""

import pytest

from assessments.clinical.evaluation.what_if import CHANGEABLE
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import BY_PATH
from assessments.report.what_if import OTHER_CASE
from assessments.report.what_if_clauses import CLAUSES, YES_OR_NO, supposed

OFFERED = [question for question in CHANGEABLE if question.key not in OTHER_CASE]


@pytest.mark.parametrize("question", OFFERED, ids=lambda question: question.path)
def test_every_question_that_could_change_the_advice_has_a_clause(question: object) -> None:
    path = question.path  # type: ignore[attr-defined]
    assert (BY_PATH[path] in YES_OR_NO) != (BY_PATH[path] in CLAUSES)
    assert (BY_PATH[path] in YES_OR_NO) == (BY_PATH[path].kind == "yes_no")


def test_no_clause_is_for_a_question_that_is_not_offered() -> None:
    assert {*YES_OR_NO, *CLAUSES} == {*OFFERED}


@pytest.mark.parametrize(
    ("path", "answers", "clause"),
    [
        ("pain.mechanical", [False], "if the pain were not mechanical"),
        ("pain.mechanical", [True], "if the pain were mechanical"),
        ("pain.worst_pain", [3], "if the worst pain in the last 24 hours were 3"),
        ("pain.worst_pain", [3, 4, 7], "if the worst pain in the last 24 hours were 3, 4 or 7"),
        ("imaging.acetabular_class", ["II"], "if the acetabulum were Harrington class II"),
        ("imaging.cord_compression", ["1c", "2"], "if epidural cord compression were ESCC 1c or 2"),
        ("imaging.axial_extent_mm", [29], "if axial cortical involvement were 29 mm"),
        ("history.primary", ["breast"], "if “Primary tumour” were “breast”"),
    ],
)
def test_a_clause_reads_like_a_sentence(path: str, answers: list[object], clause: str) -> None:
    assert supposed(BY_PATH[path], answers, Facts({"bone": "femur"})) == clause


@pytest.mark.parametrize(
    ("path", "now", "found", "clause"),
    [
        ("pain.worst_pain", 5, [7], "if the worst pain in the last 24 hours were 7 or more"),
        ("pain.worst_pain", 8, [0], "if the worst pain in the last 24 hours were under 1"),
        ("imaging.axial_extent_mm", 40, [29], "if axial cortical involvement were under 30 mm"),
        ("imaging.axial_extent_mm", 10, [30], "if axial cortical involvement were 30 mm or more"),
    ],
)
def test_a_number_speaks_for_all_up_to_the_next_cut_off(
    path: str, now: int, found: list[object], clause: str
) -> None:
    question = BY_PATH[path]
    assert supposed(question, found, Facts({"bone": "femur", question.key: now})) == clause
