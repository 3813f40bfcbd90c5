"""Opened from a chart: only by issuers on the list, only for accounts that exist, and each launch once."""

from __future__ import annotations

import json
import re
import time
from io import StringIO
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.management import CommandError, call_command
from django.test import Client

from assessments.actions.assessments import create_patient
from assessments.actions.service_accounts import make_account
from assessments.models import AccessEntry, Patient
from bonemet.accounts.models import User
from tests.exchange.test_reading import lab
from tests.people import World, save

ISSUER = "https://record.hospital.example/fhir"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
START = f"/smart/launch?iss={ISSUER}&launch=abc"
PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [{"value": "n-001"}],
    "name": [{"family": "Example", "given": ["Nora"]}],
    "birthDate": "1965-03-01",
    "gender": "female",
}


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    """Give what a search finds."""
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [{"resource": one, "search": {"mode": "match"}} for one in resources],
    }


class Answer:
    """What a server answers, in one piece."""

    def __init__(self, told: Any, status: int = 200) -> None:
        self.status_code, self.raw = status, self
        self.left = told if isinstance(told, bytes) else json.dumps(told).encode()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None: ...

    def read1(self, _size: int, **_more: Any) -> bytes:
        told, self.left = self.left, b""
        return told


class Record:
    """The hospital's record with its authorisation server, and whatever is to be wrong with it."""

    def __init__(self) -> None:
        self.described: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.token: dict[str, Any] = {}
        self.patient: Any = PATIENT
        self.key: Any = KEY
        self.algorithm, self.nonce = "RS256", ""
        self.instead: dict[str, Any] = {}
        self.asked: list[tuple[str, Any]] = []

    def answer(self, address: str, **how: Any) -> Any:
        assert how["allow_redirects"] is False
        assert how["timeout"] <= 5
        self.asked.append((address, how))
        path = address.removeprefix(ISSUER)
        if path in self.instead:
            if isinstance(self.instead[path], Exception):
                raise self.instead[path]
            return self.instead[path]
        return Answer(
            {
                "/.well-known/smart-configuration": self.describe,
                "/token": self.give_token,
                "/keys": self.keys,
                "/Patient/p1": lambda: self.patient,
                "/Observation/_search": lambda: self.values(how["data"].decode()),
                "/Condition/_search": lambda: bundle(),
            }[path]()
        )

    def values(self, asked: str) -> dict[str, Any]:
        return bundle(lab("1751-7", 38, "g/L") | {"id": "o1"}) if "1751-7" in asked else bundle()

    def describe(self) -> dict[str, Any]:
        places = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "jwks_uri": "keys",
        }
        told = {name: f"{ISSUER}/{place}" for name, place in places.items()}
        return told | {"issuer": ISSUER, "code_challenge_methods_supported": ["S256"]} | self.described

    def keys(self) -> dict[str, Any]:
        told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [told | {"kid": "one", "alg": "RS256"}]}

    def give_token(self) -> dict[str, Any]:
        claims = {"iss": ISSUER, "aud": "bonemet", "sub": "7", "exp": time.time() + 60, "nonce": self.nonce}
        key: Any = None if self.algorithm == "none" else self.key
        signed = jwt.encode(claims | self.claims, key, self.algorithm, headers={"kid": "one"})
        given = {"access_token": "a secret", "token_type": "Bearer", "patient": "p1", "id_token": signed}
        return given | self.token


@pytest.fixture
def record(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Record:
    record = Record()
    settings.SMART_ISSUERS = [(ISSUER, "bonemet", "s:1")]
    monkeypatch.setattr(requests, "get", record.answer)
    monkeypatch.setattr(requests, "post", record.answer)
    return record


@pytest.fixture
def linked(world: World, record: Record) -> World:
    call_command("link_account", "alice", ISSUER, "7", stdout=StringIO())
    return world


def begin(client: Client, record: Record) -> dict[str, str]:
    """Begin a launch; give what the browser is sent to the issuer with."""
    sent = client.get(START)
    assert sent.status_code == 302, sent.content
    assert sent.headers["Location"].startswith(f"{ISSUER}/authorize?")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(sent.headers["Location"]).query).items()}
    record.nonce = asked["nonce"]
    return asked


def back(client: Client, asked: dict[str, str], **more: str) -> Any:
    return client.get("/smart/callback", {"code": "c", "state": asked["state"]} | more)


def comes_in(record: Record) -> Client:
    client = Client()
    answer = back(client, begin(client, record))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/smart/patient/")
    return client


