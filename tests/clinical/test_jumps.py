"""One point of pain never takes the advice from "no operation" to "operate", but where a rule says so."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from assessments.clinical.deciding.open_answers import Deliberation
from tests.clinical.bases import ACETABULUM, FEMUR, HUMERUS, SPINE, TREATED, Answers, facts

pytestmark = pytest.mark.no_cover  # too many cases to trace each line of each

RANK = {"non_operative": 0, "consider": 1, "operate": 2}
LIMITED: list[Answers] = [
    {}, {"expected_survival": "6_weeks_to_3_months"}, {"expected_survival": "under_6_weeks"},
    {"expected_benefit": False},
]  # fmt: skip
FRACTURES: list[Answers] = [
    {"fracture": kind, "open_or_vascular_injury": None if kind == "none" else False}
    for kind in ("none", "undisplaced", "displaced")
]


def each(key: str, *values: object) -> list[Answers]:
    return [{key: value} for value in values]


BONE = (
    each("lesion_type", "lytic", "blastic"),
    each("cortical_fraction", "under_third", "third_to_two_thirds", "over_two_thirds"),
    each("mechanical", True, False),
    FRACTURES,
    LIMITED,
)
# For each base what is varied, and every jump by two steps there is: from which to which point of pain,
# the indications that then say "operate", and the limits that held before.
JUMPS: dict[str, tuple[Answers, tuple[list[Answers], ...], set[tuple[object, ...]]]] = {
    "femur": (
        FEMUR,
        (*BONE, each("axial_extent_mm", 29, 30)),
        {
            # Only who has pain is asked whether it comes on loading; that counts 3 points of Mirels at once.
            (0, 1, ("I13",), ()),
        },
    ),
    "humerus": (
        HUMERUS,
        (*BONE, each("cortical_breach", True, False)),
        {(0, 1, ("I14",), ())},
    ),
    "spine": (
        SPINE,
        (
            each("lesion_type", "lytic", "blastic"),
            each("level", "T7", "L1"),
            each("alignment", "normal", "deformity", "subluxation"),
            each("collapse", "none", "under_half"),
            each("posterolateral", "none", "unilateral", "bilateral"),
            each("mechanical", True, False),
            LIMITED,
        ),
        set(),
    ),
    "acetabulum": (
        ACETABULUM,
        (
            each("acetabular_class", "I", "II", "IV"),
            each("mechanical", True, False),
            each("limb_function", "normal", "limited"),
            LIMITED,
        ),
        set(),
    ),
    "after radiotherapy": (
        FEMUR,
        (
            [{**TREATED, "pain_trend": trend} for trend in ("worse", "stable")],
            each("response_on_imaging", "progressed", "stable"),
            each("mechanical", True, False),
            each("lesion_type", "lytic", "blastic"),
            each("systemic_options", True, False),
            LIMITED,
        ),
        {(0, 1, ("I13",), ())},
    ),
}


def jumps(base: Answers, axes: tuple[list[Answers], ...]) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for changes in product(*axes):
        at = [Deliberation(facts(base, *changes, worst_pain=pain)) for pain in range(11)]
        for (pain, before), (_more, after) in pairwise(enumerate(at)):
            steps = RANK[after.advice.decision] - RANK[before.advice.decision]
            if abs(steps) == 2:
                proposing = tuple(p.indication.key for p in after.weighed.proposals if p.left == "operate")
                limiting = tuple(spoken.rule.key for spoken in before.limits if spoken.now)
                found.add((pain, pain + steps // 2, proposing, limiting))
    return found


@pytest.mark.parametrize("name", JUMPS)
def test_a_point_of_pain_never_jumps_two_steps_unless_a_rule_says_so(name: str) -> None:
    base, axes, expected = JUMPS[name]
    assert jumps(base, axes) == expected
