"""Values from the record: whose it is is said first, each is taken by itself, and nothing is replaced."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import requests
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import AccessEntry, Assessment, Draft, Revision
from tests.exchange.test_filing import Answer, found
from tests.exchange.test_reading import ICD_10, bundle, diagnosis, lab, rating
from tests.people import World, save

if TYPE_CHECKING:
    from django.test import Client

PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [{"value": "N-001"}],
    "name": [{"family": "Somebody", "given": ["Else"]}],
}


@pytest.fixture
def address(world: World) -> str:
    """Give the address of the page; the assessment is of 20 November, and History not answered."""
    told = {"age": 61, "sex": "female", "assessed_on": "2026-11-20"}
    save(world.assessment, "patient", told, None, world.alice)
    return reverse("assessments:record_values", args=[world.assessment.uuid])


def hidden(page: Any) -> dict[str, str]:
    fields = r'<input type="hidden" name="(found|base_revision|of)" value="([^"]*)">'
    return dict(re.findall(fields, page.content.decode()))


def upload(client: Client, address: str, *resources: dict[str, Any]) -> Any:
    file = SimpleUploadedFile("record.json", bundle(PATIENT, *resources))
    return client.post(address, {"file": file})


def shown(client: Client, address: str, *resources: dict[str, Any]) -> Any:
    """Read a file and say that it is the same person."""
    return client.post(address, hidden(upload(client, address, *resources)))


def take(client: Client, address: str, page: Any, key: str) -> Any:
    return client.post(address, hidden(page) | {"take": key})


def history(world: World) -> dict[str, Any]:
    section: dict[str, Any] = latest(world).given.section("history", None)
    return section


def latest(world: World) -> Revision:
    return Assessment.objects.get(pk=world.assessment.pk).latest()


def test_it_is_said_whose_record_it_is_before_a_value_is_shown(
    alices: Client, address: str, world: World
) -> None:
    page = upload(alices, address, lab("1751-7", 38, "g/L"))
    text = page.content.decode()
    assert "Is this the same person?" in text
    assert "Somebody, Else" in text
    assert "38 g/L" not in text
    text = alices.post(address, hidden(page)).content.decode()
    assert "38 g/L" in text
    assert "20 November 2026" in text
    assert "LOINC 1751-7" in text
    assert history(world) == {}  # nothing by itself


def test_each_is_taken_by_itself_with_where_it_is_from(alices: Client, address: str, world: World) -> None:
    page = shown(alices, address, lab("718-7", 11.2, "g/dL", on="2026-11-18"), lab("1751-7", 38, "g/L"))
    page = take(alices, address, page, "history.albumin:38:0")
    assert history(world) == {"albumin": 38.0, "bloods_on": "2026-11-20"}
    page = take(alices, address, page, "history.haemoglobin:11.2:0")
    assert history(world) == {"albumin": 38.0, "haemoglobin": 112.0, "bloods_on": "2026-11-18"}
    assert "18 November 2026 now: the oldest that was taken" in page.content.decode()
    told = latest(world)
    assert (told.section, told.by) == ("history", world.alice)
    assert told.typed["history"]["haemoglobin"] == {
        "value": "11.2",
        "unit": "g/dL",
        "source": {"from": "file", "on": "2026-11-18", "code": "LOINC 718-7"},
    }
    text = alices.get(reverse("assessments:history", args=[world.assessment.uuid])).content.decode()
    assert text.count("Haemoglobin: taken from a file, LOINC 718-7, 18 November 2026") == 1


def test_where_it_is_from_stays_until_the_answer_changes(alices: Client, address: str, world: World) -> None:
    page = shown(alices, address, lab("1751-7", 38, "g/L"), rating("89247-1", valueInteger=1))
    page = take(alices, address, page, "history.albumin:38:0")
    take(alices, address, page, "history.ecog:1:0")
    section = reverse("assessments:section", args=[world.assessment.uuid, "history"])
    typed = {"base_revision": str(latest(world).number), "bloods_on": "20.11.2026", "albumin-unit": "g/L"}
    alices.post(section, typed | {"albumin": "38", "ecog": "2"})
    assert history(world)["ecog"] == 2
    assert latest(world).typed["history"]["albumin"]["source"]["from"] == "file"
    assert "ecog" not in latest(world).typed["history"]


def test_nothing_that_is_there_is_replaced(alices: Client, address: str, world: World) -> None:
    save(world.assessment, "history", {"albumin": 30, "bloods_on": None, "ecog": None}, None, world.alice)
    resources = lab("1751-7", 38, "g/L"), rating("89247-1", valueInteger=1), lab("1988-5", 12, "mg/L")
    page = shown(alices, address, *resources)
    text = page.content.decode()
    assert "Answered: 30 g/L" in text
    assert "Answered: Not known" in text
    take(alices, address, page, "history.albumin:38:0")
    take(alices, address, page, "history.ecog:1:0")
    assert history(world)["albumin"] == 30
    take(alices, address, page, "history.crp:12:0")
    assert history(world) == {"albumin": 30, "bloods_on": None, "ecog": None, "crp": 12.0}


def test_what_somebody_saved_meanwhile_is_not_written_over(
    alices: Client, address: str, world: World
) -> None:
    page = shown(alices, address, lab("1751-7", 38, "g/L"), lab("1988-5", 12, "mg/L"))
    save(world.assessment, "history", {"albumin": 30}, None, world.bob)
    page = take(alices, address, page, "history.crp:12:0")
    assert "Not taken: somebody answered here meanwhile" in page.content.decode()
    assert history(world) == {"albumin": 30}
    take(alices, address, page, "history.crp:12:0")  # seen as it is now
    assert history(world)["crp"] == 12


def test_what_is_typed_and_not_saved_stays(alices: Client, address: str, world: World) -> None:
    draft = reverse("assessments:draft", args=[world.assessment.uuid, "history"])
    alices.post(draft, {"base_revision": "2", "ldh": "300", "once": "a"})
    page = shown(alices, address, lab("1751-7", 38, "g/L"))
    assert "You typed something in this assessment that is not saved" in page.content.decode()
    take(alices, address, page, "history.albumin:38:0")
    assert Draft.objects.get().raw["ldh"] == ["300"]


def test_a_value_of_a_lesion_is_offered_for_each_and_a_primary_waits_for_its_question(
    alices: Client, address: str, world: World
) -> None:
    save(world.assessment, "history", {"cancer_history": "not_worked_up"}, None, world.alice)
    page = shown(alices, address, lab("72514-3", 7, "{score}"), diagnosis(ICD_10, "C50.9"))
    assert "Not asked, because of other answers" in page.content.decode()
    take(alices, address, page, "history.primary:breast:0")
    assert "primary" not in history(world)
    take(alices, address, page, "pain.worst_pain:7:1")
    assert latest(world).given.section("pain", world.lesion.key) == {"worst_pain": 7}


def test_what_is_later_than_the_assessment_is_not_taken(alices: Client, address: str, world: World) -> None:
    page = shown(alices, address, lab("1751-7", 38, "g/L", on="2026-11-21"))
    assert "later than the day of this assessment" in page.content.decode()
    take(alices, address, page, "history.albumin:38:0")
    assert history(world) == {}


def test_what_is_left_says_why(alices: Client, address: str) -> None:
    text = shown(alices, address, lab("1751-7", 380, "<g/L>"), {"resourceType": "Device"}).content.decode()
    assert "its unit is not one that belongs to this code" in text
    assert "380 &lt;g/L&gt;" in text
    assert "1 other entry says nothing" in text


def test_a_page_that_was_changed_or_is_of_another_case_takes_nothing(
    alices: Client, bobs: Client, address: str, world: World
) -> None:
    page = shown(alices, address, lab("1751-7", 38, "g/L"))
    for client, carried in ((alices, {"found": "x"}), (bobs, hidden(page))):
        answer = client.post(address, carried | {"take": "history.albumin:38:0"})
        assert answer.status_code == 422
        assert "Read it again" in answer.content.decode()
    unconfirmed = hidden(upload(alices, address, lab("1751-7", 38, "g/L")))
    alices.post(address, unconfirmed | {"take": "history.albumin:38:0"})
    other = hidden(page) | {"of": "somebody else", "take": "history.albumin:38:0"}
    assert alices.post(address, other).status_code == 409
    assert history(world) == {}


def test_a_file_that_is_none_is_refused_at_the_field(alices: Client, address: str) -> None:
    for text, why in (
        (b"", "The file is empty."),
        (b"x", "The file is no FHIR Bundle in JSON."),
        (b" " * 2_000_001, "The file is larger than 2 MB."),
        (bundle(), "it has no patient"),
    ):
        page = alices.post(address, {"file": SimpleUploadedFile("record.json", text)})
        assert page.status_code == 422
        assert why in page.content.decode()
        assert 'href="#id_file"' in page.content.decode()
    assert "Choose a file." in alices.post(address, {}).content.decode()


def test_the_access_log_says_that_a_record_was_read(alices: Client, address: str) -> None:
    upload(alices, address)
    told = AccessEntry.objects.filter(kind="viewed").values_list("what", flat=True)
    assert list(told)[-2:] == ["record read from a file", "values from the record"]


# -- From the hospital's system


def observations(asked: list[tuple[str, str]]) -> list[str]:
    return [body for url, body in asked if url.endswith("/Observation/_search")]


@pytest.fixture
def asked(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Give what a server was asked, which has one albumin of the patient."""
    settings.FHIR_SERVER, settings.FHIR_TOKEN = "https://hospital.example/fhir", "let-me-in"
    told: list[tuple[str, str]] = []

    def post(url: str, data: bytes, **_more: Any) -> Answer:
        told.append((url, data.decode()))
        if url.endswith("/Patient/_search"):
            return found(PATIENT)
        if "1751-7" in data.decode():
            return found(lab("1751-7", 38, "g/L") | {"id": "o1"})
        return found()

    monkeypatch.setattr(requests, "post", post)
    return told


