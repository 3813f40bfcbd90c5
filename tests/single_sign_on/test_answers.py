"""What a provider can answer, right and wrong: an account, a connection, or a page that says why not."""

from __future__ import annotations

import base64
import importlib
import json
import time
from typing import TYPE_CHECKING, Any, NoReturn, Self
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.urls import clear_url_caches
from requests.adapters import HTTPAdapter

import bonemet.urls
from assessments.models import AccessEntry, Membership, Unit
from assessments.models.access import AccessKind
from assessments.models.units import Role
from bonemet import environment
from bonemet.accounts.models import User
from bonemet.accounts.single_sign_on import NotTrusted, SingleSignOnAdapter
from bonemet.accounts.tokens import make_token
from tests.people import confirm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

ISSUER = "https://login.hospital.example/realm"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
START, BACK = "/accounts/oidc/sso/login/", "/accounts/oidc/sso/login/callback/"


class Answer:
    def __init__(self, content: Any, status: int = 200) -> None:
        self.status_code, self.headers = status, {"content-type": "application/json"}
        self.text = content if isinstance(content, str) else json.dumps(content)
        self.content = self.text.encode()

    def json(self) -> Any:
        try:
            return json.loads(self.text)
        except ValueError as error:
            raise requests.JSONDecodeError(str(error), self.text, 0) from error

    def raise_for_status(self) -> None:
        if self.status_code >= 400:
            raise requests.HTTPError(self.status_code)


