"""A reader of Chinese meets no English: every page, as a draft and signed, and what is said of a mistake."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.answers.wording import in_words
from assessments.clinical.evaluation.evaluate import evaluate
from assessments.clinical.references import REFERENCES
from assessments.clinical.sections.history import BONE_AGENT_YEARS
from assessments.clinical.sections.patient import AGE
from assessments.report.build import report
from assessments.report.text import as_text
from tests.drawn import CASES, one_in
from tests.people import World, again, answer, fill, sign, undone
from tests.views.test_access import ADDRESSES, url_of

ENGLISH = re.compile(r"[A-Za-z]{3,}[ ,:;.]+[a-z]{2,}|\b[a-z]{4,}\b")
ROOT = Path(__file__).parent.parent.parent
FILES = [*CASES, *sorted((ROOT / "assessments/demo").glob("*.toml"))]
# Names, units and keys are the same in Chinese.
SAME = re.compile(
    r"bonemet|kappa|mmol|µmol|not_known|noms_\d+|alice|leah|bob|rita|North|orthoguidelines\.org|pathfx\.org"
)
WITH_WORDS = (
    "aria-label",
    "title",
    "alt",
    "placeholder",
    "data-label",
    "data-saved",
    "data-failed",
    "data-done",
)


class Texts(HTMLParser):
    """Gathers the texts of a page, and leaves out what is marked as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        foreign = tag in {"script", "style", "textarea"} or named.get("lang") == "en"
        if tag not in {"meta", "link", "input", "img", "br", "hr", "wbr"}:
            self.open.append((tag, foreign))
        if not any(foreign for _tag, foreign in self.open):
            self.found += [named[name] or "" for name in WITH_WORDS if name in named]

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _foreign in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(foreign for _tag, foreign in self.open):
            self.found.append(data)


def english(page: str) -> list[str]:
    """List the texts of a page that are still English."""
    reader = Texts()
    reader.feed(page)
    left = []
    for text in reader.found:
        for reference in REFERENCES.values():
            text = text.replace(reference.citation, "").replace(reference.link or "\0", "")
        if ENGLISH.search(SAME.sub("", text)):
            left.append(" ".join(text.split()))
    return left


def texts_of(thing: Any) -> list[str]:
    """List every text in a tree of plain values."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, dict):
        thing = thing.values()
    if isinstance(thing, (int, float, type(None))):
        return []
    return [text for part in thing for text in texts_of(part)]


@pytest.fixture
def leahs(world: World) -> Client:
    """The unit's lead, who reads Chinese."""
    client = Client()
    client.force_login(world.leah)
    assert client.post("/language/", {"language": "zh-hans"}).status_code == 302
    return client


@pytest.mark.parametrize("state", one_in(3, ["signed", "empty", "draft"]))
def test_every_page(world: World, leahs: Client, state: str) -> None:
    if state == "draft":
        fill(world.assessment, world.alice)
    elif state == "signed":
        answer(world.assessment, world.alice)
        assert world.key_image
        sign(world.assessment, world.alice)
        assert world.follow_up
    wrong, read = [], 0
    for name in ADDRESSES:
        with undone():
            page = again(leahs).get(url_of(world, name))
        if page.headers.get("Content-Type", "").startswith("text/html") and page.status_code != 302:
            assert page.headers["Content-Language"] == "zh-hans", name
            wrong += [f"{name}: {text}" for text in english(page.content.decode())]
            read += 1
    assert not wrong, "\n".join(wrong)
    assert read > 25


@pytest.mark.parametrize("kind", ["limits", "scores", "findings", "places"])
def test_every_kind_of_knowledge(leahs: Client, kind: str) -> None:
    assert english(leahs.get(reverse("assessments:knowledge_kind", args=[kind])).content.decode()) == []


@pytest.mark.parametrize(
    "address",
    [
        "password/change/",
        "2fa/",
        "2fa/totp/activate/",
        "sessions/",
        "logout/",
        "reauthenticate/",
        "2fa/webauthn/",
    ],
)
def test_the_pages_of_the_account(leahs: Client, address: str) -> None:
    page = leahs.get(f"/accounts/{address}", follow=True)
    assert english(page.content.decode()) == []


@pytest.mark.parametrize("file", one_in(4, FILES), ids=lambda file: file.stem)
def test_the_report_of_every_case(file: Path) -> None:
    document = tomllib.loads(file.read_text("utf-8"))
    evaluation = evaluate(document)
    with translation.override("zh-hans"):
        shown = report(evaluation)
        text = as_text(shown)
    # What has no space may be a key.
    said = [value for value in texts_of(asdict(shown)) if " " in value]
    assert [found for value in (*said, text) for found in english(value)] == []


def test_the_knowledge_is_searched_in_chinese(leahs: Client) -> None:
    page = leahs.get("/knowledge/", {"q": "髓内钉 股骨"}).content.decode()
    assert "长髓内钉（交锁）" in page
    assert english(page) == []


def test_the_page_of_logging_in(db: None, client: Client) -> None:
    client.post("/language/", {"language": "zh-hans"})
    assert english(client.get("/accounts/login/").content.decode()) == []
    wrong = client.post("/accounts/login/", {"login": "a", "password": "b"})
    assert english(wrong.content.decode()) == []


def test_what_is_said_of_a_mistake(world: World, leahs: Client) -> None:
    section = reverse("assessments:section", args=[world.assessment.uuid, "patient"])
    data = {"age": "999", "assessed_on": "31.2.2026", "base_revision": "1", "action": "next"}
    page = leahs.post(section, data)
    assert page.status_code == 422
    assert english(page.content.decode()) == []
    missing = leahs.get("/assessments/nothing/")
    assert missing.status_code == 404
    assert english(missing.content.decode()) == []


def test_an_age_is_counted_in_years_of_life_and_a_time_in_years() -> None:
    with translation.override("zh-hans"):
        assert in_words(AGE, 17) == "17岁"
        assert in_words(BONE_AGENT_YEARS, 3) == "3年"
