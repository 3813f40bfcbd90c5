"""What must be so for every published risk: worth told, ranges while open, and no say in the advice."""

import tomllib
from pathlib import Path

import pytest

from assessments.clinical.case_files.write import as_data
from assessments.clinical.evaluation.evaluate import evaluate
from assessments.clinical.evaluation.what_if import cuts_of
from assessments.clinical.references import REFERENCES
from assessments.clinical.risks import RISKS, RISKS_BY_KEY, Risk
from assessments.clinical.scores import GRADINGS, SCORES
from assessments.clinical.sections import BY_PATH

pytestmark = pytest.mark.no_cover  # too many cases to trace each line of each

EVERY = pytest.mark.parametrize("risk", RISKS, ids=lambda risk: risk.key)
CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.toml"))


def test_the_five_that_were_agreed_and_no_other() -> None:
    assert [risk.key for risk in RISKS] == ["kowalchuk", "soma", "rades_2013", "gps", "chow"]
    assert list(RISKS_BY_KEY) == [risk.key for risk in RISKS]
    others = {score.key for score in (*SCORES, *GRADINGS)}
    assert not others & set(RISKS_BY_KEY)


@EVERY
def test_every_risk_says_what_it_is_worth(risk: Risk) -> None:
    assert risk.of
    assert risk.validation.endswith(".")
    assert risk.read_as.endswith(".")
    assert risk.cohort
    assert risk.limits
    assert risk.references
    assert set(risk.references) <= set(REFERENCES)
    assert risk.reads <= set(BY_PATH)
    assert all(band.label and band.meaning for band in risk.bands)
    covered = [total for band in risk.bands for total in range(band.low, band.high + 1)]
    assert covered == list(range(risk.lowest, risk.highest + 1))


def test_a_limit_of_a_risk_is_no_cut_off_that_what_if_would_try() -> None:
    assert (69, 70) not in cuts_of(BY_PATH["patient.age"])
    assert (15, 16) not in cuts_of(BY_PATH["history.interval_months"])
    assert (60, 70) not in cuts_of(BY_PATH["history.karnofsky"])


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_what_is_in_the_output_of_a_case(file: Path) -> None:
    evaluation = evaluate(tomllib.loads(file.read_text("utf-8")))
    data = as_data(evaluation)
    assert isinstance(data["lesions"], list)
    for lesion, told in zip(evaluation.lesions, data["lesions"], strict=True):
        assert list(told["risks"]) == [reading.score.key for reading in lesion.risks]
        assert "chow" in told["risks"]
        assert "gps" not in told["risks"]
        for one in told["risks"].values():
            assert set(one) == {"low", "high", "complete", "band", "items"}
