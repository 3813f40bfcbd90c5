"""Journeys counted: clicks, keys beyond the text typed, answers and pages. `make bench` prints them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Assessment, Response
from tests.browser.stillness import measure
from tests.browser.test_emergency import ANSWERS as EMERGENCY
from tests.browser.test_little_work import LIMB
from tests.people import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.people import World

MOST_CLICKS = 25  # from log-in to settled advice on a limb, with the keys that are no text
CONTROL = re.compile(r"^(id_|question_)|(_\d+)?$")


class Hand:
    """A hand on mouse and keyboard that counts what it does. Text that is typed is not counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.done = page, Counter[str]()
        page.on("framenavigated", lambda _frame: self.done.update(["pages"]))

    def click(self, what: Locator) -> None:
        what.click()
        self.done["clicks"] += 1

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.done["keys"] += 1

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(text)

    def answer(self, key: str, value: str) -> None:
        """Answer a question of this page, and wait for what the panel says to it."""
        question = self.page.locator(f"#question_{key}")
        button = question.locator(f"label:visible:has([value='{value}'])")
        with self.page.expect_response(re.compile("/panel/$")):
            if button.count():
                self.click(button.first)
            else:
                self.click(question.locator("input[type=text]"))
                self.type(value)
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        self.done["answers"] += 1

    @property
    def effort(self) -> int:
        return self.done["clicks"] + self.done["keys"]

    def told(self, journey: str) -> str:
        counts = ", ".join(f"{self.done[name]} {name}" for name in ("clicks", "keys", "answers", "pages"))
        return f"counted: {journey}: {counts}"


def log_in(hand: Hand, url: str) -> None:
    hand.page.goto(url)
    hand.click(hand.page.get_by_label("Username"))
    hand.type("alice")
    hand.key("Tab")
    hand.type("correct horse battery")
    hand.key("Enter")
    hand.page.wait_for_load_state("networkidle")


def asked(page: Page) -> list[tuple[str, bool]]:
    """List what the panel asks for next: the key of each question, and whether it stands on this page."""
    links = page.locator(".panel-next a").evaluate_all(
        "links => links.map((link) => [link.hash.slice(1), link.pathname === location.pathname])"
    )
    return [(CONTROL.sub("", control), here) for control, here in links]


def go_through(hand: Hand, known: dict[str, str]) -> None:
    """Answer what the panel asks for on this page; then on to the next question, until nothing matters."""
    page = hand.page
    for _turn in range(40):
        if page.locator(".side-panel .settled").count():
            return
        here = next((key for key, is_here in asked(page) if is_here and key in known), None)
        if here is not None:
            hand.answer(here, known[here])
            continue
        with page.expect_navigation():
            hand.click(page.locator("#next-question a").first)
        page.wait_for_load_state("networkidle")
    raise AssertionError("it is not settled after forty turns")


@pytest.mark.prove
def test_a_limb_from_log_in_to_settled_advice(page: Page, world: World, live_server: Any) -> None:
    hand = Hand(page)
    log_in(hand, live_server.url)
    hand.click(page.get_by_role("link", name="New assessment").first)
    expect(page.locator("#id_identifier")).to_be_focused()
    hand.type("counted-1")
    # One click on the picture says bone, side and part.
    hand.click(page.locator("g[data-bone=femur][data-side=left] [data-segment=diaphysis]").first)
    hand.click(page.get_by_role("button", name="Begin"))
    page.wait_for_load_state("networkidle")
    go_through(hand, LIMB)
    hand.click(page.locator("#next-question a").first)  # what is typed here is saved on the way
    page.wait_for_load_state("networkidle")
    for said in ("[name$=-intent][value=operate]", "[name$=-how_soon][value=expedited]", "[value=plan]"):
        hand.click(page.locator(said))
    expect(page.get_by_role("main")).to_contain_text("Left femur, shaft")
    settled = hand.told("a limb, from log-in over the own plan to settled advice")
    print(f"\n{settled}")
    found = Assessment.objects.latest("pk")
    assert (found.decision, found.urgency) == ("operate", "expedited")
    assert hand.effort <= MOST_CLICKS, settled


