"""Cards on the chart: for a signed advice of the client's own unit, or a bone metastasis nobody assessed."""

from __future__ import annotations

import base64
import json
import time
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from assessments.actions import signing, withdrawing
from assessments.actions.service_accounts import make_account, revoke_all
from assessments.exchange.cards import new_card
from assessments.models import AccessEntry, Assessment, CardFeedback, Patient
from bonemet.accounts.models import User
from tests.people import World, fill, save, sign

ISSUER, SOUTHERN = "https://record.hospital.example", "https://south.hospital.example"
SERVICE, FEEDBACK = (
    "http://testserver/cds-services/bonemet",
    "http://testserver/cds-services/bonemet/feedback",
)
KEY = ec.generate_private_key(ec.SECP384R1())
OTHER_KEY = ec.generate_private_key(ec.SECP384R1())
PATIENT = {"resourceType": "Patient", "id": "p1", "identifier": [{"value": "N-001"}], "gender": "female"}
METASTASIS = {
    "resourceType": "Condition",
    "subject": {"reference": "Patient/p1"},
    "clinicalStatus": {"coding": [{"code": "active"}]},
    "code": {"coding": [{"system": "http://snomed.info/sct", "code": "94222008"}]},
}


def keys() -> dict[str, Any]:
    told = json.loads(jwt.algorithms.ECAlgorithm(jwt.algorithms.ECAlgorithm.SHA384).to_jwk(KEY.public_key()))
    return {"keys": [told | {"kid": "one", "alg": "ES384"}]}


@pytest.fixture
def clients(world: World, settings: Any, tmp_path: Path) -> None:
    """Two clients, of a unit each, with one key."""
    file = tmp_path / "keys.json"
    file.write_text(json.dumps(keys()), encoding="utf-8")
    settings.CDS_CLIENTS = [(ISSUER, str(file), "cards"), (SOUTHERN, str(file), "cards-south")]
    make_account(unit=world.north, name="cards", days=1, by=None)
    make_account(unit=world.south, name="cards-south", days=1, by=None)


def token(
    audience: str = SERVICE, key: Any = KEY, algorithm: str = "ES384", header: Any = None, **more: Any
) -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": audience, "iat": now, "exp": now + 240, "jti": uuid4().hex} | more
    told = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(told, key, algorithm, headers={"kid": "one"} | (header or {}))


def opened(*conditions: dict[str, Any], sent: str | None = None, **patient: Any) -> Any:
    """Open the chart of this patient, as a client that sends along patient and problem list."""
    prefetch = {
        "patient": PATIENT | patient,
        "conditions": {"resourceType": "Bundle", "entry": [{"resource": one} for one in conditions]},
    }
    body = {"hook": "patient-view", "hookInstance": str(uuid4()), "context": {"patientId": "p1"}}
    return post(SERVICE, body | {"prefetch": prefetch}, sent)


def post(address: str, body: Any, sent: str | None = None) -> Any:
    told = token(address) if sent is None else sent
    return Client(enforce_csrf_checks=True).post(
        address.removeprefix("http://testserver"),
        body if isinstance(body, str) else json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {told}"} if told else {},
    )