def test_who_is_linked_goes_to_the_patient_of_the_chart(linked: World, record: Record) -> None:
    client = Client()
    asked = begin(client, record)
    assert asked["scope"] == (
        "launch openid fhirUser patient/Patient.rs patient/Observation.rs patient/Condition.rs"
    )
    assert (asked["aud"], asked["launch"], asked["code_challenge_method"]) == (ISSUER, "abc", "S256")
    assert asked["redirect_uri"] == "http://testserver/smart/callback"
    assert len(asked["state"]) == len(asked["nonce"]) == 43
    assert client.cookies["sessionid"]["samesite"] == "Lax"
    back(client, asked)
    form = parse_qs(dict(record.asked)[f"{ISSUER}/token"]["data"].decode())
    assert len(form["code_verifier"][0]) == 86
    proof = dict(record.asked)[f"{ISSUER}/token"]["headers"]["Authorization"]
    assert proof == "Basic Ym9uZW1ldDpzJTNBMQ==", "bonemet:s%3A1"
    seen = client.get("/smart/patient/")
    assert seen.headers["Location"] == f"/patients/{linked.patient.uuid}/"
    assert dict(record.asked)[f"{ISSUER}/Patient/p1"]["headers"]["Authorization"] == "Bearer a secret"
    assert client.get(seen.headers["Location"]).status_code == 200
    assert "a secret" not in str(dict(client.session)), "kept encrypted"
    again = back(client, asked)
    assert again.status_code == 403, "a code that comes back twice"
    assert AccessEntry.objects.filter(kind="logged_in", user=linked.alice).count() == 1
    client.post("/accounts/logout/")
    assert "smart_launched" not in client.session, "the token ends with the log-out"


def test_another_user_of_this_browser_is_logged_out_first_and_sees_no_launch(
    linked: World, record: Record
) -> None:
    client = Client()
    client.force_login(linked.charlie)
    back(client, begin(client, record))
    assert client.session["_auth_user_id"] == str(linked.alice.pk)
    session = client.session
    session["smart_launched"] = [*session["smart_launched"][:3], linked.bob.pk]
    session.save()
    assert client.get("/smart/patient/").headers["Location"] == "/"


def test_whoever_is_not_linked_or_may_not_come_is_told_why(linked: World, record: Record) -> None:
    def told() -> str:
        client = Client()
        answer = back(client, begin(client, record))
        assert answer.status_code == 403
        assert "_auth_user_id" not in client.session
        return str(answer.content.decode())

    record.claims = {"sub": "8"}
    assert "not linked with an account here" in told()
    record.claims = {}
    User.objects.filter(pk=linked.alice.pk).update(is_active=False)
    assert "is closed" in told()
    User.objects.filter(pk=linked.alice.pk).update(is_active=True)
    assert not User.objects.filter(username__contains="7").exists(), "no account is made by a launch"
    record.claims = {"sub": "9", "fhirUser": f"{ISSUER}/Practitioner/1"}
    call_command("link_account", "bob", ISSUER, f"{ISSUER}/Practitioner/1", stdout=StringIO())
    client = comes_in(record)
    assert client.session["_auth_user_id"] == str(linked.bob.pk)
    make_account(unit=linked.north, name="engine", days=1, by=None)
    for wrong in (
        ["engine", ISSUER, "1"],
        ["nobody-there", ISSUER, "1"],
        ["bob", ISSUER, "7"],
        ["bob", "", "1"],
    ):
        with pytest.raises(CommandError):
            call_command("link_account", *wrong)


def test_who_is_linked_by_single_sign_on_needs_no_other_link(
    world: World, record: Record, settings: Any
) -> None:
    settings.OIDC_IS_ON, settings.OIDC_SERVER_URL = True, ISSUER
    SocialAccount.objects.create(user=world.bob, provider="sso", uid="7")
    client = Client()
    back(client, begin(client, record))
    assert client.session["_auth_user_id"] == str(world.bob.pk)


