"""Exports beside the server: whose they are, how they stand, what becomes of them."""

from __future__ import annotations

import os
import subprocess
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from assessments.exporting import prepared
from assessments.models import AccessEntry, Membership, Role
from tests.exporting.fetch import URL, fetched
from tests.people import World, confirm, member

ASKED = {"identity": "with", "form": "csv"}


@pytest.fixture
def leahs(world: World, client: Client, settings: Any, tmp_path: Any) -> Client:
    settings.EXPORT_DIR = tmp_path / "exports"
    client.force_login(world.leah)
    confirm(client)
    return client


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The keys of exports that were begun, of which nothing is made yet."""
    keys: list[Any] = []
    monkeypatch.setattr(prepared, "begin", keys.append)
    return keys


def test_asking_makes_nothing_in_the_request(leahs: Client, begun: list[Any]) -> None:
    page = leahs.post(URL, ASKED).headers["Location"]
    assert page == f"{URL}{begun[0]}/"
    assert not AccessEntry.objects.filter(kind="exported").exists()
    assert leahs.get(f"{page}1/").status_code == 404
    prepared.make(begun[0])
    assert "1 row." in leahs.get(page).content.decode()
    assert f'href="{page}"' in leahs.get(URL).content.decode()


def test_it_says_how_far_it_is_and_that_it_was_interrupted(
    leahs: Client, begun: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What makes it holds a lock for as long as it lives; the lock is handed on before the page is sent."""
    page = leahs.post(URL, ASKED).headers["Location"]
    monkeypatch.undo()
    started: list[Any] = []
    held: list[int] = []

    class Process:
        def __init__(self, command: list[Any], *, pass_fds: list[int], **_more: Any) -> None:
            started.append(command)
            held.append(os.dup(pass_fds[0]))

        def wait(self) -> None:
            pass

    monkeypatch.setattr(subprocess, "Popen", Process)
    prepared.begin(begun[0])
    assert started[0][-2:] == ["make_export", str(begun[0])]
    (prepared.found(begun[0]).folder / "rows").write_text("300")  # type: ignore[union-attr]
    told = leahs.get(page).content.decode()
    assert "It is being made: 300 rows so far." in told
    assert 'hx-trigger="every 2s"' in told
    os.close(held[0])
    told = leahs.get(page).content.decode()
    assert "It was interrupted" in told
    assert "hx-get" not in told


@pytest.mark.usefixtures("exports_made_at_once")
def test_it_is_for_whoever_asked_and_leads_still(world: World, leahs: Client) -> None:
    page = leahs.post(URL, ASKED).headers["Location"]
    second = member("lena", world.north, Role.LEAD)
    other = Client()
    other.force_login(second)
    confirm(other)
    assert {other.get(page).status_code, other.get(f"{page}1/").status_code} == {404}
    again = Client()
    again.force_login(world.leah)
    asked = again.get(f"{page}1/")
    assert asked.status_code == 302, "the password is asked for again"
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    Membership.objects.filter(user=world.leah).update(role=Role.SURGEON)
    assert leahs.get(f"{page}1/").status_code == 403


def test_whoever_leads_no_more_when_it_is_made_gets_nothing(
    world: World, leahs: Client, begun: list[Any]
) -> None:
    page = leahs.post(URL, ASKED).headers["Location"]
    Membership.objects.filter(user=world.leah).update(role=Role.SURGEON)
    prepared.make(begun[0])
    assert "you no longer lead every unit" in leahs.get(page).content.decode()
    assert not AccessEntry.objects.filter(kind="exported").exists()


@pytest.mark.usefixtures("exports_made_at_once")
def test_it_is_erased_after_a_day_or_at_once(
    world: World, leahs: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    first, second, third = (leahs.post(URL, ASKED).headers["Location"] for _number in range(3))
    assert leahs.post(first, {}, follow=True).status_code == 200
    assert leahs.get(first).status_code == 404
    place = settings.EXPORT_DIR
    assert {path.stat().st_mode & 0o777 for path in place.iterdir() if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in place.rglob("*.gz")} == {0o600}
    later = timezone.now() + timedelta(days=1, seconds=1)
    with monkeypatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: later)
        assert prepared.of_user(world.leah) == []
        call_command("erase_exports")
    assert not [*place.rglob("*.gz")]
    assert leahs.get(second).status_code == leahs.get(third).status_code == 404


@pytest.mark.usefixtures("transactional_db", "exports_made_at_once")
def test_with_a_patient_who_is_erased_every_export_goes(world: World, leahs: Client, settings: Any) -> None:
    leahs.post(URL, ASKED)
    call_command("erase_patient", str(world.patient.uuid), by="leah", yes=True)
    assert not [*settings.EXPORT_DIR.rglob("*.gz")]


def test_without_room_nothing_is_left_and_the_page_says_why(
    leahs: Client, begun: list[Any], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    page = leahs.post(URL, ASKED).headers["Location"]
    monkeypatch.setattr(prepared, "LEAST_ROOM", 2**80)
    prepared.make(begun[0])
    assert "the server has no room for the files" in leahs.get(page).content.decode()
    assert not [*settings.EXPORT_DIR.rglob("*.gz")]


def test_one_that_breaks_says_so_and_the_next_is_made(
    leahs: Client, begun: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = leahs.post(URL, ASKED).headers["Location"]
    with monkeypatch.context() as patch:
        patch.setattr(prepared, "export", lambda *_given, **_named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            prepared.make(begun[0])
    assert "it failed, and the server" in leahs.get(page).content.decode()
    monkeypatch.setattr(prepared, "begin", prepared.make)
    assert "N-001" in fetched(leahs, "with")