def cards(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.content
    assert not answer.cookies
    told: list[dict[str, Any]] = answer.json()["cards"]
    return told


@pytest.fixture
def urgent(world: World, clients: None) -> Assessment:
    """A signed advice that is urgent: the femur is broken."""
    Patient.objects.filter(pk=world.patient.pk).update(sex="female", birth_date="1965-03-01")
    fill(world.assessment, world.alice)
    save(
        world.assessment,
        "fracture",
        {"fracture": "displaced", "limb_function": "none"},
        world.lesion,
        world.alice,
    )
    sign(Assessment.objects.get(pk=world.assessment.pk), world.alice)
    return Assessment.objects.get(pk=world.assessment.pk)


def test_a_signed_advice_of_the_own_unit_is_a_card(world: World, urgent: Assessment) -> None:
    (card,) = cards(opened(METASTASIS))
    assert card["indicator"] == "critical"
    assert card["summary"].startswith("Urgent, within 72 hours: Left femur, subtrochanteric: Operate")
    assert len(card["summary"]) < 140
    assert card["source"]["label"] == "bonemet, knowledge 2026.2"
    assert card["links"] == [
        {
            "label": "Open the report",
            "url": f"http://testserver/assessments/{urgent.uuid}/report/",
            "type": "absolute",
        }
    ]
    assert [one["code"] for one in card["overrideReasons"]] == [
        "patient", "risk", "outlook", "findings", "means", "board", "disagree",
    ]  # fmt: skip
    assert "N-001" not in json.dumps(card)
    look = AccessEntry.objects.filter(what="card").values_list("user__username", "assessment", "kind")
    assert list(look) == [("cards", urgent.pk, "viewed")]
    # Another unit's client sees nothing of it: only that its own unit has not assessed what is on the list.
    assert cards(opened(sent=token(iss=SOUTHERN))) == []
    (theirs,) = cards(opened(METASTASIS, sent=token(iss=SOUTHERN)))
    assert (theirs["indicator"], "by this unit" in theirs["summary"]) == ("info", True)
    assert str(urgent.uuid) not in json.dumps(theirs)
    # Another birth date or sex under the same number, two numbers, another system: nobody's advice is shown.
    assert cards(opened(METASTASIS, gender="male")) == []
    assert cards(opened(METASTASIS, birthDate="1965-03-02")) == []
    assert len(cards(opened(METASTASIS, birthDate="1965-03-01", gender="unknown"))) == 1
    for identifier in ([{"value": "X-9"}], [{"system": "urn:x", "value": "N-001"}], "N-001", [None], []):
        assert cards(opened(identifier=identifier)) == []
    # One that is replaced is shown no more; what replaces it is.
    amendment = signing.amend(assessment=urgent, reason="side", by=world.alice)
    sign(amendment, world.alice)
    (newer,) = cards(opened(METASTASIS))
    assert str(amendment.uuid) in newer["links"][0]["url"]


def test_a_metastasis_that_nobody_assessed(world: World, clients: None, settings: Any) -> None:
    nobody: dict[str, Any] = {"identifier": [{"value": "N-777"}]}
    settings.SMART_ISSUERS = [("https://record.hospital.example/fhir", "bonemet", "")]
    (card,) = cards(opened(METASTASIS, **nobody))
    assert card["links"][1] == {
        "label": "Open bonemet",
        "url": "http://testserver/smart/launch",
        "type": "smart",
    }
    assert card["summary"] == "Bone metastasis on the problem list, not assessed in bonemet by this unit"
    assert (card["indicator"], card["links"][0]["url"]) == ("info", "http://testserver/assessments/new/")
    for code in ("C79.5", "C79.51"):
        system = "http://hl7.org/fhir/sid/icd-10" + ("-cm" if code == "C79.51" else "")
        found = METASTASIS | {"code": {"coding": [{"system": system, "code": code}]}}
        assert len(cards(opened(found, **nobody))) == 1
    for other in (
        {"clinicalStatus": {"coding": [{"code": "resolved"}]}},
        {"verificationStatus": {"coding": [{"code": "refuted"}]}},
        {"subject": {"reference": "Patient/p2"}},
        {"subject": None},
        {"code": {"coding": [{"system": "http://snomed.info/sct", "code": "254637007"}]}},
        {"code": {"text": "bone metastasis"}},
    ):
        assert cards(opened(METASTASIS | other, **nobody)) == []
    # Never an advice from what is sent along; and none while somebody is at it, or has withdrawn it.
    assert cards(opened(METASTASIS)) == [], "a draft"
    withdrawing.withdraw(assessment=world.assessment, reason="another patient", by=world.alice)
    assert cards(opened(METASTASIS)) == []


REFUSED: list[dict[str, Any]] = [
    {"key": OTHER_KEY},
    {"iss": "https://elsewhere.example"},
    {"iss": None},
    {"audience": "https://elsewhere.example/cds-services/bonemet"},
    {"audience": FEEDBACK},
    {"aud": None},
    {"exp": int(time.time()) - 60},
    {"exp": int(time.time()) + 86400},
    {"exp": None},
    {"iat": None},
    {"jti": None},
    {"header": {"jku": "https://elsewhere.example/keys"}},
    {"header": {"kid": "two"}},
    {"key": "0" * 48, "algorithm": "HS384"},
    {"key": None, "algorithm": "none"},
]


def test_who_is_not_on_the_list_gets_nothing(world: World, clients: None) -> None:
    for told in REFUSED:
        answer = opened(METASTASIS, sent=token(**told))
        assert answer.status_code == 401, told
        assert answer.json()["resourceType"] == "OperationOutcome"
    head, body, _signature = token().split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none","kid":"one"}').decode().rstrip("=")
    for wrong in ("", "x", "a.b.c", f"{none}.{body}.", f"{head}.{body}.", f"{head}.{body}.AAAA"):
        assert opened(METASTASIS, sent=wrong).status_code == 401, wrong
    used = token()
    assert opened(METASTASIS, sent=used).status_code == 200
    assert opened(METASTASIS, sent=used).status_code == 401, "used before"
    unread = make_account(unit=world.north, name="engine", days=1, by=None)
    assert opened(METASTASIS, sent=unread).status_code == 401, "a token of the other interface"
    User.objects.filter(username="cards").update(is_active=False)
    assert opened(METASTASIS).status_code == 401


def test_keys_are_asked_for_where_the_list_says(world: World, clients: None, settings: Any) -> None:
    asked: list[str] = []

    class Answer:
        status_code = 200

        def __init__(self) -> None:
            self.raw = self
            self.text = json.dumps(keys()).encode()

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_args: object) -> None:
            pass

        def read1(self, _size: int, **_more: Any) -> bytes:
            told, self.text = self.text, b""
            return told

    def get(address: str, **how: Any) -> Any:
        assert how["allow_redirects"] is False
        asked.append(address)
        return Answer()

    settings.CDS_CLIENTS = [(ISSUER, "https://record.hospital.example/keys", "cards")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requests, "get", get)
        assert cards(opened(METASTASIS)) == []
        assert opened(header := {"resourceType": "Condition"}).status_code == 200, header
        assert opened(sent=token(header={"kid": "two"})).status_code == 401
    assert asked == ["https://record.hospital.example/keys"], "kept, and not asked for again at once"


