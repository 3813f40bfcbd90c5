"""What a page weighs at its first load, as it is sent in production: compressed, with all that it names."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.browser.places import places
from tests.people import World

ROOT = Path(__file__).parents[2]
MOST = 120_000  # bytes
NAMED = re.compile(r"""(?:href|src)=["']?/static/([^"'?>\s]+)""")
CLASS = re.compile(r'\sclass="([^"]*)"')
WITHIN = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')?#]+)""")


@cache
def weights_of(name: str) -> dict[str, int]:
    """Give the bytes sent for a static file and for what it asks for in turn, each by its name."""
    found = finders.find(name)
    assert isinstance(found, str), name
    whole = Path(found).read_bytes()
    sent = {name: len(whole) if name.endswith((".woff2", ".png")) else len(brotli.compress(whole))}
    if name.endswith(".css"):
        for other in WITHIN.findall(whole.decode()):
            if not other.startswith("/"):
                at = (Path("/") / Path(name).parent / other).resolve()
                sent |= weights_of(str(at.relative_to("/")))
    return sent


def classes_in(name: str) -> set[str]:
    """Give the classes of which a style sheet speaks."""
    rules = Path(str(finders.find(name))).read_text(encoding="utf-8")
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", rules)))


def missing_classes(html: str) -> set[str]:
    """Find what a page uses of Bootstrap's sheets that are not sent, and ours do not have."""
    used = {one for value in CLASS.findall(re.sub(r"\{%.*?%\}", " ", html)) for one in value.split()}
    return used & NOT_SENT - OURS


def first_load(client: Client, path: str) -> tuple[int, str]:
    """Weigh a page and everything that it names, in bytes."""
    answer = client.get(path, headers={"accept-encoding": "gzip"}, follow=True)
    packed = answer.content
    html = (gzip.decompress(packed) if answer.headers.get("content-encoding") == "gzip" else packed).decode()
    assert len(packed) < 2000 or answer.headers["content-encoding"] == "gzip", path
    assert not missing_classes(html), path
    files: dict[str, int] = {}
    for name in NAMED.findall(html):
        files |= weights_of(name)
    heaviest = sorted(files.items(), key=lambda one: -one[1])[:3]
    return len(packed) + sum(files.values()), f"the page {len(packed)}, {len(files)} files, first {heaviest}"


NOT_SENT = classes_in("bootstrap/css/bootstrap-grid.min.css") | classes_in(
    "bootstrap/css/bootstrap-utilities.min.css"
)
OURS = classes_in("css/bonemet.css")


def test_no_template_uses_a_class_that_no_style_sheet_has() -> None:
    assert {"mb-0", "row", "d-none"} <= NOT_SENT
    assert missing_classes('<p class="mb-0 d-none">') == {"d-none"}
    for template in (ROOT / "templates").rglob("*.html"):
        assert not missing_classes(template.read_text(encoding="utf-8")), template


# Of each kind the heaviest, as the whole list told.
HEAVY = frozenset(
    {"list", "hub", "section-imaging", "section-history", "report-several", "signed", "knowledge"}
)


@pytest.mark.parametrize(
    ("language", "only", "least"),
    [
        ("en", HEAVY, len(HEAVY)),
        pytest.param("en", frozenset(), 70, marks=pytest.mark.prove),
        pytest.param("zh-hans", frozenset(), 70, marks=pytest.mark.prove),
    ],
    ids=["heaviest", "all", "all in Chinese"],
)
def test_no_page_weighs_more_than_120_kilobytes(
    world: World, language: str, only: frozenset[str], least: int
) -> None:
    seen = [place for place in places(world, only=only) if not place.path.startswith("/broken/")]
    assert len(seen) >= least
    weights: dict[str, tuple[int, str]] = {}
    for place in seen:
        client = Client()
        client.cookies["bonemet_language"] = language
        if place.who:
            client.force_login(place.who)
        weights[place.name] = first_load(client, place.path)
    heaviest = sorted(weights.items(), key=lambda one: -one[1][0])
    told = [f"{name}: {weight:,} bytes: {files}" for name, (weight, files) in heaviest]
    print("\n".join(told[:12]))
    assert heaviest[-1][1][0] > 10_000, told[-1]
    assert heaviest[0][1][0] < MOST, "\n".join(told[:12])
