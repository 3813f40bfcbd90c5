"""Given a full assessment, when a surgeon plans, overrides and signs, then the record says so for ever."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from assessments.models import Assessment
from assessments.record.verification import faults
from tests.browser.conftest import AXE_IN_PROVE
from tests.browser.test_journeys import plan, press
from tests.people import World, answer, fill

PASSWORD = "correct horse battery"


@AXE_IN_PROVE
def test_from_the_plan_to_an_amendment(
    alice: Page, world: World, live_server: Any, accessible: Callable[[Page], None]
) -> None:
    answer(world.assessment, world.alice)
    page = alice
    page.goto(f"{live_server.url}/assessments/{world.assessment.uuid}/report/")
    plan(page, accessible, "No operation", "No urgency")
    expect(page.get_by_role("main")).to_contain_text("Left femur, subtrochanteric")

    page.get_by_role("link", name="Sign", exact=True).click()
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Sign this assessment")).to_be_visible()
    press(page, "Do you follow the advice?", "Different plan")
    page.get_by_role("button", name="Sign").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what will be done.")
    press(page, "What will be done?", "No operation")
    press(page, "Why?", "Patient's preference")
    page.get_by_label("In your words (optional)").fill("Radiotherapy first.")
    page.get_by_role("button", name="Sign").click()
    expect(page.get_by_role("alert")).to_contain_text("unanswered questions could change the advice")
    accessible(page)
    page.get_by_role("button", name="Sign all the same").click()

    expect(page.get_by_role("status")).to_contain_text("Signed.")
    decided = page.locator(".said").filter(has=page.get_by_role("heading", name="Surgeon", exact=True))
    for words in (
        "No operation",
        "Patient's preference",
        "Radiotherapy first.",
    ):
        expect(decided).to_contain_text(words)
    accessible(page)
    report = page.locator("article.full-report").inner_html()

    page.get_by_label("Add a note").fill("Seen with the family.")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("region", name="Notes")).to_contain_text("Seen with the family.")
    assert page.locator("article.full-report").inner_html() == report

    page.get_by_role("link", name="Amend").click()
    page.get_by_label("What is amended, and why?").fill("The pain was another.")
    page.get_by_role("button", name="Begin the amendment").click()
    page.get_by_role("link", name="3. Pain", exact=True).click()
    press(page, "Worst pain in the last 24 hours", "2")
    page.get_by_role("button", name="Save and go to the overview").click()
    page.get_by_role("link", name="Revisions").click()
    page.get_by_role("link", name=re.compile("What changed since")).click()
    row = page.get_by_role("row").filter(has_text="Worst pain")
    expect(row).to_contain_text("7")
    expect(row).to_contain_text("2")
    accessible(page)
    assert Assessment.objects.get(amends=world.assessment).is_draft
    assert list(faults(world.north)) == []


def test_by_keyboard_to_a_source_in_its_fold_and_back(alice: Page, world: World, live_server: Any) -> None:
    fill(world.assessment, world.alice)
    page = alice
    page.goto(f"{live_server.url}/assessments/{world.assessment.uuid}/report/")
    page.locator("article summary", has_text="Why, and what argues against it").press("Enter")
    cited = page.locator(".full-report details[open] a[href^='#source-']").first
    source = page.locator(cited.get_attribute("href") or "")
    expect(source).not_to_be_in_viewport()
    cited.press("Enter")
    expect(source).to_be_focused()
    expect(source).to_be_in_viewport()
    page.go_back()
    expect(cited).to_be_focused()
