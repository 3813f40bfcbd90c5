"""What is taken as a picture, what is refused, and that nothing but pixels is kept."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
from PIL import Image

from assessments.key_images.decoding import answer
from assessments.key_images.reading import LARGEST, WHY, NotAPictureError, read_picture

from .files import SCRIPT, SECRET, dicom, moving, of_pydicom, picture, png_of, talkative

REFUSED = {
    "nothing": (b"", "empty"),
    "text": (b"not a picture", "unreadable"),
    "script": (SCRIPT, "unreadable"),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "unreadable"),
    "PDF": (b"%PDF-1.7\n" + SCRIPT, "unreadable"),
    "GIF": (picture("GIF"), "unreadable"),
    "TIFF": (picture("TIFF"), "unreadable"),
    "cut off": (picture("JPEG", (600, 400))[:-400], "unreadable"),
    "20,001 wide": (png_of(20_001, 10), "pixels"),
    "20,001 high": (png_of(10, 20_001), "pixels"),
    "40 million and some": (png_of(6_400, 6_400), "pixels"),
    "a bomb": (png_of(60_000, 60_000), "pixels"),
    "moving PNG": (moving("PNG"), "frames"),
    "moving WebP": (moving("WEBP"), "frames"),
    "DICOM of 500 frames": (dicom(NumberOfFrames=500), "frames"),
    "DICOM 20,001 wide": (dicom(b"\0\0", columns=20_001), "pixels"),
    "RT structure": (dicom(PixelData=None, Modality="RTSTRUCT"), "no_pixels"),
    "RT plan": (of_pydicom("rtplan.dcm"), "no_pixels"),
    "PDF in DICOM": (dicom(PixelData=None, EncapsulatedDocument=b"%PDF-1.7 "), "no_pixels"),
    "report in DICOM": (of_pydicom("test-SR.dcm"), "no_pixels"),
    "ECG": (of_pydicom("waveform_ecg.dcm"), "no_pixels"),
    "palette": (of_pydicom("examples_palette.dcm"), "photometric"),
    "half of its colours": (of_pydicom("SC_ybr_full_422_uncompressed.dcm"), "photometric"),
    "a word for its colours": (dicom(PhotometricInterpretation="HSV"), "photometric"),
    "grey of three": (dicom(SamplesPerPixel=3), "photometric"),
    "dose in 32 bits": (of_pydicom("rtdose_1frame.dcm"), "photometric"),
    "red taken for brightness": (of_pydicom("SC_rgb_jpeg.dcm"), "photometric"),
    "lossless JPEG-LS": (of_pydicom("MR_small_jpeg_ls_lossless.dcm"), "compressed"),
    "run lengths": (of_pydicom("MR_small_RLE.dcm"), "compressed"),
    "twelve bits of JPEG": (of_pydicom("JPGExtended.dcm"), "compressed"),
    "big endian": (of_pydicom("MR_small_bigendian.dcm"), "compressed"),
    "too few pixels": (dicom(b"\0\0"), "unreadable"),
    "no pixels at all": (dicom(rows=0), "unreadable"),
    "pixels without a height": (dicom(PixelSpacing=[1e-9, 1]), "unreadable"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_and_why(name: str) -> None:
    data, why = REFUSED[name]
    assert answer(data) == ({"refused": why}, b"")


def test_each_refusal_says_what_is_allowed() -> None:
    for why in WHY:
        told = str(NotAPictureError(why))
        assert "Allowed is one picture: PNG, JPEG, WebP, or a single DICOM image" in told
        assert "20 MB, 40 million pixels and 20,000 pixels a side" in told
    for why in ("compressed", "photometric"):
        assert "Export it from the viewer as PNG or JPEG" in str(NotAPictureError(why))


TAKEN = {
    "PNG": (picture(), "png", None),
    "PNG of 16 bits": (picture(mode="I;16"), "png", None),
    "JPEG": (picture("JPEG"), "jpeg", None),
    "JPEG for print": (picture("JPEG", mode="L"), "jpeg", None),
    "WebP": (picture("WEBP", mode="RGB"), "webp", None),
    "CT": (of_pydicom("CT_small.dcm"), "dicom", 0.661468),
    "MR": (of_pydicom("MR_small.dcm"), "dicom", 0.3125),
    "MR in JPEG 2000": (of_pydicom("MR_small_jp2klossless.dcm"), "dicom", 0.3125),
    "CT in JPEG 2000": (of_pydicom("693_J2KI.dcm"), "dicom", 0.478516),
    "JPEG in DICOM": (of_pydicom("SC_rgb_jpeg_dcmtk.dcm"), "dicom", 1.0),
    "colours": (of_pydicom("examples_rgb_color.dcm"), "dicom", None),
    "deflated": (of_pydicom("image_dfl.dcm"), "dicom", None),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken(name: str) -> None:
    data, kind, spacing = TAKEN[name]
    told, file = answer(data)
    assert (told.get("kind"), told.get("mm_per_pixel")) == (kind, spacing)
    with Image.open(io.BytesIO(file)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (told["width"], told["height"]))


def test_nothing_but_pixels_is_kept() -> None:
    for data in (talkative(), dicom() + SCRIPT, picture() + SCRIPT):
        told, file = answer(data)
        assert told["media_type"] == "image/png"
        assert SECRET.encode() not in file
        assert b"script" not in file
        with Image.open(io.BytesIO(file)) as drawn:
            drawn.load()
            assert drawn.info == {}


def test_a_photograph_stands_as_it_was_taken() -> None:
    told, _file = answer(talkative())
    assert (told["width"], told["height"]) == (40, 60)


def test_pixels_that_are_not_square_are_drawn_square() -> None:
    told, _file = answer(dicom(PixelSpacing=[1.5, 0.5]))  # of 30 rows, each three times as high as wide
    assert (told["width"], told["height"], told["mm_per_pixel"]) == (40, 90, 0.5)
    told, _file = answer(dicom(PixelSpacing=None, PixelAspectRatio=[1, 2]))
    assert (told["width"], told["height"], told["mm_per_pixel"]) == (80, 30, None)


@pytest.mark.parametrize(
    ("given", "spacing", "where"),
    [
        ({}, 0.5, "patient"),
        ({"Modality": "DX"}, 0.5, "detector"),
        ({"Modality": "DX", "PixelSpacingCalibrationType": "FIDUCIAL"}, 0.5, "patient"),
        ({"PixelSpacing": None, "ImagerPixelSpacing": [0.2, 0.2]}, 0.2, "detector"),
        ({"PixelSpacing": None}, None, ""),
    ],
)
def test_what_says_how_large_a_pixel_is(given: dict[str, Any], spacing: float | None, where: str) -> None:
    told, _file = answer(dicom(**given))
    assert (told["mm_per_pixel"], told["spacing_of"]) == (spacing, where)


def test_grey_is_as_the_window_and_the_photometric_say() -> None:
    values = bytes(range(256)) * 4
    size = {"rows": 4, "columns": 256}
    given: dict[str, Any] = {"WindowCenter": 128, "WindowWidth": 128, **size}

    def shades(**more: object) -> list[int]:
        with Image.open(io.BytesIO(answer(dicom(values, **given | more))[1])) as drawn:
            return [drawn.getpixel((x, 0)) for x in (0, 64, 128, 192, 255)]  # type: ignore[misc]

    assert shades() == [0, 0, 128, 255, 255]
    assert shades(PhotometricInterpretation="MONOCHROME1") == [255, 255, 128, 0, 0]
    assert shades(RescaleIntercept=64) == [0, 128, 255, 255, 255]


def test_what_is_large_is_kept_small_and_its_spacing_with_it() -> None:
    told, _file = answer(dicom(rows=100, columns=6000))
    assert (told["width"], told["height"], told["mm_per_pixel"]) == (3000, 50, 1.0)


def test_it_is_drawn_by_a_program_of_its_own_in_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_picture(dicom())
    assert (found.kind, found.width, found.height, found.mm_per_pixel) == ("dicom", 40, 30, 0.5)
    assert len(found.sha256) == 64
    with pytest.raises(NotAPictureError, match="larger than 20 MB"):
        read_picture(bytes(LARGEST + 1))
    with pytest.raises(NotAPictureError, match="cannot be read as a picture"):
        read_picture(SCRIPT)
    monkeypatch.setattr("assessments.key_images.reading.SECONDS", 0.001)
    with pytest.raises(NotAPictureError, match="too much memory or time"):
        read_picture(picture())


@cache
def seeds() -> tuple[bytes, ...]:
    made = (picture(), picture("JPEG"), picture("WEBP"), talkative(), moving("PNG"), dicom())
    names = (
        "CT_small",
        "SC_rgb_jpeg_dcmtk",
        "MR_small_jp2klossless",
        "image_dfl",
        "rtstruct",
        "MR_small_RLE",
    )
    return (*made, *(of_pydicom(f"{name}.dcm") for name in names))


def hostile(number: int) -> bytes:
    """A good file with bytes turned, cut, doubled, moved or with a script among them."""
    chance = random.Random(number)
    data = bytearray(chance.choice(seeds()))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(min(len(data), chance.choice((64, 1024, 1 << 30))) or 1)
        match chance.randrange(5):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
            case 2:
                del data[at : at + chance.randrange(200)]
            case 3:
                data[at:at] = data[at : at + chance.randrange(200)]
            case _:
                data[at:at] = SCRIPT
    return bytes(data)


def harmless(told: dict[str, object], file: bytes) -> None:
    """Either it is refused for one of the reasons, or what is kept is a plain picture and nothing else."""
    if "refused" in told:
        assert told["refused"] in WHY
        assert file == b""
        return
    assert b"script" not in file
    with Image.open(io.BytesIO(file), formats=["PNG", "JPEG"]) as drawn:
        drawn.load()
        assert max(drawn.size) <= 3000
        assert drawn.mode in ("L", "RGB")


def test_hostile_files_are_refused_or_drawn_anew() -> None:
    for number in range(40):
        harmless(*answer(hostile(number)))


@pytest.mark.prove
def test_two_thousand_hostile_files_are_refused_or_drawn_anew() -> None:
    """By the program of its own: it ends in time, with an answer, whatever it is given."""
    for number in range(2000):
        with suppress(NotAPictureError):
            harmless({}, read_picture(hostile(number)).data)
