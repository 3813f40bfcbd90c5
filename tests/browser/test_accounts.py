"""Second factors, and drafts that outlive a browser and a session, in a real browser."""

import contextlib
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from assessments.models import Draft
from tests.browser.stillness import measure
from tests.people import World

PASSWORD = "correct horse battery"


def log_in(page: Page, live_server: Any, name: str = "alice", to: str = "") -> None:
    page.goto(f"{live_server.url}/accounts/login/{to}")
    page.get_by_label("Username").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()


def confirm_password(page: Page) -> None:
    if "reauthenticate" in page.url:
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").first.click()


def patient(world: World) -> str:
    return f"/assessments/{world.assessment.uuid}/case/patient/"


def test_a_security_key_is_added_and_then_asked_for(
    page: Page, world: World, live_server: Any, accessible: Any, settings: Any
) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the test's server has no HTTPS
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    log_in(page, live_server)
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/add/")
    confirm_password(page)
    accessible(page)
    page.get_by_label("Name").fill("Key at my desk")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()
    accessible(page)
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/")
    expect(page.get_by_text("Key at my desk")).to_be_visible()
    accessible(page)
    assert Authenticator.objects.filter(user=world.alice, type="webauthn").count() == 1

    page.context.clear_cookies()
    log_in(page, live_server)
    expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))
    accessible(page)
    page.get_by_role("button", name="Use a security key").click()
    expect(page.get_by_role("heading", name="Assessments")).to_be_visible()


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.prove)])
@pytest.mark.parametrize(
    ("who", "paths"),
    [
        ("alice", ["/accounts/2fa/", "/accounts/sessions/", "/accounts/password/change/"]),
        ("leah", ["/units/{unit}/", "/units/{unit}/settings/"]),
    ],
    ids=["accounts", "lead"],
)
def test_pages_fit_and_can_be_used(
    page: Page, world: World, live_server: Any, accessible: Any, who: str, paths: list[str], width: int
) -> None:
    log_in(page, live_server, who)
    for path in paths:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(live_server.url + path.format(unit=world.north.pk))
        accessible(page)
        assert measure(page, "document.documentElement.scrollWidth") <= width, path


def test_what_was_typed_is_there_after_the_browser_was_killed(
    page: Page, world: World, live_server: Any, browser_type: Any, browser_type_launch_args: Any
) -> None:
    doomed = browser_type.launch(**browser_type_launch_args)
    typing = doomed.new_page()
    log_in(typing, live_server)
    typing.goto(f"{live_server.url}{patient(world)}")
    typing.locator("input[name=age]").fill("61")
    expect(typing.locator("[data-kept]")).to_contain_text("Draft saved")
    with contextlib.suppress(PlaywrightError):  # it answers no more: that is meant
        doomed.new_browser_cdp_session().send("Browser.crash")
    assert Draft.objects.get().raw["age"] == ["61"]

    log_in(page, live_server)
    page.goto(f"{live_server.url}{patient(world)}")
    expect(page.locator("input[name=age]")).to_have_value("61")
