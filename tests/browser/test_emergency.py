"""The emergency path with one thumb: from the list to how soon, with scripts and without."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assessments.models import Assessment
from tests.browser.test_journeys import press
from tests.web.people import World

ANSWERS = {
    "Which bone?": "Spine",
    "Most affected level": "T5",
    "Neurological deficit": "Spinal cord",
    "Time over which the deficit developed": "Within 48 hours",
    "Frankel grade": "C",
    "Walking": "Unable",
    "Bladder and bowel": "Sphincter dysfunction",
    "Epidural cord compression (ESCC grade)": "3",
    "Cancer history": "Cancer known before this bone lesion",
    "Primary tumour": "Lung",
    "Expected survival, your own estimate": "6 to 12 months",
}


@pytest.mark.parametrize("scripted", [True, False], ids=["scripts", "no-scripts"])
def test_within_twelve_answers_how_soon_stands(
    alice: Page, world: World, browser: Browser, live_server: Any, accessible: Any, scripted: bool
) -> None:
    context = browser.new_context(
        java_script_enabled=scripted,
        storage_state=alice.context.storage_state(),
        viewport={"width": 390, "height": 844},
        has_touch=True,
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(live_server.url)
    page.get_by_role("link", name="Emergency").click()
    page.get_by_label("Identifier").fill("em-7")
    for question, answer in ANSWERS.items():
        if not scripted and not page.get_by_role("group", name=question, exact=True).is_visible():
            page.get_by_role("button", name="Update questions").click()
        press(page, question, answer)
    assert page.locator("[data-question]:not([hidden])").count() <= 12 or not scripted
    page.get_by_role("button", name="Show how soon").last.click()
    expect(page.get_by_role("heading", name="What stands so far")).to_be_visible()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Emergency, within 24 hours")
    expect(main).to_contain_text("How soon is settled")
    expect(main).to_contain_text("Not known yet:")
    if scripted:
        accessible(page)
    assert len(ANSWERS) <= 12
    made = Assessment.objects.latest("pk")
    assert (made.decision, made.urgency) == ("operate", "emergency")
    page.get_by_role("link", name="Go on with all questions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Assessment")
    context.close()


def test_a_closed_laptop_loses_nothing(alice: Page, live_server: Any, accessible: Any) -> None:
    """What is typed before the first save is offered again, with whose it was."""
    page = alice
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Emergency").click()
    page.get_by_label("Identifier").fill("em-8")
    press(page, "Which bone?", "Spine")
    press(page, "Neurological deficit", "Spinal cord")
    expect(page.locator("[data-kept]")).to_contain_text("Kept")

    page.goto(f"{live_server.url}/emergency/")
    expect(page.get_by_label("Identifier")).to_have_value("")
    expect(page.get_by_role("status").first).to_contain_text("It was for the patient em-8.")
    accessible(page)
    page.get_by_role("link", name="Go on with it").click()
    expect(page.get_by_label("Identifier")).to_have_value("em-8")
    expect(page.get_by_role("radio", name="Spinal cord")).to_be_checked()

    press(page, "Frankel grade", "C")
    page.get_by_role("button", name="Show how soon").last.click()
    expect(page.get_by_role("heading", name="What stands so far")).to_be_visible()
    press(page, "Frankel grade", "B")
    expect(page.locator("[data-kept]")).to_contain_text("Kept")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("It is not saved yet.")
    expect(page.locator("input[name=frankel][value=B]")).to_be_checked()
