"""Every page and state, for everyone: axe in both themes, small screens, large text, reading order."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import ONLY_WHAT_IS_WRONG
from tests.browser.places import Place, places, show_broken_pages
from tests.browser.stillness import measure, still
from tests.people import World

TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map((e) => `${e.tagName}.${e.className.baseVal ?? e.className}`)"""
# WCAG 2.2 asks for room for a finger; axe only when told. It copies inline styles where it preloads, against
# the page's content policy: without that it leaves out only whether a sheet locks the orientation.
LARGE_ENOUGH = {**ONLY_WHAT_IS_WRONG, "rules": {"target-size": {"enabled": True}}}
CONTRAST = {**ONLY_WHAT_IS_WRONG, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
# What sticks to the edge of a phone lies over whatever happens to be scrolled there.
LET_GO = "document.querySelectorAll('.side-panel').forEach((panel) => { panel.style.position = 'static'; })"
OPEN_FOLDS = "document.querySelectorAll('details:not(.menu)').forEach((fold) => { fold.open = true; })"
WIDTH = "document.documentElement.scrollWidth"


def visitor(context: BrowserContext, live_server: Any, page: Page, place: Place) -> None:
    """Become who looks at the place, and go there."""
    cache.clear()  # nobody else proves so often in so few minutes who they are
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    if place.who is not None:
        client = Client()
        client.force_login(place.who)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        context.add_cookies([cookie])  # type: ignore[list-item]
    page.goto(live_server.url + place.path)
    if place.act is not None:
        place.act(page)


# What is to be pressed and lies under something else; what is off the screen, or folded away, is left out.
COVERED = """() => [...document.querySelectorAll("a, button, summary")].filter((e) => {
    const box = e.getClientRects()[0];
    if (!box || !e.checkVisibility({ visibilityProperty: true }) || box.width < 2) return false;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    return top && !e.contains(top) && !top.contains(e);
}).slice(0, 3).map((e) => e.outerHTML.slice(0, 90))"""


# One of each kind: lists, panels beside, forms and what is wrong in them, a report, who is not let in.
SAMPLE = frozenset(
    {
        "list",
        "hub-reader",
        "section-error",
        "signed",
        "login-error",
    }
)
PORTIONS = 8  # of all places, so that they can be walked through in parts


@pytest.mark.parametrize(
    ("only", "portion"),
    [(SAMPLE, 0), *(pytest.param(frozenset(), one, marks=pytest.mark.prove) for one in range(PORTIONS))],
    ids=["sample", *(f"portion{one + 1}" for one in range(PORTIONS))],
)
def test_every_page_in_both_themes_on_every_screen(
    world: World, page: Page, context: BrowserContext, live_server: Any, only: frozenset[str], portion: int
) -> None:
    """One walk through all places; what is wrong anywhere is told at the end, all at once."""
    axe, wrong = Axe(), []
    letters = context.new_cdp_session(page)  # the reader's own setting, to which media queries listen
    show_broken_pages(page)
    walked = places(world, only=only)
    assert len(walked) >= (len(SAMPLE) if only else 80)
    for place in walked if only else walked[portion::PORTIONS]:
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size({"width": 1280, "height": 900})
        visitor(context, live_server, page, place)
        moving = page.evaluate("document.getAnimations().length")
        if moving:
            wrong.append(f"{place.name}: {moving} things move")
        if covered := page.evaluate(COVERED):
            wrong.append(f"{place.name}: something lies over {covered}")
        letters.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
        for width in (1280, 768, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if measure(page, WIDTH) > width:
                wrong.append(f"{place.name}, {width}: too wide at 200 % text: {measure(page, TOO_WIDE)}")
        letters.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
        page.set_viewport_size({"width": 1280, "height": 900})
        page.evaluate(OPEN_FOLDS)
        page.evaluate(LET_GO)
        for width in (1280,) if only else (390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                asked = CONTRAST if only and theme == "dark" else LARGE_ENOUGH
                found = findings(axe.run(still(page), options=asked))
                wrong += [f"{place.name}, {theme}, {width}: {one}" for one in found]
        page.set_viewport_size({"width": 320, "height": 700})
        if measure(page, WIDTH) > 320:
            wrong.append(f"{place.name}: too wide at 320 pixels: {measure(page, TOO_WIDE)}")
    assert not wrong, "\n".join(wrong)


def findings(found: Any) -> list[str]:
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}"
        for one in found.response["violations"]
        for node in one["nodes"][:2]
    ]


def test_the_report_is_read_in_its_order(world: World, alice: Page, live_server: Any) -> None:
    """What a screen reader meets, from the accessibility tree."""
    [report] = places(world, only=frozenset({"report-reader"}))
    visitor(alice.context, live_server, alice, report)
    tree = alice.locator("main").aria_snapshot()
    headings = re.findall(r'heading "([^"]+)" \[level=(\d)\]', tree)
    order = ["Bone metastasis assessment: CASE-08, Spine, T8", "Spine, T8"]
    order += ["Advice", "Surgeon", "Tumour board", "Treatment options", "Before theatre", "All answers"]
    order += ["Why, and what argues against it", "Treatment options: for and against"]
    order += [
        "What would change the advice",
        "Precautions and work-up in full",
        "Survival and risks",
        "Scores",
    ]
    order += ["The sixteen criteria", "Rules applied, and not applicable", "Sources", "Key images"]
    assert [name for name, _level in headings] == order
    levels = [int(level) for _name, level in headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert tree.index("Operate, urgent, within 72 hours") < tree.index("Treatment options")
    alice.evaluate(OPEN_FOLDS)
    tree = alice.locator("main").aria_snapshot()
    assert 'img "SINS 11, of 0 to 18: possibly unstable"' in tree
