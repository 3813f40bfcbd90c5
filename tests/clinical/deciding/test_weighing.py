"""How a decision comes about: indications propose, limits cap, the stop overrides."""

from __future__ import annotations

import pytest

from assessments.clinical.advice import Advice, Proposal, highest_urgency, strongest
from assessments.clinical.deciding.weighing import reasons, weigh
from assessments.clinical.rules.indications import I7, I9, INDICATIONS
from assessments.clinical.rules.least_urgency import U1
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.stops import D2
from tests.clinical.bases import CORD, DEFICIT, FEMUR, LUMBAR, RIB, SPINE, Answers, advice, judge

BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}
ONE: Answers = {"vertebral_metastases": 0, "other_bone_metastases": 1}
HOPE: Answers = {**ONE, "tumour_free_interval_expected": True}
LYMPHOMA: Answers = {"primary": "lymphoma", "hormone_dependent": None}
LIMIT = {limit.key: limit for limit in LIMITS}
INDICATION = {indication.key: indication for indication in INDICATIONS}


def weighed(
    *proposals: tuple[str, str, str, str | None],
    caps: tuple[tuple[str, str], ...] = (),
    stops: tuple[str, ...] = (),
    least: str = "none",
    may_be_operated: bool = False,
) -> Advice:
    return weigh(
        [(INDICATION[key], Proposal(decision, urgency, aim)) for key, decision, urgency, aim in proposals],
        [(LIMIT[key], cap) for key, cap in caps],
        [(D2, urgency, True) for urgency in stops],
        [(U1, least)] if least != "none" else [],
        may_be_operated=may_be_operated,
    ).advice


OPERATE_PLANNED = ("I17", "operate", "planned", "curative_resection")
FIX = ("I10", "operate", "urgent", "fracture_fixation")
WEIGH = ("I9", "consider", "planned", "stabilisation")
SOON = ("I12", "consider", "expedited", "fracture_fixation")
OPENED = ("I23", "operate", "emergency", "fracture_fixation")


def test_no_indication_is_no_operation() -> None:
    assert weighed() == Advice("non_operative", "none")
    assert weighed(least="urgent") == Advice("non_operative", "urgent")


def test_the_highest_decision_left_wins_with_the_aim_of_the_first() -> None:
    assert weighed(WEIGH, FIX) == Advice("operate", "urgent", "fracture_fixation")
    assert weighed(WEIGH, SOON) == Advice("consider", "expedited", "stabilisation")
    assert weighed(FIX, SOON) == Advice("operate", "urgent", "fracture_fixation")


def test_the_urgency_is_the_highest_of_all_that_is_left() -> None:
    """What is weighed at once hurries what is decided; what the limits leave nothing of does not."""
    later = ("I8", "operate", "expedited", "stabilisation")
    now = ("I0", "consider", "emergency", "decompression_and_stabilisation")
    assert weighed(now, later) == Advice("operate", "emergency", "decompression_and_stabilisation")
    capped = weighed(WEIGH, FIX, caps=(("L2", "consider"),))
    assert capped == Advice("consider", "urgent", "stabilisation")
    assert weighed(now, caps=(("L1", "non_operative"),)) == Advice("non_operative", "none")


def test_a_decompression_that_is_left_is_part_of_the_aim() -> None:
    unstable = ("I7", "operate", "urgent", "stabilisation")
    grey = ("I5", "consider", "expedited", "decompression_and_stabilisation")
    assert weighed(grey, unstable).aim == "decompression_and_stabilisation"
    assert weighed(grey, unstable, caps=(("L1b", "consider"),)).aim == "stabilisation"
    assert weighed(grey, unstable, caps=(("L4", "step_down"),)).aim == "stabilisation"


def test_an_open_fracture_is_always_at_least_considered() -> None:
    for cap in ("L1", "L2"):
        found = weighed(OPENED, FIX, caps=((cap, "non_operative"),))
        assert found == Advice("consider", "emergency", "fracture_fixation")


