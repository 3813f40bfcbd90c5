"""Every answer carries every header, whoever gives it: a page, a file, a redirect, a refusal."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.people import World

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
RULES = {"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}
KEPT = ("a static file", "a part of one", "one that did not change")
UNCHANGED = {"If-Modified-Since": "Fri, 26 Nov 2100 00:00:00 GMT"}
ANSWERS = {
    "a page": ("get", "/accounts/login/", {}, 200),
    "nothing there": ("get", "/nowhere/", {}, 404),
    "a redirect to the log-in": ("get", "/", {}, 302),
    "a static file": ("get", "/static/css/bonemet.css", {}, 200),
    "a part of one": ("get", "/static/css/bonemet.css", {"Range": "bytes=0-9"}, 206),
    "one that did not change": ("get", "/static/css/bonemet.css", UNCHANGED, 304),
    "no static file": ("get", "/static/nowhere.css", {}, 404),
    "a list of static files": ("get", "/static/", {}, 404),
    "another host": ("get", "/", {"Host": "elsewhere.example"}, 400),
    "too many fields": ("get", f"/accounts/login/?{'a=1&' * 3000}", {}, 400),
    "a trace": ("trace", "/", {}, 405),
    "another method": ("delete", "/healthz", {}, 403),
    "the administration": ("get", "/admin/", {}, 302),
    "health": ("get", "/healthz", {}, 200),
    "readiness": ("get", "/readyz", {}, None),
    "no token": ("post", "/accounts/login/", {}, 403),
    "too large": ("post", "/accounts/login/", {"Content-Length": "99999999"}, 413),
    "another encoding": ("post", "/accounts/login/", {"Content-Type": "text/plain; charset=utf-16"}, None),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ANSWERS)
def test_on_every_answer(answer: str) -> None:
    method, path, headers, status = ANSWERS[answer]
    response = getattr(Client(enforce_csrf_checks=True), method)(path, headers=headers)
    response.close()
    assert status in (None, response.status_code)
    said = response.headers
    assert {name: said.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert "camera=()" in said["Permissions-Policy"]
    assert RULES - set(said["Content-Security-Policy"].split("; ")) == set()
    assert "unsafe" not in said["Content-Security-Policy"]
    assert ("no-store" in said["Cache-Control"]) is (answer not in KEPT)
    if said.get("Content-Type", "").startswith("text/"):
        assert "charset=" in said["Content-Type"]


@pytest.mark.django_db
def test_over_plain_http_one_is_sent_to_https_with_every_header(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/knowledge/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/knowledge/")
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_page_with_a_patient_is_kept_nowhere(world: World) -> None:
    client = Client()
    client.force_login(world.alice)
    for path in (f"/assessments/{world.assessment.uuid}/", f"/patients/{world.patient.uuid}/", "/"):
        assert client.get(path)["Cache-Control"] == "no-store, private", path
