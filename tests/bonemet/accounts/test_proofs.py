"""What changes how one logs in asks for all that the log-in asks for, and a proof begins the session anew."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from bonemet.accounts.second_factor import AuthenticateForm, ReauthenticateForm
from tests.people import World, confirm, confirm_by_factor

PASSWORD = "correct horse battery"
CHANGES = (
    "/accounts/password/change/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/recovery-codes/download/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/webauthn/keys/1/remove/",
    "/accounts/2fa/webauthn/keys/1/edit/",
)


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": "alice", "password": PASSWORD})
    return client


def with_a_factor(world: World) -> None:
    Authenticator.objects.create(user=world.alice, type="totp", data={"secret": "x"})


def test_each_proof_gives_the_session_a_new_key_and_ends_the_old_one(world: World, client: Client) -> None:
    before = client.session.session_key
    assert client.get("/").status_code == 200
    confirm(client)
    assert client.session.session_key != before
    assert client.get("/").status_code == 200
    thief = Client()
    thief.cookies["sessionid"] = str(before)
    assert thief.get("/").status_code == 302
    assert [row.session_key for row in UserSession.objects.all()] == [client.session.session_key]


def test_a_key_that_somebody_else_chose_is_not_taken_at_the_log_in(world: World) -> None:
    client = Client()
    client.cookies["sessionid"] = "chosenbysomebodyelse0123456789ab"
    client.post("/accounts/login/", {"login": "alice", "password": PASSWORD})
    assert client.session.session_key != "chosenbysomebodyelse0123456789ab"


@pytest.mark.parametrize("method", ["get", "post"])
def test_with_a_second_factor_the_password_alone_changes_nothing(
    world: World, client: Client, method: str
) -> None:
    with_a_factor(world)
    confirm(client)
    for path in CHANGES:
        answer = getattr(client, method)(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/accounts/2fa/reauthenticate/?next="), path
    confirm_by_factor(client)
    for path in CHANGES:
        assert "reauthenticate" not in client.get(path).headers.get("Location", ""), path


def test_every_page_of_the_second_factor_is_among_them_but_where_it_is_given() -> None:
    from django.urls import get_resolver
    from django.urls.resolvers import URLPattern

    def of(resolver: Any, before: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for one in resolver.url_patterns:
            path = before + str(one.pattern)
            found |= {path: one.name} if isinstance(one, URLPattern) else of(one, path)
        return found

    pages = {f"/{path}".replace("<int:pk>", "1") for path in of(get_resolver(), "") if "/2fa/" in f"/{path}"}
    open_to_all = {"", "authenticate/", "reauthenticate/", "webauthn/reauthenticate/"}
    assert pages - set(CHANGES) == {f"/accounts/2fa/{path}" for path in open_to_all}


def test_nobody_is_led_out_of_https_or_to_another_host(world: World) -> None:
    for where in (
        *("http://testserver/", "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"),
        *("javascript:alert(1)", "https://testserver@elsewhere.example/", "\t//elsewhere.example"),
    ):
        sent = {"login": "alice", "password": PASSWORD, "next": where}
        assert Client().post("/accounts/login/", sent, secure=True)["Location"] == "/", where


class TestAlways:
    """With BONEMET_SECOND_FACTOR=always nothing is shown before the second factor."""

    @pytest.fixture(autouse=True)
    def always(self, settings: Any) -> None:
        settings.SECOND_FACTOR_ALWAYS = settings.SECOND_FACTOR_REQUIRED = True

    def test_whoever_has_none_sets_it_up_first(self, world: World, client: Client) -> None:
        for path in ("/", f"/assessments/{world.assessment.uuid}/", "/knowledge/", "/account/"):
            assert client.get(path)["Location"] == "/accounts/2fa/", path
        assert client.get("/accounts/2fa/").status_code == 200
        sent = client.post(f"/assessments/{world.assessment.uuid}/case/history/draft/", {"primary": "lung"})
        assert sent.status_code == 403

    def test_a_script_is_told_in_a_sentence(self, world: World, client: Client) -> None:
        path = f"/assessments/{world.assessment.uuid}/case/history/draft/"
        answer = client.post(path, {"primary": "lung"}, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["saved"]) == (403, False)

    def test_a_session_from_before_gives_it_once(self, world: World, client: Client) -> None:
        with_a_factor(world)
        assert client.get("/")["Location"] == "/accounts/2fa/reauthenticate/?next=%2F"
        assert client.get("/accounts/2fa/reauthenticate/").status_code == 200
        confirm_by_factor(client)
        assert client.get("/").status_code == 200

    def test_logging_out_and_a_password_that_is_due_come_before(self, world: World, client: Client) -> None:
        assert client.get("/accounts/password/change/").status_code == 200
        assert client.post("/accounts/logout/").status_code == 302


def test_fields_of_passwords_are_masked_and_open_to_password_managers(world: World, client: Client) -> None:
    fields = r'<input[^>]*name="(?:password|oldpassword|password1|password2)"[^>]*>'
    found = re.findall(fields, Client().get("/accounts/login/").content.decode())
    found += re.findall(fields, client.get("/accounts/password/change/").content.decode())
    found += re.findall(fields, client.get("/accounts/reauthenticate/").content.decode())
    assert len(found) == 5
    assert not re.search(r"<li>\s*</li>", client.get("/accounts/password/change/").content.decode())
    for field in found:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field), field
        assert "onpaste" not in field


def test_every_page_of_somebody_logged_in_leads_out(world: World, client: Client) -> None:
    pages = ("/", f"/assessments/{world.assessment.uuid}/", "/accounts/2fa/", "/account/", "/nowhere/")
    for page in (*pages, f"/assessments/{world.assessment.uuid}/case/history/", "/knowledge/"):
        assert "/accounts/logout/" in client.get(page).content.decode(), page


NO_CREDENTIALS = {
    "nested lists": "[" * 50_000 + "]" * 50_000,
    "nested objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "a number without end": "1" * 100_000,
    "no number": "NaN",
    "nothing": "null",
    "a text": '"x"',
    "another id": '{"id":"a","rawId":"b","type":"public-key","response":{}}',
    "no id": '{"rawId":1}',
    "empty": '{"id":"YQ","rawId":"YQ","type":"public-key","response":'
    '{"clientDataJSON":"e30","attestationObject":"e30","authenticatorData":"e30","signature":"e30"}}',
}


def test_what_no_security_key_has_made_is_a_mistake_of_the_form(world: World, client: Client) -> None:
    confirm(client)
    adding = "/accounts/2fa/webauthn/add/"
    for name, credential in NO_CREDENTIALS.items():
        assert client.get(adding).status_code == 200, name
        assert client.post(adding, {"name": "k", "credential": credential}).status_code == 200, name
        for form in (AuthenticateForm, ReauthenticateForm):
            given = form({"credential": credential}, user=world.alice)
            assert not given.is_valid(), name
            assert given.as_p(), name
        assert not Authenticator.objects.exists(), name
