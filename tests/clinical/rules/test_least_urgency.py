"""Least urgencies: the state of nerves and bone is urgent whatever is decided."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from tests.clinical.bases import (
    ACETABULUM,
    CORD,
    DEFICIT,
    FEMUR,
    HUMERUS,
    LUMBAR,
    RIB,
    SPINE,
    TREATED,
    ULNA,
    Answers,
    advice,
    judge,
)

LYMPHOMA: Answers = {"primary": "lymphoma"}
LOST: Answers = {**DEFICIT, "frankel": "A", "walking": "unable"}
BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}


def least(base: Answers, *more: Answers, **changes: Any) -> dict[str, str]:
    """Give each row that asks for something as it stands, with how soon."""
    deliberation = judge(base, *more, **changes)._deliberation
    return {s.rule.key: s.now for s in deliberation.least_urgencies if s.now not in (None, "none")}


def test_the_rows_are_those_of_the_policy() -> None:
    assert [(rule.key, rule.name) for rule in LEAST_URGENCIES] == [
        ("U1", "nerves_failing"), ("U2", "open_or_vascular"), ("U3", "broken"), ("U4", "unstable_spine"),
        ("U5", "sensitive_compression"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "onset", "urgency"),
    [
        (10, None, "emergency"), (48, None, "emergency"), (49, "2_to_7_days", "urgent"),
        (168, "over_14_days", "urgent"), (169, "over_14_days", "urgent"), (None, None, "emergency"),
        (None, "within_48_hours", "emergency"), (None, "2_to_7_days", "urgent"),
        (None, "8_to_14_days", "urgent"), (None, "over_14_days", "urgent"),
    ],
)  # fmt: skip
def test_a_motor_deficit_by_when_it_began(hours: int | None, onset: str | None, urgency: str) -> None:
    assert least(SPINE, DEFICIT, deficit_hours=hours, onset=onset) == {"U1": urgency}


@pytest.mark.parametrize(
    ("changes", "urgency"),
    [
        # A root that is weak: urgent in the first week, then within two weeks.
        ({"deficit": "radiculopathy", "frankel": "E", "weakest_power": 3, "deficit_hours": 48}, "emergency"),
        ({"deficit": "radiculopathy", "frankel": "E", "weakest_power": 3, "deficit_hours": 168}, "urgent"),
        ({"deficit": "radiculopathy", "frankel": "E", "weakest_power": 3, "deficit_hours": 169}, "expedited"),
        ({"deficit": "radiculopathy", "frankel": "E", "weakest_power": 4, "deficit_hours": 10}, None),
        ({"deficit": "radiculopathy", "frankel": "E", "weakest_power": None, "deficit_hours": 10}, None),
        # The kind not told counts as motor; not answered at all it does not.
        ({"deficit": "present", "frankel": "E", "deficit_hours": 500}, "urgent"),
        ({"deficit": None, "frankel": None}, None),
        ({"deficit": "radiculopathy", "frankel": "impaired", "deficit_hours": 500}, "urgent"),
        ({"deficit": "none", "frankel": "C"}, "emergency"),
    ],
)
def test_other_deficits(changes: Answers, urgency: str | None) -> None:
    assert least(SPINE, DEFICIT, changes) == ({"U1": urgency} if urgency else {})


@pytest.mark.parametrize(
    ("changes", "urgency"),
    [
        ({}, "emergency"), ({"sphincter_hours": 168}, "emergency"), ({"sphincter_hours": 169}, "urgent"),
        ({**DEFICIT, "sphincter_hours": 1000}, "urgent"),
        ({**DEFICIT, "deficit_hours": 10, "sphincter_hours": 1000}, "emergency"),
        # How long ago power was lost is not known.
        ({**DEFICIT, "deficit_hours": None, "onset": None, "sphincter_hours": 1000}, "emergency"),
    ],
)  # fmt: skip
def test_a_disturbed_sphincter(changes: Answers, urgency: str) -> None:
    assert least(SPINE, changes, sphincter="disturbed") == {"U1": urgency}


@pytest.mark.parametrize(
    ("changes", "urgency"),
    [
        ({"hours_since_walking_lost": 48, "deficit_hours": 500}, "emergency"),
        ({"hours_since_walking_lost": 49, "deficit_hours": 500}, "urgent"),
        ({"hours_since_walking_lost": 168, "deficit_hours": 500}, "urgent"),
        ({"hours_since_walking_lost": 169, "deficit_hours": 500}, "expedited"),
        ({"hours_since_walking_lost": 500, "deficit_hours": 20}, "emergency"),
        ({"hours_since_walking_lost": 500, "deficit_hours": 500, "frankel": "C"}, "urgent"),
        ({"hours_since_walking_lost": 500, "deficit_hours": 500, "sphincter": "disturbed"}, "expedited"),
        ({"hours_since_walking_lost": 1440, "deficit_hours": None, "onset": "within_48_hours"}, "expedited"),
    ],
)
def test_prolonged_paralysis(changes: Answers, urgency: str) -> None:
    assert least(SPINE, LOST, changes) == {"U1": urgency}


@pytest.mark.parametrize(
    ("estimate", "urgency"),
    [("under_6_weeks", "urgent"), ("6_weeks_to_3_months", "emergency"), (None, "emergency")],
)
def test_under_six_weeks_it_is_at_most_urgent(estimate: str | None, urgency: str) -> None:
    assert least(SPINE, DEFICIT, deficit_hours=10, expected_survival=estimate) == {"U1": urgency}
    assert least(SPINE, DEFICIT, deficit_hours=500, expected_survival="under_6_weeks") == {"U1": "urgent"}


def test_nerves_off_the_spine_are_none_of_it() -> None:
    nerve: Answers = {"deficit": "peripheral_nerve", "deficit_hours": 10, "weakest_power": 0}
    assert least(FEMUR, nerve) == {}


def test_an_open_injury_is_an_emergency() -> None:
    assert least(RIB, BROKEN, open_or_vascular_injury=True) == {"U2": "emergency"}
    assert least(RIB, BROKEN) == {}
    assert least(RIB, BROKEN, open_or_vascular_injury=None) == {}


@pytest.mark.parametrize(
    ("base", "fracture", "urgency"),
    [
        (FEMUR, "displaced", "urgent"), (FEMUR, "present", "urgent"), (FEMUR, "undisplaced", "expedited"),
        (HUMERUS, "displaced", "expedited"), (ULNA, "undisplaced", "expedited"),
        (ACETABULUM, "displaced", "expedited"), (RIB, "displaced", None), (FEMUR, None, None),
        (FEMUR, "none", None),
    ],
)  # fmt: skip
def test_a_fractured_limb(base: Answers, fracture: str | None, urgency: str | None) -> None:
    injury = None if fracture in ("none", None) else False
    found = least(base, fracture=fracture, open_or_vascular_injury=injury)
    assert found == ({"U3": urgency} if urgency else {})


@pytest.mark.parametrize(
    ("base", "changes", "urgency"),
    [
        (SPINE, {"alignment": "subluxation"}, "urgent"),
        # SINS: T7 1, mechanical 3, lytic 2, deformity 2, collapse over half 3, both sides 3 = 14
        (
            SPINE,
            {
                "mechanical": True, "lesion_type": "lytic", "alignment": "deformity",
                "collapse": "over_half", "posterolateral": "bilateral", "bone_retropulsion": False,
            },
            "urgent",
        ),
        (SPINE, {"level": "C0", "other_spinal_fracture": True}, "urgent"),
        (SPINE, {"level": "C2", "other_spinal_fracture": True}, "urgent"),
        (SPINE, {"level": "C3", "other_spinal_fracture": True}, "expedited"),
        (SPINE, {"level": "C7", "other_spinal_fracture": True}, "expedited"),
        (SPINE, {"level": "T1", "other_spinal_fracture": True}, None),
        (SPINE, {"level": "cervical", "other_spinal_fracture": True}, "expedited"),
        (LUMBAR, {"level": "S1", "other_spinal_fracture": True}, "expedited"),
        (LUMBAR, {"level": "S5", "other_spinal_fracture": True}, "expedited"),
        (LUMBAR, {"level": "L5", "other_spinal_fracture": True}, None),
        (SPINE, {"collapse": "under_half", "bone_retropulsion": True}, "expedited"),
        (SPINE, {"collapse": "under_half", "bone_retropulsion": False}, None),
        (SPINE, {"level": "C2"}, None),
    ],
)  # fmt: skip
def test_a_spine_that_may_give_way(base: Answers, changes: Answers, urgency: str | None) -> None:
    assert least(base, changes) == ({"U4": urgency} if urgency else {})


@pytest.mark.parametrize(
    ("changes", "urgency"),
    [
        ({"cord_compression": "3"}, "urgent"), ({"cord_compression": "2"}, "urgent"),
        ({"cord_compression": "1c"}, None), ({"cord_compression": "1b"}, None),
        ({"cord_compression": "3", "expected_survival": "under_6_weeks"}, None),
        ({"cord_compression": "3", "expected_survival": None}, "urgent"),
        ({"cord_compression": "3", "primary": "breast", "hormone_dependent": True}, None),
        ({"cord_compression": "3", **TREATED}, "urgent"),
        ({**DEFICIT, "cord_compression": "1c"}, "emergency"),
        ({"cord_compression": "1c", "sphincter": "disturbed", "sphincter_hours": 1000}, "emergency"),
        ({**DEFICIT, "cord_compression": "3", "expected_survival": "under_6_weeks"}, "urgent"),
        ({**LOST, "cord_compression": "3", "hours_since_walking_lost": 49}, "urgent"),
        ({**LOST, "cord_compression": "3", "hours_since_walking_lost": 169}, None),
    ],
)  # fmt: skip
def test_compression_by_a_radiosensitive_tumour(changes: Answers, urgency: str | None) -> None:
    assert least(CORD, LYMPHOMA, changes).get("U5") == urgency


def test_the_cauda_counts_as_well() -> None:
    below = {"separate_compression_levels": False, "bone_retropulsion": False}
    assert least(LUMBAR, LYMPHOMA, below, cauda_compression="severe")["U5"] == "urgent"
    assert least(LUMBAR, LYMPHOMA, below, cauda_compression="partial").get("U5") is None


def test_no_limit_and_no_decision_lowers_it() -> None:
    failing = {**DEFICIT, "deficit_hours": 100}
    assert advice(SPINE, failing, cord_compression="0") == ("non_operative", "urgent", None)
    for limit in ({"fit_for_anaesthesia": "unfit"}, {"expected_benefit": False}):
        assert advice(SPINE, failing, limit, cord_compression="1b")[:2] == ("non_operative", "urgent")
    unfit = judge(CORD, {**DEFICIT, "deficit_hours": 4}, cord_compression="3", fit_for_anaesthesia="unfit")
    assert (unfit.decision, unfit.urgency, unfit.urgency_from) == ("non_operative", "emergency", ("U1",))
    # ESCC 3 explains the deficit: no MRI is asked for.
    assert unfit.headline == "Steroid, spinal surgeon and radiotherapy, within 24 hours. No operation."


def test_it_is_said_which_rows_set_the_urgency() -> None:
    lesion = judge(CORD, {**DEFICIT, "deficit_hours": 10}, cord_compression="3")
    assert lesion.urgency_from == ("U1", "I1")
    assert judge(FEMUR).urgency_from == ()
    stopped = judge(FEMUR, histology="primary_bone_tumour")
    assert stopped.urgency_from == ("D1",)


def test_an_open_answer_read_by_name_keeps_it_live_and_is_missing() -> None:
    broken = judge(FEMUR, fracture="present", open_or_vascular_injury=False)
    assert (broken.urgency, broken.settled) == ("urgent", False)
    assert broken.missing == ("fracture.fracture",)
    failing = judge(SPINE, DEFICIT, deficit_hours=None, onset=None, cord_compression="0")
    assert (failing.urgency, failing.settled) == ("emergency", False)
    assert set(failing.missing) == {"neuro.deficit_hours", "neuro.onset"}
    sphincter = judge(SPINE, sphincter="disturbed")
    assert (sphincter.urgency, sphincter.missing) == ("emergency", ("neuro.sphincter_hours",))
    assert "U1" in [rule.key for rule in sphincter.live]


def test_the_highest_of_them_is_the_floor_of_an_evaluation() -> None:
    assert judge(SPINE, DEFICIT, alignment="subluxation", deficit_hours=10).floor == "emergency"
    assert judge(SPINE, alignment="subluxation").floor == "urgent"
    assert judge(FEMUR).floor == "none"
