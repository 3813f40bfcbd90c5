"""What must be so for every published risk: worth told, ranges while open, and no say in the advice."""

import tomllib
from pathlib import Path

import pytest

from assessments.clinical.case_files.write import as_data
from assessments.clinical.evaluation.evaluate import evaluate
from assessments.clinical.evaluation.what_if import cuts_of
from assessments.clinical.language.facts import Facts
from assessments.clinical.options import OPERATIONS, REASONS, SMALL_MEANS, WITHOUT_SURGERY
from assessments.clinical.references import REFERENCES
from assessments.clinical.risks import RISKS, RISKS_BY_KEY, Risk
from assessments.clinical.risks.published import Unasked
from assessments.clinical.rules.contradictions import CONTRADICTIONS
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.safety import SAFETY
from assessments.clinical.scores import GRADINGS, SCORES
from assessments.clinical.sections import BY_PATH
from assessments.knowledge.catalogue.parts import walk
from assessments.report.lesion import Citations
from assessments.report.scores import not_computed, risk_line

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


def test_nothing_that_advises_reads_a_risk() -> None:
    # The tables of all that gives, weighs or words advice, walked down to the last part.
    advising = (
        INDICATIONS, LIMITS, STOPS, CRITERIA, CONTRADICTIONS, SAFETY, OPERATIONS, SMALL_MEANS,
        WITHOUT_SURGERY, REASONS, SCORES, GRADINGS, tuple(BY_PATH.values()),
    )  # fmt: skip
    seen = [part for table in advising for part in walk(table)]
    assert len(seen) > 1000
    assert [part for part in seen if isinstance(part, (Risk, Unasked))] == []


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


def test_its_line_carries_how_to_take_it() -> None:
    reading = RISKS_BY_KEY["soma"].read(Facts({"bone": "spine", "age": 75}))
    assert reading is not None
    line = risk_line(reading, Citations())
    assert line.of == "Complications within 30 days of surgery for spinal metastases"
    assert line.read_as.startswith("What to prepare for")
    assert line.validation.startswith("None outside")
    assert (line.total, line.known) == ("1–5", "1 of 5 known")


def test_outside_the_cohort_is_said_and_not_computed() -> None:
    told = {line.title: line.text for line in not_computed(Facts({
        "bone": "spine", "level": "T8", "cord_compression": "3", "deficit": "cord", "ecog": 1,
        "implant": "intact",
    }))}  # fmt: skip
    assert "outside its cohort" in told["Rades 2013"]
    assert "outside its cohort" in told["Kowalchuk"]
    assert "GPS" not in told
