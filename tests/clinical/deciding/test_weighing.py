"""How a decision comes about: indications propose, limits cap, the stop overrides."""

from __future__ import annotations

import pytest

from assessments.clinical.advice import Advice, Proposal, highest_urgency, strongest
from assessments.clinical.deciding.weighing import weigh
from assessments.clinical.rules.indications import INDICATIONS_BY_KEY
from assessments.clinical.rules.limits import LIMITS
from tests.clinical.bases import ACETABULUM, CORD, DEFICIT, FEMUR, LUMBAR, RIB, SPINE, Answers, advice, judge

BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}
ONE: Answers = {"vertebral_metastases": 0, "other_bone_metastases": 1}
HOPE: Answers = {**ONE, "tumour_free_interval_expected": True}
LYMPHOMA: Answers = {"primary": "lymphoma", "hormone_dependent": None}
LIMIT = {limit.key: limit for limit in LIMITS}


def weighed(
    *proposals: tuple[str, str, str, str | None],
    caps: tuple[tuple[str, str], ...] = (),
    stops: tuple[str, ...] = (),
    floor: str = "none",
    essential_is_open: bool = False,
) -> Advice:
    return weigh(
        [(INDICATIONS_BY_KEY[key], Proposal(*proposed)) for key, *proposed in proposals],
        [(LIMIT[key], cap) for key, cap in caps],
        stops,
        floor,
        essential_is_open=essential_is_open,
    ).advice


OPERATE_PLANNED = ("I17", "operate", "planned", "curative_resection")
FIX = ("I10", "operate", "urgent", "fracture_fixation")
WEIGH = ("I9", "consider", "planned", "stabilisation")
SOON = ("I12", "consider", "expedited", "fracture_fixation")
OPENED = ("I23", "operate", "emergency", "fracture_fixation")


def test_no_indication_is_no_operation() -> None:
    assert weighed() == Advice("non_operative", "none")
    assert weighed(floor="urgent") == Advice("non_operative", "urgent")


def test_the_highest_decision_left_wins_with_the_aim_of_the_first() -> None:
    assert weighed(WEIGH, FIX) == Advice("operate", "urgent", "fracture_fixation")
    assert weighed(WEIGH, SOON) == Advice("consider", "expedited", "stabilisation")
    assert weighed(FIX, SOON) == Advice("operate", "urgent", "fracture_fixation")


def test_the_urgency_is_the_highest_of_those_at_or_above_the_decision_before_the_limits() -> None:
    """What is only weighed, however soon, does not hurry an operation; a capped operation still does."""
    later = ("I8", "operate", "expedited", "stabilisation")
    now = ("I0", "consider", "emergency", "decompression_and_stabilisation")
    assert weighed(now, later) == Advice("operate", "expedited", "stabilisation")
    capped = weighed(WEIGH, FIX, caps=(("L2", "consider"),))
    assert capped == Advice("consider", "urgent", "stabilisation")


def test_the_floor_is_the_least() -> None:
    assert weighed(WEIGH, floor="emergency") == Advice("consider", "emergency", "stabilisation")
    assert weighed(FIX, floor="expedited") == Advice("operate", "urgent", "fracture_fixation")


def test_each_limit_acts_on_each_proposal_by_itself() -> None:
    apart = (("L7", "consider"),)
    compressed = ("I3", "operate", "urgent", "decompression_and_stabilisation")
    unstable = ("I7", "operate", "urgent", "stabilisation")
    assert weighed(compressed, caps=apart).decision == "consider"
    assert weighed(compressed, unstable, caps=apart) == Advice(
        "operate", "urgent", "decompression_and_stabilisation"
    )


def test_the_step_down_then_the_caps() -> None:
    step = ("L4", "step_down")
    assert weighed(FIX, caps=(step,)) == Advice("consider", "urgent", "fracture_fixation")
    assert weighed(WEIGH, caps=(step,)) == Advice("non_operative", "none")
    assert weighed(FIX, caps=(step, ("L2", "consider"))) == Advice("consider", "urgent", "fracture_fixation")
    assert weighed(FIX, caps=(step, ("L1", "non_operative"))) == Advice("non_operative", "none")
    assert weighed(OPENED, caps=(step,)) == Advice("operate", "emergency", "fracture_fixation")
    assert weighed(FIX, caps=(("L3", "spared"), ("L9", "no_effect"))) == Advice(
        "operate", "urgent", "fracture_fixation"
    )


def test_curative_resection_beside_another_indication() -> None:
    assert weighed(FIX, OPERATE_PLANNED) == Advice("operate", "urgent", "curative_resection")
    assert weighed(WEIGH, OPERATE_PLANNED) == Advice("operate", "planned", "curative_resection")
    assert weighed(OPERATE_PLANNED, OPENED) == Advice("operate", "emergency", "curative_resection"), "first"
    first = ("I1", "operate", "emergency", "decompression_and_stabilisation")
    assert weighed(first, OPERATE_PLANNED) == Advice(
        "operate", "emergency", "decompression_and_stabilisation"
    )


def test_a_resection_that_has_lost_its_aim_gives_way() -> None:
    lost = (("L11", "consider"),)
    assert weighed(OPERATE_PLANNED, caps=lost) == Advice("consider", "planned", "pain_palliation")
    assert weighed(FIX, OPERATE_PLANNED, caps=lost) == Advice("operate", "urgent", "fracture_fixation")


