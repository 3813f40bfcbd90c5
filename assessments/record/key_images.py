"""The key images of a lesion as they are shown: whole as they were sealed, or withdrawn, or erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.models import KeyImage, KeyImagePixels

from .chain import DamagedRecordError, check, is_as_sealed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.models import ImageWithdrawal, Lesion


@dataclass(frozen=True, slots=True)
class ShownImage:
    """A key image and what became of it. Of one that is not as it was sealed only that is told."""

    image: KeyImage
    withdrawal: ImageWithdrawal | None
    is_damaged: bool
    is_erased: bool


def images_of(lesion: Lesion) -> list[ShownImage]:
    """List the key images of a lesion, of all its assessments, in the order in which they came."""
    return shown_images(KeyImage.objects.filter(lesion=lesion))


def shown_images(images: Iterable[KeyImage]) -> list[ShownImage]:
    """Say of each image what became of it. The pixels themselves are not read."""
    rows = list(images.select_related("by", "chain", "withdrawal__by", "withdrawal__chain"))  # type: ignore[attr-defined]
    there = set(KeyImagePixels.objects.filter(image__in=rows).values_list("image", flat=True))
    found = []
    for row in rows:
        withdrawal = getattr(row, "withdrawal", None)
        damaged = not is_as_sealed(row) or (withdrawal is not None and not is_as_sealed(withdrawal))
        found.append(ShownImage(row, withdrawal, damaged, row.pk not in there))
    return found


def file_of(image: KeyImage) -> bytes | None:
    """Give the file of a key image; None once it is erased.

    Raises DamagedRecordError where it, or what is sealed of it, was changed.
    """
    check(image)
    pixels = KeyImagePixels.objects.filter(image=image).select_related("image").first()
    if pixels is None:
        return None
    if not pixels.is_as_sealed:
        raise DamagedRecordError(f"{image.chain.unit}, record {image.sequence} ({image._meta.verbose_name})")
    return bytes(pixels.data)
