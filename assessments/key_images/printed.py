"""A key image with its marks as one drawing, small enough for a PDF."""

from __future__ import annotations

import io
from base64 import b64encode
from typing import TYPE_CHECKING

from PIL import Image

from .drawn import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 1200  # pixels of the longer side: 90 mm of paper at 340 to the inch
QUALITY = 85
MARK, SCALE = "#ffe14d", "#6fe3ff"  # as on the screen, on black where they lie on something bright


def printed(file: bytes, marks: Iterable[tuple[str, str]]) -> str:
    """Give an SVG with the picture in it; `marks` are the paths of a measure and of its scale, in its pixels.

    Raises OSError where the file is no picture.
    """
    with Image.open(io.BytesIO(file)) as image:
        width, height = image.size
        small = plain(image)
    small.thumbnail((LONGEST, LONGEST))
    jpeg = io.BytesIO()
    small.save(jpeg, "JPEG", quality=QUALITY)
    line = max(width, height) / 250
    drawn = "".join(
        _path(scale, SCALE, line, f' stroke-dasharray="{line * 3:.2f} {line * 2:.2f}"')
        + _path(path, "#000", line * 2)
        + _path(path, MARK, line)
        for path, scale in marks
    )
    data = b64encode(jpeg.getvalue()).decode("ascii")
    size = f'width="{width}" height="{height}"'
    picture = f'<image href="data:image/jpeg;base64,{data}" {size}/>'
    view = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}'
    return f"<svg {view}>{picture}{drawn}</svg>"


def _path(path: str, colour: str, width: float, more: str = "") -> str:
    if not path:
        return ""
    return f'<path fill="none" stroke="{colour}" stroke-width="{width:.2f}"{more} d="{path}"/>'