class HospitalProvider:
    """The provider, and whatever is to be wrong with it."""

    nonce = ""  # what the log-in that was begun last has asked to find in the token

    def __init__(self) -> None:
        self.user: dict[str, Any] = {"sub": "7", "email": "alice@hospital.example", "email_verified": True}
        self.claims: dict[str, Any] = {}
        self.description: dict[str, Any] = {}
        self.key: Any = KEY
        self.algorithm, self.kid = "RS256", "one"
        self.token: dict[str, Any] = {}
        self.published: list[dict[str, Any]] = []
        self.is_down = False
        self.asked: list[Any] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None: ...

    def get(self, url: str, **_how: Any) -> Answer:
        return self.request("GET", url)

    def request(self, method: str, url: str, **how: Any) -> Answer:
        if self.is_down:
            raise requests.ConnectTimeout("slow")
        self.asked.append((method, url, how))
        return Answer(
            {
                f"{ISSUER}/.well-known/openid-configuration": self.describe,
                f"{ISSUER}/keys": self.keys,
                f"{ISSUER}/token": self.answer_token,
                f"{ISSUER}/user": lambda: self.user,
            }[url]()
        )

    def describe(self) -> dict[str, Any]:
        places = {"token_endpoint": "token", "userinfo_endpoint": "user", "jwks_uri": "keys"}
        return (
            {"issuer": ISSUER, "authorization_endpoint": f"{ISSUER}/authorise"}
            | {name: f"{ISSUER}/{place}" for name, place in places.items()}
            | {"end_session_endpoint": f"{ISSUER}/end"}
            | self.description
        )

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        if self.published:
            return {"keys": self.published}
        return {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def answer_token(self) -> dict[str, Any]:
        claims = {"iss": ISSUER, "aud": "bonemet", "sub": self.user.get("sub"), "exp": time.time() + 60}
        claims["nonce"] = self.nonce
        key: Any = None if self.algorithm == "none" else self.key
        signed = jwt.encode(claims | self.claims, key, self.algorithm, headers={"kid": self.kid})
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": signed} | self.token


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[HospitalProvider]:
    cache.clear()
    provider = HospitalProvider()
    monkeypatch.setattr(SingleSignOnAdapter, "get_requests_session", lambda _self: provider)
    settings.OIDC_IS_ON, settings.OIDC_SERVER_URL, settings.OIDC_CLIENT_ID = True, ISSUER, "bonemet"
    settings.OIDC_NAME = "Hospital account"
    app: dict[str, Any] = {
        "provider_id": "sso",
        "name": "Hospital account",
        "client_id": "bonemet",
        "secret": "s",
    }
    app["settings"] = {"server_url": ISSUER, "oauth_pkce_enabled": True, "uid_field": "sub"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    importlib.reload(bonemet.urls)
    clear_url_caches()
    yield provider
    settings.OIDC_IS_ON = False
    importlib.reload(bonemet.urls)
    clear_url_caches()


@pytest.fixture
def alice(db: None) -> User:
    return User.objects.create_user("alice", "Alice@hospital.example", "correct horse battery")


def state_of(sent: Any) -> str:
    """Read what the provider is sent; it keeps the nonce for its token."""
    asked = parse_qs(urlsplit(sent["Location"]).query)
    HospitalProvider.nonce = asked["nonce"][0]
    return str(asked["state"][0])


def come_back(client: Client, **asked: str) -> Any:
    """Begin at the log-in page's link, and come back from the provider with a code."""
    sent = client.get(START, {"process": "login"} | asked)
    assert sent.status_code == 302, sent.content
    return client.get(BACK, {"code": "abc", "state": state_of(sent)})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_button_is_a_link_with_the_providers_name_and_keeps_where_one_was_going(
    client: Client, provider: HospitalProvider, db: None
) -> None:
    """A form would be stopped by form-action 'self' at its first redirect to the provider."""
    page = client.get("/accounts/login/", {"next": "/knowledge/"}).content.decode()
    assert (
        'href="/accounts/oidc/sso/login/?process=login&amp;next=%2Fknowledge%2F">Hospital account</a>' in page
    )
    assert 'action="/accounts/oidc' not in page


def test_a_verified_address_connects_the_account_and_its_password_stays(
    client: Client, provider: HospitalProvider, alice: User
) -> None:
    answer = come_back(client, next="/knowledge/")
    assert (answer.status_code, answer["Location"]) == (302, "/knowledge/")
    assert client.session["_auth_user_id"] == str(alice.pk)
    alice.refresh_from_db()
    assert alice.check_password("correct horse battery")
    assert SocialAccount.objects.get().uid == "7"


def test_afterwards_the_providers_id_counts_and_no_address(
    client: Client, provider: HospitalProvider, alice: User
) -> None:
    come_back(client)
    client.logout()
    provider.user = {"sub": "7"}
    assert come_back(client).status_code == 302
    assert client.session["_auth_user_id"] == str(alice.pk)


@pytest.mark.parametrize("verified", [False, None, "false", 0])
def test_an_address_that_is_not_verified_opens_nothing(
    client: Client, provider: HospitalProvider, alice: User, verified: Any
) -> None:
    provider.user["email_verified"] = verified
    answer = come_back(client)
    assert (answer.status_code, is_in(client)) == (403, False)
    assert "does not say that the address is verified" in answer.content.decode()


def test_a_domain_that_was_named_needs_no_verified_address(
    client: Client, provider: HospitalProvider, alice: User, settings: Any
) -> None:
    settings.OIDC_TRUSTED_DOMAINS = ["hospital.example"]
    del provider.user["email_verified"]
    come_back(client)
    assert is_in(client)


def test_two_accounts_with_one_address_are_never_guessed_between(
    client: Client, provider: HospitalProvider, alice: User
) -> None:
    User.objects.create(username="alice2", email="alice@hospital.example")
    answer = come_back(client)
    assert (answer.status_code, is_in(client)) == (403, False)
    assert "More than one account" in answer.content.decode()


def test_somebody_unknown_is_told_so_and_written_down(
    client: Client, provider: HospitalProvider, db: None
) -> None:
    answer = come_back(client)
    assert (answer.status_code, is_in(client)) == (403, False)
    assert "You have no account here." in answer.content.decode()
    assert AccessEntry.objects.filter(kind=AccessKind.LOGIN_FAILED).count() == 1


def test_accounts_are_made_where_the_setting_says_so(
    client: Client, provider: HospitalProvider, settings: Any, db: None
) -> None:
    settings.OIDC_CREATES_ACCOUNTS = True
    provider.user["preferred_username"] = "carol"
    come_back(client)
    made = User.objects.get()
    assert (made.username, made.has_usable_password(), is_in(client)) == ("carol", False, True)


def test_a_closed_account_stays_closed(client: Client, provider: HospitalProvider, alice: User) -> None:
    User.objects.update(is_active=False)
    answer = come_back(client)
    assert (answer.status_code, is_in(client)) == (403, False)
    assert "Your account here is closed." in answer.content.decode()


def test_a_programs_account_is_nobodys_and_connects_to_nobody(
    client: Client, provider: HospitalProvider, alice: User
) -> None:
    make_token(user=alice, days=1, by=None)
    answer = come_back(client)
    assert (answer.status_code, is_in(client)) == (403, False)
    assert not SocialAccount.objects.exists()


def test_a_password_that_is_due_does_not_hold_up_who_does_not_use_it(
    client: Client, provider: HospitalProvider, alice: User
) -> None:
    User.objects.update(password_due=True)
    come_back(client)
    assert client.get("/knowledge/").status_code == 200


def spoil_issuer(provider: HospitalProvider) -> None:
    provider.claims = {"iss": "https://other.example"}


def spoil_description(provider: HospitalProvider) -> None:
    provider.description = {"issuer": "https://other.example"}


def spoil_audience(provider: HospitalProvider) -> None:
    provider.claims = {"aud": "another"}


def spoil_time(provider: HospitalProvider) -> None:
    provider.claims = {"exp": time.time() - 60}


def spoil_signature(provider: HospitalProvider) -> None:
    provider.key = OTHER_KEY


def leave_unsigned(provider: HospitalProvider) -> None:
    provider.algorithm = "none"


def sign_with_the_secret(provider: HospitalProvider) -> None:
    provider.key, provider.algorithm = "s" * 32, "HS256"


def name_another_key(provider: HospitalProvider) -> None:
    provider.kid = "two"


def publish_a_secret_as_key(provider: HospitalProvider) -> None:
    """Whoever reads the provider's keys could sign with it."""
    sign_with_the_secret(provider)
    octets = base64.urlsafe_b64encode(b"s" * 32).rstrip(b"=").decode()
    provider.published = [{"kty": "oct", "k": octets, "kid": "one", "alg": "HS256"}]


def leave_out_the_token(provider: HospitalProvider) -> None:
    provider.token = {"id_token": ""}


def spoil_the_token(provider: HospitalProvider) -> None:
    provider.token = {"id_token": "a.b.c"}


def speak_of_another(provider: HospitalProvider) -> None:
    provider.claims = {"sub": "8"}


def leave_out_the_user(provider: HospitalProvider) -> None:
    provider.user = {"email": "alice@hospital.example", "email_verified": True}
    provider.claims = {"sub": "7"}


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_issuer, spoil_audience, spoil_time, spoil_signature, leave_unsigned, sign_with_the_secret,
        publish_a_secret_as_key, name_another_key, leave_out_the_token, spoil_the_token, speak_of_another,
        leave_out_the_user,
    ],
)  # fmt: skip
def test_what_cannot_be_verified_logs_nobody_in(
    client: Client, provider: HospitalProvider, alice: User, spoil: Any
) -> None:
    spoil(provider)
    answer = come_back(client)
    assert (answer.status_code, is_in(client)) == (403, False)
    assert "could not be verified" in answer.content.decode()


