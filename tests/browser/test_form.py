"""The form in a real browser: what comes and goes with the answers, errors, keyboard, the quiet draft."""

import gzip
import json
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assessments.answers.document import usable
from assessments.answers.parsing import NotUnderstood, read_number
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import QUESTIONS, SECTIONS
from assessments.forms.browser_rules import question_as_json, rules_of
from assessments.models import Assessment, Draft, Revision
from tests.browser.stillness import measure
from tests.browser.test_journeys import go_on, press
from tests.drawn import one_in
from tests.patience import PATIENCE
from tests.people import World, fill, save

Check = Callable[[Page], None]
WIDTH = "document.documentElement.scrollWidth"
TOO_WIDE = """() => [...document.querySelectorAll("main *")]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
    .map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`)"""


def open_section(page: Page, world: World, key: str, query: str = "") -> None:
    base = page.url.split("/assessments/")[0].rstrip("/")
    kind = "case" if key in ("patient", "history") else f"lesions/{world.lesion.uuid}"
    page.goto(f"{base}/assessments/{world.assessment.uuid}/{kind}/{key}/{query}")


def test_a_link_to_a_question_ends_in_its_first_control(alice: Page, world: World) -> None:
    """Also from another page, after which the browser itself would stop at the question's box."""
    open_section(alice, world, "pain", "#question_worst_pain")
    alice.wait_for_load_state()
    expect(alice.locator("#id_worst_pain_0")).to_be_focused()


def random_answers(chance: random.Random) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for key, question in QUESTIONS.items():
        if chance.random() < 0.35:
            continue
        if chance.random() < 0.1:
            answers[key] = None
        elif question.kind == "yes_no":
            answers[key] = chance.random() < 0.5
        elif question.kind == "choice":
            answers[key] = chance.choice(question.choices).value
        elif question.kind == "date":
            answers[key] = "2026-10-31"
        else:
            answers[key] = chance.choice([0, int(question.minimum), int(question.maximum)])
    return usable(answers)


def test_the_browser_asks_exactly_what_the_server_asks(alice: Page, world: World) -> None:
    """The same three-valued logic on both sides, over random answers to everything."""
    open_section(alice, world, "pain")
    rules = {key: rule for section in SECTIONS for key, rule in rules_of(section).items()}
    chance = random.Random(20261125)
    cases = [random_answers(chance) for _case in range(400)]
    found = alice.evaluate(
        "([rules, cases]) => cases.map((answers) => bonemetForm.asked(rules, answers))", [rules, cases]
    )
    for answers, asked in zip(cases, found, strict=True):
        facts = Facts(answers)
        assert asked == {key: facts.asked[QUESTIONS[key]] for key in QUESTIONS}, json.dumps(answers)


TYPED: list[tuple[str, str, str, float | None]] = [
    ("age", "61", "", 61),
    ("age", "61.0", "", 61),
    ("age", "６１", "", 61),
    ("age", "61.5", "", None),
    ("age", "1e1", "", None),
    ("age", "0x1F", "", None),
    ("age", "6 1", "", None),
    ("hours_since_walking_lost", "1,000", "", None),
    ("hours_since_walking_lost", "1 000", "", 1000),
    ("hours_since_walking_lost", "１，０００", "", None),
    ("platelets", "150.000", "10^9/L", None),
    ("platelets", "1’200", "10^9/L", None),
    ("albumin", "3,5", "g/dL", 35),
    ("albumin", "3.512", "g/dL", 35.12),
    ("bilirubin", "1,000", "", None),
    ("crp", "0.125", "", 0.125),
    ("crp", "<5", "", None),
    ("inr", "−1", "", -1),
    ("deficit_hours", "2 d", "hours", 48),
    ("sphincter_hours", "36 小时", "days", 36),
    ("deficit_hours", "2 weeks", "hours", None),
    ("albumin", "3.5 g/dL", "g/L", 35),
    ("deficit_hours", "today 18:00", "hours", None),
]


def test_browser_and_server_read_the_same_number(alice: Page, world: World) -> None:
    open_section(alice, world, "pain")
    for key, text, unit, number in TYPED:
        asked = [question_as_json(QUESTIONS[key]), text, unit]
        found = alice.evaluate("(asked) => bonemetForm.readNumber(...asked)", asked)
        assert found == pytest.approx(number), (key, text)
        try:
            read = read_number(QUESTIONS[key], text, unit)
        except NotUnderstood:
            read = None
        assert read == number, (key, text)


