"""The panel beside the form in a real browser: it answers while one types, and never moves the focus."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_form import open_section
from tests.browser.test_journeys import press
from tests.people import World, fill, save


def test_it_answers_at_each_change_and_the_focus_stays(alice: Page, world: World, accessible: Any) -> None:
    save(world.assessment, "imaging", {"bone": "spine", "level": "T5"}, world.lesion, world.alice)
    open_section(alice, world, "neuro")
    panel = alice.locator(".side-panel")
    expect(panel).not_to_contain_text("call the spinal surgeon")
    panel.get_by_role("link", name="Neurological deficit").click()
    expect(alice.locator("#id_deficit_0")).to_be_focused()
    press(alice, "Bladder and bowel", "Sphincter dysfunction")
    chosen = alice.get_by_role("group", name="Bladder and bowel").get_by_label("Sphincter dysfunction")
    expect(panel).to_contain_text("call the spinal surgeon")
    expect(alice.locator("#flags_sphincter")).to_contain_text("Whole-spine MRI")
    expect(alice.locator("#panel-said")).to_have_text("Suspected cord or cauda equina compression")
    expect(chosen).to_be_focused()
    accessible(alice)
    press(alice, "Bladder and bowel", "Normal")
    expect(panel).not_to_contain_text("call the spinal surgeon")


def test_it_says_when_it_is_not_up_to_date(alice: Page, world: World) -> None:
    open_section(alice, world, "pain")
    alice.route("**/panel/", lambda route: route.abort())
    press(alice, "Worst pain in the last 24 hours", "6")
    expect(alice.locator("#panel-stale")).to_be_visible()
    alice.unroute("**/panel/")
    press(alice, "Worst pain in the last 24 hours", "7")
    expect(alice.locator("#panel-stale")).to_be_hidden()


def test_a_log_in_page_never_stands_in_it(alice: Page, world: World) -> None:
    open_section(alice, world, "pain")
    alice.context.clear_cookies()
    press(alice, "Worst pain in the last 24 hours", "6")
    expect(alice.locator("main")).to_contain_text("the patient is taken out of this page")
    expect(alice.locator("input[name=password]")).to_have_count(0)
    expect(alice.get_by_label("6", exact=True)).to_be_checked()


def test_on_a_phone_it_is_one_line_that_unfolds(alice: Page, world: World, accessible: Any) -> None:
    fill(world.assessment, world.alice)
    alice.set_viewport_size({"width": 390, "height": 800})
    open_section(alice, world, "pain")
    body = alice.locator("#panel-body")
    expect(body).to_be_hidden()
    press(alice, "Worst pain in the last 24 hours", "8")
    alice.locator(".panel-fold > summary").click()
    expect(body).to_contain_text("Mirels")
    accessible(alice)


@pytest.mark.parametrize("key", ["neuro", pytest.param("history", marks=pytest.mark.prove)])
def test_without_scripts_it_is_absent_and_the_overview_says_the_same(
    alice: Page, world: World, browser: Browser, live_server: Any, key: str
) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=alice.context.storage_state())
    page = context.new_page()
    page.goto(live_server.url)
    open_section(page, world, key)
    expect(page.locator(".side-panel")).to_be_hidden()
    page.get_by_role("button", name="Save and go to the overview").click()
    expect(page.locator(".side-panel")).to_contain_text(re.compile("Answer next.*Which bone", re.DOTALL))
    context.close()


def test_the_next_question_is_reached_with_what_is_typed(alice: Page, world: World) -> None:
    open_section(alice, world, "imaging")
    press(alice, "Which bone?", "Femur")
    alice.locator(".side-panel").get_by_role("link", name="Pathological fracture").click()
    alice.wait_for_url("**/fracture/#question_fracture")
    expect(alice.get_by_role("heading", level=1)).to_contain_text("Femur")
    expect(alice.get_by_role("group", name="Pathological fracture")).to_be_visible()


def test_hours_are_counted_on_from_a_moment_that_is_typed(alice: Page, world: World) -> None:
    """Once a minute, and without making the session last longer; hours that are typed as hours stay."""
    save(world.assessment, "imaging", {"bone": "spine", "level": "T5"}, world.lesion, world.alice)
    alice.clock.install()
    open_section(alice, world, "neuro")
    press(alice, "Neurological deficit", "Spinal cord")
    hours = alice.locator("#id_deficit_hours")
    hours.fill("30")
    expect(alice.locator("#panel-said")).not_to_be_empty()
    expect(alice.locator("#panel-body [data-counting]")).to_have_count(0)
    hours.fill("yesterday 10:00")
    expect(alice.locator("#panel-body [data-counting]")).to_have_count(1)
    with alice.expect_request("**/panel/") as asked:
        alice.clock.run_for(75_000)
    assert asked.value.headers["x-only-asks"] == "1"
