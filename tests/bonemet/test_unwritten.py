"""A database that can be read and not written: pages are still there, and what was typed comes back."""

from __future__ import annotations

import stat
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.access_log import record_access
from assessments.models import AccessEntry, Revision
from bonemet import unwritten
from tests.people import World, make_world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="makes the database read-only in SQLite's way"
)


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture(autouse=True)
def lines(settings: Any, tmp_path: Path) -> Path:
    settings.UNWRITTEN = tmp_path / "unwritten"
    return tmp_path / "unwritten"


@contextmanager
def read_only() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = 0")


@pytest.fixture
def alice(client: Client, world: World) -> Client:
    client.force_login(world.alice)
    client.get("/")  # the session is written now, and not again for a minute
    client.raise_request_exception = False
    return client


def address(world: World, name: str, **more: str) -> str:
    return reverse(f"assessments:{name}", kwargs={"uuid": world.assessment.uuid, **more})


def test_pages_are_read_and_every_look_is_written_down_later(
    alice: Client, world: World, lines: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = AccessEntry.objects.count()
    with read_only():
        for page in ("/", "/knowledge/", address(world, "hub"), address(world, "history")):
            assert alice.get(page).status_code == 200, page
    assert AccessEntry.objects.count() == before
    told = [record.getMessage() for record in caplog.records if record.name.endswith("access_log")]
    assert len(told) >= 3
    assert all(f"user {world.alice.pk}, viewed of " in line and "SQLITE_READONLY" in line for line in told)
    assert stat.S_IMODE(lines.stat().st_mode) == 0o600

    alice.get(address(world, "hub"))
    rows = AccessEntry.objects.order_by("pk")[before:]
    assert len(rows) == len(told) + 1
    assert {(row.user, row.kind) for row in rows} == {(world.alice, "viewed")}
    assert unwritten.is_empty()


def test_where_a_look_cannot_be_written_anywhere_nothing_is_shown(
    alice: Client, world: World, settings: Any
) -> None:
    settings.UNWRITTEN = "/proc/unwritten"
    with read_only():
        answer = alice.get(address(world, "hub"))
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "Not at the moment" in page
    assert world.patient.identifier not in page


def test_what_cannot_be_taken_over_stops_nobody(
    alice: Client, world: World, lines: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A database restored from before a look, a line half written in a power cut: pages go on."""
    row = {"at": "2026-11-02T09:00:00+00:00", "user_id": world.alice.pk, "kind": "viewed", "what": "overview"}
    unwritten.keep(row | {"patient_id": 987_654})
    unwritten.keep(row | {"patient_id": world.patient.pk, "unit_id": world.north.pk})
    written = lines.read_bytes().rstrip(b"\0")
    lines.write_bytes((written + b'{"at": "2026-11-02T0').ljust(256 * 1024, b"\0"))
    before = AccessEntry.objects.count()
    assert alice.get(address(world, "hub")).status_code == 200
    rows = AccessEntry.objects.order_by("pk")[before:]
    assert [row.patient for row in rows] == [world.patient, world.patient]  # that of now, and that of then
    assert unwritten.is_empty()
    assert "1 looks are of records that are not in this database" in caplog.text
    assert "a line that waited for the database cannot be read" in caplog.text


def test_nothing_is_taken_over_within_a_save(world: World, lines: Path) -> None:
    unwritten.keep(
        {"at": "2026-11-02T09:00:00+00:00", "user_id": world.alice.pk, "kind": "viewed", "what": ""}
    )
    with transaction.atomic():
        record_access(world.alice, "signed", assessment=world.assessment)
        assert not unwritten.is_empty()
    record_access(world.alice, "viewed", assessment=world.assessment)
    assert unwritten.is_empty()


def test_a_mistake_of_ours_is_no_fault_of_the_database(
    alice: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_args: object, **_kwargs: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("assessments.views.hub.render", lost)
    assert alice.get(address(world, "hub")).status_code == 500


def test_a_save_is_refused_and_everything_typed_comes_back(alice: Client, world: World) -> None:
    page = address(world, "section", section_key="history")
    revisions = Revision.objects.count()
    typed = {"action": "overview", "base_revision": "1", "ldh": "431", "albumin": "31"}
    with read_only():
        answer = alice.post(page, typed | {"password": "secret of mine"})
    assert (answer.status_code, answer.get("Retry-After")) == (503, "30")
    html = answer.content.decode()
    assert "Nothing can be saved at the moment" in html
    assert f'action="{page}"' in html
    for name, value in typed.items():
        assert f'name="{name}" value="{value}"' in html
    assert "secret of mine" not in html
    assert ">Log in<" not in html
    assert Revision.objects.count() == revisions
    assert alice.post(page, typed).status_code == 302


def test_a_draft_is_refused_in_a_sentence(alice: Client, world: World) -> None:
    page = address(world, "draft", section_key="history")
    with read_only():
        answer = alice.post(page, {"ldh": "431"}, headers={"Accept": "application/json"})
    assert answer.status_code == 503
    assert answer.json() == {
        "saved": False,
        "why": "Nothing can be saved at the moment. What you typed stays in this page.",
    }


def test_a_database_that_cannot_even_be_read_is_a_page_that_does_not_call_anybody_logged_out(
    alice: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_cursor(*_args: object) -> None:
        raise unwritten.FAULTS[0]("unable to open database file")

    page = address(world, "hub")
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", no_cursor)
        answer = alice.get(page)
    assert answer.status_code == 503
    assert ">Log in<" not in answer.content.decode()


def test_a_session_is_written_once_a_minute(alice: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def writes() -> int:
        with CaptureQueriesContext(connection) as asked:
            alice.get("/knowledge/")
        return sum("UPDATE" in query["sql"] and "django_session" in query["sql"] for query in asked)

    now = time.time()
    assert writes() == 0
    monkeypatch.setattr(time, "time", lambda: now + 61)
    assert writes() == 1
    assert writes() == 0


def test_the_file_takes_no_more_than_it_has_room_for(lines: Path) -> None:
    unwritten.reserve()
    assert lines.stat().st_size == 256 * 1024
    unwritten.keep({"at": "x" * 200_000})
    with pytest.raises(OSError, match="too many lines"):
        unwritten.keep({"at": "x" * 100_000})
    with unwritten.taken_over() as rows:
        assert len(rows) == 1
    assert unwritten.is_empty()
    assert lines.stat().st_size == 256 * 1024


def test_lines_stay_when_taking_them_over_fails(lines: Path) -> None:
    unwritten.keep({"at": "1"})
    with pytest.raises(ZeroDivisionError), unwritten.taken_over():
        raise ZeroDivisionError
    with unwritten.taken_over() as rows:
        assert rows == [{"at": "1"}]


def test_whoever_logs_in_meanwhile_is_not_told_of_something_typed(client: Client, world: World) -> None:
    client.raise_request_exception = False
    with read_only():
        answer = client.post("/accounts/login/", {"login": "alice", "password": "correct horse battery"})
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "<h1>Not at the moment</h1>" in page
    assert "alice" not in page
