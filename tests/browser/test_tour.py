"""`make tour`: pictures of every page and state, to be looked at, and those of docs/tour.md."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.places import places, show_broken_pages
from tests.browser.stillness import still
from tests.browser.test_everyone import OPEN_FOLDS, visitor
from tests.people import World
from tests.tour import STOPS, TEXT, markdown, small

WIDTHS = (390, 768, 1440)


@pytest.fixture
def folder(pytestconfig: pytest.Config) -> Path:
    """Give the folder for the pictures; the tests are skipped where none was asked for."""
    asked = pytestconfig.getoption("--tour")
    if not asked:
        pytest.skip("only for make tour")
    made = Path(asked)
    made.mkdir(parents=True, exist_ok=True)
    return made


@pytest.mark.usefixtures("folder")
def test_pictures_of_the_tour(world: World, page: Page, context: BrowserContext, live_server: Any) -> None:
    found = {place.name: place for place in places(world)}
    for stop in STOPS:
        page.emulate_media(color_scheme="dark" if stop.dark else "light", reduced_motion="reduce")
        page.set_viewport_size({"width": stop.width, "height": stop.height})
        visitor(context, live_server, page, found[stop.place])
        if stop.part:
            page.evaluate(OPEN_FOLDS)
        picture = still(page).locator(stop.part).first.screenshot() if stop.part else still(page).screenshot()
        stop.picture.write_bytes(small(picture))
    TEXT.write_text(markdown(), encoding="utf-8")


def test_pictures_of_everything(
    folder: Path, world: World, page: Page, context: BrowserContext, live_server: Any
) -> None:
    show_broken_pages(page)
    for place in places(world):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            visitor(context, live_server, page, place)
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                still(page).screenshot(path=folder / f"{place.name}-{width}-{theme}.png", full_page=True)
