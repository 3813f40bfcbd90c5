"""The report of every case file in both languages: short on a screen, and its first sheet stands alone.

The fonts are those that the program ships, so that the sample says the same on every computer; `make prove`
goes through all cases, and also with the fonts that Linux desks have, where they are here.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import noto_cjk_sans_otc  # type: ignore[import-untyped]  # it ships no types
import pytest
from django.test import Client
from playwright.sync_api import Page

from assessments.management.entering import load_case
from assessments.models import Assessment
from tests.browser.stillness import measure, still
from tests.browser.test_print import SHEET, ends_on, free_on
from tests.drawn import CASES
from tests.people import World

HIGHEST = {1280: 1800, 390: 3500}  # pixels with every fold closed, by the width of the screen
SIGNED = {"en": "Surgeon,date", "zh-hans": "外科医师，日期"}
ANSWERS = {"en": "Allanswers", "zh-hans": "全部答案"}
# A file of each font, by the set; Debian has them in fonts-dejavu-core, fonts-wqy-microhei, fonts-liberation
# and fonts-noto-cjk. The page's own font comes with the page.
SETS = {
    "shipped": (),
    "dejavu": ("DejaVuSans.ttf", "wqy-microhei.ttc"),
    "liberation": ("LiberationSans-Regular.ttf", "NotoSansCJK-Regular.ttc"),
}
FOLDERS = os.environ.get("FONT_FOLDERS", "/usr/share/fonts").split(":")
LANGUAGES = ("en", "zh-hans")
SHARDS = 4
PORTIONS = list(product(SETS, range(SHARDS)))  # a set that is not here leaves out its own
# One whose last sheet once held a few lines, and four lesions.
SAMPLE = [file for file in CASES if file.stem in {"neck-slipped-and-declines", "order-of-four"}]


def folders_of(name: str) -> list[Path]:
    """Give the folders that hold the fonts of a set."""
    if not SETS[name]:
        return [Path(noto_cjk_sans_otc.__file__).parent]
    found = [next((at for one in FOLDERS for at in Path(one).rglob(file)), None) for file in SETS[name]]
    if None in found:
        pytest.skip(f"this computer lacks one of {SETS[name]}")
    return [file.parent for file in found if file]


@pytest.fixture
def desk(tmp_path: Path, browser_type: Any, browser_type_launch_args: dict[str, Any]) -> Callable[[str], Any]:
    """desk(set of fonts) gives a page of a browser that has these fonts and no others."""

    @contextmanager
    def sit_down(name: str) -> Iterator[Page]:
        folders = "".join(f"<dir>{folder}</dir>" for folder in folders_of(name))
        config = tmp_path / f"{name}.conf"
        config.write_text(f"<fontconfig>{folders}<cachedir>{tmp_path}</cachedir></fontconfig>", "utf-8")
        fonts = {**os.environ, "FONTCONFIG_FILE": str(config)}
        browser = browser_type.launch(**browser_type_launch_args, env=fonts)
        try:
            yield browser.new_page(reduced_motion="reduce", service_workers="block")
        finally:
            browser.close()

    return sit_down


def enter(file: Path, world: World) -> Assessment:
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    document.pop("expected")
    document = json.loads(json.dumps(document, default=str))
    load_case(document, file.stem, world.north, world.leah)
    return Assessment.objects.get(patient__identifier=file.stem.upper())


def report_of(world: World, path: str, language: str) -> bytes:
    """Give the page of a report as Leah gets it in a language."""
    world.leah.language = language
    world.leah.save()
    client = Client()
    client.force_login(world.leah)
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content


def shows(page: Page, url: str, sent: bytes) -> None:
    """Show a page at its address, without asking the server for it again."""
    page.route(url, lambda route: route.fulfill(body=sent, content_type="text/html; charset=utf-8"))
    page.set_viewport_size({"width": 1280, "height": 844})
    page.goto(url)
    page.unroute(url)


def too_high(page: Page) -> list[str]:
    """Tell on which screens the report with its folds closed is too high: of several lesions, each counts."""
    lesions = max(1, page.locator("section.lesion").count())
    found = []
    for width, most in HIGHEST.items():
        page.set_viewport_size({"width": width, "height": 844})
        high = measure(page, "document.documentElement.scrollHeight")
        if high > most * lesions:
            found.append(f"{high} pixels high at {width}")
    return found


def badly_printed(page: Page, language: str) -> list[str]:
    """Tell what is wrong with the sheets that the browser prints."""
    pdf = still(page).pdf(prefer_css_page_size=True)
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    # Some fonts leave no blanks in the text.
    first, *rest = ["".join(sheet.split()) for sheet in read.stdout.decode().split("\f")[:-1]]
    found = []
    if SIGNED[language] not in first:
        found.append("the first sheet has not all")
    elif (free := free_on(pdf)) < 0.1:
        found.append(f"only {free:.0%} of the first sheet is free")
    if ANSWERS[language] in first or ANSWERS[language] not in rest[0]:
        found.append("the answers are not on the second sheet")
    found += [f"sheet {at} is nearly empty" for at, end in enumerate(ends_on(pdf), 1) if end < SHEET / 4]
    return found


@pytest.mark.parametrize(
    ("fonts", "files"),
    [
        ("shipped", SAMPLE),
        *(pytest.param(fonts, CASES[n::SHARDS], marks=pytest.mark.prove) for fonts, n in PORTIONS),
    ],
    ids=["sample", *(f"{fonts}-{n}" for fonts, n in PORTIONS)],
)
def test_every_report_is_short_and_its_first_sheet_stands_alone(
    world: World, live_server: Any, desk: Any, fonts: str, files: list[Path]
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not on this computer")
    wrong = []
    with desk(fonts) as page:
        for number, file in enumerate(files):
            case = enter(file, world)
            path = f"/assessments/{case.uuid}/report/"
            for language in LANGUAGES[(number + 1) % 2 :][:1] if files is SAMPLE else LANGUAGES:
                shows(page, live_server.url + path, report_of(world, path, language))
                found = [*too_high(page), *badly_printed(page, language)]
                wrong += [f"{file.stem}, {language}, {fonts}: {one}" for one in found]
    assert not wrong, "\n".join(wrong)
