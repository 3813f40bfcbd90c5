"""Three-valued logic: unknown is neither yes nor no, and not asked is not unknown."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.language.logic import (
    All,
    Always,
    AnyOf,
    Between,
    Condition,
    Meanwhile,
    Named,
    Presumed,
    Undetermined,
    known,
    walk,
)
from assessments.clinical.sections.fracture import FRACTURE, LIMB_FUNCTION, OPEN_OR_VASCULAR_INJURY
from assessments.clinical.sections.history import CRP, DISSEMINATION, INR, PLATELETS, PRIMARY
from assessments.clinical.sections.imaging import (
    AXIAL_EXTENT_MM,
    BONE,
    CORD_COMPRESSION,
    LEVEL,
    RADIOTHERAPY_HERE,
    SEGMENT,
)
from assessments.clinical.sections.neuro import DEFICIT, FRANKEL
from assessments.clinical.sections.pain import MECHANICAL, WORST_PAIN
from assessments.clinical.sections.patient import AGE

T = Always()
F = ~Always()
U = Undetermined(AGE)
NOTHING = Facts({})
OF = {True: T, False: F, None: U}

# Kleene: and is the lower, or the higher of no < unknown < yes.
AND = {
    (True, True): True, (True, None): None, (True, False): False,
    (None, True): None, (None, None): None, (None, False): False,
    (False, True): False, (False, None): False, (False, False): False,
}  # fmt: skip
OR = {
    (True, True): True, (True, None): True, (True, False): True,
    (None, True): True, (None, None): None, (None, False): None,
    (False, True): True, (False, None): None, (False, False): False,
}  # fmt: skip


@pytest.mark.parametrize(("left", "right"), AND)
def test_truth_tables(left: bool | None, right: bool | None) -> None:
    assert (OF[left] & OF[right]).holds(NOTHING) is AND[left, right]
    assert (OF[left] | OF[right]).holds(NOTHING) is OR[left, right]


def test_not() -> None:
    assert (~T).holds(NOTHING) is False
    assert (~F).holds(NOTHING) is True
    assert (~U).holds(NOTHING) is None


@pytest.mark.parametrize(("a", "b", "c"), list(itertools.product(OF, repeat=3)))
def test_three_parts_joined_are_one_condition(a: bool | None, b: bool | None, c: bool | None) -> None:
    every = OF[a] & OF[b] & OF[c]
    some = OF[a] | OF[b] | OF[c]
    assert isinstance(every, All)
    assert isinstance(some, AnyOf)
    assert len(every.parts) == len(some.parts) == 3
    assert every.holds(NOTHING) is AND[AND[a, b], c]
    assert some.holds(NOTHING) is OR[OR[a, b], c]
    assert (~(OF[a] & OF[b])).holds(NOTHING) is (~OF[a] | ~OF[b]).holds(NOTHING)


@pytest.mark.parametrize(
    "condition", [T, F, U, T & U, T | U, known(U), WORST_PAIN.at_least(3), BONE.is_("rib")]
)
def test_a_condition_has_no_truth_value_of_its_own(condition: Condition) -> None:
    with pytest.raises(TypeError) as told:
        bool(condition)
    assert str(told.value) == (
        "A condition may be unknown, so it has no truth value of its own: join conditions with "
        "&, | and ~ instead of and, or and not, and ask `condition.holds(facts)` for the answer."
    )
    with pytest.raises(TypeError):
        bool(condition or T)


def test_a_bare_condition_says_nothing() -> None:
    bare = Condition()
    with pytest.raises(NotImplementedError):
        bare.holds(NOTHING)
    with pytest.raises(NotImplementedError):
        bare.open_keys(NOTHING)
    assert bare.children == ()
    assert bare.reads == set()


@pytest.mark.parametrize(
    ("part", "strict", "presuming"), [(T, True, True), (F, False, False), (U, None, False)]
)
def test_known_counts_only_once_known(part: Condition, strict: bool | None, presuming: bool) -> None:
    assert known(part).holds(NOTHING) is strict
    assert known(part).holds(NOTHING.presumed) is presuming
    assert (~known(part)).holds(NOTHING.presumed) is (not presuming)


@pytest.mark.parametrize(
    ("part", "stand_in", "strict", "presuming"),
    [(T, F, True, True), (F, T, False, False), (U, T, None, True), (U, F, None, False), (U, U, None, None)],
)
def test_a_stand_in_counts_only_while_presuming(
    part: Condition, stand_in: Condition, strict: bool | None, presuming: bool | None
) -> None:
    condition = Meanwhile(part, stand_in)
    assert condition.holds(NOTHING) is strict
    assert condition.holds(NOTHING.presumed) is presuming
    assert condition.open_keys(NOTHING) == (set() if strict is not None else {"patient.age"})
    assert condition.open_keys(NOTHING.presumed) == (set() if presuming is not None else {"patient.age"})
    assert condition.reads == part.reads | stand_in.reads


GIVEN = Facts({"inr": 2.0})


@pytest.mark.parametrize(
    ("facts", "derived", "strict", "presuming"),
    [
        (GIVEN, T, True, True), (GIVEN, F, True, True), (GIVEN, U, True, True),
        (Facts({"inr": 1.0}), T, False, False),
        (NOTHING, T, None, True), (NOTHING, F, None, False), (NOTHING, U, None, None),
    ],
)  # fmt: skip
def test_what_is_derived_stands_in_for_an_answer_that_replaces_it(
    facts: Facts, derived: Condition, strict: bool | None, presuming: bool | None
) -> None:
    condition = Presumed(INR.path, INR.given, INR.above(1.5), derived)
    assert condition.holds(facts) is strict
    assert condition.holds(facts.presumed) is presuming
    assert condition.reads == {"history.inr"} | derived.reads


def test_an_override_that_is_open_is_named_beside_what_it_would_replace() -> None:
    condition = Presumed(INR.path, INR.given, INR.above(1.5), PLATELETS.below(50))
    assert condition.open_keys(NOTHING) == {"history.inr", "history.platelets"}
    assert condition.open_keys(NOTHING.presumed) == {"history.inr", "history.platelets"}
    counted = Facts({"platelets": 40})
    assert condition.open_keys(counted) == {"history.inr"}
    assert condition.open_keys(counted.presumed) == set()
    assert condition.open_keys(GIVEN) == set()
    coarse = Presumed(FRACTURE.path, FRACTURE.given, FRACTURE.is_("displaced"), T)
    assert coarse.open_keys(Facts({"bone": "ulna", "fracture": "present"})) == {"fracture.fracture"}


def test_a_named_condition_is_worked_out_once_for_each_reading() -> None:
    asked: list[bool] = []

    class Counting(Always):
        __slots__ = ()

        def holds(self, facts: Facts) -> bool | None:
            asked.append(facts.presuming)
            return True

    facts = Facts({})
    condition = Named("counted", Counting())
    for _again in range(3):
        assert condition.holds(facts) is True
        assert condition.holds(facts.presumed) is True
    assert asked == [False, True]
    assert condition.open_keys(facts) == set()
    assert Named("open", U).open_keys(facts) == {"patient.age"}
    assert Named("open", U).reads == {"patient.age"}


def test_open_keys_name_only_what_keeps_it_undecided() -> None:
    pain, platelets = WORST_PAIN.at_least(7), PLATELETS.below(50)
    assert (pain & platelets).open_keys(NOTHING) == {"pain.worst_pain", "history.platelets"}
    assert (pain & platelets).open_keys(Facts({"platelets": 40})) == {"pain.worst_pain"}
    assert (pain & platelets).open_keys(Facts({"platelets": 60})) == set()
    assert (pain | platelets).open_keys(Facts({"platelets": 60})) == {"pain.worst_pain"}
    assert (pain | platelets).open_keys(Facts({"platelets": 40})) == set()
    assert (~pain).open_keys(NOTHING) == {"pain.worst_pain"}
    assert (pain & platelets).reads == (pain | platelets).reads == {"pain.worst_pain", "history.platelets"}
    assert (~pain).reads == {"pain.worst_pain"}
    assert T.open_keys(NOTHING) == T.reads == set()
    assert U.open_keys(NOTHING) == U.reads == {"patient.age"}


# Not asked, open, and coarse


def holds(condition: Condition, **answers: Any) -> bool | None:
    return condition.holds(Facts(answers))


def test_not_asked_is_false_and_its_contrary_true() -> None:
    for condition in (
        FRACTURE.is_("displaced"), FRACTURE.is_("none"), OPEN_OR_VASCULAR_INJURY.yes,
        OPEN_OR_VASCULAR_INJURY.no, AXIAL_EXTENT_MM.at_least(0), AXIAL_EXTENT_MM.at_most(450),
        AXIAL_EXTENT_MM.below(30), AXIAL_EXTENT_MM.above(30), AXIAL_EXTENT_MM.between(0, 450),
    ):  # fmt: skip
        assert holds(condition, bone="spine") is False
        assert holds(~condition, bone="spine") is True
        assert condition.open_keys(Facts({"bone": "spine"})) == set()


def test_open_is_unknown() -> None:
    for condition in (
        FRACTURE.is_("displaced"), FRACTURE.is_("none"), DISSEMINATION.yes, DISSEMINATION.no,
        AXIAL_EXTENT_MM.at_least(30), AXIAL_EXTENT_MM.below(30),
    ):  # fmt: skip
        assert holds(condition, bone="femur") is None
        assert holds(~condition, bone="femur") is None
    assert FRACTURE.is_("displaced").open_keys(Facts({"bone": "femur"})) == {"fracture.fracture"}


def test_a_list_of_every_value_holds_already() -> None:
    assert holds(FRACTURE.is_("none", "undisplaced", "displaced"), bone="femur") is True
    assert holds(FRACTURE.is_("none", "undisplaced", "displaced")) is None, "it may not be asked"


def test_an_answer_to_a_question_not_asked_is_left_out() -> None:
    assert holds(FRACTURE.is_("displaced"), bone="spine", fracture="displaced") is False
    assert holds(RADIOTHERAPY_HERE.yes, treated_before=False, radiotherapy_here=True) is False


def test_a_question_whose_asking_is_open_may_be_answered() -> None:
    assert holds(FRACTURE.is_("displaced"), fracture="displaced") is True
    assert holds(RADIOTHERAPY_HERE.yes, radiotherapy_here=True) is True
    assert FRACTURE.is_("displaced").open_keys(NOTHING) == {"imaging.bone"}


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (FRACTURE.is_("undisplaced", "displaced"), {"bone": "femur", "fracture": "present"}, True),
        (FRACTURE.is_("none"), {"bone": "femur", "fracture": "present"}, False),
        (FRACTURE.is_("displaced"), {"bone": "femur", "fracture": "present"}, None),
        (LIMB_FUNCTION.is_("limited", "lost"), {"limb_function": "impaired"}, True),
        (LIMB_FUNCTION.is_("lost"), {"limb_function": "impaired"}, None),
        (FRANKEL.is_("E"), {"bone": "spine", "frankel": "impaired"}, False),
        (FRANKEL.is_("A", "B", "C", "D"), {"bone": "spine", "frankel": "impaired"}, True),
        (FRANKEL.is_("A"), {"bone": "spine", "frankel": "impaired"}, None),
        (BONE.is_("acetabulum"), {"bone": "pelvis"}, None),
        (BONE.is_("acetabulum", "ilium", "pubis_ischium"), {"bone": "pelvis"}, True),
        (BONE.is_("spine"), {"bone": "pelvis"}, False),
        (
            CORD_COMPRESSION.is_("2", "3"),
            {"bone": "spine", "level": "T7", "cord_compression": "compressed"},
            True,
        ),
        (SEGMENT.is_("head_neck"), {"bone": "femur", "segment": "proximal"}, None),
        (SEGMENT.is_("proximal"), {"bone": "femur", "segment": "proximal"}, False),
        (SEGMENT.is_("diaphysis"), {"bone": "femur", "segment": "proximal"}, False),
        (SEGMENT.is_("proximal"), {"bone": "tibia", "segment": "proximal"}, True),
        (SEGMENT.is_("head_neck"), {"bone": "tibia", "segment": "proximal"}, False),
        (DEFICIT.is_("peripheral_nerve"), {"bone": "tibia", "deficit": "present"}, True),
        (DEFICIT.is_("peripheral_nerve"), {"bone": "spine", "deficit": "present"}, False),
        (DEFICIT.is_("cord"), {"bone": "spine", "deficit": "present"}, None),
        (LEVEL.is_("T7"), {"bone": "spine", "level": "thoracic"}, None),
        (LEVEL.is_("L1"), {"bone": "spine", "level": "thoracic"}, False),
    ],
)
def test_a_coarse_choice_stands_for_its_finer_ones(
    condition: Condition, answers: dict[str, Any], expected: bool | None
) -> None:
    assert holds(condition, **answers) is expected


def test_a_coarse_choice_leaves_its_question_open_where_the_finer_ones_differ() -> None:
    present = Facts({"bone": "femur", "fracture": "present"})
    assert FRACTURE.is_("displaced").open_keys(present) == {"fracture.fracture"}
    assert FRACTURE.is_("none").open_keys(present) == set()


# Numbers


@pytest.mark.parametrize(
    ("pain", "at_least", "above", "at_most", "below", "between"),
    [
        (4, False, False, True, True, False), (5, False, False, True, True, True),
        (6, True, False, True, False, True), (7, True, True, False, False, False),
    ],
)  # fmt: skip
def test_comparisons_at_their_edge(
    pain: int, at_least: bool, above: bool, at_most: bool, below: bool, between: bool
) -> None:
    facts = Facts({"worst_pain": pain})
    assert WORST_PAIN.at_least(6).holds(facts) is at_least
    assert WORST_PAIN.above(6).holds(facts) is above
    assert WORST_PAIN.at_most(6).holds(facts) is at_most
    assert WORST_PAIN.below(6).holds(facts) is below
    assert WORST_PAIN.between(5, 6).holds(facts) is between


def test_comparisons_of_decimals_at_their_edge() -> None:
    assert holds(INR.above(1.5), inr=1.5) is False
    assert holds(INR.above(1.5), inr=1.5000001) is True
    assert holds(INR.below(1.5), inr=1.5) is False
    assert holds(INR.below(1.5), inr=1.4999999) is True
    assert holds(CRP.at_least(4), crp=3.9999999) is False
    assert holds(CRP.at_least(4), crp=4) is True


def test_an_open_number_is_compared_by_its_range() -> None:
    assert WORST_PAIN.at_least(6).holds(NOTHING) is None
    assert WORST_PAIN.at_least(0).holds(NOTHING) is True
    assert WORST_PAIN.above(10).holds(NOTHING) is False
    assert WORST_PAIN.at_most(10).holds(NOTHING) is True
    assert WORST_PAIN.at_least(6).open_keys(NOTHING) == {"pain.worst_pain"}
    assert WORST_PAIN.at_least(6).open_keys(Facts({"worst_pain": 3})) == set()
    assert isinstance(WORST_PAIN.at_least(6), Between)
    assert WORST_PAIN.at_least(6).reads == {"pain.worst_pain"}


def test_a_walk_gives_each_node_once() -> None:
    low = Named("low", WORST_PAIN.at_most(3))
    found = list(walk(low & (MECHANICAL.yes | low)))
    assert found.count(low) == found.count(WORST_PAIN) == found.count(MECHANICAL) == 1
    assert isinstance(found[0], All)


def test_said_given_and_asked() -> None:
    assert holds(BONE.said("spine")) is False
    assert holds(BONE.said("spine"), bone="spine") is True
    assert holds(BONE.said("acetabulum"), bone="pelvis") is False, "a finer answer was not said"
    assert holds(WORST_PAIN.said(0), worst_pain=0) is True
    assert holds(BONE.given) is False
    assert holds(BONE.given, bone="pelvis") is True
    assert holds(FRACTURE.given, bone="spine", fracture="none") is False
    assert holds(FRACTURE.is_asked, bone="spine") is False
    assert holds(FRACTURE.is_asked) is None
    assert holds(FRACTURE.is_asked, bone="rib") is True
    assert BONE.said("spine").open_keys(NOTHING) == BONE.given.open_keys(NOTHING) == set()
    assert FRACTURE.is_asked.open_keys(NOTHING) == {"imaging.bone"}
    assert BONE.said("spine").reads == BONE.given.reads == FRACTURE.is_asked.reads == {"imaging.bone"}
    assert PRIMARY.is_("breast").reads == {"history.primary"}
    assert holds(MECHANICAL.yes, worst_pain=0, mechanical=True) is False
