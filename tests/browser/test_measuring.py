"""Measuring on phantoms whose true lengths are known, by mouse, touch and keys: within 2 %."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from assessments.actions.key_images import attach
from assessments.key_images.decoding import answer
from assessments.key_images.reading import Picture
from assessments.models import Assessment, KeyImage, Measurement
from tests.key_images.files import dicom
from tests.people import World, fill

pytestmark = pytest.mark.browser
FIELD, DOT = 160.0, 2.0  # mm
Point = tuple[float, float]


@dataclass(frozen=True)
class Phantom:
    """Ten dots, each of a grey of its own, at places in mm; and what is true between them."""

    file: bytes
    dots: tuple[Point, ...]
    length: float
    share: float
    arc: float


def phantom(number: int) -> Phantom:
    chance = random.Random(number)
    high, wide = (chance.uniform(0.3, 0.7) for _ in range(2))
    angle, length = radians(chance.uniform(60, 120)), chance.uniform(40, 120)
    ends = around((40, 80), angle, length / 2)
    across, bone, share = radians(chance.uniform(0, 180)), chance.uniform(35, 50), chance.uniform(25, 60)
    edges = around((115, 40), across, bone / 2)
    (ax, ay), (bx, by) = edges
    begin = chance.uniform(14, 20) / 100
    lesion = [(ax + (bx - ax) * part, ay + (by - ay) * part) for part in (begin, begin + share / 100)]
    radius, turn, arc = chance.uniform(18, 26), chance.uniform(0, 360), chance.uniform(15, 80)
    centre = (115, 115)
    # Clear of the ends of the diameter, and where that cannot be of each other.
    begins, ends_at = turn + 25, turn + 25 + 3.6 * arc
    while min(abs((ends_at - turn) % 180), 180 - abs((ends_at - turn) % 180)) < 25:
        arc, ends_at = arc - 2, ends_at - 7.2
    circle = [*reversed(around(centre, radians(turn), radius))]
    circle += [
        (centre[0] + radius * cos(radians(a)), centre[1] + radius * sin(radians(a)))
        for a in (begins, ends_at)
    ]
    dots = (*ends, *edges, *lesion, *circle)
    rows, columns = round(FIELD / high), round(FIELD / wide)
    pixels = bytearray(rows * columns)
    for place, (x, y) in enumerate(dots):
        for row in range(max(0, int((y - DOT) / high)), min(rows, int((y + DOT) / high) + 1)):
            for column in range(max(0, int((x - DOT) / wide)), min(columns, int((x + DOT) / wide) + 1)):
                if hypot((column + 0.5) * wide - x, (row + 0.5) * high - y) < DOT:
                    pixels[row * columns + column] = shade(place)
    window = {"WindowCenter": 127.5, "WindowWidth": 255}
    file = dicom(
        bytes(pixels), rows=rows, columns=columns, PixelSpacing=[f"{high:.8f}", f"{wide:.8f}"], **window
    )
    return Phantom(file, dots, length, share, arc)


def around(centre: Point, angle: float, reach: float) -> list[Point]:
    x, y = reach * cos(angle), reach * sin(angle)
    return [(centre[0] - x, centre[1] - y), (centre[0] + x, centre[1] + y)]


def shade(place: int) -> int:
    return 30 + 22 * place


def kept(world: World, made: Phantom) -> tuple[KeyImage, list[Point]]:
    """Attach it; find the dots again in the picture that is kept, as a reader does."""
    told, data = answer(made.file)
    picture = Picture(data=data, **told)  # type: ignore[arg-type]
    image = attach(
        assessment=world.assessment, lesion=world.lesion, picture=picture, caption="", by=world.alice
    )
    side = picture.mm_per_pixel
    assert side is not None
    with Image.open(io.BytesIO(data)) as drawn:
        grey, width = drawn.tobytes(), drawn.width
    return image, [_middle(grey, width, (x / side, y / side), 1.5 * DOT / side) for x, y in made.dots]


def _middle(grey: bytes, width: int, about: Point, reach: float) -> Point:
    """Find the middle of what is bright about a place."""
    total = x = y = 0.0
    for at, value in enumerate(grey):
        here = (at % width + 0.5, at // width + 0.5)
        if value and hypot(here[0] - about[0], here[1] - about[1]) < reach:
            total, x, y = total + value, x + value * here[0], y + value * here[1]
    return x / total, y / total


@pytest.fixture
def page(browser: Any, world: World, live_server: Any) -> Iterator[Page]:
    """A page of Alice's on a screen that can be touched."""
    client = Client()
    client.force_login(world.alice)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(has_touch=True, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    yield context.new_page()
    context.close()


def on_screen(page: Page, point: Point) -> Point:
    place = """([x, y]) => { const svg = document.querySelector("[data-picture]");
        const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); return [at.x, at.y]; }"""
    x, y = page.evaluate(place, list(point))
    return x, y


def by_mouse(page: Page, point: Point) -> None:
    page.mouse.click(*on_screen(page, point))


def by_touch(page: Page, point: Point) -> None:
    page.touchscreen.tap(*on_screen(page, point))


def by_keys(page: Page, point: Point) -> None:
    page.get_by_role("button", name="Set the next mark in the middle").press("Enter")
    mark = page.locator(".mark:focus circle")
    for axis, to, less, more in (
        ("cx", point[0], "ArrowLeft", "ArrowRight"),
        ("cy", point[1], "ArrowUp", "ArrowDown"),
    ):
        now = float(mark.get_attribute(axis) or "")
        page.keyboard.press(more)
        step = float(mark.get_attribute(axis) or "") - now
        assert 0 < step < 0.6, "a small picture on a large screen needs steps finer than its pixels"
        tens, ones = divmod(abs(round((to - now) / step) - 1), 10)
        key = more if to > now else less
        for _ in range(tens):
            page.keyboard.press(f"Shift+{key}")
        for _ in range(ones):
            page.keyboard.press(key)


HANDS: dict[str, Callable[[Page, Point], None]] = {"mouse": by_mouse, "touch": by_touch, "keys": by_keys}
TOOLS = {"Axial length": (0, 2), "Share of the width": (2, 6), "Arc of the circumference": (6, 10)}


def measured(page: Page, tool: str, dots: list[Point], hand: str) -> float:
    page.get_by_label(tool).check()
    page.get_by_role("button", name="Take these marks away").click()
    page.locator("[data-picture]").scroll_into_view_if_needed()
    first, last = TOOLS[tool]
    for dot in dots[first:last]:
        HANDS[hand](page, dot)
    told = page.locator("[data-value]")
    expect(told).to_contain_text(re.compile(r"\d"))
    return float(str(told.text_content()).split()[0])


def address(live_server: Any, world: World, image: KeyImage) -> str:
    return f"{live_server.url}{reverse('assessments:measure', args=[world.assessment.uuid, image.uuid])}"


def assert_true(page: Page, made: Phantom, dots: list[Point], hand: str) -> None:
    for tool, true in zip(TOOLS, (made.length, made.share, made.arc), strict=True):
        assert measured(page, tool, dots, hand) == pytest.approx(true, rel=0.02), (tool, hand)


def test_what_is_measured_is_true_and_is_taken_over(
    page: Page, world: World, live_server: Any, accessible: Callable[[Any], None]
) -> None:
    """By mouse on one phantom, by touch and by keys on another; and one confirmation makes it the answer."""
    fill(world.assessment, world.alice)
    made = phantom(0)
    image, dots = kept(world, made)
    page.goto(address(live_server, world, image))
    assert_true(page, made, dots, "mouse")
    page.get_by_label("Axial length").check()
    accessible(page)
    page.get_by_role("radio", name=re.compile("Axial cortical involvement")).check()
    page.get_by_role("button", name=re.compile(r"Take over as the answer: \d+ mm")).click()
    expect(page.get_by_text(re.compile("Taken over: Axial cortical involvement"))).to_be_visible()
    one = Measurement.objects.get()
    assert one.value == pytest.approx(made.length, rel=0.02)
    stored = Assessment.objects.get(pk=world.assessment.pk).latest()
    assert stored.given.section("imaging", world.lesion.key)["axial_extent_mm"] == one.answer
    other = phantom(1)
    image, dots = kept(world, other)
    page.goto(address(live_server, world, image))
    assert_true(page, other, dots, "touch")
    assert measured(page, "Axial length", dots, "keys") == pytest.approx(other.length, rel=0.02)


@pytest.mark.prove
def test_twenty_phantoms_are_measured_true(page: Page, world: World, live_server: Any) -> None:
    for number in range(20):
        made = phantom(number)
        image, dots = kept(world, made)
        for hand in HANDS:
            page.goto(address(live_server, world, image))
            assert_true(page, made, dots, hand)


def test_without_a_scale_a_marked_length_gives_one(page: Page, world: World, live_server: Any) -> None:
    made = phantom(2)
    _image, dots = kept(world, made)
    told, data = answer(made.file)
    picture = Picture(data=data, **told | {"mm_per_pixel": None, "spacing_of": ""})  # type: ignore[arg-type]
    image = attach(
        assessment=world.assessment, lesion=world.lesion, picture=picture, caption="", by=world.alice
    )
    page.goto(address(live_server, world, image))
    page.get_by_label("Axial length").check()
    for dot in dots[:2]:
        by_mouse(page, dot)
    expect(page.locator("[data-value]")).to_have_text("No scale: mark a known length")
    page.get_by_label("Mark a known length").check()
    for dot in dots[2:4]:
        by_mouse(page, dot)
    known = hypot(made.dots[2][0] - made.dots[3][0], made.dots[2][1] - made.dots[3][1])
    page.get_by_label("How long it is, in mm").fill(f"{known:.1f}")
    assert measured(page, "Axial length", dots, "mouse") == pytest.approx(made.length, rel=0.02)


@pytest.mark.prove
def test_a_picture_that_is_pasted_or_dropped_is_attached(page: Page, world: World, live_server: Any) -> None:
    url = reverse("assessments:key_images", args=[world.assessment.uuid, world.lesion.uuid])
    for number, give in enumerate(
        ("new ClipboardEvent('paste', {clipboardData: data, bubbles: true})", DROP), 1
    ):
        page.goto(live_server.url + url)
        page.evaluate(f"""() => new Promise((done) => {{ const drawn = document.createElement("canvas");
            drawn.toBlob((blob) => {{ const data = new DataTransfer();
                data.items.add(new File([blob], "Mustermann.png", {{type: "image/png"}}));
                document.dispatchEvent({give}); done(); }}); }})""")
        expect(page.get_by_text("The picture is in the form, and not attached yet.")).to_be_visible()
        page.get_by_label(re.compile("I have looked")).check()
        page.get_by_role("button", name="Attach").click()
        expect(page.get_by_text("The picture is attached.")).to_be_visible()
        assert KeyImage.objects.count() == number


DROP = "new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})"
