"""The report as plain text for a letter."""

from assessments.reporting.plain import as_text

from .documents import CORD, HALF_OPEN, report_of


def test_it_begins_with_whose_it_is_and_the_advice() -> None:
    lines = as_text(report_of(CORD)).splitlines()
    assert lines[0] == "Bone metastasis: does it need surgery? (draft)"
    assert lines[1] == "DEMO-08, <script>alert(1)</script>, assessed on 2 November 2026"
    assert lines[3] == "Spine, T8: Operate, urgent, within 72 hours: decompression and stabilisation."
    assert lines[4].startswith("Strength: recommend; rests on: randomised trial")
    assert "- SINS 11: possibly unstable" in lines


def test_it_lists_what_is_open() -> None:
    text = as_text(report_of(HALF_OPEN))
    assert "To find out next; it could change the advice:\n- " in text
    assert "- Mirels 8–12: borderline to high possible" in text
    assert text.rstrip().endswith("does not replace their judgement.")
