"""A meeting of the tumour board by the keyboard alone, and what the room can read from five metres."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.actions import meetings as actions
from assessments.models import Meeting, Sealed
from assessments.record.chain import content_of
from tests.actions.test_meetings import another
from tests.browser.stillness import still
from tests.people import TODAY, World, fill

SMALL = """() => [...document.querySelectorAll("body *")].filter((one) => one.offsetParent
    && !one.closest(".visually-hidden, .no-print")
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
    && parseFloat(getComputedStyle(one).fontSize) < 28).map((one) => one.outerHTML)"""


def to(page: Page, what: str) -> None:
    """Go on with Tab until what has the focus is matched by this selector."""
    for _each in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("(what) => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"Tab does not reach {what}")


def enter(page: Page, what: str) -> None:
    to(page, what)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def address(name: str, *arguments: Any) -> str:
    return reverse(f"assessments:{name}", args=arguments)


def two_cases(world: World) -> Meeting:
    fill(world.assessment, world.alice)
    actions.add_case(meeting=world.meeting, assessment=another(world, "N-2"), by=world.alice)
    return world.meeting


def test_cases_are_ordered_shown_and_decided_with_keys_alone(
    world: World, log_in: Callable[[Any], Page], live_server: Any
) -> None:
    meeting = two_cases(world)
    page = log_in(world.leah)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(live_server.url + address("meeting", meeting.uuid))
    to(page, "[data-item]:nth-child(2) [data-handle]")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#agenda-told")).to_contain_text("not saved yet")
    enter(page, "#agenda-form button.btn-primary")
    expect(page.locator(".agenda-head").first).to_contain_text("N-2")
    enter(page, "[name=to][value=running]")
    expect(page.locator(".room-who")).to_contain_text("N-2")
    with page.expect_navigation():
        page.keyboard.press("PageDown")
    expect(page.locator(".room-who")).to_contain_text("N-001")
    expect(page.locator("body")).not_to_contain_text("N-2")
    assert still(page).evaluate(SMALL) == []
    assert "N-001" not in page.title()
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    enter(page, "main a.btn-primary")
    page.locator("input[name=password]").focus()
    page.keyboard.type("correct horse battery")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    to(page, "[name$=-intent]")
    page.keyboard.press("Space")
    expect(page.locator("[name$=-intent][value=operate]")).to_be_checked()
    to(page, "[name$=-how_soon]")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[name$=-how_soon][value=urgent]")).to_be_checked()
    to(page, "[name$=-who]")
    page.keyboard.type("Dr Wu")
    enter(page, "main button.btn-primary")
    expect(page.locator(".room-three")).to_contain_text("Operate, within 72 hours")
    said = content_of(Sealed.objects.get(kind="board"))
    assert (said["decided"][0]["who"], said["meeting"]) == ("Dr Wu", str(meeting.uuid))


@pytest.mark.prove
def test_a_whole_meeting_with_keys_alone(
    world: World, log_in: Callable[[Any], Page], live_server: Any
) -> None:
    """Planned from the list of meetings, a case added from the list, begun, closed, carried over."""
    fill(world.assessment, world.alice)
    page = log_in(world.leah)
    page.goto(live_server.url + address("meetings"))
    enter(page, "main a.btn-primary")
    enter(page, "main button.btn-primary")
    page.goto(live_server.url)
    enter(page, f"a[href='{address('to_board', world.assessment.uuid)}']")
    to(page, "textarea")
    page.keyboard.type("Nail or prosthesis?")
    enter(page, "main button.btn-primary")
    enter(page, "[name=to][value=running]")
    expect(page.locator(".room-question")).to_contain_text("Nail or prosthesis?")
    enter(page, ".room-ways a:last-of-type")
    enter(page, "[name=to][value=closed]")
    expect(page.locator("main")).to_contain_text("1 case was not reached")
    following = actions.plan_meeting(
        unit=world.north, on=TODAY + timedelta(days=7), chair=world.leah, by=world.leah
    )
    page.goto(live_server.url + address("meeting", following.uuid))
    expect(page.locator(".agenda-head")).to_contain_text("Carried over from")


@pytest.mark.prove
def test_cases_are_dragged(world: World, log_in: Callable[[Any], Page], live_server: Any) -> None:
    meeting = two_cases(world)
    page = log_in(world.leah)
    page.goto(live_server.url + address("meeting", meeting.uuid))
    handle = page.locator("[data-item]").nth(1).locator("[data-handle]")
    handle.drag_to(page.locator("[data-item]").first, target_position={"x": 40, "y": 8})
    expect(page.locator("[data-item]").first).to_contain_text("N-2")
    expect(page.locator("input.place").first).to_have_value("1")