@pytest.mark.prove
def test_the_five_steps_in_their_order(alice: Page, world: World) -> None:
    """Step by step every core question is met; wherever one looks in between, the place is not lost."""
    hand, page = Hand(alice), alice
    hand.click(page.get_by_role("link", name="N-001"))
    met: list[str] = []
    hand.click(page.locator("a.btn", has_text="Begin"))
    for key in ("patient", "history", "imaging", "pain", "fracture", "neuro"):
        page.wait_for_load_state("networkidle")
        met.append(page.url.rstrip("/").rsplit("/", 1)[1])
        here = page.locator(".stages [aria-current=step]")
        expect(here).to_have_count(1)
        assert page.url.split("#")[0] == here.evaluate("link => link.href")
        for question in page.locator("[data-question]:not(details *)").all():
            name = question.get_attribute("data-question") or ""
            if name in LIMB and question.is_visible():
                hand.answer(name, LIMB[name])
        if key == "pain":  # looked elsewhere, and come back
            hand.click(page.locator(".stages a").first)
            page.wait_for_load_state("networkidle")
            page.go_back()
            page.wait_for_load_state("networkidle")
        hand.click(page.locator("button[value=save]:not([aria-hidden])"))
    assert met == ["patient", "history", "imaging", "pain", "fracture", "neuro"]
    expect(page.get_by_role("heading", level=1)).to_have_text("Review the answers")
    print(f"\n{hand.told('a limb, all core questions, step by step')}")
    assert page.locator(".side-panel .settled").count() == 1


def test_an_emergency_on_a_phone(alice: Page, world: World, live_server: Any) -> None:
    hand, page = Hand(alice), alice
    page.set_viewport_size({"width": 390, "height": 844})
    hand.click(page.get_by_role("link", name="Emergency"))
    hand.click(page.locator("#id_identifier"))
    hand.type("counted-2")
    for key, value in EMERGENCY.items():
        if key == "level":
            hand.click(page.locator("#question_level summary", has_text="Thoracic"))
        hand.answer(key, value)
    screens = measure(page, "document.documentElement.scrollHeight / 844")
    hand.click(page.locator("#section-form button.btn-primary"))
    expect(page.locator(".emergency-now .urgency-emergency")).to_be_visible()
    result = measure(page, "document.documentElement.scrollHeight / 844")
    told = hand.told("an emergency on a phone, from the list to how soon")
    print(f"\n{told}, the form {screens:.1f} screens, the answer {result:.1f}")
    assert hand.done["answers"] <= 12
    assert screens <= 3


@pytest.mark.prove
def test_a_draft_is_withdrawn(alice: Page, world: World) -> None:
    """Out of the list, and back by one more click."""
    hand, page = Hand(alice), alice
    hand.click(page.get_by_role("link", name="N-001"))
    hand.click(page.get_by_role("link", name="Withdraw this draft"))
    hand.click(page.get_by_label("Why is it withdrawn?"))
    hand.type("Begun on the wrong patient.")
    hand.click(page.get_by_role("button", name="Withdraw"))
    expect(page.get_by_role("main")).to_contain_text("Begun on the wrong patient.")
    print(f"\n{hand.told('a draft is withdrawn, from the list')}")
    assert hand.effort <= 4
    assert Assessment.objects.get().is_withdrawn
    hand.click(page.get_by_role("link", name="Assessments").first)
    expect(page.get_by_role("link", name="N-001")).to_have_count(0)
    page.go_back()
    hand.click(page.get_by_role("button", name="Put it back"))
    expect(page.get_by_role("status")).to_be_visible()
    assert Assessment.objects.get().is_draft


