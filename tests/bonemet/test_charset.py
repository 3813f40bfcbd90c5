"""A content type may name any encoding: none makes a page break, and nothing but UTF-8 is read."""

from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from bonemet.wsgi import application
from tests.drawn import one_in
from tests.people import World

KINDS = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/plain",
)
ADDRESSES = ("/accounts/login/?next=/x", "/?a=%C3%A9", "/healthz?x=1", "/search/?x=1")
HEADERS = {"Content-Security-Policy", "Permissions-Policy", "X-Frame-Options", "X-Content-Type-Options"}


def ask(client: Client, method: str, address: str, kind: str, body: bytes = b"a=%E9") -> tuple[int, set[str]]:
    """Ask the application as the server does; Django's test client leaves out what stands before Django."""
    path, _mark, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        "HTTP_HOST": "testserver",
        "HTTP_COOKIE": client.cookies.output(header="", sep=";"),
    }
    setup_testing_defaults(environ)
    begun: list[Any] = []
    list(application(environ, lambda *told: begun.extend(told)))
    return int(begun[0].split()[0]), {name for name, _value in begun[1]}


OTHER_ENCODINGS = (
    "utf-16", '"UTF-32"', "utf-7", "latin-1", "idna", "hex", "rot13", "base64", "undefined", "nonsense",
    "\x00",
)  # fmt: skip


@pytest.mark.parametrize("charset", one_in(4, OTHER_ENCODINGS))
def test_another_encoding_is_refused_with_all_headers(alices: Client, charset: str) -> None:
    for kind in KINDS:
        for method in ("GET", "POST"):
            for address in ADDRESSES:
                status, headers = ask(alices, method, address, f"{kind}; charset={charset}")
                assert (status, HEADERS - headers) == (415, set()), (kind, method, address)


@pytest.mark.parametrize("written", ["; charset*=nonsense''x", "; a*=nonsense''x", ";charset = utf-16 ; a=b"])
def test_however_it_is_written(alices: Client, written: str) -> None:
    for kind in KINDS:
        status, headers = ask(alices, "POST", "/search/", kind + written)
        assert (status, HEADERS - headers) == (415, set())


def test_too_many_fields_in_the_address_are_a_bad_request(alices: Client) -> None:
    status, headers = ask(alices, "GET", f"/?{'a=1&' * 3000}", "text/plain; charset=utf-8")
    assert status == 400
    assert HEADERS - headers == set()


def test_of_a_field_said_twice_the_last_counts_and_none_of_the_address(world: World) -> None:
    """What a proxy reads first or together is read here in one way only."""

    def comes_in(path: str, *passwords: str) -> bool:
        client = Client()
        client.post(path, {"login": "alice", "password": passwords})
        return SESSION_KEY in client.session

    world.alice.set_password("a walk along the river")
    world.alice.save()
    path = reverse("account_login")
    assert comes_in(path, "wrong", "a walk along the river")
    assert not comes_in(path, "a walk along the river", "wrong")
    assert not comes_in(f"{path}?password=a+walk+along+the+river")


def test_a_page_that_is_not_there_is_still_not_there(alices: Client) -> None:
    assert ask(alices, "POST", "/nowhere/", "text/plain; charset=utf-16")[0] == 404


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf8"', "us-ascii"])
def test_utf_8_is_read_whatever_it_is_called(world: World, charset: str) -> None:
    client = Client()  # without the forgery check, as all test clients; the application has it
    client.force_login(world.alice)
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    token = "a" * 32
    client.cookies[settings.CSRF_COOKIE_NAME] = token
    body = b"patient=%C3%A9&csrfmiddlewaretoken=" + token.encode()
    assert ask(client, "POST", "/search/", kind, body)[0] == 302
    session = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    assert list(session["searched_patients"].values()) == ["É"]
