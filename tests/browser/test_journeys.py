"""Given a surgeon with a patient, when the case is entered in a real browser, then the report advises on it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User

from assessments.models import Membership, Role, Unit

CASES = Path(__file__).parent.parent / "cases"
PAGES_BEFORE = ("patient", "history")


@pytest.fixture
def surgeon(transactional_db: None) -> User:
    user = User.objects.create_user("alice", password="correct horse battery")
    Membership.objects.create(unit=Unit.objects.create(name="North"), user=user, role=Role.SURGEON)
    return user


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def no_barriers(page: Any) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def fill(page: Any, key: str, value: object) -> None:
    """Answer one question as a person would: press its choice, or type."""
    spoken = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    radio = page.locator(f'input[type=radio][name="{key}"]')
    if radio.count():
        values = radio.evaluate_all("all => all.map(one => one.value)")
        wanted = str(value).lower() if isinstance(value, bool) and str(value).lower() in values else str(spoken)
        choice = page.locator(f'input[type=radio][name="{key}"][value="{wanted}"]')
        choice.check(force=True)
    else:
        page.locator(f'[name="{key}"]').fill(str(value))


def enter_section(page: Any, section: str, answers: dict[str, Any]) -> None:
    page.get_by_role("link", name=section, exact=True).click()
    for details in page.locator("main details").all():
        details.evaluate("details => { details.open = true }")
    for key, value in answers.items():
        fill(page, key, value)
    no_barriers(page)
    page.locator("button[name=action][value=overview]").click()
    page.wait_for_load_state()
    assert "Error" not in page.title()


def enter_case(page: Any, url: str, identifier: str, case: dict[str, Any]) -> None:
    page.goto(f"{url}/")
    no_barriers(page)
    page.get_by_role("link", name="New assessment").first.click()
    page.locator("[name=identifier]").fill(identifier)
    no_barriers(page)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    lesion = case["lesions"][0]
    enter_section(page, "Patient", case["case"]["patient"])
    enter_section(page, "History", case["case"]["history"])
    enter_section(page, "Imaging", lesion["imaging"])
    enter_section(page, "Pain", lesion["pain"])
    enter_section(page, "Fracture", lesion["fracture"])
    enter_section(page, "Neuro status", lesion["neuro"])
    no_barriers(page)


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("femur-axial-30", "Operate, expedited, within 2 weeks: fixation before it breaks."),
        ("spine-kidney-cord", "Operate, urgent, within 72 hours: decompression and stabilisation."),
    ],
)
def test_from_the_list_to_the_report(
    log_in: Any, live_server: Any, surgeon: User, name: str, headline: str
) -> None:
    page = log_in(surgeon)
    enter_case(page, live_server.url, "J-1", read(name))
    page.get_by_role("link", name="Review the answers").first.click()
    no_barriers(page)
    page.go_back()
    page.get_by_role("link", name="Advice and report").first.click()
    assert headline in page.locator("main").inner_text()
    no_barriers(page)
    page.goto(f"{live_server.url}/")
    assert "J-1" in page.locator("main").inner_text()


def test_questions_come_and_go_without_a_reload(log_in: Any, live_server: Any, surgeon: User) -> None:
    page = log_in(surgeon)
    page.goto(f"{live_server.url}/assessments/new/")
    page.locator("[name=identifier]").fill("J-2")
    page.locator("main form button[type=submit]").click()
    page.get_by_role("link", name="Imaging", exact=True).click()
    assert not page.locator('input[name="level"]').first.is_visible()
    fill(page, "bone", "spine")
    assert page.locator('input[name="level"]').first.is_visible()
    fill(page, "bone", "femur")
    assert not page.locator('input[name="level"]').first.is_visible()
    assert page.locator('input[name="axial_extent_mm"]').is_visible()
    fill(page, "axial_extent_mm", "a lot")
    page.locator("button[name=action][value=save]").last.click()
    page.wait_for_load_state()
    assert page.title().startswith("Error:")
    assert page.locator('input[name="axial_extent_mm"]').input_value() == "a lot"
    assert page.locator('input[name="bone"][value="femur"]').is_checked()
    no_barriers(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_window(log_in: Any, live_server: Any, surgeon: User, width: int) -> None:
    page = log_in(surgeon)
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/", "/assessments/new/"):
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