@pytest.mark.prove
def test_a_colleague_is_asked_and_answers(
    alice: Page, world: World, live_server: Any, log_in: Callable[[Any], Page]
) -> None:
    hand, page = Hand(alice), alice
    hand.click(page.get_by_role("link", name="N-001"))
    hand.click(page.get_by_role("link", name="Comments"))
    hand.click(page.get_by_label("Your comment or question"))
    hand.type("Nail or plate?")
    hand.click(page.locator("label", has=page.locator(f"[name=to][value='{world.bob.pk}']")))
    hand.click(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("article", name="Question")).to_contain_text("not answered yet")
    print(f"\n{hand.told('a question to a colleague, from the list')}")
    assert hand.effort <= 5
    log_in(world.bob).goto(live_server.url)
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Questions for you"))
    hand.click(page.get_by_role("link", name="N-001"))
    hand.click(page.get_by_role("link", name="Comments (1)"))
    hand.click(page.get_by_label("Your answer"))
    hand.type("Nail.")
    hand.click(page.get_by_role("button", name="Send the answer"))
    question = page.get_by_role("article", name="Question")
    expect(question).to_contain_text("Nail.")
    expect(question).not_to_contain_text("not answered yet")
    print(f"\n{hand.told('the colleague answers, from the list')}")
    assert hand.effort <= 5


def begin_to_sign(hand: Hand) -> None:
    """To the page on which one signs, over the own plan and the password where they are asked for."""
    hand.click(hand.page.get_by_role("link", name="Sign", exact=True).first)
    if hand.page.locator("button[value=plan]").count():
        hand.click(hand.page.locator("label:has([name$='-intent'][value='non_operative'])"))
        hand.done["answers"] += 1
        hand.click(hand.page.locator("button[value=plan]"))
        if "/sign/" not in hand.page.url and "reauthenticate" not in hand.page.url:
            hand.click(hand.page.get_by_role("link", name="Sign", exact=True).first)
    if "reauthenticate" in hand.page.url:
        hand.click(hand.page.get_by_label("Password"))
        hand.type("correct horse battery")
        hand.key("Enter")
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("Sign this assessment")


def sign_with(hand: Hand, **said: str) -> None:
    """Press what is said to the advice, each field in its turn, and sign."""
    for field, value in said.items():
        hand.click(hand.page.locator(f"label:visible:has([name$='-{field}'][value='{value}'])"))
        hand.done["answers"] += 1
    hand.click(hand.page.get_by_role("main").get_by_role("button", name="Sign"))
    again = hand.page.get_by_role("button", name="Sign all the same")  # what is open is named first
    if again.count():
        hand.click(again)
    expect(hand.page.get_by_role("link", name="Amend", exact=True)).to_be_visible()


@pytest.mark.prove
def test_signed_in_agreement_read_amended_and_signed_against_the_advice(alice: Page, world: World) -> None:
    """What the end of a case takes: agreement, letter, leaflet, amendment, departure from the advice."""
    fill(world.assessment, world.alice)
    page, told = alice, list[str]()
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="N-001"))
    begin_to_sign(hand)
    sign_with(hand, answer="agree")
    told.append(hand.told("signed in agreement, from the list"))
    assert hand.effort <= 7
    assert hand.done["answers"] == 1
    assert Response.objects.get().agrees
    report = page.url
    for name, heard in (("Letter", "greed"), ("Leaflet", "Reviewed by alice")):
        hand = Hand(page)
        hand.click(page.get_by_role("link", name=name, exact=True))
        expect(page.locator("body")).to_contain_text(heard)
        told.append(hand.told(f"the {name.lower()}, from the signed report"))
        assert hand.effort == 1
        page.goto(report)
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Amend", exact=True))
    hand.click(page.get_by_role("main").get_by_role("textbox"))
    hand.type("The patient does not want an operation.")
    hand.click(page.get_by_role("button", name="Begin the amendment"))
    expect(page.get_by_role("main")).to_contain_text("This is an amendment")
    told.append(hand.told("an amendment begun, from the signed report"))
    assert hand.effort == 3
    hand = Hand(page)
    begin_to_sign(hand)
    sign_with(hand, answer="other", intent="non_operative", reason="patient")
    told.append(hand.told("the amendment signed against the advice, from the overview"))
    assert hand.done["answers"] == 4  # the plan; other; what; why
    assert hand.effort <= 9
    departure = Response.objects.get(agrees=False)
    assert (departure.intent, departure.reason) == ("non_operative", "patient")
    print("", *told, sep="\n")
