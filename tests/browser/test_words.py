"""On no screen is a word of ours broken in two, and no page is wider than the screen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.stillness import measure
from tests.people import World, fill, save, skip

# Words that fit any screen; a hyphen of the browser's own (Endo-metrium) is allowed in the buttons of a form.
BROKEN = r"""() => {
    const broken = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode, around = node.parentElement;
        if (!around.checkVisibility()) continue;
        if (around.closest(".visually-hidden, .choice-text, .source-link")) continue;
        if (around.getBoundingClientRect().width <= 1) continue; // for a screen reader
        for (const word of node.data.matchAll(/(?<!\S)[A-Za-z0-9]{2,12}(?!\S)/g)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
            if (lines.size > 1) broken.push(`${word[0]} in ${around.tagName}.${around.className}`);
        }
    }
    return broken;
}"""


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.prove)], ids=["sample", "all"])
def test_words_stay_whole_and_pages_fit(alice: Page, world: World, live_server: Any, step: int) -> None:
    """Opened on a phone, where the panel is folded, and then on a wide screen."""
    fill(world.assessment, world.alice)
    save(world.assessment, "imaging", {"bone": "spine", "level": "T8"}, world.lesion, world.alice)
    save(world.assessment, "neuro", {"deficit": "cord", "frankel": "D"}, world.lesion, world.alice)
    skip(world.assessment, world.alice)
    base = f"{live_server.url}/assessments/{world.assessment.uuid}"
    pages = (
        f"{base}/report/",
        live_server.url,
        base,
        f"{base}/lesions/{world.lesion.uuid}/neuro/",
        f"{base}/board/",
        f"{base}/history/",
        f"{live_server.url}/emergency/",
        f"{live_server.url}/account/",
        f"{live_server.url}/knowledge/",
        f"{live_server.url}/knowledge/indications/",
    )
    for url in pages[::step]:
        for opened, other in ((320, 390), (1280, 768)):
            alice.set_viewport_size({"width": opened, "height": 800})
            alice.goto(url)
            for width in (opened, other):
                alice.set_viewport_size({"width": width, "height": 800})
                assert measure(alice, BROKEN) == [], (url, width)
                assert measure(alice, "document.documentElement.scrollWidth") <= width, (url, width)