def test_radiotherapy_first_gives_its_urgency_to_no_operation_only() -> None:
    radiotherapy = ("I4", "non_operative", "emergency", None)
    assert weighed(radiotherapy) == Advice("non_operative", "emergency")
    assert weighed(radiotherapy, WEIGH) == Advice("consider", "planned", "stabilisation")
    assert weighed(radiotherapy, WEIGH, caps=(("L8", "non_operative"),)) == Advice(
        "non_operative", "emergency"
    )


def test_stops_override_and_keep_the_urgency() -> None:
    assert weighed(FIX, stops=("expedited",)) == Advice("diagnose_first", "urgent")
    assert weighed(stops=("expedited",)) == Advice("diagnose_first", "expedited")
    assert weighed(stops=("expedited",), floor="emergency") == Advice("diagnose_first", "emergency")
    assert weighed(OPENED, stops=("urgent",)) == Advice("diagnose_first", "emergency")


def test_undecided_only_where_nothing_was_said() -> None:
    assert weighed(essential_is_open=True) == Advice("undecided", "none")
    assert weighed(essential_is_open=True, floor="urgent") == Advice("undecided", "urgent")
    assert weighed(WEIGH, essential_is_open=True).decision == "consider"
    assert weighed(stops=("urgent",), essential_is_open=True).decision == "diagnose_first"
    radiotherapy = ("I4", "non_operative", "urgent", None)
    assert weighed(radiotherapy, essential_is_open=True) == Advice("non_operative", "urgent")


# The same through a whole lesion


@pytest.mark.parametrize(
    ("base", "changes", "essential"),
    [
        ({}, {}, ("imaging.bone",)),
        (FEMUR, {"bone": None}, ("imaging.bone",)),
        (FEMUR, {"fracture": None}, ("fracture.fracture",)),
        (RIB, {"fracture": None}, ("fracture.fracture",)),
        (SPINE, {"collapse": None}, ("imaging.collapse",)),
        (SPINE, {"deficit": None}, ("neuro.deficit",)),
        (SPINE, {"deficit": None, "collapse": None}, ("imaging.collapse", "neuro.deficit")),
        (ACETABULUM, {"bone": "pelvis", "fracture": None}, ("fracture.fracture",)),
    ],
)
def test_the_essential_questions(base: Answers, changes: Answers, essential: tuple[str, ...]) -> None:
    lesion = judge(base, changes)
    assert lesion.decision == "undecided"
    assert lesion.essential == essential
    assert lesion.missing[: len(essential)] == essential
    assert not lesion.settled
    assert lesion.aim is None


@pytest.mark.parametrize(
    ("base", "changes"),
    [
        (RIB, {"fracture": "present", "limb_function": None}),  # answered roughly is answered
        (SPINE, {"collapse": "present", "bone_retropulsion": False}),
        (SPINE, {"deficit": "present"}),
        (FEMUR, {"deficit": None}),
        (SPINE, {"collapse": None, "alignment": "subluxation"}),
        (SPINE, {"deficit": None, "alignment": "subluxation"}),
        (FEMUR, {"fracture": None, "histology": "primary_bone_tumour"}),
        (CORD, {"collapse": None, "cord_compression": "3", **LYMPHOMA}),
    ],
)
def test_decided_all_the_same(base: Answers, changes: Answers) -> None:
    assert judge(base, changes).decision != "undecided"


def test_the_aim_follows_the_order_of_the_indications() -> None:
    """Cord before stability before fracture before nerve."""
    both = {**DEFICIT, "cord_compression": "3", "primary": "kidney", "alignment": "subluxation"}
    assert advice(CORD, both)[2] == "decompression_and_stabilisation"
    root = {**DEFICIT, "deficit": "radiculopathy", "frankel": "E"}
    assert advice(LUMBAR, root, mechanical=True, lesion_type="lytic")[2] == "stabilisation"
    assert advice(FEMUR, BROKEN, implant="failed")[2] == "fracture_fixation"


def test_a_fracture_beside_a_single_metastasis_is_resected() -> None:
    assert advice(FEMUR, HOPE, BROKEN) == ("operate", "urgent", "curative_resection")
    assert advice(FEMUR, HOPE, BROKEN, open_or_vascular_injury=True) == (
        "operate", "emergency", "fracture_fixation",
    )  # fmt: skip


def test_lymphoma_with_an_unstable_spine_is_operated_on() -> None:
    """SINS 13 ends radiotherapy first, and the limit for blood cancers too."""
    unstable = {
        "mechanical": True, "lesion_type": "lytic", "alignment": "subluxation", "posterolateral": "bilateral",
    }  # fmt: skip  # 1 + 3 + 2 + 4 + 3
    assert advice(CORD, LYMPHOMA, unstable, cord_compression="3") == ("operate", "urgent", "stabilisation")
    assert advice(CORD, LYMPHOMA, cord_compression="3") == ("non_operative", "urgent", None)
    assert advice(CORD, LYMPHOMA, DEFICIT, cord_compression="3") == ("non_operative", "emergency", None)


def test_ranks() -> None:
    order = ["none", "planned", "expedited", "urgent", "emergency"]
    for place, urgency in enumerate(order):
        assert highest_urgency(order[: place + 1]) == urgency
    assert highest_urgency([]) == "none"
    low, high = Proposal("consider", "emergency"), Proposal("operate", "planned")
    assert strongest([low, high]) is high
    assert strongest([Proposal("consider", "planned"), low]) is low
