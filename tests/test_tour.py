"""The tour and the README show what is there."""

import re
from pathlib import Path

import pytest

from tests.tour import HEAVIEST, ROOT, STOPS, TEXT, Stop, markdown


def test_the_tour_is_written_from_its_stops() -> None:
    assert TEXT.read_text(encoding="utf-8") == markdown(), "make tour"


@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.place)
def test_each_stop_has_a_light_picture(stop: Stop) -> None:
    picture = stop.picture.read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert 2_000 < len(picture) <= HEAVIEST


def test_no_picture_lies_about_unused() -> None:
    shown = set()
    for page in (TEXT, ROOT / "README.md"):
        for name in re.findall(r"\]\(([^)]+\.png)\)", page.read_text(encoding="utf-8")):
            shown.add((page.parent / name).resolve())
    kept = {path.resolve() for path in (ROOT / "docs" / "images").glob("*.png")}
    assert kept == shown
    assert isinstance(next(iter(kept)), Path)
