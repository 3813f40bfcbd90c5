"""Single sign-on in a real browser against identity providers of other people: Canaille and oidc-provider.

Canaille is installed by `.ci/run`, oidc-provider (which needs node) by `make prove`; where neither is, the
tests are left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.patience import PATIENCE, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REQUIRED = os.environ.get("BONEMET_REQUIRE_BROWSER") == "1"
CANAILLE = ROOT / "var" / "canaille" / "bin" / "python"
SECRET = "a secret of one test"
PEOPLE = """
from bonemet.accounts.models import User
for name in ("archer", "unverified"):
    User.objects.create_user(name, f"{name}@hospital.example", "a long word of this test")
"""

pytestmark = pytest.mark.browser


@contextmanager
def running(command: list[Any], answers_at: str, log: Path, **how: Any) -> Iterator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=out, **how)
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                urlopen(answers_at, timeout=10).close()
                break
            except (URLError, OSError):
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
        else:
            pytest.fail(log.read_text())
        yield
    finally:
        process.kill()
        process.wait()


def by_canaille(page: Page, name: str) -> None:
    page.locator("[name=login]").fill(name)
    page.keyboard.press("Enter")
    page.locator("[name=password]").fill("correct horse battery")
    page.keyboard.press("Enter")


def by_oidc_provider(page: Page, name: str) -> None:
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill("whatever")
    page.locator("button[type=submit]").click()
    page.locator("button[type=submit]").click()  # consent


def canaille(port: int, bonemet: str) -> list[Any]:
    if not CANAILLE.exists():
        (pytest.fail if REQUIRED else pytest.skip)("Canaille is not installed: .ci/run says how")
    return [CANAILLE, HERE / "canaille_provider.py", port, bonemet]


def oidc_provider(port: int, bonemet: str) -> list[Any]:
    node = shutil.which("node")
    if node is None or not (HERE / "node_modules").exists():
        pytest.skip("oidc-provider is not installed: npm ci, in tests/single_sign_on")
    return [node, HERE / "oidc_provider.mjs", port, bonemet]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((canaille, by_canaille), id="canaille"),
        pytest.param((oidc_provider, by_oidc_provider), id="oidc-provider", marks=pytest.mark.prove),
    ],
)
def hospital(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Callable[[Page, str], None], ExitStack]]:
    """Bonemet with a provider beside it: its address, how to log in there, and what ends the provider."""
    command, log_in = request.param
    folder, port = tmp_path_factory.mktemp("hospital"), free_port()
    bonemet, provider = f"http://127.0.0.1:{port}", free_port()
    started = command(provider, bonemet)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("BONEMET_", "COV_"))
    }
    environment |= {
        "DJANGO_SETTINGS_MODULE": "bonemet.settings",
        "BONEMET_DEBUG": "1",
        "BONEMET_DATABASE": str(folder / "bonemet.sqlite3"),
        "BONEMET_OIDC_SERVER_URL": f"http://127.0.0.1:{provider}",
        "BONEMET_OIDC_CLIENT_ID": "bonemet",
        "BONEMET_OIDC_CLIENT_SECRET": SECRET,
        "BONEMET_OIDC_NAME": "Hospital account",
        "BONEMET_OIDC_TRUSTED_DOMAINS": "hospital.example" if command is canaille else "",
    }
    manage = [sys.executable, str(ROOT / "manage.py")]
    for done in (["migrate", "--verbosity", "0"], ["shell", "--verbosity", "0", "-c", PEOPLE]):
        subprocess.run([*manage, *done], env=environment, cwd=ROOT, check=True, capture_output=True)
    serve = [*manage, "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}"]
    described = f"http://127.0.0.1:{provider}/.well-known/openid-configuration"
    with ExitStack() as end, running(serve, f"{bonemet}/healthz", folder / "bonemet.log", env=environment):
        end.enter_context(running(started, described, folder / "provider.log", cwd=folder))
        yield bonemet, log_in, end


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own, whose console may not complain about the content security policy."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    yield page
    context.close()
    assert [line for line in said if "Content Security Policy" in line] == []


def test_in_by_the_provider_where_one_was_going_and_out_again(hospital: Any, page: Page) -> None:
    bonemet, log_in, _end = hospital
    page.goto(f"{bonemet}/knowledge/")
    page.get_by_role("link", name="Hospital account").click()
    log_in(page, "archer")
    page.wait_for_url(f"{bonemet}/knowledge/")
    expect(page.locator(".nav-name")).to_have_text("archer")
    page.goto(f"{bonemet}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()
    page.wait_for_url(lambda url: "/accounts/logout/" not in url)  # led on to the provider
    assert not page.url.startswith(bonemet) or page.url == f"{bonemet}/accounts/login/"


def test_cancelled_or_unknown_is_a_page_and_the_password_still_works(hospital: Any, page: Page) -> None:
    bonemet, _log_in, _end = hospital
    page.goto(f"{bonemet}/accounts/oidc/sso/login/callback/?error=access_denied&state=none")
    expect(page.get_by_role("heading", name="Not logged in")).to_be_visible()
    page.get_by_role("link", name="To the log-in").click()
    expect(page.get_by_role("link", name="Hospital account")).to_be_visible()


@pytest.mark.prove
def test_an_unverified_address_is_told_why(hospital: Any, page: Page) -> None:
    bonemet, log_in, _end = hospital
    if log_in is by_canaille:
        pytest.skip("its one user has a trusted address")
    page.goto(f"{bonemet}/accounts/login/")
    page.get_by_role("link", name="Hospital account").click()
    log_in(page, "unverified")
    expect(page.get_by_role("alert")).to_contain_text("does not say that the address is verified")


def test_provider_down(hospital: Any, page: Page) -> None:
    """Last: it ends the provider."""
    bonemet, _log_in, end = hospital
    end.close()
    page.goto(f"{bonemet}/accounts/login/")
    page.get_by_role("link", name="Hospital account").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached at the moment")
