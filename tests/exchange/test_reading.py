"""What somebody else's record offers for an answer, and why the rest of it is left. Literals from FHIR."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from assessments.exchange.asking import read_json
from assessments.exchange.fetching import NotReadError, record_in_file
from assessments.exchange.reading import Reading, read_record
from assessments.models import Patient

TODAY = date(2026, 11, 26)
LOINC, SNOMED, ICD_10 = "http://loinc.org", "http://snomed.info/sct", "http://hl7.org/fhir/sid/icd-10"
UCUM = "http://unitsofmeasure.org"


def coded(system: str, *codes: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code} for code in codes]}


def lab(which: str, value: object, unit: str, on: str = "2026-11-20", **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": coded(LOINC, which),
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": on,
        "valueQuantity": {"value": value, "unit": unit, "system": UCUM, "code": unit},
    } | more


def rating(which: str, **more: Any) -> dict[str, Any]:
    one = lab(which, 0, "") | more
    del one["valueQuantity"]
    return one


def diagnosis(system: str, *codes: str, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Condition",
        "code": coded(system, *codes),
        "subject": {"reference": "Patient/p1"},
    } | more


def read(*resources: dict[str, Any]) -> Reading:
    again = read_json(json.dumps(resources).encode())
    return read_record(again, {"Patient/p1"}, TODAY)


def offered(*resources: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one.path, one.text, one.unit) for one in read(*resources).offers]


def why_left(*resources: dict[str, Any]) -> list[tuple[str, str]]:
    told = read(*resources)
    assert told.offers == []
    return [(one.path, one.why) for one in told.left]


TAKEN = [
    (lab("718-7", 11.2, "g/dL"), ("history.haemoglobin", "11.2", "g/dL")),
    (lab("718-7", 112, "g/L"), ("history.haemoglobin", "112", "g/L")),
    (lab("2000-8", 2.61, "mmol/L"), ("history.calcium", "2.61", "mmol/L")),
    (lab("17861-6", 10.4, "mg/dL"), ("history.calcium", "10.4", "mg/dL")),
    (lab("14631-6", 14, "umol/L"), ("history.bilirubin", "14", "µmol/L")),
    (lab("1975-2", 0.8, "mg/dL"), ("history.bilirubin", "0.8", "mg/dL")),
    (lab("1751-7", 3.8, "g/dL"), ("history.albumin", "3.8", "g/dL")),
    (lab("1988-5", 12, "mg/L"), ("history.crp", "12", "mg/L")),
    (lab("2532-0", 250, "U/L"), ("history.ldh", "250", "U/L")),
    (lab("14804-9", 250, "U/L"), ("history.ldh", "250", "U/L")),
    (lab("777-3", 210, "10*9/L"), ("history.platelets", "210", "10^9/L")),
    (lab("26515-7", 210, "10*3/uL"), ("history.platelets", "210", "10^9/L")),
    (lab("6301-6", 1.1, "{INR}"), ("history.inr", "1.1", "")),
    (lab("34714-6", 1.1, "1"), ("history.inr", "1.1", "")),
    (rating("89247-1", valueInteger=1), ("history.ecog", "1", "")),
    (rating("89247-1", valueCodeableConcept=coded(LOINC, "LA9624-3")), ("history.ecog", "2", "")),
    (rating("89243-0", valueInteger=70), ("history.karnofsky", "70", "%")),
    (rating("97816-3", valueCodeableConcept=coded(SNOMED, "413497009")), ("history.asa", "3", "")),
    (lab("72514-3", 7, "{score}"), ("pain.worst_pain", "7", "")),
    (diagnosis(ICD_10, "C50.9"), ("history.primary", "breast", "")),
    (diagnosis(f"{ICD_10}-cm", "C22.1"), ("history.primary", "biliary", "")),
    (diagnosis(ICD_10, "C90.0"), ("history.primary", "myeloma", "")),
    (diagnosis(SNOMED, "399068003"), ("history.primary", "prostate", "")),
]


def test_each_code_is_one_question_in_the_unit_that_stands_there() -> None:
    for resource, told in TAKEN:
        assert offered(resource) == [told], resource


def test_a_decimal_with_an_exponent_is_the_number_that_it_is() -> None:
    for written, text in (("3.8e1", "38"), ("380E-1", "38"), ("38.0", "38"), ("1.5e1", "15")):
        one = json.dumps(lab("1751-7", 1, "g/L")).replace('"value": 1', f'"value": {written}')
        told = read_record([read_json(one.encode())], {"Patient/p1"}, TODAY)
        assert [offer.text for offer in told.offers] == [text], written
    for written in ("1e9", "1e999999999", "3.80000001e1", "-38", "1e-400"):
        one = json.dumps(lab("1751-7", 1, "g/L")).replace('"value": 1', f'"value": {written}')
        told = read_record([read_json(one.encode())], {"Patient/p1"}, TODAY)
        assert [left.why for left in told.left] == ["range"], written


BELOW_5 = {"value": 5, "comparator": "<", "system": UCUM, "code": "mg/L"}
LEFT = [
    (lab("2000-8", 10.4, "mg/dL"), "unit"),  # the code says mmol/L
    (lab("17861-6", 2.6, "mmol/L"), "unit"),
    (lab("1751-7", 38, "gr/L"), "unit"),
    (lab("777-3", 210, "K/uL"), "unit"),
    (lab("1751-7", 38, "g/L", valueQuantity={"value": 38, "unit": "g/L"}), "unit"),  # words, no UCUM
    (lab("1751-7", 380, "g/L"), "range"),
    (lab("2532-0", 250.5, "U/L"), "range"),
    (lab("1751-7", "38", "g/L"), "no_number"),
    (lab("1751-7", True, "g/L"), "no_number"),
    (lab("1751-7", None, "g/L"), "no_number"),
    (lab("1988-5", 5, "mg/L", valueQuantity=BELOW_5), "bound"),
    (rating("1751-7", valueString="38 g/L"), "no_number"),
    (rating("89247-1", valueInteger=5), "range"),  # dead
    (rating("89247-1", valueCodeableConcept=coded(LOINC, "LA9627-6")), "no_number"),
    (rating("89243-0", valueInteger=75), "range"),  # it goes in tens
    (lab("1751-7", 38, "g/L", status="preliminary"), "status"),
    (lab("1751-7", 38, "g/L", status="entered-in-error"), "status"),
    (lab("1751-7", 38, "g/L", status=["final"]), "status"),
    (lab("1751-7", 38, "g/L", on="2026-11"), "date"),
    (lab("1751-7", 38, "g/L", on="2026-02-30"), "date"),
    (lab("1751-7", 38, "g/L", on="20261120"), "date"),
    (lab("1751-7", 38, "g/L", on=""), "undated"),
    (lab("1751-7", 38, "g/L", on="2026-11-28"), "future"),
    (lab("1751-7", 38, "g/L", subject={"reference": "Patient/p2"}), "subject"),
    (lab("1751-7", 38, "g/L", subject={"reference": ["Patient/p1"]}), "subject"),
    (lab("1751-7", 38, "g/L", subject=None), "subject"),
    (lab("1751-7", 38, "g/L", modifierExtension=[{"url": "x"}]), "modified"),
    (lab("1751-7", 38, "g/L", code=coded(LOINC, "1751-7", "1988-5")), "codes"),
    (diagnosis(ICD_10, "C49.9"), "codes"),
    (diagnosis(ICD_10, "C41.2"), "codes"),  # often a metastasis, coded wrongly
    (diagnosis(ICD_10, "C50.9", "C61"), "codes"),
    (diagnosis(ICD_10, "C50.9", verificationStatus=coded("http://x", "provisional")), "verification"),
    (diagnosis(ICD_10, "C50.9", verificationStatus=coded("http://x", "entered-in-error")), "verification"),
    (diagnosis(ICD_10, "C50.9", subject={}), "subject"),
]  # fmt: skip


def test_what_is_left_says_why() -> None:
    for resource, why in LEFT:
        assert [reason for _path, reason in why_left(resource)] == [why], resource


def test_nothing_judged_and_no_code_of_others_is_read() -> None:
    told = read(
        lab("1751-7", 38, "g/L", code=coded("http://lab.example", "1751-7")),
        lab("1742-6", 30, "U/L"),
        diagnosis(ICD_10, "C79.5"),
        diagnosis(ICD_10, "I10"),
        {"resourceType": "RiskAssessment", "text": {"div": "<div onclick='x()'>six months</div>"}},
        {"resourceType": "Observation", "code": [1]},
        {"resourceType": ["Observation"]},
    )
    assert (told.offers, told.left, told.others) == ([], [], 7)


def test_the_newest_that_counts_is_offered() -> None:
    told = read(
        lab("1751-7", 31, "g/L", on="2026-11-19T08:00:00Z"),
        lab("1751-7", 33, "g/L", on="2026-11-20T06:30:00+01:00"),
        lab("1751-7", 35, "g/L", on="2026-11-21", status="preliminary"),
    )
    assert [(one.text, one.on) for one in told.offers] == [("33", "2026-11-20")]
    assert [(one.value, one.why) for one in told.left] == [("35 g/L", "status")]


def test_of_two_at_the_same_time_neither_is_offered() -> None:
    same = [lab("1751-7", value, "g/L", on="2026-11-20T08:00:00Z") for value in (31, 33)]
    assert why_left(*same) == [("history.albumin", "two")] * 2
    assert len(read(same[0], same[0]).offers) == 1


def test_text_of_others_is_shortened_and_controls_nothing() -> None:
    (left,) = read(lab("1751-7", 38, "\u202eg/L\x00" + "x" * 500)).left
    assert left.value == "38 g/L" + "x" * 33 + "…"


# -- A file


PATIENT = {"resourceType": "Patient", "id": "p1", "identifier": [{"value": "n-001"}], "gender": "female"}


def bundle(*resources: dict[str, Any]) -> bytes:
    told = {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}
    return json.dumps(told).encode()


def ours(**more: Any) -> Patient:
    told: dict[str, Any] = {"identifier": "N-001", "sex": "female", "birth_date": date(1964, 5, 3)}
    return Patient(**told | more)


def test_a_file_of_this_patient_is_read() -> None:
    record = record_in_file(bundle(PATIENT, lab("1751-7", 38, "g/L")), ours(), TODAY)
    assert [one.text for one in record.reading.offers] == ["38"]


def test_references_by_the_address_in_the_bundle_count_and_circles_are_not_followed() -> None:
    itself = {"reference": "urn:uuid:1"}
    told = {
        "resourceType": "Bundle",
        "entry": [
            {"fullUrl": "urn:uuid:1", "resource": PATIENT | {"link": [{"other": itself}]}},
            {"resource": lab("1751-7", 38, "g/L", subject=itself)},
        ],
    }
    assert len(record_in_file(json.dumps(told).encode(), ours(), TODAY).reading.offers) == 1


REFUSED = [
    (b" " * 2_000_001, "large"),
    (b"\xff\xfe{}", "no_bundle"),
    (b"<Bundle/>", "no_bundle"),
    (b"[" * 100_000, "no_bundle"),
    (b'{"a":' * 100_000, "no_bundle"),
    (b'{"resourceType": "Bundle", "total": NaN}', "no_bundle"),
    (b'{"resourceType": "Bundle", "total": 1e99999999999999999999}', "no_bundle"),
    (b'{"resourceType": "Patient"}', "no_bundle"),
    (b"[]", "no_bundle"),
    (bundle(), "nobody"),
    (b'{"resourceType": "Bundle", "entry": {"resource": 7}}', "nobody"),
    (bundle(PATIENT, PATIENT | {"id": "p2"}), "several"),
    (bundle(PATIENT | {"identifier": [{"value": "N-002"}]}), "another"),
    (bundle(PATIENT | {"identifier": "N-001"}), "another"),
    (bundle(PATIENT | {"gender": "male"}), "other"),
    (bundle(PATIENT | {"birthDate": "1946-05-03"}), "other"),
]


def test_a_file_that_is_none_or_of_somebody_else_is_refused() -> None:
    for text, why in REFUSED:
        with pytest.raises(NotReadError) as refused:
            record_in_file(text, ours(), TODAY)
        assert refused.value.why == why, text[:80]


def test_the_number_counts_in_its_system(settings: Any) -> None:
    settings.FHIR_PATIENT_SYSTEM = "urn:oid:1.2.3"
    with pytest.raises(NotReadError):
        record_in_file(bundle(PATIENT), ours(), TODAY)
    theirs = PATIENT | {"identifier": [{"system": "urn:oid:1.2.3", "value": "N-001"}]}
    assert record_in_file(bundle(theirs), ours(), TODAY).theirs["id"] == "p1"
