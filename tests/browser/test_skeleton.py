"""Pointing at the skeleton in a real browser: it presses the buttons of the list, and follows them."""

from typing import Any

from playwright.sync_api import Page, expect

from assessments.models import Assessment
from assessments.skeleton import FIGURE
from tests.browser.test_form import open_section
from tests.browser.test_journeys import go_on, press
from tests.people import World


def test_one_click_answers_bone_side_and_part(alice: Page, world: World, accessible: Any) -> None:
    open_section(alice, world, "imaging")
    front = alice.locator(".picker svg").first
    front.locator("[data-bone=femur][data-side=left] [data-segment=subtrochanteric]").click(force=True)
    for question, answer in {
        "Which bone?": "Femur",
        "Which side?": "Left",
        "Which part of the bone?": "Subtrochanteric",
    }.items():
        expect(alice.get_by_role("group", name=question).get_by_label(answer)).to_be_checked()
    expect(alice.locator("[data-picker-said]")).to_have_text("Left · Femur · Subtrochanteric")
    expect(alice.locator(".side-panel")).to_contain_text("Pathological fracture")
    assert front.locator(".is-chosen").count() == 1
    accessible(alice)
    go_on(alice)
    alice.wait_for_url("**/pain/")
    revision = Assessment.objects.get().latest()
    stored = {"bone": "femur", "side": "left", "segment": "subtrochanteric"}
    assert revision.answers["lesions"][0]["imaging"] == stored
    assert revision.typed[f"{world.lesion.uuid}.imaging"]["bone"] == {"figure": FIGURE}


def test_levels_are_pointed_out_and_the_picture_follows_the_list(alice: Page, world: World) -> None:
    open_section(alice, world, "imaging")
    spine = alice.locator(".picker-spine svg")
    spine.locator("[data-level=T8]").click()
    level = alice.get_by_role("group", name="Most affected level")
    expect(level.get_by_label("T8", exact=True)).to_be_checked()
    press(alice, "Most affected level", "L2")
    expect(spine.locator(".sk-level.is-chosen")).to_have_attribute("data-level", "L2")
    press(alice, "Which bone?", "Humerus")
    press(alice, "Which side?", "Right")
    front = alice.locator(".picker svg").first
    assert front.locator("[data-side=left] .is-chosen").count() == 0
    assert front.locator("[data-bone=humerus][data-side=right] .is-chosen").count() == 3
    assert alice.locator("input[name=figure]").input_value() == ""
