"""Two people have changed the same section: both versions side by side, and a choice for each answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.answers.sent import CARRIED
from assessments.answers.wording import in_words, lesion_name, question_name
from assessments.forms.fields import raw_of

from .keeping import resumed
from .showing import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from assessments.clinical.language.questions import Question
    from assessments.forms.section import SectionForm
    from assessments.models import Revision

    from .place import Place

MINE, THEIRS = "mine", "theirs"
OPEN = object()  # not answered; None says that it is not known


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that two people gave differently."""

    question: Question
    label: str
    mine: str
    theirs: str
    chosen: str


def _words(question: Question, answers: dict[str, Any]) -> str:
    return in_words(question, answers[question.key]) if question.key in answers else _("Left open")


def _same(question: Question, one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one.get(question.key, OPEN) == other.get(question.key, OPEN))


def differing(place: Place, form: SectionForm, base: Revision | None) -> list[Difference]:
    """List what differs. Where only one of the two changed an answer, that one is marked beforehand."""
    theirs = place.stored
    mine = form.answers
    then = None if base is None else base.given.section(place.section.key, place.key)
    found = []
    for question in place.section:
        if _same(question, mine, theirs):
            continue
        chosen = str(form.data.get(f"keep-{question.key}", ""))
        if not chosen and then is not None:
            if _same(question, theirs, then):
                chosen = MINE
            elif _same(question, mine, then):
                chosen = THEIRS
        found.append(
            Difference(
                question, question_name(question), _words(question, mine), _words(question, theirs), chosen
            )
        )
    return found


def unchosen(place: Place, data: QueryDict) -> bool:
    """Tell whether a differing answer was left without a choice."""
    form = place.form(data)
    form.full_clean()
    return any(one.chosen not in (MINE, THEIRS) for one in differing(place, form, None))


def merged(place: Place, data: QueryDict) -> QueryDict:
    """Put their answers into what was typed wherever theirs were chosen."""
    theirs = place.stored
    together = data.copy()
    for question in place.section:
        key = question.key
        if data.get(f"keep-{key}") != THEIRS:
            continue
        raw = raw_of(question, theirs, place.typed)
        for name in (key, f"{key}-unit", f"{key}-unknown", f"{key}-sure"):
            together.pop(name, None)
        together[key] = raw.text
        together[f"{key}-unit"] = raw.unit
        if raw.unknown:
            together[f"{key}-unknown"] = "on"
    return together


def show_conflict(
    request: HttpRequest, place: Place, data: QueryDict, *, base: Revision | None, status: int
) -> HttpResponse:
    """Show both versions side by side; what was typed travels along in the page."""
    form = place.form(data)
    form.full_clean()
    theirs = place.assessment.latest()
    fresh = replace(place, revision=theirs)
    carried = [
        (name, value)
        for name, values in data.lists()
        if (name not in CARRIED or name == "shown") and not name.startswith("keep-")
        for value in values
    ]
    context = {
        "place": fresh,
        "assessment": place.assessment,
        "section": place.section,
        "differences": differing(fresh, form, base),
        "carried": carried,
        "resumes": resumed(data),
        "theirs": theirs,
        "own": theirs.by == request.user,
        "mine_at": timezone.now(),
        "missed": status == 422,
        "name": lesion_name(theirs.given.facts(place.key)) if place.key else "",
    }
    return render(request, "assessments/section/conflict.html", context, status=status)
