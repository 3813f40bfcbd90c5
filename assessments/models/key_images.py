"""Key images of a lesion, what was measured on them, and their pixels, which an erasure takes away.

What is sealed of a picture is its digest, never the picture: the record stays whole when the pixels are gone.
"""

from __future__ import annotations

import uuid
from hashlib import sha256
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from assessments.models.base import PLACE, AppendOnly, AppendOnlyQuerySet, VisibleQuerySet

from .assessments import Assessment
from .patients import Lesion


class KeyImageQuerySet(AppendOnlyQuerySet["KeyImage"]):
    """Key images."""

    def standing(self) -> Self:
        """Keep those that nobody has withdrawn, and whose pixels no erasure took away."""
        return self.filter(withdrawal__isnull=True, pixels__isnull=False)


class KeyImage(AppendOnly):
    """A picture of a lesion, with square pixels; `mm_per_pixel` is None where its size is not known.

    `spacing_of` is "patient", or "detector" of a radiograph, on which everything is larger than it is, or "".
    """

    unit_path = "assessment__unit"
    erasable_columns = ("caption",)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="key_images")
    lesion = models.ForeignKey(Lesion, models.PROTECT, related_name="key_images")
    caption = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    mm_per_pixel = models.FloatField(null=True)
    spacing_of = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = KeyImageQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [PLACE]

    def __str__(self) -> str:
        return f"Key image {self.uuid}"


class KeyImagePixels(models.Model):
    """The file of a key image, as it was drawn anew. Only ever added; an erasure deletes it."""

    unit_path = "image__assessment__unit"
    is_only_added = True
    image = models.OneToOneField(KeyImage, models.PROTECT, primary_key=True, related_name="pixels")
    data = models.BinaryField()

    objects = VisibleQuerySet["KeyImagePixels"].as_manager()

    def __str__(self) -> str:
        return f"Pixels of key image {self.image_id}"

    @property
    def is_as_sealed(self) -> bool:
        """Tell whether it is the picture whose digest was sealed."""
        return sha256(self.data).hexdigest() == self.image.sha256


class ImageWithdrawal(AppendOnly):
    """A key image that was taken back, and why: the wrong patient's, or a name in it, say."""

    unit_path = "image__assessment__unit"
    erasable_columns = ("reason",)
    image = models.OneToOneField(KeyImage, models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet["ImageWithdrawal"].as_manager()

    class Meta:
        constraints: ClassVar = [PLACE]

    def __str__(self) -> str:
        return f"Withdrawal of key image {self.image_id}"


class Measurement(AppendOnly):
    """What was measured on a key image and taken over as an answer: where that answer comes from.

    `marks` are points of the picture in pixels, `scale` what made millimetres of them (empty for a share),
    `value` is in mm or per cent as measured, `answer` what was saved under `question` in `revision_number`.
    """

    unit_path = "assessment__unit"
    image = models.ForeignKey(KeyImage, models.PROTECT, related_name="measurements")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="measurements")
    lesion = models.ForeignKey(Lesion, models.PROTECT, related_name="measurements")
    question = models.CharField(max_length=60)
    tool = models.CharField(max_length=10)
    marks = models.JSONField()
    scale = models.JSONField(default=dict)
    value = models.FloatField()
    answer = models.JSONField()
    revision_number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet["Measurement"].as_manager()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [PLACE]

    def __str__(self) -> str:
        return f"Measurement {self.question} on key image {self.image_id}"
