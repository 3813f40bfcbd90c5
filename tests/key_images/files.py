"""Files of pictures, made here: good ones, and such as nobody should be able to hurt the program with."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pydicom.data
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian

SCRIPT = b"<script>alert(1)</script><?php system('id'); ?>"
SECRET = "Mustermann"


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "L", **more: Any) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, (90, 80, 70) if mode == "RGB" else 90).save(file, kind, **more)
    return file.getvalue()


def talkative() -> bytes:
    """A JPEG that says who is on it, lies on its side, and has a script behind its last pixel."""
    image = Image.new("RGB", (60, 40), (90, 80, 70))
    exif = image.getexif()
    exif[0x010E], exif[0x0112] = SECRET, 6
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, comment=SECRET.encode(), icc_profile=SECRET.encode() * 40)
    return file.getvalue() + SCRIPT


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so wide and high, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 5_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def moving(kind: str) -> bytes:
    frames = [Image.new("L", (20, 20), shade) for shade in (0, 90, 200)]
    file = io.BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    return file.getvalue()


def dicom(pixels: bytes | None = None, *, rows: int = 30, columns: int = 40, **told: Any) -> bytes:
    """A DICOM file of a grey picture of eight bits, that names its patient; None of a value leaves it out."""
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = UID("1.2.840.10008.5.1.4.1.1.7")
    meta.MediaStorageSOPInstanceUID = UID("1.2.3")
    found = Dataset()
    found.file_meta = meta
    found.PatientName, found.PatientID = SECRET, SECRET
    found.Rows, found.Columns, found.SamplesPerPixel = rows, columns, 1
    found.BitsAllocated = found.BitsStored = 8
    found.HighBit, found.PixelRepresentation = 7, 0
    found.PhotometricInterpretation = "MONOCHROME2"
    found.PixelSpacing = [0.5, 0.5]
    found.PixelData = bytes(rows * columns) if pixels is None else pixels
    for name, value in told.items():
        if value is None:
            delattr(found, name)
        else:
            setattr(found, name, value)
    file = io.BytesIO()
    found.save_as(file, enforce_file_format=True)
    return file.getvalue()


def of_pydicom(name: str) -> bytes:
    """A file that pydicom itself is tested with."""
    return (Path(pydicom.data.__file__).parent / "test_files" / name).read_bytes()
