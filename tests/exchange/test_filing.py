"""Reports are filed in the hospital's record: once though tried often, and never of the wrong patient."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs

import pytest
import requests
from django.core.management import call_command
from django.utils import timezone

from assessments.actions import corrections, outbox, signing, units
from assessments.exchange import filing
from assessments.exchange.signed import document as signed_document
from assessments.models import Assessment, Filing, Sealed
from assessments.models.unit_settings import UnitSettings
from tests.people import World, fill, sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

WANTED = UnitSettings(files_reports=True)


@pytest.fixture
def signed(world: World) -> Assessment:
    units.change_settings(unit=world.north, settings=WANTED, by=world.leah)
    fill(world.assessment, world.alice)
    sign(Assessment.objects.get(pk=world.assessment.pk), world.alice)
    return Assessment.objects.get(pk=world.assessment.pk)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.OUTBOX_DIR = str(tmp_path)
    return tmp_path


def deliver() -> str:
    out = StringIO()
    call_command("deliver", stdout=out)
    return out.getvalue().strip()


def due_again() -> None:
    Filing.objects.update(next_try=timezone.now() - timedelta(seconds=1))


def test_nothing_is_put_in_unless_the_unit_wants_it(world: World) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    assert not Filing.objects.exists()


def test_a_signature_that_does_not_come_about_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    units.change_settings(unit=world.north, settings=WANTED, by=world.leah)
    fill(world.assessment, world.alice)

    def broken(*_args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(outbox, "Filing", Filing)
    monkeypatch.setattr(signing, "put", broken)
    with pytest.raises(RuntimeError):
        sign(Assessment.objects.get(pk=world.assessment.pk), world.alice)
    assert not Sealed.objects.exists()


def test_a_folder_gets_the_document_whole_and_only_for_its_owner(signed: Assessment, folder: Path) -> None:
    assert deliver() == "1 reports filed, 0 not filed."
    (name,) = folder.iterdir()
    assert name.name == f"bonemet-{signed.uuid}.json"
    assert name.stat().st_mode & 0o077 == 0
    assert json.loads(name.read_text())["identifier"]["value"] == f"urn:uuid:{signed.uuid}"
    assert Filing.objects.get().filed_at is not None
    assert deliver() == "0 reports filed, 0 not filed."


def test_what_cannot_be_filed_is_tried_again_and_never_stops_the_others(
    signed: Assessment, settings: Any, tmp_path: Path
) -> None:
    settings.OUTBOX_DIR = str(tmp_path / "not there")
    assert deliver() == "0 reports filed, 1 not filed."
    told = Filing.objects.get()
    assert (told.why_not, told.attempts) == ("unwritable", 1)
    assert timedelta(0) < told.next_try - timezone.now() <= timedelta(minutes=1)
    assert deliver() == "0 reports filed, 0 not filed."  # not due yet
    (tmp_path / "not there").mkdir()
    due_again()
    assert deliver() == "1 reports filed, 0 not filed."


def test_pauses_grow_up_to_six_hours(signed: Assessment) -> None:
    now = timezone.now()
    pauses = []
    for attempts in (1, 2, 5, 9, 10, 40):
        Filing.objects.update(attempts=attempts)
        told = Filing.objects.get()
        outbox.note_not_filed(told, "unreachable", now)
        pauses.append((Filing.objects.get().next_try - now).total_seconds() / 60)
    assert pauses == [1, 2, 16, 256, 360, 360]


def test_nobody_takes_what_another_has_taken_and_a_broken_off_delivery_is_taken_up_again(
    signed: Assessment,
) -> None:
    now = timezone.now()
    assert outbox.take(now) is not None
    assert outbox.take(now) is None
    assert outbox.take(now + timedelta(minutes=9)) is None
    taken = outbox.take(now + timedelta(minutes=11))
    assert taken is not None
    assert taken.attempts == 2


def test_a_report_whose_patient_was_corrected_goes_nowhere(
    world: World, signed: Assessment, folder: Path
) -> None:
    corrections.correct_identity(
        patient=signed.patient,
        identifier="n-002",
        name="",
        birth_date=None,
        sex="",
        reason="Mistyped.",
        by=world.alice,
    )
    assert deliver() == "0 reports filed, 1 not filed."
    assert Filing.objects.get().why_not == "corrected"
    assert list(folder.iterdir()) == []


def test_an_amended_report_is_not_filed_after_its_amendment(
    world: World, signed: Assessment, folder: Path
) -> None:
    amendment = signing.amend(assessment=signed, reason="The other side.", by=world.alice)
    sign(amendment, world.alice)
    assert deliver() == "1 reports filed, 0 not filed."
    assert [name.stem for name in folder.iterdir()] == [f"bonemet-{amendment.uuid}"]


def test_the_report_says_where_it_is(alices: Client, signed: Assessment, folder: Path) -> None:
    address = f"/assessments/{signed.uuid}/report/"
    assert "On its way to the hospital's record." in alices.get(address).content.decode()
    Filing.objects.update(why_not="unreachable", attempts=2)
    assert "system does not answer" in alices.get(address).content.decode()
    due_again()
    deliver()
    assert "Filed in the hospital's record on" in alices.get(address).content.decode()


# -- A server: what it answers, and what becomes of it


class Answer:
    """An answer of a FHIR server."""

    def __init__(self, told: object, status: int = 200) -> None:
        self.status_code = status
        self.body = told if isinstance(told, bytes) else json.dumps(told).encode()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None: ...

    @property
    def raw(self) -> Answer:
        return self

    def read1(self, size: int, *, decode_content: bool) -> bytes:
        assert decode_content
        piece, self.body = self.body[:size], self.body[size:]
        return piece


def found(*resources: dict[str, Any]) -> Answer:
    return Answer({"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]})


Asked = tuple[str, str, dict[str, Any]]
PATIENT = {"resourceType": "Patient", "id": "p7", "gender": "female"}


@pytest.fixture
def asked(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """Give what a server was asked: it knows the patient, takes everything and knows no document."""
    settings.FHIR_SERVER, settings.FHIR_TOKEN = "https://hospital.example/fhir", "let-me-in"
    told: list[Asked] = []

    def post(url: str, data: bytes, **more: Any) -> Answer:
        told.append((url, data.decode(), more))
        if url.endswith("/Patient/_search"):
            return found(PATIENT)
        return found() if url.endswith("_search") else Answer({"resourceType": "Bundle"})

    monkeypatch.setattr(requests, "post", post)
    return told


def test_a_server_is_sent_one_transaction_for_the_one_patient(
    signed: Assessment, asked: list[Asked], settings: Any
) -> None:
    settings.FHIR_PATIENT_SYSTEM = "urn:oid:1.2.3"
    assert deliver() == "1 reports filed, 0 not filed."
    (patients, search, _how), (address, body, sent) = asked
    assert patients == "https://hospital.example/fhir/Patient/_search"  # no patient stands in the address
    assert parse_qs(search) == {"identifier": ["urn:oid:1.2.3|N-001"]}
    assert address == "https://hospital.example/fhir"
    assert sent["headers"]["Authorization"] == "Bearer let-me-in"
    assert sent["allow_redirects"] is False
    assert sent["timeout"] == 5
    reference, report = (entry["resource"] for entry in json.loads(body)["entry"])
    number = f"identifier=urn:ietf:rfc:3986|urn:uuid:{signed.uuid}"
    assert [entry["request"]["ifNoneExist"] for entry in json.loads(body)["entry"]] == [number, number]
    assert reference["subject"] == report["subject"] == {"reference": "Patient/p7"}
    attachment = reference["content"][0]["attachment"]
    digest = hashlib.sha1(base64.b64decode(attachment["data"]), usedforsecurity=False).digest()
    assert base64.b64decode(attachment["hash"]) == digest
    assert "result" not in report


def test_an_amendment_replaces_what_stands_there(
    world: World, signed: Assessment, asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver()
    sign(signing.amend(assessment=signed, reason="The other side.", by=world.alice), world.alice)
    plain = requests.post

    def post(url: str, data: bytes, **more: Any) -> Any:
        if url.endswith("/DocumentReference/_search"):
            return found({"resourceType": "DocumentReference", "id": "d1"})
        return plain(url, data=data, **more)

    monkeypatch.setattr(requests, "post", post)
    deliver()
    reference = json.loads(asked[-1][1])["entry"][0]["resource"]
    assert reference["docStatus"] == "amended"
    assert reference["relatesTo"] == [{"code": "replaces", "target": {"reference": "DocumentReference/d1"}}]


def raised(error: Exception) -> Callable[..., Any]:
    def request(*_args: Any, **_more: Any) -> None:
        raise error

    return request


ANSWERS: list[tuple[Answer | Exception, str]] = [
    (found(), "unknown"),
    (found(PATIENT, PATIENT | {"id": "p8"}), "several"),
    (found(PATIENT | {"gender": "male"}), "other"),
    (found(PATIENT | {"birthDate": "1950-01-01"}), "other"),
    (Answer({}, 401), "refused"),
    (Answer({}, 403), "refused"),
    (Answer({}, 404), "rejected"),
    (Answer({}, 302), "rejected"),  # a token follows nobody
    (Answer({}, 503), "unreachable"),
    (Answer(b"<html>"), "unreachable"),
    (Answer(b"[" * 100_000), "unreachable"),
    (Answer(b" " * 2_000_001), "unreachable"),
    (Answer([1]), "unknown"),
    (Answer({"entry": [None, {"resource": 7}]}), "unknown"),
    (requests.ConnectTimeout("after five seconds"), "unreachable"),
    (requests.exceptions.SSLError("a certificate of nobody"), "unreachable"),
]


def test_whatever_a_server_answers_the_report_waits_and_says_why(
    signed: Assessment, asked: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = signed_document(signed)
    ours = next(e["resource"] for e in told["entry"] if e["resource"]["resourceType"] == "Patient")
    ours |= {"birthDate": "1964-05-03", "gender": "female"}
    monkeypatch.setattr(filing, "document", lambda _assessment: told)
    for answer, why in ANSWERS:
        answered = (
            raised(answer) if isinstance(answer, Exception) else lambda *_a, answer=answer, **_m: answer
        )
        monkeypatch.setattr(requests, "post", answered)
        due_again()
        assert deliver() == "0 reports filed, 1 not filed."
        assert Filing.objects.get().why_not == why, answer


def test_the_log_names_no_patient(
    signed: Assessment, asked: list[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(requests, "post", raised(requests.ConnectionError("Patient?identifier=N-001")))
    deliver()
    assert str(signed.uuid) in caplog.text
    assert "N-001" not in caplog.text
