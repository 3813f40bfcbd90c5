"""Three-valued logic: unknown is neither yes nor no, and not asked is not unknown."""

import pytest

from assessments.clinical.facts import Facts
from assessments.clinical.logic import Always, Meanwhile, Undetermined, known
from assessments.clinical.sections.fracture import FRACTURE, OPEN_OR_VASCULAR_INJURY
from assessments.clinical.sections.history import INR, PRIMARY
from assessments.clinical.sections.imaging import BONE, CORD_COMPRESSION, LEVEL, SEGMENT
from assessments.clinical.sections.neuro import DEFICIT
from assessments.clinical.sections.pain import MECHANICAL, WORST_PAIN
from assessments.clinical.sections.patient import AGE

T = Always()
F = ~Always()
U = Undetermined(AGE.path)
NOTHING = Facts({})


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (T & T, True), (T & F, False), (F & U, False), (U & F, False), (T & U, None), (U & U, None),
        (T | F, True), (T | U, True), (U | T, True), (F | U, None), (U | U, None), (F | F, False),
        (~T, False), (~F, True), (~U, None),
    ],
)  # fmt: skip
def test_truth_tables(condition: object, expected: bool | None) -> None:
    assert condition.holds(NOTHING) is expected  # type: ignore[attr-defined]


def test_a_condition_has_no_truth_value_of_its_own() -> None:
    with pytest.raises(TypeError, match=r"join conditions with &, \| and ~"):
        bool(T)


def test_known_counts_only_once_known() -> None:
    assert known(U).holds(NOTHING) is None
    assert known(U).holds(NOTHING.presumed) is False
    assert known(T).holds(NOTHING) is True


def test_a_stand_in_counts_only_while_presuming() -> None:
    assert Meanwhile(U, T).holds(NOTHING) is None
    assert Meanwhile(U, T).holds(NOTHING.presumed) is True
    assert Meanwhile(F, T).holds(NOTHING.presumed) is False


def test_not_asked_is_false_and_its_contrary_true() -> None:
    spine = Facts({"bone": "spine"})
    assert FRACTURE.is_("displaced").holds(spine) is False
    assert (~FRACTURE.is_("displaced")).holds(spine) is True
    assert OPEN_OR_VASCULAR_INJURY.no.holds(spine) is False


def test_open_is_unknown() -> None:
    femur = Facts({"bone": "femur"})
    assert FRACTURE.is_("displaced").holds(femur) is None
    assert FRACTURE.is_("displaced").open_keys(femur) == {"fracture.fracture"}


def test_an_answer_to_a_question_not_asked_is_left_out() -> None:
    assert FRACTURE.is_("displaced").holds(Facts({"bone": "spine", "fracture": "displaced"})) is False


def test_a_question_whose_asking_is_open_may_be_answered() -> None:
    assert FRACTURE.is_("displaced").holds(Facts({"fracture": "displaced"})) is True
    assert FRACTURE.is_("displaced").open_keys(NOTHING) == {"imaging.bone"}


def test_a_coarse_choice_stands_for_its_finer_ones() -> None:
    present = Facts({"bone": "femur", "fracture": "present"})
    assert FRACTURE.is_("undisplaced", "displaced").holds(present) is True
    assert FRACTURE.is_("none").holds(present) is False
    assert FRACTURE.is_("displaced").holds(present) is None
    assert FRACTURE.is_("displaced").open_keys(present) == {"fracture.fracture"}


def test_proximal_is_coarse_only_in_the_femur() -> None:
    assert SEGMENT.is_("head_neck").holds(Facts({"bone": "femur", "segment": "proximal"})) is None
    assert SEGMENT.is_("proximal").holds(Facts({"bone": "tibia", "segment": "proximal"})) is True


def test_a_deficit_outside_the_spine_can_only_be_a_peripheral_nerve() -> None:
    assert DEFICIT.is_("peripheral_nerve").holds(Facts({"bone": "tibia", "deficit": "present"})) is True
    assert DEFICIT.is_("peripheral_nerve").holds(Facts({"bone": "spine", "deficit": "present"})) is False


@pytest.mark.parametrize(
    ("level", "cord", "cauda"),
    [
        ("C0", True, False), ("T12", True, False), ("L1", True, False), ("L2", False, True),
        ("S5", False, True), ("lumbar", True, True), ("sacral", False, True), ("thoracic", True, False),
    ],
)  # fmt: skip
def test_the_level_decides_which_compression_is_asked(level: str, cord: bool, cauda: bool) -> None:
    facts = Facts({"bone": "spine", "level": level})
    assert facts.asked["cord_compression"] is cord
    assert facts.asked["cauda_compression"] is cauda
    assert CORD_COMPRESSION.is_asked.holds(facts) is cord


def test_mechanical_is_not_asked_where_pain_is_known_to_be_absent() -> None:
    assert MECHANICAL.yes.holds(Facts({"worst_pain": 0, "mechanical": True})) is False
    assert Facts({}).asked["mechanical"] is True


def test_comparisons() -> None:
    pain = Facts({"worst_pain": 6})
    assert WORST_PAIN.at_least(6).holds(pain) is True
    assert WORST_PAIN.above(6).holds(pain) is False
    assert WORST_PAIN.at_most(6).holds(pain) is True
    assert WORST_PAIN.below(6).holds(pain) is False
    assert WORST_PAIN.between(5, 6).holds(pain) is True
    assert WORST_PAIN.at_least(6).holds(NOTHING) is None
    assert INR.above(1.5).holds(Facts({"inr": 1.5})) is False


def test_said_and_given_are_never_open() -> None:
    assert BONE.said("spine").holds(NOTHING) is False
    assert BONE.given.holds(NOTHING) is False
    assert BONE.said("spine").open_keys(NOTHING) == set()
    assert LEVEL.reads == {"imaging.level"}
    assert PRIMARY.is_("breast").reads == {"history.primary"}
