"""The report as plain text for a letter."""

import json
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessments.clinical.evaluation.evaluate import evaluate
from assessments.report.build import Identity, report
from assessments.report.text import as_text
from assessments.report.tree import Decision
from tests.drawn import CASES, one_in

from .documents import CORD, HALF_OPEN, report_of


def test_it_begins_with_whose_it_is_and_the_advice() -> None:
    lines = as_text(report_of(CORD)).splitlines()
    assert lines[0] == "Bone metastasis: does it need surgery? (draft)"
    assert lines[1] == "DEMO-08, <script>alert(1)</script>, assessed on 2 November 2026"
    assert lines[3] == "62 y, kidney cancer, T8: ESCC 3, Frankel D, SINS 11, ECOG 2."
    assert lines[4].startswith("Scores: SINS 11 (possibly unstable)")
    assert lines[5] == "Spine, T8: Operate, urgent, within 72 hours: decompression and stabilisation."
    assert lines[6].startswith("When assessed, the deficit had lasted 96 hours")
    assert lines[7].startswith("Strength: recommend. Evidence: randomised trial")
    assert any(line.startswith("No operation instead of operate: if fitness for") for line in lines)


def test_it_is_a_whole_letter_decision_options_work_up_and_follow_up() -> None:
    declined = Decision(
        1,
        "Spine, T8",
        "Operate",
        by="Ann",
        done="No operation",
        answer="Otherwise",
        agrees=False,
        reason="Wish",
    )
    lines = as_text(report_of(CORD), [declined], "due on 14 December 2026").splitlines()
    starts = ["Spine, T8: Operate (advised)", "- Decided by Ann: No operation (Otherwise: Wish).", "62 y, "]
    starts += ["Scores: ", "Spine, T8: Operate, urgent", "Why:", "Treatment options: Decompression"]
    starts += ["Before theatre: ", "Next follow-up: due on 14 December 2026."]
    places = [next(n for n, line in enumerate(lines) if line.startswith(start)) for start in starts]
    assert places == sorted(places)


def test_it_lists_what_is_open() -> None:
    text = as_text(report_of(HALF_OPEN))
    assert "To find out next; it could change the advice: Is the pain mechanical; " in text
    assert "Scores: Mirels 8–12 (borderline to high possible)" in text
    assert text.rstrip().endswith("does not replace their judgement.")


def test_what_is_wide_open_is_told_in_short() -> None:
    empty = {"case": {}, "lesions": [{"imaging": {"bone": "spine"}}]}
    lines = as_text(report(evaluate(empty))).splitlines()
    told = next(line for line in lines if line.startswith("To find out next"))
    assert told.count(";") == 7  # one in the title, and between six answers and "22 more"
    assert re.search(r"and \d\d more\.$", told)
    assert not [line for line in lines if line.startswith("Scores")]  # 0 to 18 of 18 says nothing


def test_it_says_by_when_and_by_whom_it_was_signed() -> None:
    signed = Identity(identifier="DEMO-08", signed_by="A. Surgeon", signed_at="2 November 2026, 15:00")
    begun = datetime(2026, 11, 2, 14, 30, tzinfo=UTC)
    told = report(evaluate(CORD), identity=signed, final=True, assessed_at=begun)
    lines = as_text(told).splitlines()
    assert lines[:3] == [
        "Bone metastasis: does it need surgery?",
        "DEMO-08",
        "Signed by A. Surgeon, 2 November 2026, 15:00",
    ]
    assert lines[7].endswith("act within 72 hours of the assessment. Act by 5 November 2026, 14:30.")


@pytest.mark.parametrize("lesions", [1, 2, 4, 5, 9])
def test_it_fits_into_a_letter(lesions: int) -> None:
    document = {"case": CORD["case"], "lesions": CORD["lesions"] * lesions}
    lines = as_text(report(evaluate(document))).splitlines()
    assert len(lines) < 25
    assert sum("decompression and stabilisation." in line for line in lines) == lesions


@pytest.mark.parametrize("file", one_in(4, CASES), ids=lambda file: file.stem)
def test_every_case_fits_into_a_letter(file: Path) -> None:
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    document.pop("expected")
    document = json.loads(json.dumps(document, default=str))
    assert len(as_text(report(evaluate(document))).splitlines()) < 25


def test_several_lesions_stand_in_the_order_of_treatment() -> None:
    file = Path(__file__).parent.parent / "cases" / "order-of-four.toml"
    document = json.loads(json.dumps(tomllib.loads(file.read_text(encoding="utf-8")), default=str))
    document.pop("expected")
    text = as_text(report(evaluate(document)))
    order = [
        "In the order of treatment:",
        "Spine, T5: ",
        "Left femur, shaft: ",
        "Left humerus, shaft: ",
        "Left rib: ",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_answers_that_contradict_each_other_are_told() -> None:
    file = Path(__file__).parent.parent / "cases" / "spine-contradictory.toml"
    document = json.loads(json.dumps(tomllib.loads(file.read_text(encoding="utf-8")), default=str))
    document.pop("expected")
    text = as_text(report(evaluate(document)))
    assert "Answers that contradict each other: Walking unaided does not go with Frankel A, B or C. " in text
    assert "Frankel grade: B (Sensation only)" in text
