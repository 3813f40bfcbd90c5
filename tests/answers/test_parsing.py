"""Numbers and dates as people type them."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.formats import date_format

from assessments.answers.parsing import (
    NotUnderstood,
    ShortYear,
    fits_in,
    in_range,
    number_as_typed,
    read_date,
    read_number,
)
from assessments.clinical.sections import QUESTIONS
from assessments.forms.fields import raw_of


@pytest.mark.parametrize(
    ("key", "text", "unit", "number"),
    [
        ("albumin", "35", "g/L", 35.0),
        ("albumin", "3.5", "g/dL", 35.0),
        ("albumin", "3,5", "g/dL", 35.0),
        ("albumin", "35", "", 35.0),
        ("albumin", "35,125", "", 35.125),  # 35125 g/L is impossible
        ("albumin", "3.512", "g/dL", 35.12),
        ("calcium", "10", "mg/dL", 2.495),
        ("calcium", "2,125", "", 2.125),
        ("bilirubin", "1.2", "mg/dL", 20.52),
        ("crp", "0.3", "mg/dL", 3.0),
        ("crp", "0,125", "mg/dL", 1.25),  # no thousands begin with a zero
        ("inr", "１．２", "", 1.2),
        ("platelets", "1 200", "10^9/L", 1200),
        ("platelets", "1\u202f200", "10^9/L", 1200),
        ("platelets", "１２０", "10^9/L", 120),
        ("age", "61", "", 61),
        ("age", "61.0", "", 61),
        ("age", "61,00", "", 61),
        ("age", "２.0", "", 2),
    ],
)
def test_numbers_are_read_and_converted_exactly(key: str, text: str, unit: str, number: float) -> None:
    assert read_number(QUESTIONS[key], text, unit) == number


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1e3", "NaN", "inf", "0x1", "1.2.3", "١٢x", "١٢", "9" * 30, "12 years", "3 5", "1 20", "- 5"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_number(QUESTIONS["albumin"], text)


@pytest.mark.parametrize(
    ("key", "text", "unit"),
    [
        ("hours_since_walking_lost", "1,000", ""),
        ("hours_since_walking_lost", "1.000", ""),
        ("hours_since_walking_lost", "1’000", ""),
        ("hours_since_walking_lost", "１，０００", ""),
        ("hours_since_walking_lost", "1,234,567", ""),
        ("ldh", "1,200", ""),
        ("platelets", "150.000", ""),
        ("bilirubin", "1,000", ""),  # more than can be is told, not read as a thousandth
        ("crp", "1.000,5", ""),
    ],
)
def test_thousands_or_decimals_are_not_guessed(key: str, text: str, unit: str) -> None:
    with pytest.raises(NotUnderstood, match="can be read in two ways"):
        read_number(QUESTIONS[key], text, unit)


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("crp", "<5", "Enter one number, without “<”. The nearest that “<5” allows is 4.9."),
        ("crp", "＜ 5", "Enter one number, without “<”. The nearest that “<5” allows is 4.9."),
        ("crp", "<0.3", "Enter one number, without “<”. The nearest that “<0.3” allows is 0.29."),
        ("crp", "≤5", "Enter one number, without “≤”. The nearest that “≤5” allows is 5."),
        ("ldh", ">500", "Enter one number, without “>”. The nearest that “>500” allows is 501."),
        ("ldh", ">=500", "Enter one number, without “>=”. The nearest that “>=500” allows is 500."),
        ("platelets", "<20", "Enter one number, without “<”. The nearest that “<20” allows is 19."),
        ("platelets", "<", "Enter one number, without “<”."),
        ("platelets", "> 1,000", "Enter one number, without “>”."),
    ],
)
def test_a_bound_of_the_laboratory_is_answered_with_what_to_enter(key: str, text: str, told: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_number(QUESTIONS[key], text)
    assert str(refused.value) == told


def test_what_is_stored_is_written_so_that_it_is_read_again() -> None:
    assert number_as_typed(1.234) == "1.2340"
    assert read_number(QUESTIONS["crp"], "1.2340") == 1.234
    assert (number_as_typed(35.0), number_as_typed(2.49), number_as_typed(0.125)) == ("35", "2.49", "0.125")


def test_a_whole_number_is_asked_for() -> None:
    with pytest.raises(NotUnderstood, match="whole number"):
        read_number(QUESTIONS["age"], "61.5")


def test_a_forged_unit_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="units offered"):
        read_number(QUESTIONS["albumin"], "35", "stone")


def test_a_step_is_named_and_a_fraction_of_a_measurement_is_none() -> None:
    in_range(QUESTIONS["albumin"], 35.5)
    in_range(QUESTIONS["karnofsky"], 80)
    with pytest.raises(NotUnderstood, match=r"from 10 to 100 %\. It goes in steps of 10\."):
        in_range(QUESTIONS["karnofsky"], 85)


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
        ("2026-10-3", "2026-10-03"),
        ("2026年10月31日", "2026-10-31"),
        ("２０２６年１０月３日", "2026-10-03"),
        ("10月3日2026年", "2026-10-03"),
        ("10月3日 2026", "2026-10-03"),
        ("2026 10月3日", "2026-10-03"),
        ("3日10月2026年", "2026-10-03"),
        ("2026年10月", "2026-10"),
        ("1.2.2026", "2026-02-01"),
        ("1．2．2026", "2026-02-01"),
        ("3. 10. 2026", "2026-10-03"),
        ("3/3/2026", "2026-03-03"),
        ("31 Oct 2026", "2026-10-31"),
        ("31 October 2026", "2026-10-31"),
        ("Oct 3 1960", "1960-10-03"),
        ("Oct. 3, 1960", "1960-10-03"),
        ("October 3rd, 1960", "1960-10-03"),
        ("3-Oct-1960", "1960-10-03"),
        ("1960 Oct 3", "1960-10-03"),
        ("1960 3 Oct", "1960-10-03"),
        ("Sept 3 1960", "1960-09-03"),
        ("10.2026", "2026-10"),
        ("10/2026", "2026-10"),
        ("2026-10", "2026-10"),
        ("Oct 2026", "2026-10"),
        ("2026 October", "2026-10"),
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
        "Oct 3",
        "Oct 3 60",
        "Oct Nov 2026",
        "3 2026 10",
        "Marble 3 2026",
        "3rd 2026",
        "10月 11月 2026",
        "60年10月3日",
        "1.2.3.2026",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_date(text)


@pytest.mark.parametrize("text", ["3/10/2026", "10/3/1960", "03-10-1960", "3 10 1960", "３／１０／1960"])
def test_a_day_that_may_be_a_month_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood, match="can be read in two ways"):
        read_date(text)


def test_a_month_alone_is_no_date_of_birth() -> None:
    with pytest.raises(NotUnderstood):
        read_date("10.1960", whole=True)


def test_a_date_is_shown_in_fields_as_it_is_typed() -> None:
    raw = raw_of(QUESTIONS["imaged_on"], {"imaged_on": "2026-10-03"}, {})
    assert raw.text == "03.10.2026"
    assert raw_of(QUESTIONS["imaged_on"], {"imaged_on": "2026-10"}, {}).text == "10.2026"


@pytest.mark.parametrize(("language", "shown"), [("en", "3 October 2026"), ("zh-hans", "2026年10月3日")])
def test_every_page_writes_dates_the_one_way(language: str, shown: str) -> None:
    with translation.override(language):
        for name in ("DATE_FORMAT", "SHORT_DATE_FORMAT"):
            assert date_format(date(2026, 10, 3), name) == shown
        assert date_format(datetime(2026, 10, 3, 9, 5), "SHORT_DATETIME_FORMAT").startswith(shown)  # noqa: DTZ001


def test_no_template_has_a_date_format_of_its_own() -> None:
    named = {
        "DATE_FORMAT",
        "SHORT_DATE_FORMAT",
        "DATETIME_FORMAT",
        "SHORT_DATETIME_FORMAT",
        "YEAR_MONTH_FORMAT",
    }
    machine = {"c", "H:i:s"}  # for the attribute `datetime`, and seconds of the access log
    used = {
        (path.name, name)
        for path in Path("templates").rglob("*.html")
        for name in re.findall(r"\|date:['\"]([^'\"]*)['\"]", path.read_text(encoding="utf-8"))
    }
    assert used
    assert {(file, name) for file, name in used if name not in named | machine} == set()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("26.11.26", "2026-11-26"),
        ("26/11/26", "2026-11-26"),
        ("1. 2. 60", "1960-02-01"),
        ("3 Oct 25", "2025-10-03"),
        ("10月3日 26", "2026-10-03"),
    ],
)
def test_a_year_of_two_digits_is_asked_about(typed: str, meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.answers.parsing.localdate", lambda: date(2026, 11, 26))
    with pytest.raises(ShortYear) as asked:
        read_date(typed)
    assert asked.value.meant == meant


@pytest.mark.parametrize("typed", ["3/10/26", "31.2.26", "26.11", "3.10"])
def test_a_short_year_does_not_make_a_date_of_what_is_none(typed: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_date(typed)
    assert not isinstance(refused.value, ShortYear)


@pytest.mark.parametrize(
    ("key", "typed", "unit", "others"),
    [
        ("albumin", "3.9", "g/L", ["g/dL"]),
        ("haemoglobin", "13", "g/L", ["g/dL"]),
        ("haemoglobin", "8,1", "g/L", ["g/dL", "mmol/L"]),
        ("calcium", "9.5", "mmol/L", ["mg/dL"]),
        ("calcium", "2.4", "mg/dL", ["mmol/L"]),
        ("albumin", "390", "g/L", []),
    ],
)
def test_the_other_units_are_found_in_which_a_number_is_common(
    key: str, typed: str, unit: str, others: list[str]
) -> None:
    assert fits_in(QUESTIONS[key], typed, unit) == others


@pytest.mark.parametrize(
    ("key", "text", "unit", "number"),
    [
        ("deficit_hours", "2 d", "hours", 48),
        ("deficit_hours", "2d", "", 48),
        ("deficit_hours", "36 h", "days", 36),
        ("deficit_hours", "2 Days", "hours", 48),
        ("deficit_hours", "1.5 d", "hours", 36),
        ("deficit_hours", "两天", "hours", None),
        ("deficit_hours", "2 天", "hours", 48),
        ("deficit_hours", "12 小时", "days", 12),
        ("deficit_hours", "2 weeks", "hours", None),
        ("hours_since_walking_lost", "3 days", "", 72),
        ("sphincter_hours", "7 d.", "hours", 168),
        ("weeks_since_radiotherapy", "6 weeks", "", 6),
        ("albumin", "3.5 g/dL", "g/L", 35),
        ("albumin", "35 g/l", "g/dL", 35),
        ("axial_extent_mm", "30 mm", "", 30),
    ],
)
def test_a_unit_written_behind_counts(key: str, text: str, unit: str, number: float | None) -> None:
    if number is None:
        with pytest.raises(NotUnderstood):
            read_number(QUESTIONS[key], text, unit)
    else:
        assert read_number(QUESTIONS[key], text, unit) == pytest.approx(number)


def test_every_time_until_now_takes_days_and_a_moment() -> None:
    """Whatever is asked in hours that have gone is asked in the same way."""
    asked = [question for question in QUESTIONS.values() if question.unit == "hours"]
    assert [question.key for question in asked] == [
        "deficit_hours", "hours_since_walking_lost", "sphincter_hours",
    ]  # fmt: skip
    assert all(question.since and question.other_unit("days") for question in asked)