def test_the_server_is_asked_for_each_question_and_no_address_names_anybody(
    alices: Client, address: str, asked: list[tuple[str, str]], world: World
) -> None:
    page = alices.post(address, {"action": "server"})
    page = alices.post(address, hidden(page))
    take(alices, address, page, "history.albumin:38:0")
    assert latest(world).typed["history"]["albumin"]["source"]["from"] == "server"
    assert len(observations(asked)) == 12  # eight blood values, ECOG, Karnofsky, ASA, pain
    assert all(url.endswith("/_search") for url, _body in asked)
    assert not any("N-001" in url or "p1" in url for url, _body in asked)


def test_half_a_record_is_none(
    alices: Client, address: str, asked: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = requests.post
    for answer, why in (
        (Answer({}, 302), "does not take the question"),
        (Answer({}, 401), "does not let bonemet in"),
        (Answer(b'{"resourceType": "Bundle", "entry"'), "does not answer"),
    ):

        def post(url: str, data: bytes, answer: Answer = answer, **more: Any) -> Any:
            return answer if "89247-1" in data.decode() else whole(url, data=data, **more)

        monkeypatch.setattr(requests, "post", post)
        page = alices.post(address, {"action": "server"})
        assert page.status_code == 422
        assert why in page.content.decode()
        assert "found" not in hidden(page)


def test_who_is_not_exactly_one_or_another_is_refused(
    alices: Client, address: str, asked: list[tuple[str, str]], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.patient.birth_date = date(1964, 5, 3)
    world.patient.save()
    for answer, why in (
        (found(), "knows no patient"),
        (found(PATIENT, PATIENT | {"id": "p2"}), "several patients"),
        (found(PATIENT | {"birthDate": "1946-05-03"}), "another date of birth or sex"),
        (found(PATIENT | {"identifier": [{"value": "N-002"}]}), "another identifier"),
    ):
        monkeypatch.setattr(requests, "post", lambda *_a, answer=answer, **_m: answer)
        page = alices.post(address, {"action": "server"})
        assert page.status_code == 422
        assert why in page.content.decode()


def test_values_that_are_not_the_newest_are_not_taken_for_it(
    alices: Client, address: str, asked: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = requests.post
    unsorted = [lab("1751-7", 38, "g/L", on=on) | {"id": on} for on in ("2026-11-18", "2026-11-19")]
    told = {
        "resourceType": "Bundle",
        "link": [{"relation": "next", "url": "https://elsewhere.example"}],
        "entry": [{"resource": one} for one in unsorted],
    }

    def post(url: str, data: bytes, **more: Any) -> Any:
        return Answer(told) if "1751-7" in data.decode() else whole(url, data=data, **more)

    monkeypatch.setattr(requests, "post", post)
    text = alices.post(address, hidden(alices.post(address, {"action": "server"}))).content.decode()
    assert "not the newest first" in text
    assert "No value that can be taken" in text


def test_without_a_server_none_is_offered(alices: Client, address: str) -> None:
    text = alices.get(address).content.decode()
    assert "From a file" in text
    assert "From the hospital" not in text
