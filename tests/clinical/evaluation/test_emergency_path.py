"""The emergency path: never more than twelve questions, and what they settle."""

import tomllib
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest

from assessments.clinical.evaluation.emergency_path import EMERGENCY_PATH, MOST_QUESTIONS
from assessments.clinical.evaluation.evaluate import LesionEvaluation
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import QUESTIONS

pytestmark = pytest.mark.no_cover  # too many cases to trace each line of each

CASES = Path(__file__).resolve().parents[2] / "cases"
GATES: dict[str, tuple[object, ...]] = {
    "bone": (None, "spine", "femur", "humerus", "rib", "acetabulum", "pelvis", "skull"),
    "level": (None, "C3", "T5", "L1", "L4", "lumbar", "cervical", "sacral"),
    "deficit": (None, "none", "cord", "radiculopathy", "peripheral_nerve", "present"),
    "fracture": (None, "none", "displaced", "present"),
    "walking": (None, "unaided", "unable"),
    "cancer_history": (None, "known_before", "not_worked_up"),
    "worst_pain": (None, 0, 8),
}


def shown(answers: dict[str, Any]) -> list[str]:
    facts = Facts(answers)
    return [question.key for question in EMERGENCY_PATH if EMERGENCY_PATH.shows(question, facts)]


# Seven divides the number of none of the answers: every pair of answers is met in the sample too.
@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.prove)], ids=["sample", "all"])
def test_never_more_than_twelve_questions_are_shown(step: int) -> None:
    assert MOST_QUESTIONS == 12
    for values in islice(product(*GATES.values()), 0, None, step):
        answers = {key: value for key, value in zip(GATES, values, strict=True) if value is not None}
        facts = Facts(answers)
        fitting = {
            key: value
            for key, value in answers.items()
            if facts.asked[QUESTIONS[key]] is not False
            and (not QUESTIONS[key].choices or value in [c.value for c in QUESTIONS[key].offered(facts)])
        }
        assert len(shown(fitting)) <= 12, fitting


def taken(name: str) -> tuple[dict[str, Any], LesionEvaluation]:
    """Answer the path as the case would, and nothing else."""
    document = tomllib.loads((CASES / f"{name}.toml").read_text())
    sections = [*document["case"].values(), *document["lesions"][0].values()]
    full = {key: answer for answers in sections for key, answer in answers.items()}
    answers: dict[str, Any] = {}
    while found := [key for key in shown(answers) if key in full and key not in answers]:
        answers[found[0]] = full[found[0]]
    return answers, LesionEvaluation(Facts(answers))


@pytest.mark.parametrize(
    ("name", "decision", "urgency"),
    [
        ("spine-since-yesterday", "operate", "emergency"),
        ("spine-lung-within-hours", "operate", "emergency"),
        ("spine-kidney-cord", "operate", "urgent"),
        ("femur-open-fracture", "operate", "emergency"),
        ("limb-lung-broken", "operate", "urgent"),
        ("limb-no-diagnosis", "diagnose_first", "urgent"),
        ("femur-dying-displaced", "consider", "urgent"),
        ("femur-fracture-kind-open", "operate", "urgent"),
    ],
)
def test_twelve_answers_settle_how_soon(name: str, decision: str, urgency: str) -> None:
    answers, lesion = taken(name)
    assert len(answers) <= 12
    assert (lesion.decision, lesion.urgency) == (decision, urgency)
    assert lesion.urgency_settled


def test_what_is_urgent_says_so_even_where_it_is_not_settled() -> None:
    _answers, lesion = taken("spine-suspected")
    assert (lesion.decision, lesion.urgency, lesion.urgency_settled) == ("consider", "emergency", False)


def test_with_nothing_answered_two_questions_stand_for_both_regions() -> None:
    assert shown({}) == ["bone", "deficit", "cancer_history", "expected_survival"]


def test_a_lumbar_level_not_known_asks_for_the_cauda_alone() -> None:
    found = shown({"bone": "spine", "level": "lumbar", "deficit": "cauda_equina"})
    assert "cauda_compression" in found
    assert "cord_compression" not in found


def test_no_question_is_taken_twice() -> None:
    keys = [question.key for question in EMERGENCY_PATH]
    assert len(keys) == len(set(keys)) == 22
