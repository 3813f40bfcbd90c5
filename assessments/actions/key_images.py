"""Attaching a key image to a lesion, taking one back, and taking over what was measured on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.answers.document import SECTION_BY_KEY
from assessments.models import ImageWithdrawal, KeyImage, KeyImagePixels, Measurement

from .assessments import LesionRemovedError, StaleRevisionError, base_of, locked, write_section

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.clinical.language.questions import Question
    from assessments.key_images.reading import Picture
    from assessments.models import Assessment, Lesion, Patient, Revision
    from bonemet.accounts.models import User

MOST = 20  # key images of a lesion: the few that decide, no archive


class TooManyImagesError(Exception):
    """The lesion has as many key images as are kept."""


class WithdrawnImageError(Exception):
    """The picture was taken back, or erased."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured: the marks and the scale in plain values, the value in mm or per cent, the answer."""

    question: Question
    tool: str
    marks: list[list[float]]
    scale: dict[str, Any]
    value: float
    answer: int | str


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


@transaction.atomic
def take_over(
    *,
    assessment: Assessment,
    lesion: Lesion,
    image: KeyImage,
    measure: Measure,
    base_revision: int,
    by: User,
    check: Callable[[Patient], None] | None = None,
) -> Measurement:
    """Save what was measured as the answer, as any answer is saved, and keep where it comes from.

    Raises NotEditableError, LesionRemovedError, StaleRevisionError and what `check` raises, as
    `assessments.write_section` does, and WithdrawnImageError for a picture that was taken back or erased.
    """
    current = locked(assessment, check)
    if not KeyImage.objects.standing().filter(pk=image.pk).exists():
        raise WithdrawnImageError
    question, of = measure.question, lesion.key
    if of not in current.lesions:
        raise LesionRemovedError
    base = base_of(assessment, base_revision, current)
    if _answered(base, question, of) != _answered(current, question, of):
        raise StaleRevisionError(base, current)
    typed = {key: told for key, told in current.typed_in(question.section, of).items() if key != question.key}
    revision = write_section(
        assessment=assessment,
        section=SECTION_BY_KEY[question.section],
        lesion=lesion,
        answers=current.given.section(question.section, of) | {question.key: measure.answer},
        typed=typed,
        base_revision=current.number,
        by=by,
    )
    kept: Measurement = Measurement.objects.create(
        image=image,
        assessment=assessment,
        lesion=lesion,
        question=question.path,
        tool=measure.tool,
        marks=measure.marks,
        scale=measure.scale,
        value=round(measure.value, 2),
        answer=measure.answer,
        revision_number=revision.number,
        by=by,
        at=timezone.now(),
    )
    return kept


def _answered(revision: Revision, question: Question, lesion: str) -> object:
    return revision.given.section(question.section, lesion).get(question.key)
