"""A picture as it is drawn anew, the limits of one, and why a file is refused."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

MOST_PIXELS, LONGEST_SIDE = 40_000_000, 20_000
WIDEST_RATIO = 10  # of the sides of a pixel

# Why a file is refused.
EMPTY, UNREADABLE, PIXELS, FRAMES = "empty", "unreadable", "pixels", "frames"
NO_PIXELS, PHOTOMETRIC, COMPRESSED, LIMITS = "no_pixels", "photometric", "compressed", "limits"


class Refused(Exception):
    """The file is not taken; `args` is why."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture with square pixels. `mm_per_pixel` is None where nothing tells how large it is.

    `spacing_of` says where that was measured: "patient", or "detector" of a radiograph, on which everything
    is somewhat larger than it is.
    """

    image: Image.Image
    kind: str
    mm_per_pixel: float | None = None
    spacing_of: str = ""


def refuse_large(width: int, height: int) -> None:
    """Raise Refused for more than is ever drawn."""
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise Refused(PIXELS)


def plain(image: Image.Image) -> Image.Image:
    """Give the picture in eight bits of grey, or of red, green and blue, on black where it is transparent."""
    if image.mode.startswith("I;16"):
        image = image.convert("I")
        image = image.point(lambda value: value / 256).convert("L")  # Pillow takes this as a scale
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        image = Image.new("RGBA", clear.size, "black")
        image.alpha_composite(clear)
        image = image.convert("RGB")
    return image.convert("L" if image.mode in ("1", "L", "I", "F") else "RGB")


def squared(image: Image.Image, high: float, wide: float) -> tuple[Image.Image, float]:
    """Draw a picture whose pixels are so high and so wide with square ones; give it and their side.

    Raises Refused where they are no pixels of a picture.
    """
    if not (0 < high < 1e4 and 0 < wide < 1e4 and 1 / WIDEST_RATIO <= high / wide <= WIDEST_RATIO):
        raise Refused(UNREADABLE)
    side = min(high, wide)
    size = (round(image.width * wide / side), round(image.height * high / side))
    refuse_large(*size)
    return (image if size == image.size else image.resize(size, Image.Resampling.BILINEAR)), side
