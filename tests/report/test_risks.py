"""Risks beside survival, as the report prints them."""

from assessments.clinical.language.facts import Facts
from assessments.clinical.risks import RISKS_BY_KEY
from assessments.report.lesion import Citations
from assessments.report.scores import not_computed, risk_line


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
