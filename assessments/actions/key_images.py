"""Attaching a key image to a lesion, and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import ImageWithdrawal, KeyImage, KeyImagePixels

from .assessments import LesionRemovedError, locked

if TYPE_CHECKING:
    from assessments.key_images.reading import Picture
    from assessments.models import Assessment, Lesion
    from bonemet.accounts.models import User

MOST = 20  # key images of a lesion: the few that decide, no archive


class TooManyImagesError(Exception):
    """The lesion has as many key images as are kept."""


@transaction.atomic
def attach(*, assessment: Assessment, lesion: Lesion, picture: Picture, caption: str, by: User) -> KeyImage:
    """Keep a picture of a lesion, as it was drawn anew.

    Raises NotEditableError where the assessment is signed or withdrawn, LesionRemovedError where the lesion
    is no longer part of it, TooManyImagesError where the lesion has MOST.
    """
    current = locked(assessment)
    if lesion.key not in current.lesions:
        raise LesionRemovedError
    if KeyImage.objects.filter(lesion=lesion).standing().count() >= MOST:
        raise TooManyImagesError
    image: KeyImage = KeyImage.objects.create(
        assessment=assessment,
        lesion=lesion,
        caption=caption,
        sha256=picture.sha256,
        media_type=picture.media_type,
        kind=picture.kind,
        width=picture.width,
        height=picture.height,
        mm_per_pixel=picture.mm_per_pixel,
        spacing_of=picture.spacing_of,
        by=by,
        at=timezone.now(),
    )
    KeyImagePixels.objects.create(image=image, data=picture.data)
    return image


@transaction.atomic
def withdraw_image(*, image: KeyImage, assessment: Assessment, reason: str, by: User) -> None:
    """Take a key image back, for a reason. It stays on the record, and in what was signed with it.

    Raises NotEditableError where this assessment of its lesion is signed or withdrawn.
    """
    locked(assessment)
    try:
        with transaction.atomic():
            ImageWithdrawal.objects.create(image=image, reason=reason, by=by, at=timezone.now())
    except IntegrityError:
        return  # it was taken back meanwhile
