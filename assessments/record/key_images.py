"""The key images of a lesion as they are shown: whole as they were sealed, or withdrawn, or erased."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.answers.punctuation import clauses
from assessments.answers.wording import in_words, question_name
from assessments.clinical.sections import BY_PATH
from assessments.key_images.measures import TOOLS, drawn
from assessments.models import KeyImage, KeyImagePixels, Measurement, SealedKind
from assessments.models.written_once import Asked, Written

from .chain import DamagedRecordError, check, content_of, is_as_sealed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from assessments.models import Assessment, ImageWithdrawal, Lesion


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """What was measured on an image, in words, and its marks as paths of an SVG."""

    question: str
    value: str
    answer: str
    basis: str  # the scale of a length, or what is taken for granted of the bone
    path: str
    scale_path: str
    by: str
    at: datetime

    @property
    def sentence(self) -> str:
        """Say what was asked, what was answered and what was measured."""
        told = {"question": self.question, "answer": self.answer, "value": self.value}
        return _("%(question)s: %(answer)s (measured: %(value)s)") % told

    @property
    def provenance(self) -> str:
        """Say on what it rests, who measured it, and when."""
        return clauses(one for one in (self.basis, self.by, _moment(self.at)) if one)


@dataclass(frozen=True, slots=True)
class ShownImage:
    """A key image and what became of it. Of one that is not as it was sealed only that is told."""

    image: KeyImage
    withdrawal: ImageWithdrawal | None
    is_damaged: bool
    is_erased: bool
    measured: tuple[ShownMeasure, ...] = ()

    @property
    def attached(self) -> str:
        """Say who attached it, and when."""
        told = {"who": self.image.by.get_username(), "at": _moment(self.image.at)}
        return _("Attached by %(who)s, %(at)s") % told

    @property
    def withdrawn(self) -> str:
        """Say who took it back, when and why; nothing where nobody did."""
        if self.withdrawal is None:
            return ""
        by, at = self.withdrawal.by.get_username(), _moment(self.withdrawal.at)
        told = {"who": by, "at": at, "reason": self.withdrawal.reason}
        return _("Withdrawn by %(who)s, %(at)s: %(reason)s") % told


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT")


SCALES = {
    "patient": gettext_lazy("scale of the DICOM file"),
    "detector": gettext_lazy("scale at the detector: everything is drawn larger than it is"),
    "marked": gettext_lazy("scale by a marked length"),
}


def in_plain_values(row: Measurement) -> dict[str, Any]:
    """Give a measurement as it is sealed with a report."""
    names = ("question", "tool", "marks", "scale", "value", "answer")
    told = {name: getattr(row, name) for name in names}
    return told | {"by": row.by.get_username(), "at": row.at.isoformat(timespec="milliseconds")}


def shown_measure(told: dict[str, Any]) -> ShownMeasure:
    """Put a measurement that was kept as plain values into words."""
    question = BY_PATH[told["question"]]
    tool, scale = TOOLS[told["tool"]], told["scale"]
    return ShownMeasure(
        question=question_name(question),
        value=f"{number_format(round(told['value'], 1), 1)} {tool.unit}",
        answer=in_words(question, told["answer"]),
        basis=str(SCALES[scale["from"]]) if scale else (_(tool.assumes) if tool.assumes else ""),
        path=drawn(told["tool"], told["marks"]),
        scale_path=drawn("length", scale["marks"]) if scale.get("marks") else "",
        by=told["by"],
        at=datetime.fromisoformat(told["at"]),
    )


def sealed_images(assessment: Assessment, lesions: list[str]) -> list[dict[str, Any]]:
    """Give what of the key images is sealed with a report: their digests, and what was measured on them."""
    images = KeyImage.objects.standing().filter(lesion__uuid__in=lesions, lesion__patient=assessment.patient)
    rows = images.select_related("lesion").prefetch_related("measurements__by", "measurements__chain")
    return [
        {
            "image": str(row.uuid),
            "lesion": row.lesion.key,
            "sha256": row.sha256,
            "measured": [in_plain_values(one) for one in _last(row.measurements.all())],
        }
        for row in rows
    ]


def images_as_sealed(assessment: Assessment, content: dict[str, Any]) -> list[ShownImage]:
    """Give the key images of a signed report, with the marks that were sealed."""
    told = {one["image"]: one for one in content.get("pictures", ())}
    found = []
    rows = KeyImage.objects.filter(uuid__in=told, assessment__unit=assessment.unit_id)
    for one in shown_images(rows):
        sealed = told[str(one.image.uuid)]
        measures = tuple(shown_measure(measure) for measure in sealed["measured"])
        is_other = one.image.sha256 != sealed["sha256"]
        found.append(replace(one, measured=measures, is_damaged=one.is_damaged or is_other))
    return found


def _last(rows: Iterable[Measurement]) -> list[Measurement]:
    """Keep of the measurements for one question the last."""
    return list({row.question: row for row in rows if is_as_sealed(row)}.values())


def images_of(lesion: Lesion) -> list[ShownImage]:
    """List the key images of a lesion, of all its assessments, in the order in which they came."""
    return _with_measures(KeyImage.objects.filter(lesion=lesion))


def images_of_lesions(assessment: Assessment, lesions: list[str]) -> list[ShownImage]:
    """List the key images that stand for lesions of an assessment, with what was last measured on each."""
    ours = KeyImage.objects.standing().filter(lesion__uuid__in=lesions, lesion__patient=assessment.patient)
    return _with_measures(ours)


def images_for(assessment: Assessment) -> list[ShownImage]:
    """List the key images that were signed with an assessment, or that stand while it is a draft.

    Raises DamagedRecordError where what was signed was changed.
    """
    sealed = assessment.sealed.filter(kind=SealedKind.REPORT).select_related("chain").first()
    if sealed is not None:
        return images_as_sealed(assessment, content_of(sealed))
    return images_of_lesions(assessment, assessment.latest().lesions)


def images_of_case(case: Assessment) -> list[ShownImage]:
    """List the key images that lie on the table with a case; none where it is not shown itself."""
    if case.is_withdrawn:
        return []
    try:
        return [one for one in images_for(case) if not (one.is_damaged or one.is_erased or one.withdrawal)]
    except DamagedRecordError:
        return []


def measured_in(assessment: Assessment) -> list[tuple[int, ShownMeasure]]:
    """List what was measured and taken over in an assessment, with the revision that it went into."""
    rows = _MEASURED(Measurement, assessment=assessment.pk)
    return [(row.revision_number, shown_measure(in_plain_values(row))) for row in rows if is_as_sealed(row)]


_MEASURED = Written(
    lambda: Measurement.objects.filter(assessment=Asked("assessment")).select_related("by", "chain")
)


def _with_measures(images: QuerySet[KeyImage]) -> list[ShownImage]:
    shown = shown_images(images.prefetch_related("measurements__by", "measurements__chain"))
    return [replace(one, measured=_measures(one.image)) for one in shown]


def _measures(image: KeyImage) -> tuple[ShownMeasure, ...]:
    return tuple(shown_measure(in_plain_values(row)) for row in _last(image.measurements.all()))


def shown_images(images: QuerySet[KeyImage]) -> list[ShownImage]:
    """Say of each image what became of it. The pixels themselves are not read."""
    rows = list(images.select_related("by", "chain", "withdrawal__by", "withdrawal__chain"))
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
