"""What is typed is not lost and not written twice; what is shown goes with the session. In a real browser."""

import re
import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
from playwright.sync_api import Page, Response, expect

from assessments.models import Assessment, Draft, FollowUp, Lesion, Patient, Revision, Sealed
from tests.browser.stillness import still
from tests.browser.test_accounts import confirm_password, log_in
from tests.browser.test_form import open_section
from tests.browser.test_journeys import press
from tests.patience import PATIENCE
from tests.people import World, sign


def path(name: str, *args: Any) -> str:
    return reverse(f"assessments:{name}", args=args)


def go(page: Page, live_server: Any, name: str, *args: Any) -> None:
    page.goto(f"{live_server.url}{path(name, *args)}")
    still(page)


def come_back(page: Page) -> None:
    """Look at the page again: it asks whether its session goes on."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


# -- Kept --------------------------------------------------------------------------------------------------


def test_the_language_button_waits_until_what_is_typed_is_kept(alice: Page, world: World) -> None:
    open_section(alice, world, "patient")
    alice.locator("input[name=age]").fill("61")
    alice.locator("button[name=language]").click()
    expect(alice.locator("html")).to_have_attribute("lang", "zh-hans")
    expect(alice.locator("input[name=age]")).to_have_value("61")


def test_what_was_typed_just_before_loading_the_page_again_is_not_destroyed(
    alice: Page, world: World
) -> None:
    open_section(alice, world, "patient")
    alice.locator("input[name=age]").fill("61")
    alice.reload()
    expect(alice.locator("input[name=age]")).to_have_value("61")
    drafts = list(Draft.objects.values_list("raw", flat=True))
    assert [draft["age"] for draft in drafts] == [["61"]]


def test_last_words_that_arrive_late_come_back_by_themselves(
    alice: Page, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is there again before what was typed into the one before has reached the server."""
    open_section(alice, world, "patient")
    answer = WSGIHandler.__call__

    def late(self: WSGIHandler, environ: Any, start_response: Any) -> Any:
        if environ["PATH_INFO"].endswith("/draft/"):
            time.sleep(1)
        return answer(self, environ, start_response)

    monkeypatch.setattr(WSGIHandler, "__call__", late)
    alice.locator("input[name=age]").fill("61")
    alice.reload()
    expect(alice.locator("input[name=age]")).to_have_value("61")


def test_whoever_never_pauses_is_kept_after_three_seconds(alice: Page, world: World) -> None:
    open_section(alice, world, "patient")
    kept: list[Response] = []
    alice.on("response", lambda answer: kept.append(answer) if answer.url.endswith("/draft/") else None)
    begun = time.monotonic()
    digit = 1
    # What is asked is the page: the table is being written.
    while not kept and time.monotonic() - begun < PATIENCE:
        alice.locator("input[name=age]").fill(str(digit % 100))
        alice.wait_for_timeout(400)
        digit += 1
    assert [answer.ok for answer in kept[:1]] == [True]
    assert Draft.objects.exists()


