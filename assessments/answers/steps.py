"""How far an assessment has come: each section's state, and the way from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS
from assessments.clinical.sections.history import HISTORY

if TYPE_CHECKING:
    from assessments.clinical.language.questions import Section

    from .document import Answers


GUIDED = (HISTORY, *LESION_SECTIONS)  # the five steps, in the surgeon's order


@dataclass(frozen=True, slots=True)
class Step:
    """A section of the case (lesion None) or of a lesion, on the way through an assessment."""

    section: Section
    lesion: str | None

    @property
    def number(self) -> int:
        """Give which of the five steps it is; 0 for the patient, who stands before them."""
        return number_of(self.section.key)


@dataclass(frozen=True, slots=True)
class State:
    """How much of a section's core is answered, of what is asked as things stand.

    `not_known` of the answers say that it is not known.
    """

    step: Step
    answered: int
    not_known: int
    asked: int
    started: bool

    @property
    def is_done(self) -> bool:
        return self.started and self.answered == self.asked


def number_of(section_key: str) -> int:
    """Give which of the five steps a section is; 0 for the patient, who stands before them."""
    return next((n for n, section in enumerate(GUIDED, start=1) if section.key == section_key), 0)


def step_name(section: Section) -> str:
    """Name a section with its place among the five: "step 2, Imaging"."""
    if not (number := number_of(section.key)):
        return _(section.title)
    return _("step %(number)d, %(section)s") % {"number": number, "section": _(section.title)}


def steps(answers: Answers) -> list[Step]:
    """List every section in the order in which the form goes through them."""
    case = [Step(section, None) for section in CASE_SECTIONS]
    return case + [Step(section, lesion) for lesion in answers.lesions for section in LESION_SECTIONS]


def beside(answers: Answers, step: Step) -> list[Step]:
    """List the sections of the case and those of the same lesion: what stands beside the step."""
    lesion = step.lesion or answers.first
    return [one for one in steps(answers) if one.lesion in (None, lesion)]


def following(answers: Answers, step: Step) -> Step | None:
    """Give the section after this one; None after the last."""
    order = steps(answers)
    place = order.index(step) + 1
    return order[place] if place < len(order) else None


def before(answers: Answers, step: Step) -> Step | None:
    """Give the section before this one; None before the first."""
    order = steps(answers)
    place = order.index(step)
    return order[place - 1] if place else None


def state_of(answers: Answers, step: Step) -> State:
    """Count what is answered of a section; "not known" is an answer."""
    facts = answers.facts(step.lesion)
    core = [question.key for question in step.section if question.core and facts.asked[question]]
    return State(
        step=step,
        answered=sum(key in facts.answers for key in core),
        not_known=sum(facts.answers.get(key, "") is None for key in core),
        asked=len(core),
        started=bool(answers.section(step.section.key, step.lesion)),
    )
