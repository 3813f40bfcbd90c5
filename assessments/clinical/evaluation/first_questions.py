"""What is asked beside a new patient: where the lesion is. Then every step asks only what this bone needs."""

from assessments.clinical.evaluation.emergency_path import Path
from assessments.clinical.language.questions import ALWAYS
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import BONE, LEVEL, SEGMENT, SIDE

FIRST_QUESTIONS = Path(
    "first",
    _("The lesion"),
    _("The bone decides what else is asked. It stands answered under imaging, and can be changed there."),
    ((BONE, ALWAYS), (SIDE, ALWAYS), (LEVEL, ALWAYS), (SEGMENT, ALWAYS)),
)
