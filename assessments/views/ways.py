"""The two ways on through an assessment: step by step, or by the next question that matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from assessments.answers.steps import beside, state_of, steps
from assessments.report.live_panel import Next
from bonemet.accounts.actions import choose_way

from .access import user_of
from .panel import panel_of
from .place import address_of_step

if TYPE_CHECKING:
    from django.http import HttpRequest

    from assessments.answers.steps import State, Step
    from assessments.models import Assessment, Revision

    from .place import Place

STEP_BY_STEP, BY_QUESTION = "steps", "questions"
ACTIONS = {"save": STEP_BY_STEP, "next": BY_QUESTION}  # what a button of the form sends


@dataclass(frozen=True, slots=True)
class Stage:
    """A section in the row above the form: how far it is, and where it stands."""

    state: State
    address: str
    is_here: bool


def goes_by_question(request: HttpRequest) -> bool:
    """Tell whether this user went on by the next question when they last went on."""
    return user_of(request).way == BY_QUESTION


def keep_way(request: HttpRequest) -> None:
    """Keep the way that the button stands for with which a section was saved."""
    way = ACTIONS.get(request.POST.get("action", ""))
    if way and "onward" not in request.POST:
        choose_way(way=way, by=user_of(request))


def stages(assessment: Assessment, revision: Revision, here: Step) -> list[Stage]:
    """List the sections that stand beside a step: the patient and the five, of the same lesion."""
    return [
        Stage(state_of(revision.given, step), address_of_step(assessment, step), step == here)
        for step in beside(revision.given, here)
    ]


def asked_after(place: Place, revision: Revision) -> str:
    """Give where the next question stands once a section is saved; what was passed over there comes later.

    Where none is left that could change the advice, that is the report.
    """
    first = place.number - 1 if place.lesion else 0
    order = revision.lesions[first:] + revision.lesions[:first]
    before, after = (_asked(place.assessment, one, order) for one in (place.revision, revision))
    if not after:
        return reverse("assessments:report", args=[place.assessment.uuid])
    passed = before and before[0].address == after[0].address and place.address in after[0].address
    return after[1 if passed and len(after) > 1 else 0].address


def _asked(assessment: Assessment, revision: Revision, order: list[str]) -> list[Next]:
    known = [lesion for lesion in order if lesion in revision.lesions]
    panel = panel_of(assessment, revision.given, known)
    return [one for lesion in panel.lesions for one in lesion.next] if panel else []


def begun_at(assessment: Assessment, revision: Revision, request: HttpRequest) -> str:
    """Give where a new assessment goes on: at the first section that is not done, or the next question."""
    if goes_by_question(request) and (asked := _asked(assessment, revision, revision.lesions[:1])):
        return asked[0].address
    states = (state_of(revision.given, step) for step in steps(revision.given))
    first = next((state.step for state in states if not state.is_done), None)
    hub = reverse("assessments:hub", args=[assessment.uuid])
    return address_of_step(assessment, first) if first else hub
