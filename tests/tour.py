"""The tour through bonemet: which pages are shown in docs/tour.md, and what is said of each."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "images"
TEXT = ROOT / "docs" / "tour.md"
HEAVIEST = 150_000  # bytes of a picture


@dataclass(frozen=True)
class Stop:
    """A picture of a place (tests/browser/places.py), or of a part of it, and what is to be seen there."""

    place: str
    title: str
    says: str
    part: str = ""
    width: int = 1100
    height: int = 760
    dark: bool = False
    file: str = ""

    @property
    def picture(self) -> Path:
        """Say where its picture is."""
        return PICTURES / f"{self.file or 'tour-' + self.place}.png"


STOPS = (
    Stop("list", "The list", "Every assessment of the unit with its advice, how soon, and what waits."),
    Stop(
        "emergency",
        "An emergency",
        "At most twelve answers; after each the urgency, a first advice, and what is not known. It goes on "
        "as any other assessment afterwards.",
    ),
    Stop(
        "hub",
        "The overview of an assessment",
        "Five sections and the lesions, in any order; each says how far it is.",
        width=1280,
        height=800,
        file="hub",
    ),
    Stop(
        "section-imaging",
        "A section",
        "Large buttons, nothing preselected, “not known” everywhere. Beside it: red flags, the scores as far "
        "as they are known, and what to answer next.",
    ),
    Stop(
        "plan",
        "The surgeon's own plan comes first",
        "Two taps before the advice is shown, so that agreement and override mean something.",
    ),
    Stop(
        "report",
        "The advice",
        "One screen: the patient in a line; advice, surgeon and board side by side; how soon and by when to "
        "act; why, in a sentence; two options; what to do before theatre. The rest is folded under it.",
        width=1280,
        height=1120,
        file="report",
    ),
    Stop(
        "report-open",
        "What is open",
        "Advice that is open says what it still can be, what it would be provided that, and what to answer "
        "first.",
        width=1280,
        height=1120,
    ),
    Stop(
        "report-no-operation",
        "The criteria",
        "Principles and timings of the reference text, each met, not met or open, with the answers that "
        "decided.",
        part=".criteria",
    ),
    Stop(
        "report-reader",
        "The scores",
        "Each on its bands, with its items, whose patients it comes from and what it is worth.",
        part=".scores",
    ),
    Stop(
        "report-several",
        "Several lesions",
        "Which comes first, and why; then each lesion with its own advice.",
        part=".overview",
    ),
    Stop("signed", "Signed", "Kept as it was shown, for ever; notes and amendments stand beside it."),
    Stop(
        "patient",
        "The patient's time line",
        "Assessments, operations and follow-up of every lesion, in order.",
    ),
    Stop(
        "knowledge_score",
        "What it knows",
        "Every question, score and rule can be read, with its sources and what was checked.",
    ),
    Stop(
        "report-diagnose-first",
        "On a phone, in a dark room",
        "The same page at 390 pixels in the dark theme.",
        width=390,
        dark=True,
    ),
)


def markdown() -> str:
    """Write the tour."""
    told = [
        "# A tour of bonemet",
        "",
        "Made-up patients, real pages. `make tour` takes these pictures anew, and those of all pages in all",
        "states at 390, 768 and 1440 pixels, light and dark, into `var/tour/`.",
    ]
    for stop in STOPS:
        told += ["", f"## {stop.title}", "", stop.says, "", f"![{stop.title}](images/{stop.picture.name})"]
    return "\n".join(told) + "\n"


def small(png: bytes) -> bytes:
    """Write a picture with as many colours as it takes to stay light."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (128, 64, 32, 16):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if len(out.getvalue()) <= HEAVIEST:
            break
    return out.getvalue()
