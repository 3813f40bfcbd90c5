"""A case as it comes before the tumour board: a key image of its lesion, and its place on an agenda."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

from assessments.actions.key_images import attach
from assessments.actions.meetings import add_case, plan_meeting
from assessments.key_images.reading import Picture

if TYPE_CHECKING:
    from assessments.models import Assessment, KeyImage
    from bonemet.accounts.models import User


def discussed(assessment: Assessment, by: User) -> KeyImage:
    """Attach a picture of some thousand bytes to a draft, and put the case on the agenda of a meeting."""
    file = io.BytesIO()
    Image.effect_noise((60, 90), 40).save(file, "PNG")
    picture = Picture(file.getvalue(), "image/png", 60, 90, "dicom", 0.5, "patient")
    lesion = assessment.patient.lesions.get()
    image = attach(assessment=assessment, lesion=lesion, picture=picture, caption="AP", by=by)
    on = assessment.assessed_on
    assert on is not None
    meeting = plan_meeting(unit=assessment.unit, on=on, chair=by, by=by)
    add_case(meeting=meeting, assessment=assessment, question="Nail or radiotherapy?", by=by)
    return image
