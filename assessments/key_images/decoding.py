"""A picture from outside, made anew from its pixels alone.

What came along in the file (EXIF, ICC, texts, DICOM headers, a script behind the last pixel) is in nothing
that is written.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import replace

from PIL import Image, ImageOps

from .drawn import EMPTY, FRAMES, LIMITS, MOST_PIXELS, PIXELS, UNREADABLE, Drawn, Refused, plain, refuse_large

# What is kept: enough for measuring to well below 1 %, and at most a few megabytes.
KEPT_SIDE, KEPT_AS_PNG, QUALITY = 3000, 4_000_000, 92
FORMATS = ("PNG", "JPEG", "WEBP")
# What can be made smaller before anything else, which takes a fifth of the memory.
SMOOTH = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")


def decode(data: bytes) -> Drawn:
    """Read a file of any kind that is taken.

    Raises Refused, and whatever Pillow and pydicom raise at what is broken.
    """
    if not data:
        raise Refused(EMPTY)
    if data[128:132] == b"DICM":
        from .dicom import of_dicom  # loaded for such a file alone

        drawn: Drawn = of_dicom(data)
    else:
        drawn = _of_picture(data)
    return _kept(drawn)


def _of_picture(data: bytes) -> Drawn:
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise Refused(PIXELS) from error
    refuse_large(*image.size)
    kind = (image.format or "").lower()
    # A telephone's JPEG may carry a second picture behind the first (MPO): that one alone is never read.
    if kind != "mpo" and getattr(image, "n_frames", 1) != 1:
        raise Refused(FRAMES)
    if image.mode in SMOOTH:
        image.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image.load()
    turned = ImageOps.exif_transpose(image)
    return Drawn(plain(turned), "jpeg" if kind == "mpo" else kind)


def _kept(drawn: Drawn) -> Drawn:
    """Make it as large as it is kept."""
    longest = max(drawn.image.size)
    if longest <= KEPT_SIDE:
        return drawn
    size = tuple(max(1, round(side * KEPT_SIDE / longest)) for side in drawn.image.size)
    spacing = drawn.mm_per_pixel and drawn.mm_per_pixel * longest / KEPT_SIDE
    small = drawn.image.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return replace(drawn, image=small, mm_per_pixel=spacing)


def encoded(image: Image.Image) -> tuple[str, bytes]:
    """Write the pixels, and nothing else: the type of the file, and the file."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    written = io.BytesIO()
    bare.save(written, "PNG")
    if written.tell() <= KEPT_AS_PNG:
        return "image/png", written.getvalue()
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, subsampling=0)
    return "image/jpeg", written.getvalue()


def answer(data: bytes) -> tuple[dict[str, object], bytes]:
    """Give what is told of a file, and the picture; whatever is wrong with it is told, and never raised."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        drawn = decode(data)
        media_type, file = encoded(drawn.image)
    except Refused as refused:
        return {"refused": refused.args[0]}, b""
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return {"refused": PIXELS}, b""
    except MemoryError:
        return {"refused": LIMITS}, b""
    except Exception:
        return {"refused": UNREADABLE}, b""
    told = {"kind": drawn.kind, "media_type": media_type, "width": drawn.image.width}
    more = {"height": drawn.image.height, "mm_per_pixel": drawn.mm_per_pixel, "spacing_of": drawn.spacing_of}
    return told | more, file
