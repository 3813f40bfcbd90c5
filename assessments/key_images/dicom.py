"""The picture of a single DICOM image: its pixels, how large they are, and nothing else of its headers.

Pixels that are not compressed, and those in baseline JPEG or JPEG 2000, are drawn by Pillow. Everything else
is refused. Lossless JPEG and JPEG-LS would need plug-ins with numpy (60 MB) or under the GPL; run lengths are
simply not read.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PIL import Image
from pydicom import dcmread
from pydicom.encaps import generate_frames

from .drawn import (
    COMPRESSED,
    FRAMES,
    NO_PIXELS,
    PHOTOMETRIC,
    UNREADABLE,
    Drawn,
    Refused,
    plain,
    refuse_large,
    squared,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydicom import Dataset

READ = [
    *("Rows", "Columns", "BitsAllocated", "BitsStored", "PixelRepresentation", "SamplesPerPixel"),
    *("PlanarConfiguration", "PhotometricInterpretation", "NumberOfFrames", "RescaleSlope"),
    *("RescaleIntercept", "WindowCenter", "WindowWidth", "PixelSpacing", "ImagerPixelSpacing"),
    *("NominalScannedPixelSpacing", "PixelAspectRatio", "PixelSpacingCalibrationType", "Modality"),
    "PixelData",
]
GREY, COLOUR = ("MONOCHROME1", "MONOCHROME2"), ("RGB", "YBR_FULL")
# Pillow gives red, green and blue of these, whatever they were packed as.
PACKED_COLOUR = (*COLOUR, "YBR_FULL_422", "YBR_RCT", "YBR_ICT")
BASELINE = "1.2.840.10008.1.2.4.50"
PACKED = {BASELINE: "JPEG", "1.2.840.10008.1.2.4.90": "JPEG2000", "1.2.840.10008.1.2.4.91": "JPEG2000"}
BIG_ENDIAN = "1.2.840.10008.1.2.2"  # retired, and its bytes stand otherwise for each kind of pixel
PROJECTIONS = ("CR", "DX", "RF", "XA", "MG", "RG", "PX", "IO")


def of_dicom(data: bytes) -> Drawn:
    """Read a DICOM file.

    Raises Refused, and what pydicom and Pillow raise.
    """
    found = dcmread(io.BytesIO(data), specific_tags=READ)
    if "PixelData" not in found:
        raise Refused(NO_PIXELS)
    if int(found.get("NumberOfFrames") or 1) != 1:
        raise Refused(FRAMES)
    refuse_large(int(found.Columns), int(found.Rows))
    photometric = str(found.PhotometricInterpretation)
    samples = int(found.get("SamplesPerPixel", 1))
    if (photometric in GREY) != (samples == 1) or photometric not in (*GREY, *PACKED_COLOUR):
        raise Refused(PHOTOMETRIC)
    syntax = found.file_meta.TransferSyntaxUID
    if syntax == BIG_ENDIAN:
        raise Refused(COMPRESSED)
    is_packed = syntax.is_compressed and not syntax.is_deflated
    image = _packed(found, PACKED.get(str(syntax))) if is_packed else _raw(found)
    high, wide, spacing_of = _spacing(found)
    drawn, side = squared(image, high, wide)
    return Drawn(drawn, "dicom", side if spacing_of else None, spacing_of)


def _packed(found: Dataset, packed_as: str | None) -> Image.Image:
    """Draw the one frame that was compressed."""
    if packed_as is None:
        raise Refused(COMPRESSED)
    if packed_as == "JPEG" and found.PhotometricInterpretation == "RGB":
        raise Refused(PHOTOMETRIC)  # Pillow would take its red for brightness
    frame = next(generate_frames(found.PixelData, number_of_frames=1))
    try:
        image = Image.open(io.BytesIO(frame), formats=[packed_as])
    except OSError as error:
        raise Refused(COMPRESSED) from error
    if image.size != (int(found.Columns), int(found.Rows)):
        raise Refused(UNREADABLE)
    image.load()
    if int(found.get("SamplesPerPixel", 1)) == 3:
        return plain(image)
    if image.mode == "L" and int(found.BitsAllocated) == 8:
        return _shaded(found, image)
    if packed_as == "JPEG2000" and image.mode.startswith("I;16"):
        return _shaded(found, image.convert("I"), _of_jpeg2000(frame))
    raise Refused(COMPRESSED)


def _of_jpeg2000(frame: bytes) -> Callable[[int], int]:
    """Give what makes of Pillow's grey, which fills 16 bits and begins at 0, the value that was packed."""
    place = (
        frame.index(b"\xff\x4f\xff\x51") + 42
    )  # in its header (SIZ): how many bits, and whether with a sign
    bits, is_signed = (frame[place] & 0x7F) + 1, frame[place] >> 7
    least = 1 << (bits - 1) if is_signed else 0
    return lambda grey: (grey >> (16 - bits)) - least


