"""Harrington's classes of the acetabulum (1981), as recorded."""

from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import ACETABULAR_CLASS

from .grading import Grade, Grading, Part

HARRINGTON_ACETABULUM = Grading(
    key="harrington_acetabulum",
    title=_("Harrington class of the acetabulum"),
    applies=ACETABULAR_CLASS.is_asked,
    finding=ACETABULAR_CLASS,
    grades=(
        Grade(key="I", label=_("I: all walls intact"), meaning=_("A conventional cemented hip holds.")),
        Grade(
            key="II",
            label=_("II: medial wall deficient"),
            meaning=_("A ring or cage carries the load to the rim, cup cemented."),
        ),
        Grade(
            key="III",
            label=_("III: medial wall, dome and lateral cortices deficient"),
            meaning=_("Screws or pins into the healthy ilium, cement, cage and cup."),
        ),
        Grade(
            key="IV",
            label=_("IV: solitary, could be cured"),
            meaning=_("En bloc resection, with or without reconstruction."),
        ),
    ),
    parts=(Part(key="class", label=_("Class"), looks_at=ACETABULAR_CLASS),),
    cohort=_("Surgeon's classification of 1981; modern series have 22 to 89 patients"),
    limits=(
        _("The classes were read as one-line definitions in a secondary source."),
        _("It says how to rebuild, not whether to operate; IV says nothing of how weak the bone is."),
        _("Some texts call the destroyed iliac wing class IV: the opposite of a lesion that could be cured."),
    ),
    references=("harrington_1981", "harrington_modern", "harrington_2015", "harrington_classes_2015"),
    evidence="cohort",
)