def test_the_second_factor_is_asked_for_as_at_any_log_in(linked: World, record: Record) -> None:
    Authenticator.objects.create(user=linked.alice, type="totp", data={"secret": "x"})
    client = Client()
    answer = back(client, begin(client, record))
    assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/smart/patient/").headers["Location"].startswith("/accounts/login/")


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("another key", {"key": OTHER_KEY}),
    ("alg none", {"algorithm": "none"}),
    ("a key that others know", {"algorithm": "HS256", "key": "0" * 32}),
    ("another issuer", {"claims": {"iss": "https://elsewhere.example"}}),
    ("for another client", {"claims": {"aud": "other"}}),
    ("too late", {"claims": {"exp": 1}}),
    ("of another launch", {"claims": {"nonce": "x"}}),
    ("without a nonce", {"claims": {"nonce": None}}),
    ("no id_token", {"token": {"id_token": None}}),
    ("no token", {"token": {"access_token": ""}}),
    ("another kind of token", {"token": {"token_type": "mac"}}),
    ("no patient", {"token": {"patient": None}}),
    ("a patient that is an address", {"token": {"patient": "../Patient/2"}}),
    ("half an answer", {"instead": {"/token": Answer(b'{"access_token": "a')}}),
    ("a redirect", {"instead": {"/token": Answer({}, 302)}}),
    ("an answer without end", {"instead": {"/token": Answer(b"[" * 2_100_000)}}),
    ("nested without end", {"instead": {"/token": Answer(b"[" * 200_000)}}),
    ("slow", {"instead": {"/token": requests.ReadTimeout("slow")}}),
    ("a list", {"instead": {"/token": Answer([])}}),
    ("keys that are none", {"instead": {"/keys": Answer({"keys": "x"})}}),
]


def test_what_cannot_be_verified_logs_nobody_in(linked: World, record: Record, caplog: Any) -> None:
    for what, wrong in WRONG:
        client = Client()
        asked = begin(client, record)
        before = {name: getattr(record, name) for name in wrong}
        for name, value in wrong.items():
            setattr(record, name, value)
        answer = back(client, asked)
        assert answer.status_code in (403, 503), what
        assert "_auth_user_id" not in client.session, what
        for name, value in before.items():
            setattr(record, name, value)
    assert "a secret" not in caplog.text
    assert "launch refused" in caplog.text


def test_where_a_launch_cannot_begin(linked: World, record: Record) -> None:
    client = Client()
    for query in (
        "",
        "iss=https://elsewhere.example&launch=abc",
        f"iss={ISSUER}x&launch=abc",
        f"iss={ISSUER}",
    ):
        assert client.get(f"/smart/launch?{query}").status_code == 403, query
    assert record.asked == [], "nobody is asked who is not on the list"
    for described in (
        {"token_endpoint": "https://elsewhere.example/token"},
        {"authorization_endpoint": "http://record.hospital.example/authorize"},
        {"authorization_endpoint": None},
        {"jwks_uri": "https://elsewhere.example/keys"},
        {"code_challenge_methods_supported": ["plain"]},
    ):
        record.described = described
        assert client.get(START).status_code == 403, described
    record.described = {}
    record.instead = {"/.well-known/smart-configuration": requests.ConnectTimeout("slow")}
    assert client.get(START).status_code == 503


def test_what_comes_back_belongs_to_a_launch_of_this_browser(linked: World, record: Record) -> None:
    client, other = Client(), Client()
    asked = begin(client, record)
    assert back(other, asked).status_code == 403
    assert (
        client.get("/smart/callback", {"error": "access_denied", "state": asked["state"]}).status_code == 403
    )
    asked = begin(client, record)
    session = client.session
    session["smart_begun"] = {
        state: [*kept[:3], kept[3] - 601] for state, kept in session["smart_begun"].items()
    }
    session.save()
    assert back(client, asked).status_code == 403, "eleven minutes later"
    for _time in range(7):
        begin(client, record)
    assert len(client.session["smart_begun"]) == 5


def test_an_answer_that_names_another_issuer_is_not_followed(linked: World, record: Record) -> None:
    client = Client()
    answer = back(client, begin(client, record), iss="https://elsewhere.example")
    assert answer.status_code == 403
    assert f"{ISSUER}/token" not in dict(record.asked), "no code went anywhere"
    assert back(client, begin(client, record), iss=ISSUER).status_code == 302


def test_a_patient_who_is_not_known_here_can_be_begun_with(linked: World, record: Record) -> None:
    record.patient = PATIENT | {"identifier": [{"value": "x-77"}]}
    client = comes_in(record)
    page = client.get("/smart/patient/").content.decode()
    assert "No patient of your units has this identifier." in page
    assert "Nora Example" in page
    assert "x-77" not in page[page.index("<title") : page.index("</title>")]
    form = client.get("/assessments/new/?launched=1").content.decode()
    for value in ("x-77", "Nora Example", "1965-03-01"):
        assert f'value="{value}"' in form
    assert 'value="x-77"' not in client.get("/assessments/new/").content.decode()
    assert not Patient.objects.filter(name__contains="Nora").exists(), "nothing is stored by looking"


