"""A pelvis, read in both languages and both themes, on the screen and as a PDF."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import enter
from tests.people import World

Check = Callable[[Page], None]


def text_of(pdf: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not on this computer")
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def pdf_of(page: Page) -> str:
    address = page.get_by_role("link", name="PDF", exact=True).get_attribute("href")
    return text_of(page.request.get(page.url.split("/assessments/")[0] + str(address)).body())


@pytest.mark.prove
def test_a_report_in_both_languages(alice: Page, world: World, live_server: Any, accessible: Check) -> None:
    pelvis = enter(world, "15")
    alice.goto(f"{live_server.url}/assessments/{pelvis.uuid}/report/")
    expect(alice.get_by_role("heading", level=1)).to_contain_text("Left acetabulum")
    expect(alice.locator(".headline").first).to_have_text(
        "Operate, expedited, within 2 weeks: reconstruction."
    )
    expect(alice.get_by_role("img", name="Skeleton from the front")).to_be_visible()
    assert "Operate, expedited, within 2 weeks: reconstruction." in " ".join(pdf_of(alice).split())

    alice.get_by_role("button", name="简体中文").click()
    expect(alice.locator("html")).to_have_attribute("lang", "zh-hans")
    expect(alice.get_by_role("heading", level=1)).to_contain_text("左侧髋臼")
    assert "手术" in alice.locator(".headline").first.inner_text()
    accessible(alice)
    told = pdf_of(alice)
    assert "左侧髋臼" in told.replace(" ", "")
    assert "草稿" in told.replace(" ", "")

    alice.get_by_role("button", name="English").click()
    expect(alice.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(
    "scripts", [True, pytest.param(False, marks=pytest.mark.prove)], ids=["with scripts", "without scripts"]
)
def test_the_theme_is_chosen_and_kept(alice: Page, world: World, live_server: Any, scripts: bool) -> None:
    browser = alice.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=scripts, storage_state=alice.context.storage_state())
    page = context.new_page()
    page.goto(live_server.url)
    expect(page.locator("html")).not_to_have_attribute("data-bs-theme", "dark")
    switch = page.get_by_role("button", name="Dark")
    switch.click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.goto(f"{live_server.url}/assessments/new/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")
    context.close()
