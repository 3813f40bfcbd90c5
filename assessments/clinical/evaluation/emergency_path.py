"""The emergency path: the few questions that decide how soon, at most twelve of them at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.questions import ALWAYS
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.fracture import FRACTURE, LIMB_FUNCTION, OPEN_OR_VASCULAR_INJURY
from assessments.clinical.sections.history import (
    CANCER_HISTORY,
    EXPECTED_SURVIVAL,
    FIT_FOR_ANAESTHESIA,
    PRIMARY,
)
from assessments.clinical.sections.imaging import (
    ALIGNMENT,
    BONE,
    CAUDA_COMPRESSION,
    COLLAPSE,
    CORD_COMPRESSION,
    HISTOLOGY,
    LEVEL,
    SPINE,
)
from assessments.clinical.sections.neuro import (
    DEFICIT,
    DEFICIT_HOURS,
    FRANKEL,
    HOURS_SINCE_WALKING_LOST,
    SPHINCTER,
    WALKING,
)
from assessments.clinical.sections.pain import MECHANICAL, WORST_PAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Condition
    from assessments.clinical.language.questions import Question

MOST_QUESTIONS = 12


@dataclass(frozen=True, eq=False, slots=True)
class Path:
    """Questions of several sections on one page, each with when it is worth its place there."""

    key: str
    title: str
    intro: str
    steps: tuple[tuple[Question, Condition], ...]

    def __iter__(self) -> Iterator[Question]:
        return (question for question, _when in self.steps)

    def shows(self, question: Question, facts: Facts) -> bool:
        """Tell whether the question is asked, and worth its place with these answers."""
        return facts.asked[question] is True and self.when(question).holds(facts) is True

    def when(self, question: Question) -> Condition:
        """Give the condition on which the path asks a question, beside its own."""
        return next(when for step, when in self.steps if step is question)


NO_DEFICIT = DEFICIT.is_("none")
EMERGENCY_PATH = Path(
    "emergency",
    _("Emergency"),
    _("Urgency assessment. Leave open what is not known; everything else can follow."),
    (
        (BONE, ALWAYS),
        (LEVEL, ALWAYS),
        (FRACTURE, ALWAYS),
        (OPEN_OR_VASCULAR_INJURY, ALWAYS),
        (DEFICIT, ALWAYS),
        (DEFICIT_HOURS, SPINE),
        (FRANKEL, ~NO_DEFICIT),
        (WALKING, ~NO_DEFICIT),
        (HOURS_SINCE_WALKING_LOST, ~NO_DEFICIT),
        (SPHINCTER, ALWAYS),
        # Where only "lumbar" is known, the cauda is by far the likelier.
        (CORD_COMPRESSION, ~LEVEL.said("lumbar")),
        (CAUDA_COMPRESSION, ALWAYS),
        (COLLAPSE, NO_DEFICIT),
        (ALIGNMENT, NO_DEFICIT),
        (LIMB_FUNCTION, ~SPINE),
        (WORST_PAIN, ~SPINE | NO_DEFICIT),
        (MECHANICAL, ~SPINE),
        (CANCER_HISTORY, ALWAYS),
        (PRIMARY, ALWAYS),
        (HISTOLOGY, ~SPINE),
        (EXPECTED_SURVIVAL, ALWAYS),
        (FIT_FOR_ANAESTHESIA, ~SPINE | NO_DEFICIT),
    ),
)
