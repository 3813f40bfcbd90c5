"""Given a surgeon and a patient, when a case is entered in a real browser, then the report advises on it."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from assessments.models import Assessment
from tests.browser.conftest import AXE_IN_PROVE
from tests.people import World

Check = Callable[[Page], None]

HISTORY = {
    "Cancer history": "Cancer known before this bone lesion",
    "Primary tumour": "Breast",
    "Is the tumour hormone-dependent?": "Yes",
    "Is the primary controlled?": "Yes",
    "Whole-body staging": "Complete",
    "Visceral metastases": "None",
    "Brain metastases?": "No",
    "ECOG performance status now": "1",
    "ASA class": "2",
    "Fit for anaesthesia and surgery?": "Fit",
    "Expected survival, your own estimate": "Over 12 months",
}


def press(page: Page, question: str, answer: str) -> None:
    """Answer a question that has buttons."""
    group = page.get_by_role("group", name=question, exact=True)
    group.get_by_role("radio", name=re.compile(rf"^{re.escape(answer)}( |$)")).first.check()


def go_on(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Save and (continue|review)")).click()


def plan(page: Page, accessible: Check, intent: str, how_soon: str) -> None:
    """Say what one would do, before the advice is shown."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Your own plan (before seeing the advice)")
    accessible(page)
    press(page, "Your own plan (before seeing the advice)", intent)
    press(page, "How soon?", how_soon)
    page.get_by_role("button", name="Save and show the advice").click()


def skip_plan(page: Page) -> None:
    press(page, "Show the advice without a plan", "No time: emergency")
    page.get_by_role("button", name="Show it without a plan").click()


def begin(page: Page, identifier: str, accessible: Check, **where: str) -> None:
    """Enter a patient and where the lesion is: by question and answer."""
    page.get_by_role("link", name="New assessment").first.click()
    accessible(page)
    page.locator("#id_identifier").fill(identifier)
    for key, value in where.items():
        page.locator(f"#question_{key} label:visible [value='{value}']").check()
    accessible(page)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Patient")
    accessible(page)


def patient_and_history(page: Page, accessible: Check, *, spinal: int, other: int) -> None:
    page.get_by_label("Age", exact=True).fill("61")
    press(page, "Sex", "Female")
    accessible(page)
    go_on(page)
    expect(page.get_by_role("group", name="Primary tumour")).to_be_hidden()
    for question, answer in HISTORY.items():
        press(page, question, answer)
    page.get_by_label("Vertebrae with metastases", exact=True).fill(str(spinal))
    page.get_by_label("Bone metastases outside the spine", exact=True).fill(str(other))
    accessible(page)
    go_on(page)


