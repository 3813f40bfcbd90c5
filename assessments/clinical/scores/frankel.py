"""Frankel grade: motor and sensory function below a spinal lesion, as recorded."""

from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import SPINE
from assessments.clinical.sections.neuro import FRANKEL as FRANKEL_QUESTION

from .grading import Grade, Grading, Part

FRANKEL = Grading(
    key="frankel",
    title="Frankel",
    applies=SPINE,
    finding=FRANKEL_QUESTION,
    grades=(
        Grade("A", _("A: complete"), _("No motor or sensory function below the lesion.")),
        Grade("B", _("B: sensory only"), _("Sensation preserved, no motor function.")),
        Grade("C", _("C: motor useless"), _("Motor function present but not functional.")),
        Grade("D", _("D: motor useful"), _("Can walk, with or without an aid.")),
        Grade("E", _("E: normal"), _("Normal motor and sensory function; reflexes may differ.")),
    ),
    parts=(Part("grade", _("Grade"), FRANKEL_QUESTION),),
    cohort=_("A grading in general use; not made from a cohort of metastases"),
    limits=(
        _("Frankel A is not the A of the ASIA scale, which asks for the sacral segments."),
        _("It does not tell how fast the deficit developed, which weighs as much."),
    ),
    references=("frankel_scales",),
)