def test_another_issuer_is_found_out_before_anybody_is_sent_there(
    client: Client, provider: HospitalProvider, db: None
) -> None:
    spoil_description(provider)
    answer = client.get(START)
    assert (answer.status_code, "could not be verified" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_provider_that_is_down_is_a_page(
    client: Client, provider: HospitalProvider, db: None, when: str
) -> None:
    state = parse_qs(urlsplit(client.get(START)["Location"]).query)["state"][0]
    provider.is_down = True
    answer = client.get(START) if when == "before" else client.get(BACK, {"code": "a", "state": state})
    assert (answer.status_code, is_in(client)) == (503, False)
    assert "cannot be reached at the moment" in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"error": "access_denied"}, "was cancelled at the provider"),
        ({"error": "server_error"}, "did not let you in"),
        ({}, "begun in another window"),
    ],
)
def test_what_the_provider_refuses_is_a_page(
    client: Client, provider: HospitalProvider, db: None, said: dict[str, str], text: str
) -> None:
    state = parse_qs(urlsplit(client.get(START)["Location"]).query)["state"][0]
    answer = client.get(BACK, said | {"state": state if said else "foreign"})
    assert (answer.status_code, text in answer.content.decode()) == (403, True), answer.content.decode()


def test_a_code_works_once(client: Client, provider: HospitalProvider, alice: User) -> None:
    state = state_of(client.get(START))
    client.get(BACK, {"code": "abc", "state": state})
    client.logout()
    assert client.get(BACK, {"code": "abc", "state": state}).status_code == 403
    assert not is_in(client)


