"""How far an assessment has come, section by section."""

from itertools import pairwise
from typing import Any

from django.utils import translation

from assessments.answers import steps
from assessments.answers.document import SECTION_BY_KEY, Answers

GIVEN: dict[str, Any] = {"patient": {"age": 62}}
TWO = Answers(GIVEN, {"a": {"pain": {"worst_pain": None, "mechanical": True}}, "b": {}})
ORDER = [
    ("patient", None), ("history", None),
    ("imaging", "a"), ("pain", "a"), ("fracture", "a"), ("neuro", "a"),
    ("imaging", "b"), ("pain", "b"), ("fracture", "b"), ("neuro", "b"),
]  # fmt: skip


def named(found: list[steps.Step]) -> list[tuple[str, str | None]]:
    return [(one.section.key, one.lesion) for one in found]


def test_the_way_through_the_form() -> None:
    way = steps.steps(TWO)
    assert named(way) == ORDER
    assert [one.number for one in way[:6]] == [0, 1, 2, 3, 4, 5]
    assert steps.before(TWO, way[0]) is None
    assert steps.following(TWO, way[-1]) is None
    for one, after in pairwise(way):
        assert steps.following(TWO, one) == after
        assert steps.before(TWO, after) == one
    assert named(steps.beside(TWO, way[0])) == ORDER[:6]
    assert named(steps.beside(TWO, way[-1])) == ORDER[:2] + ORDER[6:]


def test_a_step_has_its_number_in_its_name() -> None:
    with translation.override("en"):
        assert steps.step_name(SECTION_BY_KEY["imaging"]) == "step 2, Imaging"
        assert steps.step_name(SECTION_BY_KEY["patient"]) == "Patient"


def test_not_known_is_an_answer_and_nothing_is_not_begun() -> None:
    pain = steps.state_of(TWO, steps.Step(SECTION_BY_KEY["pain"], "a"))
    assert (pain.not_known, pain.started) == (1, True)
    assert pain.answered >= 1
    none = steps.state_of(TWO, steps.Step(SECTION_BY_KEY["pain"], "b"))
    assert (none.answered, none.not_known, none.started, none.is_done) == (0, 0, False, False)
    assert none.asked > 0
