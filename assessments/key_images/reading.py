"""Taking a picture from outside: drawn anew by a program of its own (`python -m assessments.key_images`)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .drawn import COMPRESSED, EMPTY, FRAMES, LIMITS, NO_PIXELS, PHOTOMETRIC, PIXELS, UNREADABLE

LARGEST = 20 * 1024 * 1024  # bytes of a file
SECONDS = 45  # of waiting, where its own limit of computing does not end it
TOO_LARGE = "too_large"

WHY = {
    EMPTY: gettext_lazy("The file is empty."),
    UNREADABLE: gettext_lazy("The file cannot be read as a picture."),
    TOO_LARGE: gettext_lazy("The file is larger than 20 MB."),
    PIXELS: gettext_lazy("The picture has more than 40 million pixels, or a side longer than 20,000."),
    FRAMES: gettext_lazy("The file holds several pictures."),
    NO_PIXELS: gettext_lazy("The DICOM file holds no picture: a document, a structure or a plan, say."),
    PHOTOMETRIC: gettext_lazy(
        "The DICOM picture keeps its colours in a way that is not read here. "
        "Export it from the viewer as PNG or JPEG; for millimetres mark a known length on it."
    ),
    COMPRESSED: gettext_lazy(
        "The DICOM picture is compressed or stored in a way that is not read here. "
        "Export it from the viewer as PNG or JPEG; for millimetres mark a known length on it."
    ),
    LIMITS: gettext_lazy("Reading the picture took too much memory or time."),
}


class NotAPictureError(Exception):
    """The file is not taken. Its text says why, and what is taken."""

    def __init__(self, why: str) -> None:
        allowed = _(
            "Allowed is one picture: PNG, JPEG, WebP, or a single DICOM image (grey or RGB; not compressed, "
            "or as baseline JPEG or JPEG 2000), up to 20 MB, 40 million pixels and 20,000 pixels a side."
        )
        super().__init__(f"{WHY[why]} {allowed}")
        self.why = why


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: drawn anew, with square pixels, and how large they are where that is known.

    `spacing_of` is "patient", "detector" (of a radiograph, on which everything is larger than it is) or "".
    """

    data: bytes
    media_type: str
    width: int
    height: int
    kind: str
    mm_per_pixel: float | None
    spacing_of: str

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def read_picture(data: bytes) -> Picture:
    """Draw a picture anew from the bytes of a file.

    Raises NotAPictureError where it is none that is taken, or more than may be drawn in memory and time.
    """
    if len(data) > LARGEST:
        raise NotAPictureError(TOO_LARGE)
    told, file = _drawn(data)
    if "refused" in told:
        raise NotAPictureError(told["refused"])
    return Picture(data=file, **told)


def _drawn(data: bytes) -> tuple[dict[str, Any], bytes]:
    # Of the environment, which holds keys, it gets nothing but where Python finds its packages.
    environment = {name: os.environ[name] for name in ("PYTHONPATH", "PYTHONHOME") if name in os.environ}
    try:
        ended = subprocess.run(
            [sys.executable, "-B", "-m", "assessments.key_images"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
            env=environment,
            check=True,
        )
        line, _newline, file = ended.stdout.partition(b"\n")
        told: dict[str, Any] = json.loads(line)
    except (subprocess.SubprocessError, ValueError):
        return {"refused": LIMITS}, b""
    return told, file