def test_another_site_cannot_begin_a_log_in(client: Client, provider: HospitalProvider, db: None) -> None:
    answer = client.get(START, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")


def test_each_log_in_has_a_secret_of_its_own_that_the_token_must_hold(
    client: Client, provider: HospitalProvider, alice: User
) -> None:
    """A stolen token of another log-in, or one without, opens nothing."""
    secrets = set()
    for nonce in (None, "of-another-log-in"):
        provider.claims = {"nonce": nonce}
        sent = client.get(START)
        secrets.add(state_of(sent))
        secrets.add(HospitalProvider.nonce)
        assert "code_challenge_method=S256" in sent["Location"]
        assert "&code_challenge=" in sent["Location"]
        assert client.get(BACK, {"code": "abc", "state": state_of(sent)}).status_code == 403
        assert not is_in(client)
    assert len(secrets) == 4
    assert {len(secret) for secret in secrets} == {43}  # 256 bits


def test_the_address_of_the_link_asks_the_provider_for_nothing_more(
    client: Client, provider: HospitalProvider, db: None
) -> None:
    plain = parse_qs(urlsplit(client.get(START)["Location"]).query)
    more = {"scope": "admin", "auth_params": "redirect_uri=https://elsewhere.example&prompt=none"}
    forged = parse_qs(urlsplit(client.get(START, more)["Location"]).query)
    once = ("state", "nonce", "code_challenge")
    assert {k: v for k, v in forged.items() if k not in once} == {
        k: v for k, v in plain.items() if k not in once
    }
    assert plain["code_challenge_method"] == ["S256"]


@pytest.mark.parametrize("host", ["10.0.0.1", "keys.elsewhere.example", "login.hospital.example.other"])
def test_no_description_of_a_provider_leads_elsewhere(
    settings: Any, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    settings.OIDC_SERVER_URL = ISSUER
    asked = []

    def nobody_there(self: HTTPAdapter, request: requests.PreparedRequest, **_kwargs: Any) -> NoReturn:
        asked.append(request.url)
        raise requests.ConnectionError

    monkeypatch.setattr(HTTPAdapter, "send", nobody_there)
    with SingleSignOnAdapter().get_requests_session() as session:
        for address in (f"https://{host}/keys", "http://login.hospital.example/keys"):
            with pytest.raises(NotTrusted, match="BONEMET_OIDC_HOSTS"):
                session.get(address)
        assert asked == []
        settings.OIDC_HOSTS = [host]
        with pytest.raises(requests.ConnectionError):  # now it is asked, and is not there
            session.get(f"https://{host}/keys")
    assert asked == [f"https://{host}/keys"]


@pytest.mark.parametrize("process", ["redirect", "anything"])
def test_there_are_no_other_ways_in(
    client: Client, provider: HospitalProvider, db: None, process: str
) -> None:
    answer = client.get(START, {"process": process})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")


def test_nobody_is_named_in_the_log(
    client: Client, provider: HospitalProvider, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    provider.user["name"] = "Alice Archer"
    come_back(client)
    assert "single sign-on refused: unknown" in caplog.text
    assert not any(word in caplog.text for word in ("alice", "Archer", "hospital.example"))


def test_rules_of_groups_are_read_and_name_the_roles_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONEMET_OIDC_GROUPS", "cn=bones=Bone, joint / tumour/surgeon; heads=Surgery/ lead")
    assert environment.groups("OIDC_GROUPS") == [
        ("cn=bones", "Bone, joint / tumour", "surgeon"),
        ("heads", "Surgery", "lead"),
    ]
    assert sorted(environment.ROLES) == sorted(Role.values)


GROUPS = [("bones", "Orthopaedics", "surgeon"), ("heads", "Orthopaedics", "lead"), ("x", "Nowhere", "lead")]


@pytest.mark.parametrize(
    ("groups", "role"),
    [(["bones"], "surgeon"), (["bones", "heads"], "lead"), ("bones", "surgeon"), ([], None)],
)
def test_groups_make_members(
    client: Client, provider: HospitalProvider, alice: User, settings: Any, groups: Any, role: str | None
) -> None:
    settings.OIDC_GROUPS = GROUPS
    unit, other = Unit.objects.create(name="Orthopaedics"), Unit.objects.create(name="Surgery")
    Membership.objects.create(unit=unit, user=alice, role="reviewer")
    Membership.objects.create(unit=other, user=alice, role="reviewer")
    provider.user["groups"] = groups
    come_back(client)
    now = Membership.objects.filter(unit=unit, is_active=True).first()
    assert (now.role if now else None) == role
    assert Membership.objects.get(unit=other).is_active


def test_the_last_lead_stays(client: Client, provider: HospitalProvider, alice: User, settings: Any) -> None:
    settings.OIDC_GROUPS = GROUPS
    Membership.objects.create(unit=Unit.objects.create(name="Orthopaedics"), user=alice, role="lead")
    come_back(client)
    assert Membership.objects.get().is_active


def test_logging_out_leads_on_to_the_provider(
    client: Client, provider: HospitalProvider, alice: User
) -> None:
    come_back(client)
    answer = client.post("/accounts/logout/")
    page = answer.content.decode()
    assert (answer.status_code, is_in(client)) == (200, False)
    assert f'<meta http-equiv="refresh" content="0;url={ISSUER}/end?id_token_hint=' in page
    assert "post_logout_redirect_uri=http%3A%2F%2Ftestserver%2Faccounts%2Flogin%2F" in page


def test_logging_out_is_not_held_up_by_a_provider_that_is_down(
    client: Client, provider: HospitalProvider, alice: User
) -> None:
    come_back(client)
    provider.is_down = True
    answer = client.post("/accounts/logout/")
    assert (answer.status_code, is_in(client)) == (302, False)


def test_who_is_logged_in_connects_their_account_themselves(
    client: Client, provider: HospitalProvider, alice: User
) -> None:
    provider.user["email_verified"] = False
    client.post("/accounts/login/", {"login": "alice", "password": "correct horse battery"})
    asked = client.get(START, {"process": "connect"})["Location"]
    assert asked.startswith("/accounts/reauthenticate/?next="), "an open session is not enough"
    confirm(client)
    assert "Connect Hospital account" in client.get("/accounts/3rdparty/").content.decode()
    come_back(client, process="connect")
    assert SocialAccount.objects.get().user == alice
    assert "Connected:" in client.get("/accounts/3rdparty/").content.decode()