def test_a_limb_from_log_in_to_report(page: Page, world: World, live_server: Any, accessible: Check) -> None:
    page.goto(live_server.url)
    accessible(page)
    page.get_by_label("Username").fill("alice")
    page.locator("input[name=password]").fill("correct horse battery")
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Assessments")).to_be_visible()
    accessible(page)

    begin(page, "limb-1", accessible, bone="femur", side="left", segment="subtrochanteric")
    patient_and_history(page, accessible, spinal=0, other=2)

    for key, value in (("bone", "femur"), ("side", "left"), ("segment", "subtrochanteric")):
        expect(page.locator(f"#question_{key} [value='{value}']")).to_be_checked()
    expect(page.get_by_label("Proximal", exact=True)).to_be_hidden()
    press(page, "Histology", "Bone metastasis confirmed at another site")
    press(page, "Type of lesion", "Lytic (osteolytic)")
    press(page, "Bone destruction on plain radiographs", "Seen")
    press(page, "Cortical involvement (fraction of diameter)", "Over two thirds")
    page.get_by_label("Axial cortical involvement", exact=True).fill("45")
    press(page, "Non-operative (conservative) treatment of this lesion so far?", "No")
    press(page, "Implant in this bone", "None")
    accessible(page)
    go_on(page)

    press(page, "Worst pain in the last 24 hours", "8")
    press(page, "Is the pain mechanical?", "Yes")
    accessible(page)
    go_on(page)
    press(page, "Pathological fracture", "None")
    press(page, "Motor function of the limb or trunk", "Limited")
    accessible(page)
    go_on(page)
    press(page, "Neurological deficit", "None")
    accessible(page)
    here = page.locator(".stages [aria-current=step]")
    expect(here).to_have_count(1)
    assert page.url.split("#")[0] == here.evaluate("link => link.href")
    go_on(page)

    expect(page.get_by_role("heading", name="Review the answers")).to_be_visible()
    expect(page.get_by_text("45 mm")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Advice and report").click()
    plan(page, accessible, "Operate", "Within 2 weeks")
    expect(page.get_by_role("main")).to_contain_text("Left femur, subtrochanteric")
    expect(page.get_by_role("main")).to_contain_text("LIMB-1")
    accessible(page)
    found = Assessment.objects.latest("pk")
    assert (found.decision, found.urgency, found.aim) == ("operate", "expedited", "prophylactic_fixation")


@AXE_IN_PROVE
def test_a_spine_with_a_deficit(alice: Page, accessible: Check) -> None:
    page = alice
    begin(page, "spine-1", accessible, bone="spine")
    patient_and_history(page, accessible, spinal=1, other=0)
    expect(page.get_by_role("group", name="Which side?")).to_be_hidden()
    expect(page.get_by_role("group", name=re.compile("ESCC"))).to_be_hidden()
    press(page, "Most affected level", "T8")
    press(page, "Epidural cord compression (ESCC grade)", "3")
    press(page, "Bony retropulsion into the canal?", "No")
    press(page, "Histology", "Metastasis confirmed in this lesion")
    press(page, "Type of lesion", "Lytic (osteolytic)")
    press(page, "Spinal alignment", "Normal")
    press(page, "Collapse of the vertebral body", "Collapse of less than half")
    press(page, "Posterolateral elements involved", "Both sides")
    press(page, "Non-operative (conservative) treatment of this lesion so far?", "No")
    go_on(page)
    press(page, "Worst pain in the last 24 hours", "7")
    press(page, "Is the pain mechanical?", "Yes")
    go_on(page)
    press(page, "Motor function of the limb or trunk", "Limited")
    go_on(page)
    press(page, "Neurological deficit", "Spinal cord")
    press(page, "Frankel grade", "C")
    expect(page.get_by_label("Time since loss of ambulation", exact=True)).to_be_hidden()
    press(page, "Walking", "Unable")
    page.get_by_label("Time since loss of ambulation", exact=True).fill("10")
    press(page, "Time over which the deficit developed", "Within 48 hours")
    press(page, "Bladder and bowel", "Sphincter dysfunction")
    accessible(page)
    go_on(page)
    page.get_by_role("link", name="Advice and report").click()
    skip_plan(page)
    expect(page.get_by_role("main")).to_contain_text("Spine, T8")
    accessible(page)
    found = Assessment.objects.latest("pk")
    assert (found.decision, found.urgency) == ("operate", "emergency")
    assert found.latest().answers["lesions"][0]["neuro"]["hours_since_walking_lost"] == 10


@AXE_IN_PROVE
def test_a_second_lesion_is_added_and_both_are_advised_on(alice: Page, accessible: Check) -> None:
    page = alice
    begin(page, "two-1", accessible)
    page.get_by_role("link", name="Overview").click()
    page.get_by_role("button", name="Add another lesion").click()
    press(page, "Which bone?", "Humerus")
    press(page, "Which side?", "Right")
    page.get_by_role("button", name="Save and go to the overview").click()
    expect(page.get_by_role("heading", name="Lesion 2: Right humerus")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Remove lesion 1").click()
    accessible(page)
    page.get_by_role("link", name="Keep it").click()
    page.get_by_role("link", name="Advice and report").click()
    skip_plan(page)
    expect(page.get_by_role("main")).to_contain_text("Right humerus")
    accessible(page)


def test_leaving_coming_back_and_the_back_button(alice: Page, world: World, live_server: Any) -> None:
    page = alice
    page.get_by_role("link", name="N-001").click()
    page.locator("li.task a").filter(has_text="Pain").click()
    press(page, "Worst pain in the last 24 hours", "8")
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fracture")
    page.go_back()
    expect(
        page.get_by_role("group", name=re.compile("Worst pain")).get_by_label("8", exact=True)
    ).to_be_checked()
    page.goto(f"{live_server.url}/accounts/logout/")
    page.locator("main button[type=submit]").first.click()
    page.goto(live_server.url)
    page.get_by_label("Username").fill("alice")
    page.locator("input[name=password]").fill("correct horse battery")
    page.locator("main button[type=submit]").first.click()
    page.get_by_role("link", name="N-001").click()
    expect(page.locator("li.task").filter(has_text="Pain")).to_contain_text("1 of 2 answered")
