"""Outlook: survival and what the patient can bear; the clinician's word replaces what is presumed."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.findings.laboratory import (
    BLEEDING_RISK,
    CALCIUM_3,
    CALCIUM_EMERGENCY,
    CORRECTED_CALCIUM,
)
from assessments.clinical.language.facts import Facts
from assessments.clinical.risks.prognosis import (
    SURVIVAL_BAND,
    SURVIVAL_OVER_3_MONTHS,
    TOLERATES,
    UNDER_12_MONTHS,
)
from tests.clinical.bases import FEMUR, Answers, facts


@pytest.mark.parametrize(
    ("estimate", "over_three_months", "band", "under_a_year"),
    [
        ("under_6_weeks", False, "A", True), ("6_weeks_to_3_months", False, "B", True),
        ("3_to_6_months", True, "C", True), ("6_to_12_months", True, "D", True),
        ("over_12_months", True, "E", False),
    ],
)  # fmt: skip
def test_the_clinicians_estimate(
    estimate: str, over_three_months: bool, band: str, under_a_year: bool
) -> None:
    given = Facts({"expected_survival": estimate})
    for reading in (given, given.presumed):
        assert SURVIVAL_OVER_3_MONTHS.holds(reading) is over_three_months
        assert UNDER_12_MONTHS.holds(reading) is under_a_year
    assert SURVIVAL_BAND.value(given) == band


def test_without_an_estimate_the_band_is_open() -> None:
    assert SURVIVAL_BAND.possible(Facts({})) == {"A", "B", "C", "D", "E"}
    assert UNDER_12_MONTHS.holds(Facts({})) is None


# Katagiri: lung without a drug 3, organs 1, laboratory 0, ECOG 0, chemotherapy 1, several 1 = 6
SIX: Answers = {
    "primary": "lung", "lung_type": "non_small_cell", "targeted_therapy": False,
    "visceral_metastases": "unremovable", "visceral_treatable": False, "previous_chemotherapy": True,
    "expected_survival": None, "hormone_dependent": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "presumed"),
    [({}, True), ({"ecog": 3}, None), ({"crp": 4.0}, None), ({"crp": None}, None), ({"crp": 3.9}, True)],
)
def test_katagiri_of_at_most_six_speaks_for_three_months(changes: Answers, presumed: bool | None) -> None:
    answers = facts(FEMUR, SIX, changes)
    assert SURVIVAL_OVER_3_MONTHS.holds(answers) is None, "until the clinician says it"
    assert SURVIVAL_OVER_3_MONTHS.holds(answers.presumed) is presumed


def test_a_high_score_alone_never_makes_survival_short() -> None:
    worst = facts(FEMUR, SIX, dissemination=True, platelets=40, ecog=4)  # 3+2+2+1+1+1 = 10
    assert SURVIVAL_OVER_3_MONTHS.holds(worst.presumed) is None
    assert SURVIVAL_OVER_3_MONTHS.open_keys(worst) == {"history.expected_survival"}


def test_what_survival_waits_for() -> None:
    open_ = facts(FEMUR, SIX, crp=None)
    assert SURVIVAL_OVER_3_MONTHS.open_keys(open_) == {"history.expected_survival", "history.crp"}
    low = facts(FEMUR, expected_survival=None)
    assert SURVIVAL_OVER_3_MONTHS.open_keys(low.presumed) == set()
    assert SURVIVAL_OVER_3_MONTHS.open_keys(Facts({"expected_survival": "over_12_months"})) == set()


@pytest.mark.parametrize(
    ("answers", "strict", "presumed"),
    [
        ({"fit_for_anaesthesia": "fit"}, True, True),
        ({"fit_for_anaesthesia": "small_operation_only"}, True, True),
        ({"fit_for_anaesthesia": "unfit"}, False, False),
        ({"fit_for_anaesthesia": "fit", "asa": 5, "ecog_before": 4}, True, True),
        ({"fit_for_anaesthesia": "unfit", "asa": 1, "ecog_before": 0, "platelets": 300}, False, False),
        ({"fit_for_anaesthesia": "needs_review", "asa": 2, "ecog_before": 1, "platelets": 300}, None, None),
        ({"fit_for_anaesthesia": "needs_review", "asa": 5, "ecog_before": 1, "platelets": 300}, False, False),
        ({"fit_for_anaesthesia": "needs_review", "asa": 2, "ecog_before": 4, "platelets": 300}, False, False),
        ({"asa": 3, "ecog_before": 2, "platelets": 50}, None, True),
        ({"asa": 4, "ecog_before": 2, "platelets": 50}, None, None),
        ({"asa": 5, "ecog_before": 2, "platelets": 50}, None, False),
        ({"asa": 3, "ecog_before": 3, "platelets": 50}, None, None),
        ({"asa": 3, "ecog_before": 4, "platelets": 50}, None, False),
        ({"asa": 3, "ecog_before": 2, "platelets": 49}, None, None),
        ({"asa": 3, "ecog_before": 2}, None, None),
        ({"asa": 3, "platelets": 50}, None, None),
        ({"ecog_before": 2, "platelets": 50}, None, None),
        ({}, None, None),
    ],
)
def test_tolerates_surgery(answers: dict[str, Any], strict: bool | None, presumed: bool | None) -> None:
    found = Facts(answers)
    assert TOLERATES.holds(found) is strict
    assert TOLERATES.holds(found.presumed) is presumed


def test_a_poor_state_that_the_lesion_caused_does_not_exclude() -> None:
    sound = {"asa": 2, "platelets": 300, "ecog": 4, "bone": "femur", "deficit": "none"}
    assert TOLERATES.holds(Facts({**sound, "fracture": "displaced"}).presumed) is None
    assert TOLERATES.holds(Facts({**sound, "fracture": "displaced", "ecog_before": 1}).presumed) is True
    assert TOLERATES.holds(Facts({**sound, "fracture": "none"}).presumed) is False


def test_what_tolerance_waits_for() -> None:
    asked = {"asa": 4, "ecog_before": 2, "platelets": 50}
    assert TOLERATES.open_keys(Facts(asked)) == {"history.fit_for_anaesthesia"}
    assert TOLERATES.open_keys(Facts({**asked, "fit_for_anaesthesia": "needs_review"})) == {
        "history.fit_for_anaesthesia"
    }
    assert TOLERATES.open_keys(Facts({**asked, "fit_for_anaesthesia": "fit"})) == set()
    assert "history.asa" in TOLERATES.open_keys(Facts({}))


@pytest.mark.parametrize(
    ("answers", "three", "emergency"),
    [
        ({"calcium": 2.99}, False, False), ({"calcium": 3.0}, True, False), ({"calcium": 3.49}, True, False),
        ({"calcium": 3.5}, True, True), ({"calcium": 2.6, "albumin": 20.0}, True, False),
        ({"calcium": 2.59, "albumin": 20.0}, False, False), ({"calcium": 3.0, "albumin": 41.0}, False, False),
        ({"calcium": 3.1, "albumin": 20.0}, True, True), ({"calcium": 3.0, "albumin": 40.0}, True, False),
        ({}, None, None), ({"albumin": 20.0}, None, None),
    ],
)  # fmt: skip
def test_calcium_is_corrected_where_albumin_is_given(
    answers: dict[str, Any], three: bool | None, emergency: bool | None
) -> None:
    assert CALCIUM_3.holds(Facts(answers)) is three
    assert CALCIUM_EMERGENCY.holds(Facts(answers)) is emergency
    assert CORRECTED_CALCIUM.open_keys(Facts(answers)) == (
        set() if "calcium" in answers else {"history.calcium"}
    )


@pytest.mark.parametrize(
    ("answers", "risk"),
    [
        ({"platelets": 49, "inr": 1.0}, True), ({"platelets": 50, "inr": 1.5}, False),
        ({"platelets": 50, "inr": 1.6}, True), ({"platelets": 50}, None), ({"platelets": 49}, True),
        ({"inr": 1.51}, True), ({}, None),
    ],
)  # fmt: skip
def test_risk_of_bleeding(answers: dict[str, Any], risk: bool | None) -> None:
    assert BLEEDING_RISK.holds(Facts(answers)) is risk