def test_a_moment_is_read_by_the_server_and_what_hangs_on_it_follows(alice: Page, world: World) -> None:
    """Onset is asked where the deficit is older than two days; the browser works out no date itself."""
    open_section(alice, world, "neuro")
    press(alice, "Neurological deficit", "Present, kind not known")
    hours, onset = alice.locator("#id_deficit_hours"), alice.locator("[data-question=onset]")
    expect(onset).to_be_visible()
    hours.fill("1 d")
    expect(onset).to_be_hidden()
    hours.fill("yesterday 00:00")  # 24 to 47 hours and a half ago
    expect(onset).to_be_hidden()
    alice.reload()
    expect(hours).to_have_value("yesterday 00:00")
    expect(onset).to_be_hidden()


@pytest.mark.parametrize("filled", one_in(2, [True, False]), ids=["filled", "empty"])
def test_browser_and_server_show_the_same_questions(
    alice: Page, world: World, filled: bool, browser: Browser, live_server: Any
) -> None:
    if filled:
        fill(world.assessment, world.alice)
    without = browser.new_context(java_script_enabled=False, storage_state=alice.context.storage_state())
    page = without.new_page()
    page.goto(live_server.url)
    for section in SECTIONS:
        assert shown(page, world, section.key) == shown(alice, world, section.key), section.key
    without.close()


def shown(page: Page, world: World, key: str) -> list[str | None]:
    open_section(page, world, key)
    boxes = page.locator("[data-question]:not([hidden])")
    return list(boxes.evaluate_all("boxes => boxes.map((box) => box.dataset.question)"))


def test_questions_come_and_go_without_reload(alice: Page, world: World) -> None:
    open_section(alice, world, "imaging")
    press(alice, "Which bone?", "Femur")
    part = alice.get_by_role("group", name="Which part of the bone?")
    expect(part).to_be_visible()
    press(alice, "Which part of the bone?", "Proximal, part not known")
    press(alice, "Which bone?", "Humerus")
    expect(part.get_by_label("Proximal", exact=True)).to_be_checked()
    expect(part.get_by_label("Head or neck")).to_be_hidden()
    press(alice, "Which bone?", "Spine")
    expect(part).to_be_hidden()
    expect(alice.get_by_role("group", name="Most affected level")).to_be_visible()


def test_a_number_and_not_known_exclude_each_other(alice: Page, world: World) -> None:
    open_section(alice, world, "history")
    number = alice.get_by_label("Vertebrae with metastases", exact=True)
    unknown = alice.get_by_label("Not known: Vertebrae with metastases")
    number.fill("2")
    unknown.check()
    expect(number).to_have_value("")
    number.fill("3")
    expect(unknown).not_to_be_checked()


def test_errors_have_the_focus_and_lead_to_the_field(alice: Page, world: World, accessible: Check) -> None:
    open_section(alice, world, "patient")
    alice.get_by_label("Age", exact=True).fill("old")
    go_on(alice)
    expect(alice).to_have_title(re.compile("^Error:"))
    expect(alice.locator(".error-summary")).to_be_focused()
    accessible(alice)
    alice.get_by_role("link", name=re.compile("Enter a whole number")).click()
    expect(alice.get_by_label("Age", exact=True)).to_be_focused()
    expect(alice.get_by_label("Age", exact=True)).to_have_value("old")


def test_what_is_typed_is_kept_while_typing(alice: Page, world: World) -> None:
    open_section(alice, world, "pain")
    press(alice, "Worst pain in the last 24 hours", "6")
    expect(alice.locator("[data-kept]")).to_have_text(re.compile(r"^Draft saved \d\d:\d\d$"))
    assert Draft.objects.get().raw["worst_pain"] == ["6"]
    assert Revision.objects.count() == 1
    open_section(alice, world, "pain")
    expect(alice.get_by_text("What you typed until")).to_be_visible()
    expect(alice.get_by_label("6", exact=True)).to_be_checked()
    go_on(alice)
    alice.wait_for_url("**/fracture/")
    assert not Draft.objects.exists()


def test_a_section_is_answered_by_keyboard_alone(alice: Page, world: World) -> None:
    open_section(alice, world, "pain")
    alice.locator("#id_worst_pain_0").focus()
    alice.keyboard.press("Space")
    for _step in range(7):
        alice.keyboard.press("ArrowRight")
    alice.keyboard.press("Tab")
    alice.keyboard.press("Space")
    expect(alice.locator("#id_mechanical_0")).to_be_checked()
    alice.keyboard.press("Enter")
    alice.wait_for_url("**/fracture/")
    stored = Assessment.objects.get().latest().answers["lesions"][0]["pain"]
    assert stored == {"worst_pain": 7, "mechanical": True}


