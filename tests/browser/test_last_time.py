"""Given an earlier assessment, when an answer is confirmed as still the same, then it alone is filled in."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessments.actions import assessments as actions
from assessments.models import Assessment
from tests.people import TODAY, World, answer


@pytest.fixture
def address(world: World, live_server: Any) -> str:
    answer(world.assessment, world.alice)
    first = Assessment.objects.filter(pk=world.assessment.pk)
    first.update(created=first.get().created - timedelta(days=90))
    again = actions.start_assessment(
        patient=world.patient, lesions=[world.lesion], today=TODAY, by=world.alice
    )
    return f"{live_server.url}/assessments/{again.uuid}/lesions/{world.lesion.uuid}/pain/"


def test_with_and_without_scripts(alice: Page, address: str, browser: Any, accessible: Any) -> None:
    alice.goto(address)
    expect(alice.get_by_text("Last time: 7, on 20 November 2026.")).to_be_visible()
    accessible(alice)
    alice.get_by_role("button", name="Still the same (Worst pain").click()
    assert alice.url == address, "the page stays where it is"
    expect(alice.get_by_label("7", exact=True)).to_be_checked()
    expect(alice.get_by_role("button", name="Still the same (Worst pain")).to_be_hidden()
    expect(alice.get_by_label("Yes", exact=True)).not_to_be_checked()

    plain = browser.new_context(
        java_script_enabled=False, storage_state=alice.context.storage_state()
    ).new_page()
    plain.goto(address)
    plain.get_by_role("button", name="Still the same (Is the pain mechanical").click()
    assert plain.url == f"{address}#question_mechanical"
    expect(plain.get_by_label("Yes", exact=True)).to_be_checked()
