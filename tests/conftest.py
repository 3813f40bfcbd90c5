"""What all tests share: their people, the browser, how it is found, and what it must never do."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.servers.basehttp import ServerHandler
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import translation

from assessments.exporting import prepared
from assessments.models.append_only import permitted
from assessments.record import steps
from assessments.report import drafts
from bonemet import pace
from tests.patience import PATIENCE
from tests.people import TODAY, World, make_world

# Playwright keeps an event loop running in the thread in which Django's ORM makes the test's data.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# What runs on this computer is not asked by way of a proxy of its network.
for name in ("NO_PROXY", "no_proxy"):
    os.environ[name] = ",".join(filter(None, (os.environ.get(name), "localhost", "127.0.0.1")))

REQUIRED = os.environ.get("BONEMET_REQUIRE_BROWSER") == "1"


def find_chromium() -> str | None:
    """$CHROMIUM, one on the PATH, or the one that Playwright has downloaded."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    downloads = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    found = sorted(downloads.glob("chromium-*/chrome-linux*/chrome"), reverse=True)
    return str(found[0]) if found else None


CHROMIUM = find_chromium()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--tour", default="", metavar="FOLDER", help="take pictures of every page into it")


# Few tests, each long: begun at the end, they would keep one core busy while the others rest.
FIRST = {"browser", "faults", "deploy", "single_sign_on"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: FIRST.isdisjoint(item.path.parts))
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if CHROMIUM is None and not REQUIRED and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium on this computer"))


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Trace nothing where no_cover says so: a worker of pytest-cov 7.1 begins twice and pauses once."""
    tracer = sys.gettrace() if item.get_closest_marker("no_cover") else None
    if tracer:
        sys.settrace(None)
    try:
        yield
    finally:
        if tracer:
            sys.settrace(tracer)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = [r for r in terminalreporter.stats.get("skipped", ()) if "no Chromium" in str(r.longrepr)]
    if skipped:
        terminalreporter.section("NO BROWSER", sep="*", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} browser tests did NOT run: no Chromium was found.", red=True)
        terminalreporter.line("Install one, or set CHROMIUM to its path.", red=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file, as in production: the live server's threads would share a connection to one in memory.

    No power cut has to be feared for it: nothing waits for the disk.
    """
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "of-tests.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)
        given = connection.settings_dict["OPTIONS"]
        given["init_command"] = given["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Where the models have made the tables, every migration is written down as done."""
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        if not recorder.applied_migrations():
            recorder.ensure_schema()
            for app, name in MigrationLoader(None).disk_migrations:
                recorder.record_applied(app, name)


class UnderWay:
    """The requests that the live server is answering."""

    def __init__(self) -> None:
        self.count, self.changed = 0, threading.Condition()

    def add(self, number: int) -> None:
        with self.changed:
            self.count += number
            self.changed.notify_all()

    @contextmanager
    def one_more(self) -> Iterator[None]:
        self.add(1)
        try:
            yield
        finally:
            self.add(-1)

    def wait_for_none(self) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.count == 0, PATIENCE), "the live server does not answer"


@pytest.fixture(scope="session", autouse=True)
def the_tests_empty_their_database() -> Iterator[None]:
    """Between tests with transactions of their own Django empties every table.

    They need a permit for it; and what a test has asked is answered first, or the rows that the answer
    writes are locked, or are found by the next test.
    """
    operations, requests = type(connection.ops), UnderWay()
    empty, answer = operations.execute_sql_flush, ServerHandler.run

    def counted(self: ServerHandler, application: Any) -> None:
        with requests.one_more():
            answer(self, application)

    def with_a_permit(self: Any, statements: list[str]) -> None:
        requests.wait_for_none()
        with permitted("the tests"):
            empty(self, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ServerHandler, "run", counted)
        patch.setattr(operations, "execute_sql_flush", with_a_permit)
        yield


@pytest.fixture(scope="session", autouse=True)
def a_request_does_not_end_the_tests_transaction() -> Iterator[None]:
    """Where one comes by no test client it finds a transaction under way, and would close the connection."""
    close_if = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def unless_of_a_test(self: BaseDatabaseWrapper) -> None:
        if not self.in_atomic_block:
            close_if(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", unless_of_a_test)
        yield


@pytest.fixture(autouse=True)
def nothing_left_by_the_test_before() -> None:
    """No counted log-in attempts, no page's language, nothing worked out by rules that a test had changed."""
    cache.clear()
    for kept in (drafts.worded, drafts.drawn, steps.changed_by):
        kept.cache_clear()
    pace.forget()
    translation.deactivate()


@pytest.fixture(scope="session")
def asked_elsewhere() -> list[str]:
    """What this process has asked of other computers: what they answer is another on every machine."""
    asked: list[str] = []

    def listen(event: str, told: tuple[Any, ...]) -> None:
        if event in ("socket.getaddrinfo", "socket.gethostbyname"):
            host = told[0]
        elif event == "socket.connect" and isinstance(told[1], tuple):
            host = told[1][0]
        else:
            return
        host = host.decode() if isinstance(host, bytes) else str(host or "localhost")
        if not (host.startswith("127.") or host in ("::1", "localhost", "0.0.0.0")):
            asked.append(host)
            raise ConnectionRefusedError(f"a test asks {host}")

    sys.addaudithook(listen)
    return asked


@pytest.fixture(autouse=True)
def no_other_computer_is_asked(asked_elsewhere: list[str]) -> Iterator[None]:
    asked_elsewhere.clear()
    yield
    assert asked_elsewhere == []


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_kwargs: TODAY)
    return make_world()


@pytest.fixture
def exports_made_at_once(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """In the process of the test, whose database no other sees, and in a folder of the test."""
    settings.EXPORT_DIR = tmp_path / "exports"
    monkeypatch.setattr(prepared, "begin", prepared.make)


@pytest.fixture
def alices(world: World, client: Client) -> Client:
    client.force_login(world.alice)
    return client


@pytest.fixture
def bobs(world: World) -> Client:
    client = Client()
    client.force_login(world.bob)
    return client


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if CHROMIUM is None:
        pytest.fail("No Chromium was found, and BONEMET_REQUIRE_BROWSER=1 forbids going on without.")
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": [
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            # It asks for no other name, whatever the network would answer.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Without the worker for the time without a server, behind which a test could answer no request."""
    return browser_context_args | {"service_workers": "block"}


@pytest.fixture
def context(context: Any) -> Iterator[Any]:
    """Fails the test if a page asks another host for anything, or breaks its own content policy."""
    context.set_default_timeout(1000 * PATIENCE)
    complaints: list[str] = []

    def on_request(request: Any) -> None:
        url = urlsplit(request.url)
        if url.scheme in {"http", "https"} and url.hostname not in {"localhost", "127.0.0.1"}:
            complaints.append(f"asked another host: {request.url}")

    def on_console(message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            complaints.append(message.text)

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
    yield context
    may_send_a_draft = any(page.locator("[data-draft]").count() for page in context.pages)
    for page in context.pages:
        page.close()
    if may_send_a_draft:  # what a page sends when it is left comes to the server a little later
        time.sleep(0.3)
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def log_in(page: Any, live_server: Any) -> Callable[[Any], Any]:
    """log_in(user) gives the page with that user logged in, without the log-in form."""

    def log_in_as(user: Any) -> Any:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        return page

    return log_in_as
