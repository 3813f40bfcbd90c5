"""Frankel grade: motor and sensory function below a spinal lesion, as recorded."""

from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import SPINE
from assessments.clinical.sections.neuro import FRANKEL

from .grading import Grade, Grading, Part

FRANKEL_CLASS = Grading(
    key="frankel",
    title="Frankel",
    applies=SPINE,
    finding=FRANKEL,
    grades=(
        Grade(key="A", label=_("A: complete"), meaning=_("No motor or sensory function below the lesion.")),
        Grade(key="B", label=_("B: sensory only"), meaning=_("Sensation preserved, no motor function.")),
        Grade(key="C", label=_("C: motor useless"), meaning=_("Motor function present but not functional.")),
        Grade(key="D", label=_("D: motor useful"), meaning=_("Can walk, with or without an aid.")),
        Grade(
            key="E",
            label=_("E: normal"),
            meaning=_("Normal motor and sensory function; reflexes may differ."),
        ),
    ),
    parts=(Part(key="grade", label=_("Grade"), looks_at=FRANKEL),),
    cohort=_("A grading in general use; not made from a cohort of metastases"),
    limits=(
        _("Frankel A is not the A of the ASIA scale, which asks for the sacral segments."),
        _("It does not tell how fast the deficit developed, which weighs as much."),
    ),
    references=("frankel_scales",),
)
