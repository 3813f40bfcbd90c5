"""Numbers and dates as people type them."""

import pytest

from assessments.answers.parsing import NotUnderstood, in_range, read_date, read_number
from assessments.clinical.sections import QUESTIONS


@pytest.mark.parametrize(
    ("key", "text", "unit", "number"),
    [
        ("albumin", "35", "g/L", 35.0),
        ("albumin", "3.5", "g/dL", 35.0),
        ("albumin", "3,5", "g/dL", 35.0),
        ("albumin", "35", "", 35.0),
        ("calcium", "10", "mg/dL", 2.495),
        ("bilirubin", "1.2", "mg/dL", 20.52),
        ("crp", "0.3", "mg/dL", 3.0),
        ("platelets", "1 200", "10^9/L", 1200),
        ("age", "61", "", 61),
        ("age", "61.0", "", 61),
    ],
)
def test_numbers_are_read_and_converted_exactly(key: str, text: str, unit: str, number: float) -> None:
    assert read_number(QUESTIONS[key], text, unit) == number


@pytest.mark.parametrize(
    "text", ["", "abc", "1e3", "NaN", "inf", "0x1", "1.2.3", "١٢x", "9" * 30, "12 years"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_number(QUESTIONS["albumin"], text)


def test_a_whole_number_is_asked_for() -> None:
    with pytest.raises(NotUnderstood, match="whole number"):
        read_number(QUESTIONS["age"], "61.5")


def test_a_forged_unit_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="units offered"):
        read_number(QUESTIONS["albumin"], "35", "stone")


def test_limits_are_named_in_the_unit_typed() -> None:
    with pytest.raises(NotUnderstood, match=r"from 1 to 6 g/dL"):
        in_range(QUESTIONS["albumin"], 90, "g/dL")
    with pytest.raises(NotUnderstood, match=r"from 0 to 120 years"):
        in_range(QUESTIONS["age"], 121)
    in_range(QUESTIONS["inr"], 0.5)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("31.10.2026", "2026-10-31"),
        ("31/10/2026", "2026-10-31"),
        ("31-10-2026", "2026-10-31"),
        ("2026-10-31", "2026-10-31"),
        ("2026/10/31", "2026-10-31"),
        ("2026年10月31日", "2026-10-31"),
        ("2026年10月", "2026-10"),
        ("1.2.2026", "2026-02-01"),
        ("31 Oct 2026", "2026-10-31"),
        ("31 October 2026", "2026-10-31"),
        ("10.2026", "2026-10"),
        ("10/2026", "2026-10"),
        ("2026-10", "2026-10"),
        ("Oct 2026", "2026-10"),
    ],
)
def test_dates_are_read(text: str, iso: str) -> None:
    assert read_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "31.2.2026",
        "32.1.2026",
        "10/31/2026",
        "2026",
        "1.1.26",
        "0.10.2026",
        "1.1.0001",
        "٣.١.2026",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_date(text)


def test_a_month_alone_is_no_date_of_birth() -> None:
    with pytest.raises(NotUnderstood):
        read_date("10.1960", whole=True)
