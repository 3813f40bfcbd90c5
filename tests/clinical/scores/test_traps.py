"""Misprints and misreadings that circulate: each of these would be wrong here, and is shown not to be."""

from __future__ import annotations

import pytest

from assessments.clinical.evaluation.case import Refused, read_case
from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.escc import ESCC
from assessments.clinical.scores.katagiri import KATAGIRI
from assessments.clinical.scores.score import Score
from assessments.clinical.scores.sins import SINS
from assessments.clinical.scores.tokuhashi import TOKUHASHI
from assessments.clinical.scores.tomita import TOMITA

SPINE: dict[str, object] = {"bone": "spine", "cancer_history": "known_before", "primary": "breast"}


def points(score: Score, item: str, **answers: object) -> set[int]:
    reading = score.read(Facts({**SPINE, **answers}))
    assert reading is not None
    return set(reading.items[item])


def test_sins_collapse_is_three_over_half_and_two_under_half() -> None:
    assert points(SINS, "collapse", collapse="over_half") == {3}
    assert points(SINS, "collapse", collapse="under_half") == {2}


@pytest.mark.parametrize("level", ["L2", "L3", "L4"])
def test_sins_l2_to_l4_are_mobile_not_junctional(level: str) -> None:
    assert points(SINS, "location", level=level) == {2}


def test_sins_s1_is_junctional_and_s2_rigid() -> None:
    assert points(SINS, "location", level="S1") == {3}
    assert points(SINS, "location", level="S2") == {0}


def test_sins_pain_is_three_one_nought() -> None:
    assert points(SINS, "pain", worst_pain=2, mechanical=True) == {3}
    assert points(SINS, "pain", worst_pain=9, mechanical=False) == {1}
    assert points(SINS, "pain", worst_pain=0) == {0}


def test_sins_bands_begin_at_nought_and_break_at_7_and_13() -> None:
    assert [(band.low, band.high) for band in SINS.bands] == [(0, 6), (7, 12), (13, 18)]


def test_tokuhashis_vertebral_item_falls_as_vertebrae_are_added() -> None:
    found = [points(TOKUHASHI, "vertebral", vertebral_metastases=number) for number in (1, 2, 3, 4)]
    assert found == [{2}, {1}, {0}, {0}]


def test_tokuhashis_foci_outside_the_spine_are_nought_to_two() -> None:
    found = [points(TOKUHASHI, "extraspinal_bone", other_bone_metastases=number) for number in (0, 1, 2, 3)]
    assert found == [{2}, {1}, {1}, {0}]


def test_tokuhashi_is_good_when_high_and_tomita_when_low() -> None:
    assert [(band.low, band.high, band.label) for band in TOKUHASHI.bands] == [
        (0, 8, "under 6 months"),
        (9, 11, "6 months or more"),
        (12, 15, "12 months or more"),
    ]
    assert TOKUHASHI.higher_is == "longer survival"
    assert TOMITA.higher_is == "shorter survival"


@pytest.mark.parametrize("primary", ["lung", "stomach", "liver", "pancreas"])
def test_tomitas_rapid_growth_is_four_not_three(primary: str) -> None:
    assert points(TOMITA, "growth", primary=primary) == {4}


def test_there_is_no_tomita_total_of_one() -> None:
    assert (TOMITA.lowest, TOMITA.highest) == (2, 10)


CALM: dict[str, object] = {
    "crp": 1, "ldh": 150, "albumin": 42, "platelets": 200, "calcium": 2.3, "bilirubin": 10,
}  # fmt: skip


def test_katagiris_critical_value_outranks_abnormal_ones_and_is_never_three() -> None:
    assert points(KATAGIRI, "laboratory", **CALM) == {0}
    assert points(KATAGIRI, "laboratory", **{**CALM, "crp": 200, "ldh": 900, "albumin": 36}) == {1}
    assert points(KATAGIRI, "laboratory", **{**CALM, "platelets": 99}) == {2}
    assert points(KATAGIRI, "laboratory", **{**CALM, "crp": 200, "platelets": 99}) == {2}


def test_a_crp_of_200_is_still_one_point() -> None:
    assert points(KATAGIRI, "laboratory", **{**CALM, "crp": 200}) == {1}


def test_katagiris_low_band_begins_at_nought() -> None:
    assert [(band.low, band.high) for band in KATAGIRI.bands] == [(0, 3), (4, 6), (7, 10)]


@pytest.mark.parametrize("karnofsky", [75, 55, 5, 105])
def test_a_karnofsky_between_two_steps_is_refused(karnofsky: int) -> None:
    with pytest.raises(Refused, match="multiple of 10"):
        read_case({"case": {"history": {"karnofsky": karnofsky}}})


@pytest.mark.parametrize("karnofsky", [70, 80])
def test_a_karnofsky_on_a_step_is_taken(karnofsky: int) -> None:
    read_case({"case": {"history": {"karnofsky": karnofsky}}})


@pytest.mark.parametrize("grade", [0, 1, 2, 3, 1.5])
def test_an_escc_grade_is_a_word_and_no_number(grade: object) -> None:
    lesion = {"imaging": {"bone": "spine", "level": "T7", "cord_compression": grade}}
    with pytest.raises(Refused, match="one of 0, 1a, 1b, 1c, 2, 3"):
        read_case({"case": {}, "lesions": [lesion]})


def test_escc_1c_is_neither_low_nor_high() -> None:
    reading = ESCC.read(Facts({"bone": "spine", "level": "T7", "cord_compression": "1c"}))
    assert reading is not None
    assert [grade.key for grade in reading.possible] == ["disputed"]
