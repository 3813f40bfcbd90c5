"""Two people have changed the same section: both versions side by side, and a choice for each answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from assessments.answers.document import section_answers
from assessments.answers.wording import in_words, question_name
from assessments.forms.fields import raw_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from assessments.clinical.language.questions import Question
    from assessments.forms.section import SectionForm
    from assessments.models import Revision

    from .place import Place

MINE, THEIRS = "mine", "theirs"


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
    missing = object()
    return bool(one.get(question.key, missing) == other.get(question.key, missing)) or (
        question.key not in one and question.key not in other
    )


def differing(place: Place, form: SectionForm, base: Revision | None) -> list[Difference]:
    """List what differs. Where only one of the two changed an answer, that one is marked beforehand."""
    theirs = section_answers(place.revision.answers, place.section, place.index)
    mine = form.answers
    then = _then(place, base)
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


def _then(place: Place, base: Revision | None) -> dict[str, Any] | None:
    if base is None:
        return None
    if place.lesion is None:
        return section_answers(base.answers, place.section, None)
    lesion = str(place.lesion.uuid)
    if lesion not in base.lesions:
        return {}
    return section_answers(base.answers, place.section, base.lesions.index(lesion))


def unchosen(place: Place, data: QueryDict) -> bool:
    """Tell whether a differing answer was left without a choice."""
    form = place.form(data)
    form.full_clean()
    return any(one.chosen not in (MINE, THEIRS) for one in differing(place, form, None))


def merged(place: Place, data: QueryDict) -> QueryDict:
    """Put their answers into what was typed wherever theirs were chosen."""
    theirs = section_answers(place.revision.answers, place.section, place.index)
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
