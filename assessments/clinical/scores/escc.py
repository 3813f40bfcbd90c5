"""ESCC (Bilsky 2010): epidural compression of the cord, as recorded, and whether it is high-grade."""

from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import CORD_COMPRESSION, SPINE

from .grading import Grade, Grading, Part
from .score import Groups

# 1c counts as low in the two-way split, but whether it is operated on is disputed: it stands by itself.
COMPRESSION_CLASS = Groups(
    "ESCC class", CORD_COMPRESSION, {"low": ("0", "1a", "1b"), "disputed": ("1c",), "high": ("2", "3")}
)

ESCC = Grading(
    key="escc",
    title=_("ESCC"),
    applies=CORD_COMPRESSION.is_asked,
    finding=COMPRESSION_CLASS,
    grades=(
        Grade(
            key="low",
            label=_("low-grade (0, 1a, 1b)"),
            meaning=_("Radiotherapy first, unless the spine is unstable."),
        ),
        Grade(
            key="disputed",
            label=_("1c: cord abutment"),
            meaning=_("Surgery or stereotactic radiotherapy first is disputed."),
        ),
        Grade(
            key="high",
            label=_("high-grade (2, 3)"),
            meaning=_("Decompression before radiotherapy, unless the tumour is very radiosensitive."),
        ),
    ),
    parts=(Part(key="grade", label=_("Grade"), looks_at=CORD_COMPRESSION),),
    cohort=_("Seven surgeons graded 25 cervical and thoracic tumours three times; published 2010"),
    limits=(
        _("Rated on axial T2 images at the most compressed level."),
        _("Made for the cord; below the conus the cauda equina is recorded by itself."),
        _("One reference work also counts circumferential epidural tumour as grade 3."),
    ),
    references=("bilsky_2010", "escc_radiopaedia", "escc_deficit"),
    not_computed_because=_("Below the conus there is no cord to grade."),
    excluded=SPINE & ~CORD_COMPRESSION.is_asked,
)