def test_no_patient_is_opened_by_a_guess(linked: World, record: Record) -> None:
    Patient.objects.filter(pk=linked.patient.pk).update(birth_date="1960-01-01")
    client = comes_in(record)
    page = client.get("/smart/patient/").content.decode()
    assert "another birth date or sex" in page
    create_patient(unit=linked.north, identifier="n-002", name="", by=linked.alice)
    record.patient = PATIENT | {"identifier": [{"value": "n-001"}, {"value": "n-002"}]}
    assert "Several patients" in client.get("/smart/patient/").content.decode()
    for identifier in (None, [{"system": "urn:x", "value": "n-001"}], [{"value": ["n-001"]}]):
        record.patient = PATIENT | {"identifier": identifier}
        assert "no identifier that bonemet knows" in client.get("/smart/patient/").content.decode()
    southern = create_patient(unit=linked.south, identifier="s-001", name="", by=linked.charlie)
    record.patient = PATIENT | {"identifier": [{"value": "s-001"}]}
    shown = client.get("/smart/patient/")
    assert "No patient of your units" in shown.content.decode()
    assert str(southern.uuid) not in shown.content.decode()
    others: list[Any] = [PATIENT | {"id": "p2"}, {"resourceType": "Group", "id": "p1"}, []]
    for record.patient in others:
        assert client.get("/smart/patient/").status_code == 503


def of_values(world: World) -> str:
    save(
        world.assessment,
        "patient",
        {"age": 61, "sex": "female", "assessed_on": "2026-11-20"},
        None,
        world.alice,
    )
    return f"/assessments/{world.assessment.uuid}/values/"


def test_a_launch_leads_to_the_values_of_its_chart(linked: World, record: Record) -> None:
    address = of_values(linked)
    before = Client()
    before.force_login(linked.alice)
    assert 'value="chart"' not in before.get(address).content.decode()
    refused = before.post(address, {"action": "chart"})
    assert (refused.status_code, "Open bonemet from the chart again." in refused.content.decode()) == (
        422,
        True,
    )
    client = comes_in(record)
    assert address in client.get(f"/patients/{linked.patient.uuid}/").content.decode()
    assert 'value="chart"' in client.get(address).content.decode()
    page = client.post(address, {"action": "chart"})
    assert page.status_code == 200, page.content
    found = re.findall(r'name="(found|of)" value="([^"]*)"', page.content.decode())
    assert "Is this the same person?" in page.content.decode()
    assert 'value="history.albumin:38:0"' in client.post(address, dict(found)).content.decode()
    searched = [how for url, how in record.asked if url.endswith("/_search")]
    assert len(searched) == 13, "eight blood values, ECOG, Karnofsky, ASA, pain, and the problem list"
    assert {how["headers"]["Authorization"] for how in searched} == {"Bearer a secret"}
    assert AccessEntry.objects.filter(what="record read from the server", user=linked.alice).count() == 1


def test_values_are_read_from_no_other_chart_and_a_part_is_none(
    linked: World, record: Record, settings: Any
) -> None:
    Patient.objects.filter(pk=linked.patient.pk).update(birth_date="1965-03-01")
    address = of_values(linked)
    client = comes_in(record)

    def refused() -> str:
        page = client.post(address, {"action": "chart"})
        assert page.status_code == 422
        assert 'name="found"' not in page.content.decode()
        return str(page.content.decode())

    record.patient = PATIENT | {"identifier": [{"value": "n-002"}]}
    assert "The patient there has another identifier." in refused()
    record.patient = PATIENT | {"birthDate": "1960-01-01"}
    assert "another date of birth or sex" in refused()
    record.patient = PATIENT | {"id": "p2"}
    assert "does not take the question" in refused()
    record.patient = PATIENT
    for path in ("/Patient/p1", "/Condition/_search"):
        record.instead = {path: requests.ReadTimeout("slow")}
        assert "does not answer" in refused()
        record.instead = {path: Answer({}, 401)}
        assert "does not let bonemet in" in refused()
    record.instead = {}
    asked = len(record.asked)
    whole = client.session["smart_launched"]
    keep(client, [*whole[:2], "encrypted with a key that is gone", whole[3]])
    assert "Open bonemet from the chart again." in refused()
    assert client.get("/smart/patient/").status_code == 503
    keep(client, whole)
    settings.SMART_ISSUERS = []
    assert "Open bonemet from the chart again." in refused()
    assert len(record.asked) == asked, "nobody is asked with a token that is gone, or who is not on the list"


def keep(client: Client, launched: list[Any]) -> None:
    session = client.session
    session["smart_launched"] = launched
    session.save()
