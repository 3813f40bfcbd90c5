"""The emergency path with one thumb: from the list to how soon, with scripts and without."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assessments.models import Assessment
from tests.browser.stillness import measure
from tests.patience import PATIENCE
from tests.people import World

ANSWERS = {
    "bone": "spine",
    "level": "T5",
    "deficit": "cord",
    "deficit_hours": "20",
    "frankel": "C",
    "walking": "unable",
    "sphincter": "disturbed",
    "cord_compression": "3",
    "cancer_history": "known_before",
    "primary": "lung",
    "expected_survival": "6_to_12_months",
}


def answer(page: Page, key: str, value: str) -> None:
    """Answer a question by its key, whatever it is called."""
    question = page.locator(f"#question_{key}")
    button = question.locator(f"input[type=radio][value='{value}']")
    if button.count():
        fold = question.locator("details.fold:not([open])").filter(has=page.locator(f"[value='{value}']"))
        if fold.count():  # the level, by region and then by number
            fold.locator("summary").click()
        button.check()
    else:
        question.locator(f"input[name='{key}']").fill(value)


THREE_SCREENS = 3 * 844
HEIGHT = "document.documentElement.scrollHeight"


def height(page: Page, scripted: bool) -> float:
    """Measure the page; without scripts no promise is ever kept, so nothing can be waited for."""
    return float(measure(page, HEIGHT) if scripted else page.evaluate(HEIGHT))


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
    page.set_default_timeout(1000 * PATIENCE)
    page.goto(live_server.url)
    page.get_by_role("link", name="Emergency").click()
    page.get_by_label("Identifier").fill("em-7")
    for key, value in ANSWERS.items():
        if not scripted and not page.locator(f"#question_{key}").is_visible():
            page.get_by_role("button", name="Update questions").click()
        answer(page, key, value)
    assert page.locator("[data-question]:not([hidden])").count() <= 12 or not scripted
    if scripted:
        expect(page.locator(".flags .red-flag")).to_be_visible()
    form = height(page, scripted)
    assert form <= THREE_SCREENS
    if scripted:  # letters as wide as in the widest of the reader's fonts, and a long name
        page.evaluate("document.querySelector('.site-nav').style.letterSpacing = '.1em'")
        page.evaluate("document.querySelector('.nav-name').textContent = 'a.long.name.of.somebody'")
        rows = "new Set([...document.querySelectorAll('.site-nav > *')].map((one) => one.offsetTop)).size"
        assert page.evaluate(rows) == 1
        right = "document.querySelector('.nav-name').getBoundingClientRect().right"
        left = "document.querySelector('.site-nav form').getBoundingClientRect().left"
        assert page.evaluate(f"{right} <= {left}")
    page.get_by_role("button", name="Assess urgency").last.click()
    expect(page.get_by_role("heading", name="Result so far")).to_be_visible()
    assert page.locator(".your-answers[open]").count() == 0
    result = height(page, scripted)
    print(f"{len(ANSWERS)} answers; the form {form} px, how soon and what to do at once {result} px")
    assert result <= THREE_SCREENS
    main = page.get_by_role("main")
    expect(main).to_contain_text("dexamethasone 16 mg now")
    expect(main).to_contain_text("Emergency, within 24 hours")
    expect(main).to_contain_text("The urgency is final")
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
    answer(page, "bone", "spine")
    answer(page, "deficit", "cord")
    expect(page.locator("[data-kept]")).to_contain_text("Draft saved")

    page.goto(f"{live_server.url}/emergency/")
    expect(page.get_by_label("Identifier")).to_have_value("")
    expect(page.get_by_role("status").first).to_contain_text("It was for the patient em-8.")
    accessible(page)
    page.get_by_role("link", name="Go on with it").click()
    expect(page.get_by_label("Identifier")).to_have_value("em-8")
    expect(page.locator("input[name=deficit][value=cord]")).to_be_checked()

    answer(page, "frankel", "C")
    page.get_by_role("button", name="Assess urgency").last.click()
    expect(page.get_by_role("heading", name="Result so far")).to_be_visible()
    page.locator(".your-answers > summary").click()
    answer(page, "frankel", "B")
    expect(page.locator("[data-kept]")).to_contain_text("Draft saved")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("It is not saved yet.")
    expect(page.locator("input[name=frankel][value=B]")).to_be_checked()


def test_a_primary_is_written_and_the_frequent_ones_are_pressed(alice: Page, live_server: Any) -> None:
    page = alice
    page.goto(f"{live_server.url}/emergency/")
    page.get_by_label("Identifier").fill("em-9")
    answer(page, "cancer_history", "known_before")
    answer(page, "primary", "lung")
    page.locator("input[name=primary-written]").fill("colo")
    expect(page.locator("input[name=primary][value=lung]")).not_to_be_checked()
    page.get_by_role("button", name="Assess urgency").last.click()
    expect(page.get_by_role("heading", name="Result so far")).to_be_visible()
    assert Assessment.objects.latest("pk").primary == "colon"
    expect(page.locator("input[name=primary-written]")).to_have_value("Colon")
