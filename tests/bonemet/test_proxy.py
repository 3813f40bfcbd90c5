"""A proxy that leaves out or changes a header keeps nobody out, and is named on the page and in the log."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bonemet import proxy
from bonemet.accounts.models import User

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy, "_told", set())


@pytest.fixture
def behind(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def try_to_log_in(address: str, password: str, name: str = "alice") -> Any:
    told: dict[str, Any] = {"HTTP_X_FORWARDED_FOR": address, "HTTP_X_FORWARDED_PROTO": "https"}
    return Client().post(reverse("account_login"), {"login": name, "password": password}, **told)


@pytest.mark.usefixtures("behind", "db")
@pytest.mark.parametrize("address", ["unknown", "_hidden", "", "192.0.2.1, unknown", "unknown:0"])
def test_an_address_that_is_not_told_keeps_nobody_out(address: str, caplog: pytest.LogCaptureFixture) -> None:
    User.objects.create_user("alice", password=PASSWORD)
    for _time in range(4):
        assert try_to_log_in(address, "wrong").status_code == 200
    answer = try_to_log_in(address, PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    told = [record for record in caplog.records if record.name == "bonemet.proxy"]
    assert [record.getMessage() for record in told] == ([proxy.NO_CLIENT] if address else [])


@pytest.mark.usefixtures("behind", "db")
def test_without_addresses_an_account_is_still_counted_and_nobody_else_with_it() -> None:
    User.objects.create_user("alice", password=PASSWORD)
    for _time in range(12):
        try_to_log_in("unknown", "wrong")
    assert b"Too many failed login attempts" in try_to_log_in("unknown", PASSWORD).content
    User.objects.create_user("bob", password=PASSWORD)
    answer = try_to_log_in("unknown", PASSWORD, "bob")
    assert answer.status_code == 302


@pytest.mark.usefixtures("db")
def test_a_proxy_that_nobody_believes_is_named_once(caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    for _time in range(2):
        answer = Client().get(reverse("account_login"), HTTP_X_FORWARDED_PROTO="https")
        assert answer.status_code == 301
    assert told(caplog) == [proxy.FORGOTTEN]
    assert "BONEMET_BEHIND_PROXY=1" in proxy.FORGOTTEN


@pytest.mark.usefixtures("behind", "db")
def test_a_protocol_that_is_not_told_is_named_once(caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    for _time in range(2):
        assert Client().get(reverse("account_login")).status_code == 301
    assert Client().get(reverse("healthz")).status_code == 200
    assert Client().get(reverse("account_login"), HTTP_X_FORWARDED_PROTO="http").status_code == 301
    assert told(caplog) == [proxy.NO_PROTOCOL]


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "bonemet.proxy"]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("headers", "came"),
    [
        ({"HTTP_ORIGIN": "https://bonemet.hospital.example"}, "https://bonemet.hospital.example"),
        ({"HTTP_REFERER": "https://other.example/x?name=secret"}, "https://other.example/x"),
        ({}, "nowhere"),
    ],
)
def test_a_form_of_another_origin_names_the_cause_and_gives_back_what_was_typed(
    headers: dict[str, str], came: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(enforce_csrf_checks=True)
    typed = {"csrfmiddlewaretoken": "x" * 32, "identifier": "DEMO-99"}
    answer = client.post(reverse("assessments:new"), typed, secure=True, **headers)  # type: ignore[arg-type]
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "This form seems to come from another address" in page
    assert f"comes from {came}." in page
    assert "X-Forwarded-Proto" in page
    assert "DEMO-99" in page
    assert "open for too long" not in page
    assert "secret" not in page
    (line,) = [record for record in caplog.records if record.name == "assessments.views.ended"]
    assert line.levelno == logging.ERROR
    assert "BONEMET_TRUSTED_ORIGINS" in line.getMessage()
    assert "DEMO-99" not in line.getMessage()
    assert "secret" not in line.getMessage()


@pytest.mark.usefixtures("db")
def test_what_one_logs_in_with_is_not_given_back() -> None:
    client = Client(enforce_csrf_checks=True)
    typed = {"login": "alice", "password": PASSWORD}
    answer = client.post(reverse("account_login"), typed, HTTP_ORIGIN="https://other.example")
    assert answer.status_code == 403
    assert PASSWORD.encode() not in answer.content


@pytest.mark.usefixtures("db")
def test_the_page_of_an_error_needs_no_static_files(client: Client, settings: Any) -> None:
    """They were not collected: no page can be made but this one, and it gives back what was typed."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    client.raise_request_exception = False
    user = User.objects.create_user("alice", password=PASSWORD)
    client.force_login(user)
    for answer in (client.get("/"), client.get("/nowhere/"), client.post("/nowhere/", {"x": "Typed words"})):
        page = answer.content.decode()
        assert answer.status_code == 500
        assert "<h1>Something went wrong</h1>" in page
        assert "/static/" not in page
    assert "Typed words" in page


@pytest.mark.usefixtures("db")
def test_the_page_of_an_error_gives_back_what_was_typed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: Any, **_kwargs: Any) -> None:
        raise ZeroDivisionError

    client.raise_request_exception = False
    client.force_login(User.objects.create_user("alice", password=PASSWORD))
    monkeypatch.setattr("bonemet.themes.redirect", fails)
    answer = client.post(reverse("set_theme"), {"theme": "dark", "password": "a secret", "x": "Typed words"})
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "<h1>Something went wrong</h1>" in page
    assert "Typed words" in page
    assert "a secret" not in page