def test_the_floor_is_the_least() -> None:
    assert weighed(WEIGH, least="emergency") == Advice("consider", "emergency", "stabilisation")
    assert weighed(FIX, least="expedited") == Advice("operate", "urgent", "fracture_fixation")


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
    # The first that is left at the final decision gives the aim; here it is the resection, in its place.
    assert weighed(FIX, OPERATE_PLANNED, OPENED) == Advice("operate", "emergency", "fracture_fixation")
    first = ("I1", "operate", "emergency", "decompression_and_stabilisation")
    assert weighed(first, OPERATE_PLANNED) == Advice(
        "operate", "emergency", "decompression_and_stabilisation"
    )


def test_a_resection_that_has_lost_its_aim_gives_way() -> None:
    lost = (("L11", "consider"),)
    assert weighed(OPERATE_PLANNED, caps=lost) == Advice("consider", "planned", "pain_palliation")
    assert weighed(FIX, OPERATE_PLANNED, caps=lost) == Advice("operate", "urgent", "fracture_fixation")


def test_radiotherapy_first_is_no_operation_but_lets_one_be_weighed() -> None:
    radiotherapy = ("I4", "non_operative", "none", None)
    assert weighed(radiotherapy, least="emergency") == Advice("non_operative", "emergency")
    assert weighed(radiotherapy, WEIGH, least="emergency") == Advice("consider", "emergency", "stabilisation")
    assert weighed(radiotherapy, WEIGH, caps=(("L8", "non_operative"),)) == Advice("non_operative", "none")


def test_stops_override_and_keep_the_urgency() -> None:
    assert weighed(FIX, stops=("expedited",)) == Advice("diagnose_first", "urgent")
    assert weighed(stops=("expedited",)) == Advice("diagnose_first", "expedited")
    assert weighed(stops=("expedited",), least="emergency") == Advice("diagnose_first", "emergency")
    assert weighed(OPENED, stops=("urgent",)) == Advice("diagnose_first", "emergency")


def test_what_cannot_wait_silences_a_stop_that_is_not_firm() -> None:
    def stopped(key: str, urgency: str, least: str, *, firm: bool = False, cap: str = "no_effect") -> bool:
        found = weigh(
            [(INDICATION[key], Proposal("operate", urgency, "fracture_fixation"))],
            [(LIMIT["L1"], cap)],
            [(D2, "expedited", firm)],
            [(U1, least)] if least else [],
        )
        return found.advice.decision == "diagnose_first"

    for key in ("I1", "I2", "I2b", "I23"):
        assert not stopped(key, "urgent", "")
        assert stopped(key, "urgent", "", firm=True)
    assert stopped("I1", "urgent", "emergency", cap="non_operative")
    assert not stopped("I3", "urgent", "expedited")
    assert stopped("I3", "urgent", "")
    assert not stopped("I0", "urgent", "urgent")
    assert not stopped("I0", "urgent", "emergency")
    assert stopped("I0", "expedited", "expedited")
    assert stopped("I7", "urgent", "emergency")


def test_what_says_less_than_another_is_no_reason_of_its_own() -> None:
    lesion = judge(FEMUR, BROKEN)
    assert [i.key for i in lesion.indications] == ["I10", "I12"]
    assert [i.key for i in lesion.reasons] == ["I10"]
    # Only where the other is left no lower.
    low = weigh(
        [(I7, Proposal("operate", "urgent", "decompression_and_stabilisation")),
         (I9, Proposal("operate", "planned", "stabilisation"))],
        [(LIMIT["L7"], "consider")], [], [],
    )  # fmt: skip
    assert [i.key for i in reasons(low.proposals)] == ["I7", "I9"]
    assert {i.key: {more.key for more in i.silent_beside} for i in INDICATIONS if i.silent_beside} == {
        "I2b": {"I1", "I2", "I3"}, "I12": {"I10", "I11"}, "I15": {"I13", "I14"}, "I9": {"I7", "I7b", "I8"},
        "I20": {"I19"}, "I18": {"I17"},
    }  # fmt: skip


