"""The log says when, what, who (as a number) and from where, of every attempt and refusal, on one line."""

from __future__ import annotations

import io
import logging
from typing import Any

import pytest
from django.test import Client

from bonemet.privacy import ByWhom, WithoutQuery, WithoutTexts
from tests.people import World


@pytest.fixture
def log() -> Any:
    """Write as an installation does; give what was written so far."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WithoutTexts("{asctime} {levelname} {name}: {message}", style="{"))
    handler.addFilter(WithoutQuery())
    handler.addFilter(ByWhom())
    logging.getLogger().addHandler(handler)
    yield lambda: stream.getvalue().splitlines()
    logging.getLogger().removeHandler(handler)


def test_every_attempt_to_get_in(world: World, log: Any) -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.post("/accounts/login/", {"login": "alice", "password": "wrong"})
    client.post("/accounts/login/", {"login": "nobody-of-that-name", "password": "wrong"})
    client.post("/accounts/login/", {"login": "alice", "password": "correct horse battery"})
    lines = [line.partition(": account: ")[2] for line in log() if ": account: " in line]
    alice = world.alice.pk
    assert lines == [
        f"login_failed -, by user {alice}, about user {alice} [user -, from 192.0.2.7]",
        "login_failed -, by user -, about user - [user -, from 192.0.2.7]",
        f"logged_in -, by user {alice}, about user {alice} [user -, from 192.0.2.7]",
    ]
    assert "nobody-of-that-name" not in "".join(log())


def test_every_refusal_by_right_by_role_and_by_token(world: World, log: Any) -> None:
    client = Client(REMOTE_ADDR="192.0.2.8", enforce_csrf_checks=True)
    client.force_login(world.rita)
    client.get("/results/")
    client.post(f"/assessments/{world.assessment.uuid}/case/history/")
    client.force_login(world.charlie)
    client.get(f"/assessments/{world.assessment.uuid}/")
    lines = [line for line in log() if "WARNING" in line]
    rita, charlie = world.rita.pk, world.charlie.pk
    assert "Forbidden: /results/" in lines[0]
    assert lines[0].endswith(f"[user {rita}, from 192.0.2.8]")
    assert "Forbidden (CSRF" in lines[1]
    assert "Not Found" in lines[-1]
    assert lines[-1].endswith(f"[user {charlie}, from 192.0.2.8]")


def test_nothing_typed_makes_a_line_of_its_own(client: Client, db: None, log: Any, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    forged = "1.2.3.4\r\n2026-11-26 INFO forged: line %s {y}"
    client.get("/a%0a2026-11-26 INFO forged: line%20%25s", headers={"X-Forwarded-For": forged})
    assert len(log()) == 1
    assert log()[0].endswith("from 1.2.3.4__2026-11-26_INFO_forged:_line__s__y_]")


def test_of_several_addresses_the_proxys_counts(client: Client, db: None, log: Any, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    client.get("/nowhere/", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.1"})
    assert log()[0].endswith("[user -, from 192.0.2.1]")
