"""What became of the bone: broken, destroyed how far, operated on, irradiated, progressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.language.logic import (
    Named,
)
from assessments.clinical.sections.fracture import FRACTURE, LIMB_FUNCTION
from assessments.clinical.sections.imaging import (
    AXIAL_EXTENT_MM,
    CIRCUMFERENTIAL_PERCENT,
    COLLAPSE,
    FEMUR,
    IMPLANT,
    OTHER_SPINAL_FRACTURE,
    RADIOTHERAPY_HERE,
    RESPONSE_ON_IMAGING,
    SPINE,
    WEEKS_SINCE_RADIOTHERAPY,
)

if TYPE_CHECKING:
    pass


FRACTURED = Named(
    "fractured",
    FRACTURE.is_("undisplaced", "displaced")
    | (SPINE & (COLLAPSE.is_("under_half", "over_half") | OTHER_SPINAL_FRACTURE.yes)),
)
FUNCTION_DISTURBED = LIMB_FUNCTION.is_("limited", "lost")
UNBROKEN_FEMUR = FEMUR & ~FRACTURED
# The paper of 2004 says over 30 mm, the validation grouped 30 mm and more: 30 counts, the safer side.
AXIAL_LONG = AXIAL_EXTENT_MM.at_least(30)
CIRCUMFERENCE_HALF = CIRCUMFERENTIAL_PERCENT.above(50)
OPERATED_HERE = IMPLANT.is_("intact", "failed")

IRRADIATED = RADIOTHERAPY_HERE.yes
WEEKS_AFTER_RADIOTHERAPY = IRRADIATED & WEEKS_SINCE_RADIOTHERAPY.at_least(4)
PROGRESSED = RESPONSE_ON_IMAGING.is_("progressed")