def test_undecided_only_where_an_operation_is_possible() -> None:
    assert weighed(may_be_operated=True) == Advice("undecided", "none")
    assert weighed(may_be_operated=True, least="urgent") == Advice("undecided", "urgent")
    assert weighed(WEIGH, may_be_operated=True).decision == "consider"
    assert weighed(stops=("urgent",), may_be_operated=True).decision == "diagnose_first"
    radiotherapy = ("I4", "non_operative", "none", None)
    assert weighed(radiotherapy, may_be_operated=True) == Advice("non_operative", "none")


# The same through a whole lesion


@pytest.mark.parametrize(
    ("base", "changes", "essential"),
    [
        ({}, {}, ("imaging.bone",)),
        (FEMUR, {"bone": None}, ("imaging.bone",)),
        (FEMUR, {"fracture": None}, ("fracture.fracture",)),
        (RIB, {"fracture": None}, ("fracture.fracture",)),
        (SPINE, {"collapse": None, "lesion_type": "lytic"}, ("imaging.collapse",)),
        (SPINE, {"deficit": None}, ("neuro.deficit",)),
        (SPINE, {"deficit": None, "collapse": None}, ("imaging.collapse", "neuro.deficit")),
        (SPINE, {"deficit": None, "collapse": None, "implant": "intact"}, ("neuro.deficit",)),
        (FEMUR, {**ONE, "fracture": None, "histology": None}, ("imaging.histology", "fracture.fracture")),
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
    ("base", "changes", "decision"),
    [
        # No open answer can bring an operation.
        (FEMUR, {"deficit": "none", "age": None}, "non_operative"),
        (RIB, {"worst_pain": None, "mechanical": None}, "non_operative"),
        # One could, if it hurts on loading, or if its function is gone.
        (RIB, {"fracture": "present", "open_or_vascular_injury": False, "limb_function": None}, "undecided"),
        (SPINE, {"mechanical": None, "lesion_type": "lytic", "posterolateral": None}, "undecided"),
        (FEMUR, {"axial_extent_mm": None}, "undecided"),
        # Unfit as it is presumed, and the anaesthetist may say otherwise.
        (FEMUR, {**BROKEN, "asa": 5, "fit_for_anaesthesia": None}, "undecided"),
        (FEMUR, {**BROKEN, "asa": 5, "fit_for_anaesthesia": "unfit"}, "non_operative"),
        # Dying, whatever is found.
        (FEMUR, {"axial_extent_mm": None, "expected_survival": "under_6_weeks"}, "non_operative"),
        (SPINE, {"collapse": None, "alignment": "subluxation"}, "operate"),
        (SPINE, {"deficit": None, "alignment": "subluxation"}, "operate"),
        (FEMUR, {"fracture": None, "histology": "primary_bone_tumour"}, "diagnose_first"),
        (CORD, {"collapse": None, "cord_compression": "3", "bone_retropulsion": None, **LYMPHOMA},
         "undecided"),
        (CORD, {"collapse": None, "cord_compression": "3", **LYMPHOMA}, "non_operative"),
    ],
)  # fmt: skip
def test_no_operation_is_only_said_where_none_can_be_brought(
    base: Answers, changes: Answers, decision: str
) -> None:
    assert judge(base, changes).decision == decision


def test_while_undecided_the_urgency_is_that_of_nerves_and_bone() -> None:
    assert advice(FEMUR, {"bone": "rib", **BROKEN}, limb_function=None) == ("undecided", "none", None)
    assert advice(FEMUR, BROKEN, asa=5, fit_for_anaesthesia=None) == ("undecided", "urgent", None)


def test_the_aim_follows_the_order_of_the_indications() -> None:
    """Cord before stability before fracture before nerve."""
    both = {**DEFICIT, "cord_compression": "3", "primary": "kidney", "alignment": "subluxation"}
    assert advice(CORD, both)[2] == "decompression_and_stabilisation"
    root = {**DEFICIT, "deficit": "radiculopathy", "frankel": "E"}
    assert advice(LUMBAR, root, mechanical=True, lesion_type="lytic")[2] == "stabilisation"
    assert advice(FEMUR, BROKEN, implant="failed")[2] == "reconstruction"


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