def _raw(found: Dataset) -> Image.Image:
    """Draw pixels that are not compressed."""
    size = (int(found.Columns), int(found.Rows))
    bits, samples, data = int(found.BitsAllocated), int(found.get("SamplesPerPixel", 1)), found.PixelData
    if samples == 3 and str(found.PhotometricInterpretation) not in COLOUR:
        raise Refused(PHOTOMETRIC)  # half of its colours are not there
    if bits not in (8, 16) or (samples, bits) == (3, 16):
        raise Refused(PHOTOMETRIC)
    count = size[0] * size[1]
    if count == 0 or len(data) < count * samples * bits // 8:
        raise Refused(UNREADABLE)
    if samples == 3:
        mode = "YCbCr" if found.PhotometricInterpretation == "YBR_FULL" else "RGB"
        if int(found.get("PlanarConfiguration", 0)):
            planes = [Image.frombytes("L", size, data[n * count : (n + 1) * count]) for n in range(3)]
            return Image.merge(mode, planes).convert("RGB")
        return Image.frombytes(mode, size, data[: count * 3]).convert("RGB")
    if bits == 8:
        return _shaded(found, Image.frombytes("L", size, data[:count]))
    return _shaded(found, Image.frombytes("I;16", size, data[: count * 2]).convert("I"))


def _shaded(found: Dataset, image: Image.Image, stored: Callable[[int], int] | None = None) -> Image.Image:
    """Draw values in grey: as the window of the file says, or from the least to the greatest that is there.

    `stored` turns a number of the image into the value that the file holds.
    """
    is_wide = image.mode == "I"
    present = set(array("i", image.tobytes())) if is_wide else set(image.tobytes())
    value_of = stored or _unpacked(found)
    slope = float(found.get("RescaleSlope") or 1)
    intercept = float(found.get("RescaleIntercept") or 0)

    def told(number: int) -> float:
        return value_of(number) * slope + intercept

    low, high = _window(found) or _reach([told(number) for number in present])
    turned = str(found.PhotometricInterpretation) == "MONOCHROME1"
    shades = []
    for number in range(65536 if is_wide else 256):
        part = min(1.0, max(0.0, (told(number) - low) / (high - low)))
        shades.append(round(255 * (1 - part if turned else part)))
    return image.point(shades, "L")


def _unpacked(found: Dataset) -> Callable[[int], int]:
    """Give what reads a value out of the bits in which it is stored."""
    bits = min(16, int(found.get("BitsStored", found.BitsAllocated)))
    mask, sign = (1 << bits) - 1, 1 << (bits - 1)
    if not int(found.get("PixelRepresentation", 0)):
        return lambda number: number & mask
    return lambda number: (number & mask) - ((number & sign) << 1)


def _window(found: Dataset) -> tuple[float, float] | None:
    """Give the values that are black and white, as the first window of the file says."""
    centre, width = (_first(found.get(name)) for name in ("WindowCenter", "WindowWidth"))
    if centre is None or width is None or not width >= 1:
        return None
    return centre - width / 2, centre + width / 2


def _reach(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    return low, high if high > low else low + 1


def _first(value: object) -> float | None:
    numbers = _numbers(value)
    return numbers[0] if numbers else None


def _numbers(value: object) -> list[float]:
    if value is None or value == "":
        return []
    several: Any = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
    return [float(one) for one in several]


def _spacing(found: Dataset) -> tuple[float, float, str]:
    """Give how high and how wide a pixel is, in mm, and where; or only in proportion, and nothing."""
    spacing = _numbers(found.get("PixelSpacing"))
    if len(spacing) == 2 and min(spacing) > 0:
        is_projected = str(found.get("Modality", "")) in PROJECTIONS
        corrected = str(found.get("PixelSpacingCalibrationType") or "")
        return spacing[0], spacing[1], "detector" if is_projected and not corrected else "patient"
    for name in ("ImagerPixelSpacing", "NominalScannedPixelSpacing"):
        spacing = _numbers(found.get(name))
        if len(spacing) == 2 and min(spacing) > 0:
            return spacing[0], spacing[1], "detector"
    ratio = _numbers(found.get("PixelAspectRatio"))  # vertical, horizontal
    return (ratio[0], ratio[1], "") if len(ratio) == 2 and min(ratio) > 0 else (1.0, 1.0, "")
