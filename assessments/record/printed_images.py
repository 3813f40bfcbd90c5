"""Key images as they go into a PDF: small, with their marks, and what is said under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.key_images.printed import printed
from assessments.report.tree import Picture

from .chain import DamagedRecordError
from .key_images import file_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .key_images import ShownImage


def printed_images(images: Iterable[ShownImage]) -> tuple[Picture, ...]:
    """Draw key images for a PDF, in the language in force.

    One that was erased, or is not as it was sealed, is told instead, so that no report fails over it.
    """
    return tuple(_printed(one) for one in images)


def _printed(one: ShownImage) -> Picture:
    title = one.image.caption or _("Key image")
    if one.is_damaged:
        return Picture("", (_("A record that does not match its signature"),))
    said = tuple(f"{measure.sentence} · {measure.provenance}" for measure in one.measured)
    lines = (*said, one.attached, *((one.withdrawn,) if one.withdrawn else ()))
    try:
        file = file_of(one.image)
        if file is None:
            return Picture(title, (*lines, _("Erased")))
        marks = [(measure.path, measure.scale_path) for measure in one.measured]
        return Picture(title, lines, printed(file, marks))
    except (DamagedRecordError, OSError):
        return Picture(title, (*lines, _("A record that does not match its signature")))
