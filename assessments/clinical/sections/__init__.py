"""The sections in the order in which the form shows them."""

from assessments.clinical.language.questions import Question, Section

from .fracture import FRACTURE_SECTION
from .history import HISTORY
from .imaging import IMAGING
from .neuro import NEURO
from .pain import PAIN
from .patient import PATIENT

CASE_SECTIONS: tuple[Section, ...] = (PATIENT, HISTORY)
LESION_SECTIONS: tuple[Section, ...] = (IMAGING, PAIN, FRACTURE_SECTION, NEURO)
SECTIONS: tuple[Section, ...] = CASE_SECTIONS + LESION_SECTIONS

QUESTIONS: dict[str, Question] = {question.key: question for section in SECTIONS for question in section}
BY_PATH: dict[str, Question] = {question.path: question for question in QUESTIONS.values()}
