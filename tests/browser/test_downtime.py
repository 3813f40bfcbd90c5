"""The time without a server, in a real Chromium: what is kept, what is shown, and that it ends."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from playwright.sync_api import expect

from assessments.models import Comment

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.people import World

pytestmark = [pytest.mark.browser, pytest.mark.browser_context_args(service_workers="allow")]

PASSWORD = "correct horse battery"
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      const { pathname, search } = new URL(request.url);
      found[pathname + search] = [answer.redirected, await answer.text()];
    }
  }
  return found;
}"""
CONTROLLED = """async () => {
  const is = navigator.serviceWorker;
  const claimed = (done) => is.addEventListener("controllerchange", done, { once: true });
  if (!is.controller) await new Promise(claimed);
}"""
HAS_NUMBERS = """async (number) => {
  const text = async () => (await caches.match("/downtime/numbers.json", { ignoreVary: true }))?.text();
  while (!(await text())?.includes(number)) await new Promise((done) => setTimeout(done, 50));
}"""
STATIC = (
    "/static/bootstrap/css/bootstrap-reboot.min.css?kept",
    "/static/css/bonemet.css?kept",
    "/static/css/offline.css?kept",
    "/static/js/offline.js?kept",
)
PAGES = ("/downtime/offline/en/", "/downtime/offline/zh-hans/")
NUMBERS = "/downtime/numbers.json"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a switch: while it is away, the server hangs up on whoever calls."""
    parse = WSGIRequestHandler.parse_request

    class Server:
        away = False
        behind_a_proxy = False

    def hang_up(handler: WSGIRequestHandler) -> bool:
        if Server.away and Server.behind_a_proxy and parse(handler):
            handler.send_error(502)
        if Server.away:
            handler.close_connection = True
        return not Server.away and parse(handler)

    monkeypatch.setattr(WSGIRequestHandler, "parse_request", hang_up)
    yield Server
    Server.away = False


def log_in(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.get_by_role("heading", name="Assessments", exact=True).wait_for()
    page.evaluate(CONTROLLED)


def kept(page: Page) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = page.evaluate(KEPT)
    return found


def numbers(page: Page) -> list[dict[str, str]]:
    told: list[dict[str, str]] = json.loads(kept(page)[NUMBERS][1])["units"]
    return told


def test_without_the_server(world: World, page: Page, live_server: Any, server: Any) -> None:
    world.north.settings = {"whom_to_call": "Spine on call: 4321"}
    world.north.save()
    world.south.settings = {"whom_to_call": "Orthopaedics: 8765"}
    world.south.save()
    url = live_server.url
    log_in(page, url, "alice")
    case = f"{url}/assessments/{world.assessment.uuid}/"
    page.goto(case)
    expect(page.locator("main")).to_contain_text("N-001")
    assert set(kept(page)) == {*PAGES, *STATIC, NUMBERS}
    assert numbers(page) == [{"name": "North", "call": "Spine on call: 4321"}]
    for was_redirected, text in kept(page).values():
        assert not was_redirected
        assert not re.search(rf"N-001|{world.assessment.uuid}|{world.patient.uuid}|alice|csrf", text)

    server.away = True
    page.goto(case)
    expect(page).to_have_title("bonemet is not reachable")
    expect(page.get_by_text("Spine on call: 4321")).to_be_visible()
    since = page.locator("time[data-since]").get_attribute("datetime")
    assert since
    main = page.locator("main")
    expect(main).not_to_contain_text("N-001")
    expect(main).to_contain_text("Suspected cord or cauda equina compression")
    expect(main).to_contain_text("Emergency, within 24 hours: lost or failed lately")
    expect(main).to_contain_text("Epidural cord compression (ESCC grade)")
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_title("无法连接 bonemet")
    expect(page.get_by_text("Spine on call: 4321")).to_be_visible()
    assert page.locator("time[data-since]").get_attribute("datetime") == since

    page.goto(case)
    server.behind_a_proxy = True
    page.get_by_role("button", name="Try again").click()
    expect(page).to_have_title("bonemet is not reachable")
    server.away = False
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("main")).to_contain_text("N-001")
    page.goto(f"{url}{PAGES[0]}")
    expect(page.get_by_role("heading", name="bonemet is reachable")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0

    page.goto(f"{case}comments/")
    page.locator("textarea").fill("Embolise first?")
    for server.behind_a_proxy in (True, False):
        server.away = True
        page.locator("main form button[type=submit]").first.click()
        expect(page.get_by_text("The server does not answer. What you typed still stands")).to_be_visible()
        assert page.url == f"{case}comments/"
        expect(page.locator("textarea")).to_have_value("Embolise first?")
        server.away = False
        page.locator("[data-unsent]").evaluate("(told) => { told.hidden = true; }")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Embolise first?")
    assert Comment.objects.get().text == "Embolise first?"

    page.goto(f"{url}/accounts/logout/")
    page.locator("main button[type=submit]").first.click()
    page.get_by_label("Username").wait_for()
    assert set(kept(page)) == {*PAGES, *STATIC, NUMBERS}
    server.away = True
    page.goto(url)
    expect(page.get_by_text("Spine on call: 4321")).to_be_visible()
    server.away = False
    log_in(page, url, "admin")  # of no unit
    page.goto(f"{url}/accounts/logout/")
    page.locator("main button[type=submit]").first.click()
    page.get_by_label("Username").wait_for()
    assert numbers(page) == [{"name": "North", "call": "Spine on call: 4321"}]
    log_in(page, url, "charlie")
    page.evaluate(HAS_NUMBERS, "8765")
    assert numbers(page) == [{"name": "South", "call": "Orthopaedics: 8765"}]
    assert set(kept(page)) == {*PAGES, *STATIC, NUMBERS}
