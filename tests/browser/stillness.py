"""Nothing is measured while it moves: fonts loaded, no request on its way, no animation running."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

STILL = """async () => {
    await document.fonts.ready;
    const busy = () => document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added");
    const frame = () => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(tell)));
    const until = Date.now() + 20_000;
    do {
        await frame();
        for (const one of document.getAnimations()) {
            if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish();
        }
    } while ((busy() || document.getAnimations().length) && Date.now() < until);
}"""


def still(page: Page) -> Page:
    """Wait until nothing on the page moves."""
    page.wait_for_load_state()
    page.evaluate(STILL)
    return page


def measure(page: Page, script: str, argument: Any = None) -> Any:
    """Measure something on the page by a script, when nothing moves."""
    return still(page).evaluate(script, argument)
