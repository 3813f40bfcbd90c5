"""What would change the advice: one answer at a time, to every other choice or past each cut-off."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.evaluation.what_if import alternatives, cuts_of
from assessments.clinical.sections import QUESTIONS
from tests.clinical.bases import (
    ACETABULUM,
    CORD,
    DEFICIT,
    FEMUR,
    HUMERUS,
    RIB,
    SPINE,
    Answers,
    facts,
    judge,
)

BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}
EIGHT: Answers = {"lesion_type": "lytic", "cortical_fraction": "third_to_two_thirds"}


def changes(
    base: Answers, *more: Answers, **answers: Any
) -> dict[str, dict[object, tuple[str, str, str | None]]]:
    """For each question the answers that would change the advice, and to what."""
    found: dict[str, dict[object, tuple[str, str, str | None]]] = {}
    for change in judge(base, *more, **answers).what_if:
        advice = change.advice
        found.setdefault(change.question.path, {})[change.answer] = (
            advice.decision,
            advice.urgency,
            advice.aim,
        )
    return found


def test_a_quiet_femur() -> None:
    found = changes(FEMUR)
    fix = ("operate", "expedited", "prophylactic_fixation")
    weigh = ("consider", "planned", "prophylactic_fixation")
    assert found["imaging.axial_extent_mm"] == {30: fix}
    assert found["imaging.circumferential_percent"] == {51: fix}
    assert found["imaging.cortical_fraction"] == {"over_two_thirds": weigh}  # Mirels 8
    assert found["fracture.fracture"] == {
        "undisplaced": ("operate", "expedited", "fracture_fixation"),
        "displaced": ("operate", "urgent", "fracture_fixation"),
    }
    assert found["pain.mechanical"] == {True: weigh}  # 2 + 3 + 2 + 1
    assert found["pain.worst_pain"] == {7: weigh}
    assert found["imaging.histology"] == {
        "primary_bone_tumour": ("diagnose_first", "urgent", None),
        "other_disease": ("diagnose_first", "none", None),
    }
    assert "history.expected_survival" not in found
    assert found["patient.age"] == {17: ("diagnose_first", "urgent", None)}


def test_a_fracture() -> None:
    found = changes(FEMUR, BROKEN)
    none = ("non_operative", "none", None)
    assert found["fracture.fracture"] == {
        "none": none,
        "undisplaced": ("operate", "expedited", "fracture_fixation"),
    }
    # Displaced: fixed for nursing though life is short, and urgent whatever is done.
    assert found["history.expected_survival"] == {
        "under_6_weeks": ("consider", "urgent", "fracture_fixation")
    }
    assert found["history.fit_for_anaesthesia"] == {"unfit": ("non_operative", "urgent", None)}
    assert found["history.expected_benefit"] == {False: ("consider", "urgent", "fracture_fixation")}
    assert found["fracture.open_or_vascular_injury"] == {True: ("operate", "emergency", "fracture_fixation")}
    assert not {"history.platelets", "history.inr", "history.calcium"} & set(found)


@pytest.mark.parametrize(
    ("extent", "others"),
    [(10, {30}), (29, {30}), (30, {29}), (45, {29})],
)
def test_a_number_goes_to_the_nearest_value_beyond_the_cut_off(extent: int, others: set[int]) -> None:
    found = changes(FEMUR, EIGHT, axial_extent_mm=extent)
    assert set(found["imaging.axial_extent_mm"]) == others


@pytest.mark.parametrize(
    ("key", "cuts"),
    [
        ("axial_extent_mm", {(29, 30)}),
        ("circumferential_percent", {(50, 51)}),
        ("hours_since_walking_lost", {(48, 49), (168, 169)}),
        ("deficit_hours", {(48, 49), (168, 169)}),
        ("sphincter_hours", {(168, 169)}),
        ("age", {(17, 18)}),
        ("interval_months", {(59, 60)}),
        ("weakest_power", {(0, 1), (3, 4)}),
        ("asa", {(3, 4), (4, 5)}),
        ("ecog_before", {(2, 3), (3, 4)}),
        ("worst_pain", {(0, 1), (3, 4), (4, 5), (6, 7)}),
        ("weeks_since_radiotherapy", {(3, 4)}),
        ("inr", {(1.5, 1.6)}),
        ("crp", {(3.9, 4)}),
        ("ldh", {(249, 250)}),
        ("bilirubin", {(23.8, 23.9)}),
    ],
)
def test_each_cut_off_is_known_by_the_answers_on_its_two_sides(
    key: str, cuts: set[tuple[float, float]]
) -> None:
    assert cuts_of(QUESTIONS[key]) >= cuts
    assert all(below < above for below, above in cuts_of(QUESTIONS[key]))


def test_platelets_and_calcium_and_albumin_have_the_cut_offs_of_rules_and_scores() -> None:
    assert {(49, 50), (99, 100)} <= cuts_of(QUESTIONS["platelets"])
    assert (2.56, 2.57) in cuts_of(QUESTIONS["calcium"])
    assert (36.9, 37) in cuts_of(QUESTIONS["albumin"])
    assert {(1, 2), (2, 3)} <= cuts_of(QUESTIONS["vertebral_metastases"])
    assert {(0, 1), (2, 3)} <= cuts_of(QUESTIONS["other_bone_metastases"])


def test_coarse_choices_are_not_offered() -> None:
    assert set(changes(RIB, limb_function="limited", fracture="displaced")["fracture.fracture"]) == {"none"}
    found = changes(CORD, DEFICIT, cord_compression="1c", deficit_hours=24)
    for path, answers in found.items():
        question = QUESTIONS[path.split(".")[1]]
        coarse = {choice.value for choice in question.choices if choice.stands_for}
        fine = {choice.value for choice in question.choices if not choice.stands_for}
        assert not (coarse - fine) & set(answers), path


def test_a_coarse_answer_may_become_each_finer_one() -> None:
    found = changes(FEMUR, BROKEN, fracture="present")
    assert set(found["fracture.fracture"]) == {"none", "undisplaced"}


def test_choices_of_another_bone_are_not_offered() -> None:
    found = changes(HUMERUS, {"cortical_breach": True})
    assert not {"cord", "cauda_equina", "radiculopathy"} & set(found.get("neuro.deficit", {}))
    assert "head_neck" not in found.get("imaging.segment", {})
    assert "peripheral_nerve" not in changes(SPINE).get("neuro.deficit", {})


def test_open_questions_are_not_changed() -> None:
    assert "imaging.axial_extent_mm" not in changes(FEMUR, EIGHT, axial_extent_mm=None)
    assert changes({}) == {}


def test_two_counts_are_never_both_zero() -> None:
    one = {"vertebral_metastases": 1, "other_bone_metastases": 0, "histology": "not_done",
           "aggressive_features": False, "infection_signs": False}  # fmt: skip
    assert 0 not in changes(SPINE, one).get("history.vertebral_metastases", {})
    both = changes(SPINE, one, other_bone_metastases=1)
    assert both["history.vertebral_metastases"] == {0: ("diagnose_first", "expedited", None)}
    assert both["history.other_bone_metastases"] == {0: ("diagnose_first", "expedited", None)}


def test_several_metastases_can_become_one() -> None:
    two = {"vertebral_metastases": 0, "other_bone_metastases": 2, "tumour_free_interval_expected": True}
    found = changes(FEMUR, two)
    assert found["history.other_bone_metastases"] == {1: ("operate", "planned", "curative_resection")}


def test_what_is_said_does_not_change_with_what_is_asked() -> None:
    """With another bone the answers that it does not ask for are left out."""
    found = changes(ACETABULUM, acetabular_class="II", mechanical=True, worst_pain=7)
    assert found["imaging.bone"]["rib"] == ("non_operative", "none", None)
    assert found["pain.worst_pain"][6] == ("consider", "expedited", "reconstruction")
    assert found["pain.mechanical"] == {False: ("non_operative", "none", None)}
    assert found["imaging.acetabular_class"]["I"] == ("consider", "planned", "pain_palliation")


def test_the_cord() -> None:
    found = changes(CORD, DEFICIT, cord_compression="2", primary="kidney", hormone_dependent=None)
    decompress = "decompression_and_stabilisation"
    assert "history.radiosensitivity_known" not in found, "it is open, and open questions are not changed"
    assert "neuro.onset" not in found, "the hours say more"
    assert found["neuro.deficit_hours"] == {48: ("operate", "emergency", decompress)}
    assert found["neuro.sphincter"] == {"disturbed": ("operate", "emergency", decompress)}
    assert found["history.primary"]["lymphoma"] == ("non_operative", "emergency", None)
    assert found["imaging.cord_compression"]["0"] == ("non_operative", "urgent", None)
    assert found["imaging.separate_compression_levels"] == {True: ("consider", "urgent", decompress)}


@pytest.mark.parametrize(
    ("key", "answers", "others"),
    [
        ("asa", {"asa": 2}, [4, 5]),  # 5 is the highest there is
        ("worst_pain", {"worst_pain": 2}, [0, 4, 5, 7]),
        ("worst_pain", {"worst_pain": 10}, [0, 3, 4, 6]),
        ("inr", {"inr": 1.0}, [1.6]),
        ("bilirubin", {"bilirubin": 30.0}, [23.8]),
        ("ldh", {"ldh": 200}, [250]),
        # Its own cut-offs at 1 and 2, and that of the sum, which 0 or 1 others leave or move.
        ("vertebral_metastases", {"vertebral_metastases": 3, "other_bone_metastases": None}, [1, 2]),
        ("vertebral_metastases", {"vertebral_metastases": 0, "other_bone_metastases": 1}, [1, 2, 3]),
        ("vertebral_metastases", {"vertebral_metastases": 3, "other_bone_metastases": 1}, [0, 1, 2]),
        ("vertebral_metastases", {"vertebral_metastases": None}, []),
        ("mechanical", {"mechanical": True}, [False]),
    ],
)
def test_the_answers_that_are_tried_instead(key: str, answers: Answers, others: list[object]) -> None:
    found = list(alternatives(QUESTIONS[key], facts(FEMUR, answers)))
    assert found == others
    assert list(map(type, found)) == list(map(type, others))


def test_a_count_is_changed_across_what_a_tumour_of_several_vertebrae_leaves() -> None:
    solitary = {**SPINE, "vertebral_metastases": 3, "other_bone_metastases": 0, "contiguous_levels": 3}
    lesion = judge(solitary, tumour_free_interval_expected=True)
    assert lesion.aim == "curative_resection"
    counts = [c.answer for c in lesion.what_if if c.question.key == "vertebral_metastases"]
    assert 4 in counts
