"""The stops: nothing is fixed before the diagnosis is secure, except what cannot wait."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.rules.stops import STOPS
from tests.clinical.bases import CORD, DEFICIT, FEMUR, RIB, SPINE, Answers, advice, judge

ONE: Answers = {"vertebral_metastases": 0, "other_bone_metastases": 1}
TWO: Answers = {"vertebral_metastases": 1, "other_bone_metastases": 1}
ONE_VERTEBRA: Answers = {"vertebral_metastases": 1, "other_bone_metastases": 0}
NO_BIOPSY: Answers = {"histology": "not_done", "aggressive_features": False, "infection_signs": False}
INCONCLUSIVE: Answers = {**NO_BIOPSY, "histology": "inconclusive"}
NOT_FOUND: Answers = {"cancer_history": "no_primary_found"}
BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}


def stops(base: Answers, *more: Answers, **changes: Any) -> list[str]:
    return [stop.key for stop in judge(base, *more, **changes).stops]


def test_the_stops_are_those_of_the_policy() -> None:
    assert [(stop.key, stop.name) for stop in STOPS] == [
        ("D3", "child"), ("D1", "sarcoma"), ("D4", "other_disease"), ("D5", "infection"), ("D2", "unproven"),
    ]  # fmt: skip
    assert {stop.key: stop.evidence for stop in STOPS} == {
        "D1": ("guideline",), "D2": ("guideline", "cohort"), "D3": ("expert",), "D4": ("expert",),
        "D5": ("expert",),
    }  # fmt: skip


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
        # Two, and the cancer is five years old.
        ({**NO_BIOPSY, **TWO, "interval_months": 60}, ["D2"]),
        ({**NO_BIOPSY, **TWO, "interval_months": 59}, []),
        ({**NO_BIOPSY, **TWO, "other_bone_metastases": 2, "interval_months": 60}, []),
        # Staged in full without a cancer: it may be a tumour of the bone.
        ({**NO_BIOPSY, **NOT_FOUND, **ONE}, ["D1", "D2"]),
        ({**INCONCLUSIVE, **NOT_FOUND, **ONE}, ["D1", "D2"]),
        ({**NO_BIOPSY, **NOT_FOUND, **ONE, "whole_body_staging": "partial"}, ["D2"]),
        ({**NO_BIOPSY, **NOT_FOUND, "vertebral_metastases": None}, ["D2"]),
        ({**NO_BIOPSY, "cancer_history": "not_worked_up", **ONE}, ["D2"]),
        # Under 18, another disease, infection.
        ({"age": 17}, ["D3"]),
        ({"age": 18}, []),
        ({"age": None}, []),
        ({"histology": "other_disease"}, ["D4"]),
        ({**NO_BIOPSY, "infection_signs": True}, ["D5"]),
        ({**INCONCLUSIVE, "infection_signs": True}, ["D5"]),
        ({**NO_BIOPSY, "infection_signs": None}, []),
        ({**ONE, "histology": "metastasis_confirmed"}, []),
        ({**ONE, "histology": "confirmed_elsewhere"}, []),
        ({**NOT_FOUND, "histology": "confirmed_elsewhere"}, []),
    ],
)
def test_which_stop_holds(changes: Answers, keys: list[str]) -> None:
    assert stops(FEMUR, changes) == keys
    assert (judge(FEMUR, changes).decision == "diagnose_first") is bool(keys)


def test_contiguous_levels_are_one_metastasis_that_is_to_be_proven() -> None:
    three = {"vertebral_metastases": 3, "other_bone_metastases": 0}
    assert stops(SPINE, NO_BIOPSY, three, contiguous_levels=3) == ["D2"]
    assert stops(SPINE, NO_BIOPSY, three, contiguous_levels=1) == []
    assert stops(SPINE, NO_BIOPSY, three) == []


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({"age": 10, "histology": "primary_bone_tumour"}, ["D3", "D1"]),
        ({"age": 10, "histology": "other_disease"}, ["D3", "D4"]),
        ({"age": 10, **NO_BIOPSY, **ONE, **NOT_FOUND, "infection_signs": True}, ["D3", "D1", "D5", "D2"]),
        ({**NO_BIOPSY, **ONE, "aggressive_features": True, "infection_signs": True}, ["D1", "D5", "D2"]),
        # A tumour of the bone that is only feared from the staging gives way to the infection that is seen.
        ({**NO_BIOPSY, **ONE, **NOT_FOUND, "infection_signs": True}, ["D5", "D1", "D2"]),
        ({**NO_BIOPSY, **ONE, "infection_signs": True}, ["D5", "D2"]),
    ],
)
def test_which_speaks_where_several_hold(changes: Answers, keys: list[str]) -> None:
    assert stops(FEMUR, changes) == keys


@pytest.mark.parametrize(
    ("changes", "urgency"),
    [
        ({"age": 17}, "urgent"),
        ({"histology": "other_disease"}, "none"),
        ({"histology": "other_disease", **BROKEN}, "urgent"),  # the bone is urgent by itself
        ({**NO_BIOPSY, "infection_signs": True}, "urgent"),
        ({**NO_BIOPSY, **NOT_FOUND, **ONE}, "urgent"),
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
    failing = {**DEFICIT, "deficit_hours": 24, "histology": "primary_bone_tumour", "cord_compression": "0"}
    lesion = judge(CORD, failing)
    assert (lesion.decision, lesion.urgency) == ("diagnose_first", "emergency")
    assert lesion.headline == (
        "Call the centre and the spinal (or trauma) surgeon now. Decompression or debridement is theirs "
        "to decide today; this stop does not delay it."
    )


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({**DEFICIT, "cord_compression": None}, "I0"),
        ({**DEFICIT, "deficit_hours": 24, "cord_compression": "1c"}, "I1"),
        ({**DEFICIT, "deficit_hours": 100, "cord_compression": "3"}, "I2"),
        ({**DEFICIT, "cord_compression": "3"}, "I2b"),
        (
            {"cord_compression": "3", "primary": "kidney", "sphincter": "disturbed", "sphincter_hours": 200},
            "I3",
        ),
        # Known to be dying, and still operated on at once: a limit alone does not let the stop speak.
        ({**DEFICIT, "deficit_hours": 24, "cord_compression": "3", "expected_benefit": False}, "I1"),
    ],
)
def test_what_cannot_wait_is_operated_on_and_tissue_is_taken_then(changes: Answers, because: str) -> None:
    lesion = judge(CORD, NO_BIOPSY, ONE_VERTEBRA, changes)
    assert because in [indication.key for indication in lesion.indications]
    assert lesion.stops == ()
    assert lesion.decision in ("operate", "consider")


def test_an_exception_that_the_limits_leave_nothing_of_silences_no_stop() -> None:
    now = {**DEFICIT, "deficit_hours": 24, "cord_compression": "3", "fit_for_anaesthesia": "unfit"}
    assert advice(CORD, NO_BIOPSY, ONE_VERTEBRA, now) == ("diagnose_first", "emergency", None)


def test_a_compressed_cord_that_waits_only_weeks_is_diagnosed_first() -> None:
    """I0 with an urgency of less than 72 hours, and I3 without a deficit, silence nothing."""
    root = {**DEFICIT, "deficit": "radiculopathy", "frankel": "E", "weakest_power": 3}
    lesion = judge(CORD, NO_BIOPSY, ONE_VERTEBRA, root, cord_compression=None)
    assert "I0" in [indication.key for indication in lesion.indications]
    assert lesion.decision == "diagnose_first"


def test_a_compression_that_can_wait_is_diagnosed_first() -> None:
    resistant = {"cord_compression": "3", "primary": "kidney"}
    for changes in ({"cord_compression": "1c"}, resistant, {"alignment": "subluxation"}):
        assert advice(CORD, NO_BIOPSY, ONE_VERTEBRA, changes)[0] == "diagnose_first"


def test_an_open_fracture_cannot_wait_but_a_sarcoma_is_never_fixed() -> None:
    opened = {**BROKEN, "open_or_vascular_injury": True}
    assert advice(FEMUR, NO_BIOPSY, ONE, opened) == ("operate", "emergency", "fracture_fixation")
    assert advice(FEMUR, {"histology": "primary_bone_tumour"}, opened) == (
        "diagnose_first", "emergency", None,
    )  # fmt: skip


def test_an_open_answer_never_silences_a_stop() -> None:
    """As long as an open fracture is not known the stop speaks, and may still fall."""
    lesion = judge(FEMUR, NO_BIOPSY, ONE, fracture="displaced")
    assert (lesion.decision, lesion.urgency, lesion.settled) == ("diagnose_first", "urgent", False)
    assert "fracture.open_or_vascular_injury" in lesion.missing
    assert lesion.possible == ("diagnose_first", "operate")
    cord = judge(CORD, NO_BIOPSY, ONE_VERTEBRA, DEFICIT, cord_compression="3", primary=None)
    assert cord.decision != "diagnose_first", "an indication that holds as it stands does silence it"


def test_a_stop_whose_own_condition_is_open_does_not_speak_yet() -> None:
    lesion = judge(FEMUR, NO_BIOPSY, vertebral_metastases=None)
    assert lesion.stops == ()
    lesion = judge(FEMUR, NO_BIOPSY, vertebral_metastases=None, other_bone_metastases=1)
    assert lesion.stops == ()
    assert lesion.possible[0] == "diagnose_first"


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


def test_open_histology_heads_in_an_emergency_too() -> None:
    lesion = judge(CORD, NOT_FOUND, DEFICIT, histology=None, cord_compression="3", deficit_hours=24)
    assert lesion.decision == "operate"
    assert lesion.missing[0] == "imaging.histology"
    several = judge(FEMUR, histology=None, primary=None)
    assert "imaging.histology" in several.missing, "it may still be a primary bone tumour"
