"""The report on a terminal says no less than the page: every line typed here, not taken from the code."""

from __future__ import annotations

from typing import Any

from assessments.clinical.evaluation.evaluate import evaluate
from assessments.report.build import report
from assessments.report.full_text import full_text
from assessments.report.tree import LesionReport

from .documents import CORD, HALF_OPEN


def lines(document: Any) -> list[str]:
    return full_text(report(evaluate(document))).splitlines()


def starts(found: list[str], words: str) -> list[str]:
    return [line for line in found if line.startswith(words)]


def test_decision_reasons_limits_safety_clock_and_what_would_change_it() -> None:
    found = lines(CORD)
    assert found[0] == (
        "Lesion 1 (Spine, T8): Operate, urgent, within 72 hours: decompression and stabilisation."
    )
    assert found[1] == (
        "  Decision: Operate; How soon: Urgent, within 72 hours; Aim: Decompression and stabilisation"
    )
    assert starts(found, "  When assessed, the deficit had lasted ")
    assert "  Option 1: Decompression and instrumented stabilisation (separation surgery)" in found
    option = found.index("  Option 1: Decompression and instrumented stabilisation (separation surgery)")
    assert found[option + 1].startswith("    For: ")
    assert found[option + 2].startswith("    Against: ")
    assert found.index("  Why.") < found.index("  Rules applied.") < found.index("  Precautions and work-up.")
    assert starts(found, "    I2   Compression with a motor deficit")
    assert starts(found, "    U1   Dexamethasone; call the spinal surgeon")
    assert starts(found, "    S5   Signs of cord or cauda equina: dexamethasone 16 mg now")
    assert starts(found, "  What would change the advice: No operation instead of operate: if fitness")
    assert "  SINS 11, possibly unstable" in found


def test_an_open_lesion_says_what_is_possible_what_is_asked_and_what_each_answer_brings() -> None:
    found = lines(HALF_OPEN)
    assert "  Decisions still possible: Consider operating; Operate" in found
    asked = next(line for line in found if line.startswith("  To answer next: "))
    question = asked.removeprefix("  To answer next: ")
    assert starts(found, "  To find out next: ")[0] == f"  To find out next: {question}"
    after = found[found.index(asked) + 1 : found.index(asked) + 3]
    assert all(line.startswith("    If ") for line in after)
    assert starts(found, "  Open, but cannot change the advice: ")


def test_several_lesions_end_with_the_order_of_treatment() -> None:
    document = {"case": CORD["case"], "lesions": CORD["lesions"] * 2}
    found = lines(document)
    assert found[found.index("Order of treatment") + 1].startswith("  1. Spine, T8: ")


def test_what_nobody_knows_stands_apart() -> None:
    document = {"case": {}, "lesions": [{"imaging": {"bone": "femur"}, "fracture": {"fracture": None}}]}
    found = lines(document)
    assert starts(found, "  Not known, would help: Pathological fracture")


def test_the_page_says_nothing_that_the_text_leaves_out() -> None:
    for document in (CORD, HALF_OPEN):
        told: LesionReport = report(evaluate(document)).lesions[0]
        text = full_text(report(evaluate(document)))
        for line in (*told.reasons, *told.against, *told.rules, *told.safety):
            assert line.sentence in text
        for option in told.options:
            assert all(reason in text for reason in (*option.reasons_for, *option.reasons_against))
        for words in (*told.missing, *told.not_known, *told.possible, *told.harmless, *told.contradictions):
            assert words in text
        for change in told.changes:
            assert change.outcome in text
            assert all(answer in text for answer in change.answers)
