"""Blank forms for the time without a server: questions of one path, red flags, scores to add up by hand.

They are made of the declarations, so that a question or score that changes, changes here too. No advice is
worked out: the sheet holds what is asked and what cannot wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assessments.answers.wording import question_name
from assessments.clinical.evaluation.emergency_path import EMERGENCY_PATH
from assessments.clinical.language.facts import Facts
from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from assessments.clinical.safety.red_flags import RED_FLAGS
from assessments.clinical.scores import SCORES
from assessments.clinical.sections import SECTIONS
from assessments.clinical.sections.imaging import BONE
from assessments.clinical.versions import KNOWLEDGE
from assessments.knowledge.sheets import items

from .words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise

    from assessments.clinical.language.questions import Question
    from assessments.clinical.scores import Score

PELVIS = ("acetabulum", "ilium", "pubis_ischium", "pelvis")
SPINE = ("spine",)
BONES = tuple(choice.value for choice in BONE.choices)
PATHS: dict[str, tuple[_StrPromise, tuple[str, ...]]] = {
    "limb": (gettext_lazy("Limb and trunk"), tuple(b for b in BONES if b not in PELVIS + SPINE)),
    "pelvis": (gettext_lazy("Pelvis"), PELVIS),
    "spine": (gettext_lazy("Spine"), SPINE),
    "emergency": (gettext_lazy("Emergency"), BONES),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands on paper: boxes to tick, or a line with a unit."""

    label: str
    hint: str
    choices: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section's questions."""

    title: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A score to add up: each item with its categories and their points, and what the totals mean."""

    title: str
    items: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    bands: tuple[tuple[str, str, str], ...]
    higher_is: str


@dataclass(frozen=True, slots=True)
class BlankForm:
    """One sheet, in the language in force when it was made."""

    key: str
    title: str
    language: str
    knowledge: str
    flags: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    scores: tuple[Table, ...]


def blank_form(path: str) -> BlankForm:
    """Make the form of a path: limb, pelvis, spine or emergency. KeyError for another."""
    title, bones = PATHS[path]
    facts = [Facts({BONE.key: bone}) for bone in bones]
    is_short = path == EMERGENCY_PATH.key
    parts = [(_(EMERGENCY_PATH.title), EMERGENCY_PATH)] if is_short else [(_(s.title), s) for s in SECTIONS]
    return BlankForm(
        key=path,
        title=str(title),
        language=get_language() or "en",
        knowledge=KNOWLEDGE,
        flags=tuple(
            (_(rule.title), _(rule.says))
            for rule in dict.fromkeys((*RED_FLAGS, *LEAST_URGENCIES))
            if any(rule.when.holds(known) is not False for known in facts)
        ),
        parts=tuple(Part(title, _asked(questions, facts)) for title, questions in parts),
        scores=() if is_short else tuple(_table(score) for score in SCORES if _may_apply(score, facts)),
    )


def blank_words() -> dict[str, str]:
    """Give what stands on every blank form, in the language in force."""
    return {
        "title": _("Bone metastasis: blank form"),
        "how": _(
            "For the time without a server. Tick or write what is known, leave open what is not; "
            "type it in when bonemet is back, with the date and time below."
        ),
        "by": _("Filled in by"),
        "on": _("Date and time"),
        "lesion": _("Lesion"),
        "label": _("Patient label"),
        "flags": _("Red flags and least urgency"),
        "scores": _("Scores, to add up by hand"),
        "add": _("A score with an open item has no total. None of them decides alone."),
        "item": _("Item and points"),
        "points": _("Points"),
        "total": _("Total"),
        "higher": _("Higher is"),
        "foot": _("bonemet supports the surgeon and does not replace the decision"),
        "knowledge": word("knowledge"),
    }


def _asked(questions: Iterable[Question], facts: list[Facts]) -> tuple[Asked, ...]:
    found = []
    for question in questions:
        fits = [known for known in facts if known.asked[question] is not False]
        if fits:
            found.append(
                Asked(question_name(question), _(question.hint), _choices(question, fits), _unit(question))
            )
    return tuple(found)


def _choices(question: Question, facts: list[Facts]) -> tuple[str, ...]:
    """List the boxes: what may be answered where any of these bones is meant; on paper nothing coarse."""
    if question.kind == "yes_no":
        return (_("Yes"), _("No"))
    bones = {known.answer(BONE) for known in facts}
    offered = {choice for known in facts for choice in question.offered(known) if not choice.stands_for}
    return tuple(
        f"{_(choice.label)} ({_(choice.hint).rstrip('.。')})" if choice.hint else _(choice.label)
        for choice in question.choices
        if choice in offered and (question is not BONE or choice.value in bones)
    )


def _unit(question: Question) -> str:
    if question.kind == "date":
        return _("day, month, year")
    if question.kind in ("integer", "decimal"):
        span = f"{question.minimum:g}–{question.maximum:g}"
        return f"{_(question.unit)} ({span})" if question.unit else span
    return ""


def _may_apply(score: Score, facts: list[Facts]) -> bool:
    return any(score.applies.holds(known) is not False for known in facts)


def _table(score: Score) -> Table:
    return Table(
        _(score.title),
        tuple((item.label, item.categories) for item in items(score)),
        tuple(
            (
                f"{band.low}–{band.high}" if band.low < band.high else f"{band.low}",
                _(band.label),
                _(band.meaning),
            )
            for band in score.bands
        ),
        _(score.higher_is),
    )
