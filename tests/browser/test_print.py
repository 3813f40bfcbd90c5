"""The report on paper, as the browser prints it, and as the PDF that its button gives."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import date
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessments.actions.tumour_board import Decided, record_board
from assessments.models import Assessment
from tests.browser.places import places
from tests.browser.stillness import still
from tests.browser.test_everyone import visitor
from tests.people import World, sign

REPORTS = ("report-reader", "report-open", "report-diagnose-first", "report-no-operation", "report-several")


def printed(page: Page) -> list[str]:
    """Print the page and read the text of each sheet."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not on this computer")
    pdf = still(page).pdf(prefer_css_page_size=True)
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return read.stdout.decode().split("\f")[:-1]


AGAINST: dict[str, Any] = {
    "agrees": False,
    "intent": "non_operative",
    "how_soon": "none",
    "reason": "patient",
    "text": "Declined twice. " * 60,
}
# The shipped one, or what the reader's computer has in its place; one that it lacks stands for its fallback.
FONTS = ("Bonemet Sans", "DejaVu Sans", "Liberation Sans", "WenQuanYi Micro Hei", "serif")
FILLS = """() => ["emergency", "urgent"].map((key) => {
    const one = document.createElement("span");
    one.className = `urgency urgency-${key}`;
    document.querySelector("main").append(one);
    return getComputedStyle(one).backgroundColor;
})"""
SHEET, MARGIN = 842, 37  # points


def ends_on(pdf: bytes) -> list[float]:
    """Tell how far down the text of each sheet reaches, in points, without the line at its foot."""
    read = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    sheets = read.stdout.decode().split("<page ")[1:]
    lines = (re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', sheet) for sheet in sheets)
    # The line at the foot stands in the margin, and the sign of a draft is no text.
    return [
        max(
            float(low) for high, low in found if float(low) < SHEET - MARGIN and float(low) - float(high) < 40
        )
        for found in lines
    ]


def free_on(pdf: bytes) -> float:
    """Tell which share of the first sheet is left free under its text and above its margin."""
    return (SHEET - MARGIN - ends_on(pdf)[0]) / SHEET


def printed_in(page: Page, font: str) -> list[str]:
    """Print the page with the report in one font."""
    page.evaluate(
        """(font) => {
            const sheet = new CSSStyleSheet();
            const family = `font-family: "${font}", ${font} !important`;
            sheet.replaceSync(`@media print { .full-report, .decided { ${family} } }`);
            document.adoptedStyleSheets = [sheet];
        }""",
        font,
    )
    return printed(page)


@pytest.mark.parametrize(
    "fonts",
    [pytest.param(FONTS[1:2], marks=pytest.mark.prove), pytest.param(FONTS, marks=pytest.mark.prove)],
    ids=["widest", "all"],
)
def test_the_first_sheet_stands_alone(
    world: World, page: Page, context: BrowserContext, live_server: Any, fonts: tuple[str, ...]
) -> None:
    found = {place.name: place for place in places(world, only=frozenset({*REPORTS, "signed"}))}
    for name in REPORTS:
        visitor(context, live_server, page, found[name])
        first, *annex = printed(page)
        missed = [font for font in fonts if "Surgeon, date" not in printed_in(page, font)[0]]
        assert not missed, (name, missed)
        assert free_on(still(page).pdf(prefer_css_page_size=True)) >= 0.1, name
        assert "Surgeon, date" in first, name
        assert re.search(r"All ?answers\nPatient\n", annex[0]), name
        assert "All answers" not in first, name
        # What is folded on the screen is open on paper; some fonts leave no blanks in the text.
        assert "Thesixteencriteria" in "".join("".join(annex).split()), name
        for number, sheet in enumerate([first, *annex], start=1):
            assert re.search(rf"\b{number} ?/ ?{len(annex) + 1}\b", sheet), (name, number)
            assert "DRAFT" in "".join(sheet.split()), (name, number)  # set letter by letter
            assert re.search(r"\bCASE-\d+ · ", sheet), (name, number)
        assert "Skip to the content" not in first
        assert "Back to the assessment" not in first
    decided = Assessment.objects.get(patient__identifier="CASE-08")
    sign(decided, world.leah, **AGAINST)
    board = Decided(decided.patient.lesions.get(), "operate", "urgent", "Decompression.")
    record_board(assessment=decided, on=date(2026, 11, 24), decided=[board], by=world.leah)
    visitor(context, live_server, page, found["report-reader"])
    for font in fonts:
        first, *rest = printed_in(page, font)
        assert "Surgeon, date" in first, font
        told = "".join(first.split()).replace("’", "'")  # some fonts leave no blanks in the text
        assert "Nooperation" in told, font
        assert "Differentplan:Patient'spreference" in told, font
        assert "Surgeonandtumourboarddecidedotherwise" in told, font
        assert "Declinedtwice." in "".join("".join(rest).split()), font
    visitor(context, live_server, page, found["signed"])
    sheets = printed(page)
    assert "Surgeon, date" in sheets[0]
    assert "DRAFT" not in "".join(sheets)
    assert all(re.search(r"\bCASE-\d+ · ", sheet) for sheet in sheets)


def test_the_button_gives_the_pdf(world: World, alice: Page, live_server: Any) -> None:
    [report] = places(world, only=frozenset({"report-reader"}))
    visitor(alice.context, live_server, alice, report)
    link = alice.get_by_role("link", name="PDF")
    expect(link).to_be_visible()
    response = alice.request.get(live_server.url + str(link.get_attribute("href")))
    assert response.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(response.body())) as pdf:
        assert len(pdf.pages) >= 3


def test_the_letter_is_one_click_from_the_top(world: World, alice: Page, live_server: Any) -> None:
    [report] = places(world, only=frozenset({"report-reader"}))
    visitor(alice.context, live_server, alice, report)
    alice.emulate_media(media="print")
    assert alice.evaluate(FILLS) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], "told apart without colour"
    alice.emulate_media(media="screen")
    alice.get_by_role("link", name="Letter").click()
    expect(alice.get_by_text("Bone metastasis: does it need surgery? (draft)")).to_be_visible()
    expect(alice.get_by_text("Next follow-up: ")).to_be_visible()


def test_the_report_is_one_screen(
    world: World, page: Page, context: BrowserContext, live_server: Any
) -> None:
    """With every fold closed: of several lesions, each is counted by itself."""
    found = {place.name: place for place in places(world, only=frozenset({"report-reader", "report-open"}))}
    for name in found:
        visitor(context, live_server, page, found[name])
        for width, most in ((1280, 1800), (390, 3500)):
            page.set_viewport_size({"width": width, "height": 844})
            assert still(page).evaluate("document.documentElement.scrollHeight") <= most, (name, width)


def test_key_images_are_printed_though_their_fold_is_closed(
    world: World, page: Page, context: BrowserContext, live_server: Any
) -> None:
    [report] = places(world, only=frozenset({"report-reader"}))
    visitor(context, live_server, page, report)
    picture = page.locator(".key-images svg.marked")
    assert not picture.evaluate("(shown) => shown.checkVisibility({ contentVisibilityAuto: true })")
    page.emulate_media(media="print")
    assert picture.evaluate("(shown) => shown.checkVisibility({ contentVisibilityAuto: true })")
