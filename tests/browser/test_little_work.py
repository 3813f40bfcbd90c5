"""The form asks little: few answers, all by keyboard, targets for a thumb, light pages."""

import gzip
import re
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, expect

from assessments.models import Assessment
from tests.browser.stillness import measure
from tests.browser.test_form import open_section
from tests.people import World, fill

LIMB: dict[str, str] = {
    "age": "62", "cancer_history": "known_before", "primary": "breast", "vertebral_metastases": "0",
    "other_bone_metastases": "3", "whole_body_staging": "complete", "expected_survival": "over_12_months",
    "fit_for_anaesthesia": "fit", "ecog_before": "1", "expected_benefit": "yes",
    "tumour_free_interval_expected": "no", "visceral_metastases": "none", "hormone_dependent": "yes",
    "primary_controlled": "yes", "cerebral_metastases": "no", "dissemination": "no", "ecog": "1",
    "bone": "femur", "segment": "diaphysis", "histology": "metastasis_confirmed", "lesion_type": "lytic",
    "cortical_fraction": "third_to_two_thirds", "axial_extent_mm": "42", "treated_before": "no",
    "implant": "none", "worst_pain": "7", "mechanical": "yes", "fracture": "none", "limb_function": "normal",
    "deficit": "none",
}  # fmt: skip

SPINE: dict[str, str] = {
    **LIMB, "primary": "kidney", "vertebral_metastases": "2", "other_bone_metastases": "0", "bone": "spine",
    "level": "T8", "alignment": "normal", "collapse": "under_half", "posterolateral": "bilateral",
    "cord_compression": "3", "separate_compression_levels": "no", "bone_retropulsion": "no",
    "systemic_options": "yes", "deficit": "cord", "frankel": "D", "walking": "aided", "onset": "2_to_7_days",
    "sphincter": "normal", "deficit_hours": "96",
}  # fmt: skip


def answer_by_key(page: Page, wanted: str) -> None:
    """Answer the question that has the focus with keys alone."""
    name = page.evaluate("document.activeElement.type")
    if name == "text":
        page.keyboard.type(wanted)
        return
    for _step in range(40):
        if page.evaluate("document.activeElement.value") == wanted:
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{wanted} cannot be reached")


def next_asked(page: Page, known: dict[str, str]) -> str | None:
    """Give the question that the panel asks for next; None when it says that the rest may be left."""
    if page.locator(".side-panel .settled").count():
        return None
    for address in page.locator(".panel-next a").evaluate_all("links => links.map(link => link.href)"):
        key = re.sub(r"^(id_|question_)|(_\d+)?$", "", address.split("#")[1])
        if key in known:
            page.goto(address)
            # The page moves the focus to what its address names: over before the next picture is drawn.
            page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")
            return key
    raise AssertionError(
        f"the panel asks for nothing that is known: {page.locator('.panel-next').inner_text()}"
    )


@pytest.mark.parametrize(
    ("known", "most", "advice"),
    [
        pytest.param(LIMB, 26, ("operate", "expedited"), id="limb", marks=pytest.mark.prove),
        pytest.param(SPINE, 30, ("operate", "urgent"), id="spine", marks=pytest.mark.prove),
    ],
)
def test_by_keyboard_alone_it_is_settled_within_few_answers(
    alice: Page, world: World, known: dict[str, str], most: int, advice: tuple[str, str]
) -> None:
    """The panel's own order is followed, from section to section; every save is by the keyboard."""
    page, count = alice, 0
    open_section(page, world, "imaging")
    while (asked := next_asked(page, known)) is not None:
        page.locator(f"#question_{asked} input:not([type=hidden])").first.focus()
        answer_by_key(page, known[asked])
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        page.go_back()
        count += 1
        assert count <= most
    print(f"\nsettled after {count} answers")
    found = Assessment.objects.get()
    assert (found.decision, found.urgency) == advice


def test_the_keys_are_shown_and_lead_to_what_is_open(alice: Page, world: World) -> None:
    open_section(alice, world, "pain")
    expect(alice.locator(".keys")).to_contain_text("next open question")
    alice.keyboard.press("Alt+n")
    expect(alice.locator("#id_worst_pain_0")).to_be_focused()
    alice.keyboard.press("Space")
    alice.keyboard.press("ArrowRight")
    alice.keyboard.press("Alt+n")
    expect(alice.locator("#id_mechanical_0")).to_be_focused()
    alice.keyboard.press("Space")
    alice.keyboard.press("Alt+n")
    expect(alice.get_by_role("button", name="Save and continue").last).to_be_focused()
    with alice.expect_navigation():
        alice.keyboard.press("Control+Enter")
    assert Assessment.objects.get().latest().answers["lesions"][0]["pain"] == {
        "worst_pain": 1,
        "mechanical": True,
    }


@pytest.mark.parametrize(
    "where",
    ["imaging", "emergency", *(pytest.param(one, marks=pytest.mark.prove) for one in ("history", "neuro"))],
)
def test_everything_that_is_pressed_is_large_enough_and_fits(
    alice: Page, world: World, live_server: Any, where: str
) -> None:
    """24 pixels both ways (WCAG 2.5.8), but for links in a sentence; the picture has the list beside it."""
    fill(world.assessment, world.alice)
    alice.set_viewport_size({"width": 320, "height": 700})
    if where == "emergency":
        alice.goto(f"{live_server.url}/assessments/{world.assessment.uuid}/emergency/")
        alice.locator(".your-answers > summary").click()
    else:
        open_section(alice, world, where)
    alice.locator(".panel-fold > summary").click()
    small = measure(
        alice,
        """() => [...document.querySelectorAll("a, button, summary, input:not([type=hidden]), select")]
            .filter((e) => e.checkVisibility())
            .filter((e) => !e.closest("[aria-hidden=true], .visually-hidden, .skip-link"))
            .map((e) => [e, (e.closest("label") ?? e).getBoundingClientRect()])
            .filter(([e, box]) => box.height < 24 || box.width < 24)
            .filter(([e]) => !e.closest("p, li, .crumbs, footer"))
            .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)""",
    )
    assert small == []
    assert measure(alice, "document.documentElement.scrollWidth") <= 320


def test_a_first_load_weighs_less_than_120_kilobytes(alice: Page, world: World) -> None:
    """All as it is sent in production: compressed."""
    total: dict[str, int] = {}

    def weigh(response: Any) -> None:
        path = response.url.split("/static/")
        if len(path) == 2:
            found = finders.find(path[1])
            assert found
            whole = Path(found).read_bytes()
            total[response.url] = len(whole if found.endswith("woff2") else brotli.compress(whole))
        elif "/imaging/" in response.url and response.request.method == "GET":
            total[response.url] = len(gzip.compress(response.body()))

    alice.on("response", weigh)
    open_section(alice, world, "imaging")
    alice.wait_for_load_state("networkidle")
    print(f"imaging weighs {sum(total.values()) / 1000:.0f} kB: {sorted(total.values(), reverse=True)[:4]}")
    assert 60_000 < sum(total.values()) < 120_000


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.prove)])
def test_nothing_jumps_while_the_page_loads(alice: Page, world: World, width: int) -> None:
    fill(world.assessment, world.alice)
    alice.set_viewport_size({"width": width, "height": 800})
    open_section(alice, world, "imaging")
    alice.wait_for_load_state("networkidle")
    shift = alice.evaluate(
        """() => new Promise((tell) => {
            let sum = 0;
            new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => tell(sum), 300);
        })"""
    )
    assert shift < 0.02