def test_what_is_sent_wrongly(clients: None) -> None:
    body = {"hook": "patient-view", "context": {"patientId": "p1"}, "prefetch": {"patient": PATIENT}}
    deep = "[" * 100_000
    for wrong, status in (
        ("", 400), ("[]", 400), ("{", 400), (deep, 400),
        (body | {"hook": "order-sign"}, 400), (body | {"context": None}, 400),
        (body | {"context": {"patientId": "p2"}}, 400),
        (body | {"prefetch": None}, 412), (body | {"prefetch": {"patient": None}}, 412),
        (body | {"prefetch": {"patient": {"resourceType": "Bundle"}}}, 412),
    ):  # fmt: skip
        answer = post(SERVICE, wrong)
        assert answer.status_code == status, str(wrong)[:100]
        assert answer.json()["resourceType"] == "OperationOutcome"
    strange: list[Any] = [[], "x", {"entry": {}}, {"entry": [None, {}, {"resource": 1}]}]
    for conditions in strange:
        told = body | {"prefetch": {"patient": PATIENT, "conditions": conditions}}
        assert cards(post(SERVICE, told)) == []


def test_what_became_of_cards_is_kept_without_a_patient(world: World, clients: None) -> None:
    one, two = new_card(), new_card()
    told = [
        {"card": one, "outcome": "accepted", "outcomeTimestamp": "2026-11-26T10:00:00Z"},
        {
            "card": two,
            "outcome": "overridden",
            "overrideReason": {"reason": {"code": "patient"}, "userComment": "Mrs N. does not want it"},
        },
    ]
    assert post(FEEDBACK, {"feedback": told}).status_code == 200
    assert post(FEEDBACK, {"feedback": told}).status_code == 200, "told twice, kept once"
    kept = CardFeedback.objects.order_by("pk").values_list("unit__name", "outcome", "reason")
    assert list(kept) == [("North", "accepted", ""), ("North", "overridden", "patient")]
    assert "Mrs N." not in str(list(CardFeedback.objects.values()))
    assert not CardFeedback.objects.visible_to(world.charlie).exists()
    for wrong in (
        {"card": str(uuid4()), "outcome": "accepted"},
        {"card": "x", "outcome": "accepted"},
        {"card": one, "outcome": "ignored"},
        {"card": one, "outcome": "overridden", "overrideReason": {"reason": {"code": "weather"}}},
        None,
    ):
        assert post(FEEDBACK, {"feedback": [wrong]}).status_code == 400
    assert post(FEEDBACK, {"feedback": []}).status_code == 400
    assert post(FEEDBACK, {"feedback": told}, sent="").status_code == 401


@pytest.mark.django_db
def test_pages_of_named_origins_alone_are_answered(settings: Any) -> None:
    settings.CDS_ORIGINS, settings.CDS_CLIENTS = ["https://sandbox.hospital.example"], [(ISSUER, "", "")]
    client = Client()
    for origin, allowed in (
        ("https://sandbox.hospital.example", "https://sandbox.hospital.example"),
        ("https://evil.example", None),
        ("null", None),
        ("", None),
    ):
        for answer in (
            client.get("/cds-services", headers={"Origin": origin}),
            client.options("/cds-services/bonemet", headers={"Origin": origin}),
        ):
            assert answer.headers.get("Access-Control-Allow-Origin") == allowed, origin
            assert "Origin" in answer.headers["Vary"]
            assert "Access-Control-Allow-Credentials" not in answer.headers
    (service,) = client.get("/cds-services").json()["services"]
    assert (service["id"], service["hook"], sorted(service["prefetch"])) == (
        "bonemet", "patient-view", ["conditions", "patient"],
    )  # fmt: skip
    settings.CDS_CLIENTS = []
    assert client.get("/cds-services").json() == {"services": []}


def test_it_sees_no_more_once_its_account_is_no_programs(world: World, clients: None) -> None:
    user = User.objects.get(username="cards")
    assert revoke_all(user=user, by=None) == 1
    assert opened(METASTASIS).status_code == 200, "the token is for the other interface"
