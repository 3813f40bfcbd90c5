"""Beside a new patient stands where the lesion is, and nothing else."""

from assessments.clinical.evaluation.evaluate import LesionEvaluation
from assessments.clinical.evaluation.first_questions import FIRST_QUESTIONS
from assessments.clinical.language.facts import Facts


def shown(**answers: object) -> list[str]:
    return [step.key for step in FIRST_QUESTIONS if FIRST_QUESTIONS.shows(step, Facts(answers))]


def test_each_bone_is_asked_for_its_own_place() -> None:
    assert shown() == ["bone"]
    assert shown(bone="spine") == ["bone", "level"]
    assert shown(bone="femur") == ["bone", "side", "segment"]
    assert shown(bone="sternum") == ["bone"]


def test_what_is_entered_there_is_advised_on_as_far_as_it_goes() -> None:
    lesion = LesionEvaluation(Facts({"bone": "spine"}))
    assert (lesion.advice.decision, lesion.advice.urgency) == (lesion.decision, lesion.urgency)
    assert not lesion.settled