def test_looking_elsewhere_keeps_at_once(alice: Page, world: World) -> None:
    open_section(alice, world, "patient")
    alice.locator("input[name=age]").fill("61")
    with alice.expect_response(re.compile("/draft/$")):
        alice.evaluate(
            """() => {
              Object.defineProperty(document, "hidden", { value: true, configurable: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
    assert Draft.objects.get().raw["age"] == ["61"]


def test_the_form_names_the_true_reason(alice: Page, world: World) -> None:
    open_section(alice, world, "pain")
    sign(world.assessment, world.bob)
    press(alice, "Worst pain in the last 24 hours", "6")
    expect(alice.locator("[data-kept]")).to_contain_text("This assessment is signed.")
    expect(alice.locator("#panel-stale")).to_contain_text("This assessment is signed.")
    expect(alice.get_by_label("6", exact=True)).to_be_checked()
    alice.get_by_role("button", name=re.compile("Save and (continue|review)")).click()
    expect(alice.locator("main")).to_contain_text("Worst pain in the last 24 hours: 6")


def test_a_server_that_is_away_is_said_to_be_away(alice: Page, world: World) -> None:
    open_section(alice, world, "patient")
    alice.context.set_offline(True)
    alice.locator("input[name=age]").fill("61")
    expect(alice.locator("[data-kept]")).to_contain_text("the server does not answer")
    expect(alice.locator("#panel-stale")).to_contain_text("the server does not answer")
    alice.context.set_offline(False)
    expect(alice.locator("[data-kept]")).to_have_text(re.compile(r"^Draft saved \d\d:\d\d$"))
    assert Draft.objects.get().raw["age"] == ["61"]


def test_a_click_after_the_session_has_ended_leaves_no_white_page(
    alice: Page, world: World, settings: Any
) -> None:
    """As `make run` serves it: with DEBUG, a debugging script put the refusal in place of the page."""
    settings.DEBUG = True
    open_section(alice, world, "pain")
    Session.objects.all().delete()
    press(alice, "Worst pain in the last 24 hours", "6")
    expect(alice.locator("main")).to_contain_text("the patient is taken out of this page")
    expect(alice.get_by_label("6", exact=True)).to_be_checked()


# -- The end of the session --------------------------------------------------------------------------------


def test_the_patient_is_taken_out_of_a_page_and_comes_back_with_the_user(
    page: Page, world: World, live_server: Any
) -> None:
    Patient.objects.update(name="Ada Example")
    sign(world.assessment, world.alice)
    log_in(page, live_server)
    go(page, live_server, "report", world.assessment.uuid)
    page.locator("textarea").fill("Telephoned the ward.")
    Session.objects.all().delete()
    come_back(page)
    expect(page.get_by_text("the patient is taken out of this page")).to_be_visible()
    assert not re.search("N-001|Ada|Operate|Femur", page.content())
    expect(page.locator("textarea")).to_have_value("Telephoned the ward.")
    assert page.title() == "bonemet"

    other = page.context.new_page()
    log_in(other, live_server, "bob")
    come_back(page)
    expect(page.get_by_text("Somebody else is logged in.")).to_be_visible()
    expect(page.locator("textarea")).to_be_hidden()
    assert not re.search("N-001|Ada", page.content())

    other.context.clear_cookies()
    log_in(other, live_server)
    come_back(page)
    expect(page.locator("main")).to_contain_text("N-001")
    expect(page.locator("textarea")).to_have_value("Telephoned the ward.")
    page.get_by_role("button", name="Save note").click()
    page.wait_for_url("**/reauthenticate/**")
    confirm_password(page)  # sealed like a signature; what was sent goes on afterwards
    expect(page.get_by_text("The note is saved with the report.")).to_be_visible()
    assert Sealed.objects.filter(kind="note").count() == 1


def test_a_page_in_which_nothing_is_typed_is_left(page: Page, world: World, live_server: Any) -> None:
    log_in(page, live_server)
    go(page, live_server, "patient", world.patient.uuid)
    Session.objects.all().delete()
    come_back(page)
    page.wait_for_url("**/accounts/login/**")
    assert "N-001" not in page.content()


def test_a_section_goes_on_where_it_was(page: Page, world: World, live_server: Any) -> None:
    log_in(page, live_server)
    open_section(page, world, "patient")
    Session.objects.all().delete()
    page.locator("input[name=age]").fill("61")
    expect(page.get_by_text("the patient is taken out of this page")).to_be_visible()
    assert not Draft.objects.exists()
    assert "N-001" not in page.content()
    log_in(page.context.new_page(), live_server)
    come_back(page)
    expect(page.get_by_text("What you typed until")).to_be_visible()
    expect(page.locator("input[name=age]")).to_have_value("61")
    expect(page.locator("main")).to_contain_text("N-001")


# -- Twice -------------------------------------------------------------------------------------------------


def twice(page: Page, name: str) -> None:
    """Click so fast that the form is sent a second time before the first answer is there."""
    page.get_by_role("button", name=name, exact=True).evaluate(
        "(button) => { button.form.requestSubmit(button); button.form.requestSubmit(button); }"
    )


def test_a_double_click_writes_once(alice: Page, world: World, live_server: Any) -> None:
    go(alice, live_server, "new")
    alice.get_by_label("Identifier").fill("N-777")
    twice(alice, "Begin")
    expect(alice.get_by_role("heading", level=1)).to_have_text("Patient")
    made = Assessment.objects.get(patient__identifier="N-777")
    go(alice, live_server, "hub", made.uuid)
    twice(alice, "Add another lesion")
    alice.wait_for_url("**/imaging/")
    assert Lesion.objects.filter(patient=made.patient).count() == 2
    go(alice, live_server, "follow_up", world.lesion.uuid)
    press(alice, "Walking", "In bed")
    twice(alice, "Save follow-up")
    expect(alice.get_by_text("Follow-up saved.")).to_be_visible()
    assert FollowUp.objects.count() == 1
    go(alice, live_server, "assess", world.patient.uuid)
    alice.get_by_label("A new lesion").check()
    twice(alice, "Begin")
    expect(alice.get_by_role("heading", level=1)).to_have_text("Assessment")
    assert Assessment.objects.filter(patient=world.patient).count() == 2
    assert Revision.objects.filter(assessment__patient=world.patient).count() == 2
