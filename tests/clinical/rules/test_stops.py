"""The stops: nothing is fixed before the diagnosis is secure, except what cannot wait."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.rules.stops import STOPS
from tests.clinical.bases import CORD, DEFICIT, FEMUR, RIB, SPINE, Answers, advice, judge

ONE: Answers = {"vertebral_metastases": 0, "other_bone_metastases": 1}
ONE_VERTEBRA: Answers = {"vertebral_metastases": 1, "other_bone_metastases": 0}
NO_BIOPSY: Answers = {"histology": "not_done", "aggressive_features": False}
INCONCLUSIVE: Answers = {"histology": "inconclusive", "aggressive_features": False}
NOT_FOUND: Answers = {"cancer_history": "no_primary_found"}
BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}


def stops(base: Answers, *more: Answers, **changes: Any) -> list[str]:
    return [stop.key for stop in judge(base, *more, **changes).stops]


def test_the_stops_are_those_of_the_policy() -> None:
    assert [(stop.key, stop.name) for stop in STOPS] == [("D1", "sarcoma"), ("D2", "unproven")]
    assert {stop.key: stop.standing for stop in STOPS} == {
        "D1": ("guideline",),
        "D2": ("guideline", "cohort"),
    }


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({"histology": "primary_bone_tumour"}, ["D1"]),
        ({**NO_BIOPSY, "aggressive_features": True}, ["D1"]),
        ({**INCONCLUSIVE, "aggressive_features": True}, ["D1"]),
        (NO_BIOPSY, []),
        ({}, []),
        ({**NO_BIOPSY, **ONE}, ["D2"]),
        ({**INCONCLUSIVE, **ONE}, ["D2"]),
        ({**INCONCLUSIVE, **ONE, "aggressive_features": True}, ["D1", "D2"]),
        ({**NO_BIOPSY, **ONE, "whole_body_staging": "none"}, ["D2"]),
        ({**NO_BIOPSY, **NOT_FOUND}, ["D2"]),
        ({**NO_BIOPSY, "cancer_history": "not_worked_up"}, ["D2"]),
        ({**NO_BIOPSY, "cancer_history": "found_after_bone_lesion"}, []),
        ({**NO_BIOPSY, "vertebral_metastases": 1, "other_bone_metastases": 1}, []),
        ({**ONE, "histology": "metastasis_confirmed"}, []),
        ({**ONE, "histology": "confirmed_elsewhere"}, []),
        ({**NOT_FOUND, "histology": "confirmed_elsewhere"}, []),
    ],
)
def test_which_stop_holds(changes: Answers, keys: list[str]) -> None:
    assert stops(FEMUR, changes) == keys
    assert (judge(FEMUR, changes).decision == "diagnose_first") is bool(keys)


@pytest.mark.parametrize(
    ("changes", "urgency"),
    [
        ({"histology": "primary_bone_tumour"}, "urgent"),
        ({**NO_BIOPSY, **ONE}, "expedited"),
        ({**NO_BIOPSY, **ONE, **BROKEN}, "urgent"),
        ({**NO_BIOPSY, **ONE, **BROKEN, "fracture": "undisplaced"}, "urgent"),
        ({**NO_BIOPSY, **ONE, "axial_extent_mm": 30}, "expedited"),
        ({**NO_BIOPSY, "aggressive_features": True, **BROKEN}, "urgent"),
    ],
)
def test_its_urgency(changes: Answers, urgency: str) -> None:
    assert advice(FEMUR, changes) == ("diagnose_first", urgency, None)


def test_a_fracture_that_is_not_excluded_counts_as_one() -> None:
    assert advice(RIB, NO_BIOPSY, ONE, BROKEN, fracture=None) == ("diagnose_first", "urgent", None)
    assert advice(RIB, NO_BIOPSY, ONE) == ("diagnose_first", "expedited", None)


def test_the_urgency_of_what_was_proposed_stays() -> None:
    """An unstable spine is urgent, and remains so while the tissue is taken."""
    assert advice(SPINE, NO_BIOPSY, ONE_VERTEBRA, alignment="subluxation") == (
        "diagnose_first", "urgent", None,
    )  # fmt: skip
    assert advice(SPINE, NO_BIOPSY, ONE_VERTEBRA) == ("diagnose_first", "expedited", None)


def test_the_floor_stays_below_a_stop() -> None:
    failing = {**DEFICIT, "onset": None, "histology": "primary_bone_tumour", "cord_compression": "0"}
    assert advice(CORD, failing) == ("diagnose_first", "emergency", None)


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({**DEFICIT, "cord_compression": None}, "I0"),
        ({**DEFICIT, "onset": "within_48_hours", "cord_compression": "1c"}, "I1"),
        ({**DEFICIT, "onset": "2_to_7_days", "cord_compression": "3"}, "I2"),
        ({**DEFICIT, "cord_compression": "3"}, "I2b"),
        ({"cord_compression": "3", "primary": "kidney"}, "I3"),
    ],
)
def test_what_cannot_wait_is_operated_on_and_tissue_is_taken_then(changes: Answers, because: str) -> None:
    lesion = judge(CORD, NO_BIOPSY, ONE_VERTEBRA, changes)
    assert because in [indication.key for indication in lesion.indications]
    assert lesion.stops == ()
    assert lesion.decision in ("operate", "consider")


def test_a_compression_that_can_wait_is_diagnosed_first() -> None:
    for changes in ({"cord_compression": "1c"}, {"cord_compression": "3"}, {"alignment": "subluxation"}):
        assert advice(CORD, NO_BIOPSY, ONE_VERTEBRA, changes)[0] == "diagnose_first"


def test_an_open_fracture_cannot_wait_but_a_sarcoma_is_never_fixed() -> None:
    opened = {**BROKEN, "open_or_vascular_injury": True}
    assert advice(FEMUR, NO_BIOPSY, ONE, opened) == ("operate", "emergency", "fracture_fixation")
    assert advice(FEMUR, {"histology": "primary_bone_tumour"}, opened) == (
        "diagnose_first", "emergency", None,
    )  # fmt: skip


def test_whether_it_can_wait_must_be_known_before_it_stops() -> None:
    """As long as an open fracture is not excluded the stop is live: it comes first in what is missing."""
    lesion = judge(FEMUR, NO_BIOPSY, ONE, fracture="displaced")
    assert (lesion.decision, lesion.settled) == ("operate", False)
    assert "fracture.open_or_vascular_injury" in lesion.missing
    assert "D2" in [rule.key for rule in lesion.live]


@pytest.mark.parametrize("other_half", [ONE, NOT_FOUND, {"cancer_history": "not_worked_up"}])
def test_open_histology_makes_the_advice_provisional_and_heads_what_is_missing(other_half: Answers) -> None:
    lesion = judge(FEMUR, other_half, histology=None)
    assert not lesion.settled
    assert lesion.missing[0] == "imaging.histology"
    assert lesion.stops == ()


def test_open_histology_heads_also_while_the_nerves_are_not_yet_examined() -> None:
    lesion = judge(SPINE, NOT_FOUND, histology=None, deficit=None, frankel=None, sphincter=None)
    assert lesion.decision == "undecided"
    assert lesion.missing[:2] == ("imaging.histology", "neuro.deficit")


def test_open_histology_does_not_head_where_the_operation_cannot_wait() -> None:
    lesion = judge(CORD, NOT_FOUND, DEFICIT, histology=None, cord_compression="3", onset="within_48_hours")
    assert lesion.decision == "operate"
    assert lesion.missing[0] != "imaging.histology"
    several = judge(FEMUR, histology=None, primary=None)
    assert "imaging.histology" in several.missing, "it may still be a primary bone tumour"
