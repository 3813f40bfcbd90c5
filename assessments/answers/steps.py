"""How far an assessment has come: each section's state, and the way from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS

from .document import facts_of, section_answers

if TYPE_CHECKING:
    from assessments.clinical.language.questions import Section

    from .document import Document


@dataclass(frozen=True, slots=True)
class Step:
    """A section of the case (index None) or of a lesion, on the way through an assessment."""

    section: Section
    index: int | None


@dataclass(frozen=True, slots=True)
class State:
    """How much of a section's core is answered, of what is asked as things stand."""

    step: Step
    answered: int
    asked: int
    started: bool

    @property
    def is_done(self) -> bool:
        return self.started and self.answered == self.asked


def steps(document: Document) -> list[Step]:
    """List every section in the order in which the form goes through them."""
    case = [Step(section, None) for section in CASE_SECTIONS]
    lesions = range(len(document["lesions"]))
    return case + [Step(section, index) for index in lesions for section in LESION_SECTIONS]


def following(document: Document, step: Step) -> Step | None:
    """Give the section after this one; None after the last."""
    order = steps(document)
    place = order.index(step) + 1
    return order[place] if place < len(order) else None


def before(document: Document, step: Step) -> Step | None:
    """Give the section before this one; None before the first."""
    order = steps(document)
    place = order.index(step)
    return order[place - 1] if place else None


def state_of(document: Document, step: Step) -> State:
    """Count what is answered of a section; "not known" is an answer."""
    facts = facts_of(document, step.index)
    stored = section_answers(document, step.section, step.index)
    core = [question.key for question in step.section if question.core and facts.asked[question]]
    return State(
        step=step,
        answered=sum(key in facts.answers for key in core),
        asked=len(core),
        started=bool(stored),
    )