def test_two_surgeons_at_once(alice: Page, world: World, browser: Browser, accessible: Check) -> None:
    from tests.people import save

    open_section(alice, world, "pain")
    press(alice, "Worst pain in the last 24 hours", "8")
    save(world.assessment, "pain", {"worst_pain": 3}, world.lesion, world.bob)
    go_on(alice)
    expect(alice.get_by_role("heading", name="Somebody else saved this section meanwhile")).to_be_visible()
    accessible(alice)
    alice.get_by_role("radio", name="Yours 8").check()
    alice.get_by_role("button", name="Save what is chosen").click()
    alice.wait_for_url("**/fracture/")
    assert Assessment.objects.get().latest().answers["lesions"][0]["pain"] == {"worst_pain": 8}


def test_without_scripts_everything_works(
    alice: Page, world: World, browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=alice.context.storage_state())
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    page.goto(live_server.url)
    open_section(page, world, "imaging")
    page.get_by_label("Femur").check()
    page.get_by_role("button", name="Update questions").click()
    expect(page.get_by_label("Femur")).to_be_checked()
    page.get_by_label("Left").check()
    page.get_by_role("group", name="Which part of the bone?").get_by_label("Shaft").check()
    page.get_by_role("group", name=re.compile("conservative")).get_by_label("Yes").check()
    go_on(page)
    expect(page.get_by_role("heading", name=re.compile("questions follow from your answers"))).to_be_visible()
    page.get_by_role("group", name="Previous radiotherapy to this lesion?").get_by_label(
        "No", exact=True
    ).check()
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pain")
    stored = Assessment.objects.get().latest().answers["lesions"][0]["imaging"]
    assert stored == {
        "bone": "femur",
        "side": "left",
        "segment": "diaphysis",
        "treated_before": True,
        "radiotherapy_here": False,
    }
    context.close()


@pytest.mark.parametrize("width", [320, pytest.param(390, marks=pytest.mark.prove)])
def test_a_warning_fits_on_a_phone(alice: Page, world: World, width: int) -> None:
    """The folded panel carries the whole warning across the foot of the screen."""
    save(world.assessment, "imaging", {"bone": "spine", "level": "T5"}, world.lesion, world.alice)
    save(world.assessment, "neuro", {"deficit": "cord"}, world.lesion, world.alice)
    alice.set_viewport_size({"width": width, "height": 800})
    open_section(alice, world, "neuro")
    expect(alice.locator("#panel-brief .tag-alert")).to_be_visible()
    box = measure(
        alice, "(() => document.querySelector('#panel-brief .tag-alert').getBoundingClientRect().toJSON())()"
    )
    assert box["left"] >= 0
    assert box["right"] <= width
    assert measure(alice, "document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.prove)], ids=["sample", "all"])
def test_no_page_is_wider_than_the_screen(alice: Page, world: World, live_server: Any, step: int) -> None:
    """Opened on a phone, where the panel is folded, and then on a wide screen."""
    fill(world.assessment, world.alice)
    base = f"{live_server.url}/assessments/{world.assessment.uuid}"
    lesion = f"{base}/lesions/{world.lesion.uuid}"
    pages = (
        live_server.url,
        f"{base}/review/",
        f"{base}/case/patient/",
        f"{base}/case/history/",
        f"{lesion}/imaging/",
        f"{lesion}/pain/",
        f"{lesion}/neuro/",
        base,
        f"{live_server.url}/patients/{world.patient.uuid}/",
        f"{live_server.url}/patients/{world.patient.uuid}/assess/",
        f"{live_server.url}/assessments/new/",
    )
    for url in pages[::step]:
        for opened, widths in ((320, (320, 390)), (1280, (1280,))):
            alice.set_viewport_size({"width": opened, "height": 800})
            alice.goto(url)
            for width in widths:
                alice.set_viewport_size({"width": width, "height": 800})
                assert measure(alice, WIDTH) <= width, (url, width, measure(alice, TOO_WIDE))


def test_pages_that_only_show_are_accessible(
    alice: Page, world: World, live_server: Any, accessible: Check
) -> None:
    fill(world.assessment, world.alice)
    for url in (
        f"{live_server.url}/patients/{world.patient.uuid}/",
        f"{live_server.url}/patients/{world.patient.uuid}/assess/",
        f"{live_server.url}/assessments/{world.assessment.uuid}/lesions/{world.lesion.uuid}/remove/",
        f"{live_server.url}/assessments/{world.patient.uuid}/",
    ):
        alice.goto(url)
        accessible(alice)


def test_a_page_is_small(alice: Page, world: World) -> None:
    """As the server sends it, compressed."""
    for key, most in (("history", 20_000), ("imaging", 30_000)):
        with alice.expect_response(lambda found: found.url.endswith(("history/", "imaging/"))) as info:
            open_section(alice, world, key)
        assert len(gzip.compress(info.value.body())) < most
        assert info.value.headers["content-encoding"] == "gzip"
