"""The knowledge pages in a real browser: they fit, they are accessible, the search answers while typing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessments.knowledge.catalogue import KINDS
from tests.browser.stillness import measure

pytestmark = pytest.mark.browser
PAGES = ["", *(f"{kind}/" for kind in KINDS), "scores/katagiri/", "scores/noms/", "scores/mirels/", "?q=sins"]


@pytest.mark.parametrize(
    ("width", "step"),
    [(320, 4), *(pytest.param(width, 1, marks=pytest.mark.prove) for width in (320, 1280))],
    ids=["320-sample", "320", "1280"],
)
def test_no_page_is_wider_than_the_screen(alice: Page, width: int, step: int, live_server: Any) -> None:
    alice.set_viewport_size({"width": width, "height": 800})
    for place in PAGES[::step]:
        alice.goto(f"{live_server.url}/knowledge/{place}")
        assert measure(alice, "document.documentElement.scrollWidth") <= width, place


@pytest.mark.parametrize(
    "place",
    [
        "",
        "scores/mirels/",
        *(
            pytest.param(place, marks=pytest.mark.prove)
            for place in ("options/", "indications/", "?q=sins", "?q=zebra")
        ),
    ],
)
def test_it_is_accessible(alice: Page, place: str, live_server: Any, accessible: Any) -> None:
    alice.goto(f"{live_server.url}/knowledge/{place}")
    accessible(alice)


def test_the_search_answers_while_one_types(alice: Page, live_server: Any) -> None:
    alice.goto(f"{live_server.url}/knowledge/")
    search = alice.get_by_label("Search the knowledge")
    search.press_sequentially("embolisation")
    expect(alice.locator("#safety-S9")).to_be_visible()
    expect(search).to_be_focused()
    assert "q=embolisation" in alice.url
    search.fill("zebra")
    expect(alice.get_by_role("heading", name="Nothing holds all of these words")).to_be_visible()


def test_a_rule_of_the_report_leads_to_its_row(alice: Page, live_server: Any) -> None:
    alice.goto(f"{live_server.url}/knowledge/?q=I10")
    alice.get_by_role("link", name="I10", exact=True).click()
    expect(alice).to_have_url(f"{live_server.url}/knowledge/indications/#I10")
    expect(alice.locator("#I10")).to_be_in_viewport()
