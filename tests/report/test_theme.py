"""The theme's colours can be read in both themes: WCAG 2.2, 1.4.3 (text) and 1.4.11 (edges of controls)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
PAIR = re.compile(r"--(bm-[\w]+(?:-[\w]+)*):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
COLOURS = {
    name: (light, dark) for name, light, dark in PAIR.findall((CSS / "bonemet.css").read_text("utf-8"))
}
DECISIONS = ("operate", "consider", "non_operative", "diagnose", "undecided")

TEXT = [
    *(
        (ink, ground)
        for ink in ("bm-ink", "bm-quiet", "bm-accent")
        for ground in ("bm-paper", "bm-card", "bm-sunken")
    ),
    ("bm-ink", "bm-accent-soft"),
    ("bm-quiet", "bm-accent-soft"),
    ("bm-accent-ink", "bm-accent"),
    ("bm-accent-ink", "bm-accent-strong"),
    ("bm-card", "bm-operate"),
    *((f"bm-{one}", ground) for one in DECISIONS for ground in (f"bm-{one}-soft", "bm-card", "bm-paper")),
    *((ink, f"bm-{one}-soft") for one in DECISIONS for ink in ("bm-ink", "bm-quiet")),
]
EDGES = [("bm-edge", ground) for ground in ("bm-paper", "bm-card", "bm-accent-soft")]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink: str, ground: str, theme: int) -> None:
    assert contrast(COLOURS[ink][theme], COLOURS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_controls_can_be_told_from_what_is_around_them(edge: str, ground: str, theme: int) -> None:
    assert contrast(COLOURS[edge][theme], COLOURS[ground][theme]) >= 3


def test_every_variable_of_ours_that_is_used_is_declared() -> None:
    text = "".join(file.read_text("utf-8") for file in sorted(CSS.glob("*.css")))
    declared = set(re.findall(r"(--bm-[\w-]+):", text))
    assert set(re.findall(r"var\((--bm-[\w-]+)", text)) <= declared


# The figure of the skeleton has materials of its own, bone and gristle, that mean nothing elsewhere.
OURS = [file for file in sorted(CSS.glob("*.css")) if file.name != "skeleton.css"]


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_a_colour_is_written_where_a_variable_is_declared_and_nowhere_else(file: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
    used = re.sub(r"--[\w-]+:[^;]*;", "", text)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[\s;,)!])|\b(?:rgb|hsl)a?\(", used) == []


def test_the_body_font_is_shipped_small_and_with_its_licence() -> None:
    fonts = CSS.parent / "fonts"
    font = (fonts / "bonemet-sans.woff2").read_bytes()
    assert font[:4] == b"wOF2"
    assert len(font) <= 40_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "OFL.txt").read_text("utf-8")
    assert '--bm-font: "Bonemet Sans", system-ui' in (CSS / "bonemet.css").read_text("utf-8")
