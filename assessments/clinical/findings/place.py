"""Where the lesion lies: regions, limbs, and the bones that carry load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.language.findings import Cases
from assessments.clinical.sections.imaging import (
    BONE,
    LEVEL,
    LONG_BONE,
    SPINE,
)

if TYPE_CHECKING:
    pass


REGION = Cases(
    "region",
    ("spine", SPINE),
    ("long_bone", LONG_BONE),
    ("acetabulum", BONE.is_("acetabulum")),
    otherwise="other",
)
WEIGHT_BEARING_BONE = BONE.is_("spine", "femur", "tibia", "acetabulum", "foot")
UPPER_LIMB = BONE.is_("humerus", "radius", "ulna")

FEMUR_OR_TIBIA = BONE.is_("femur", "tibia")
TIBIA = BONE.is_("tibia")
FIBULA = BONE.is_("fibula")
HUMERUS = BONE.is_("humerus")
LARGE_BONE = BONE.is_("femur", "tibia", "humerus")
FOREARM = BONE.is_("radius", "ulna")
ACETABULUM = BONE.is_("acetabulum")
PELVIS = BONE.is_("acetabulum", "ilium", "pubis_ischium")
# Bones that carry no limb: nothing is fixed there, and what is done is done for the pain.
TRUNK_AND_SKULL = BONE.is_("rib", "sternum", "scapula", "skull")
UPPER_NECK = LEVEL.is_("C0", "C1", "C2")
