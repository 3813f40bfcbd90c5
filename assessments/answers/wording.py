"""Answers in words, as the review page, the hub and the messages show them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.clinical.language.facts import Facts
from assessments.clinical.sections.history import PRIMARY
from assessments.clinical.sections.imaging import BONE, LEVEL, SEGMENT, SIDE
from assessments.clinical.sections.patient import AGE, SEX

from .columns import where
from .punctuation import bare, explained

if TYPE_CHECKING:
    from assessments.clinical.language.questions import Choice, Question

    from .document import Answers

CHINESE = "\u4e00"  # the first of the Chinese characters


def question_name(question: Question) -> str:
    """Name a question where it is not asked but told of: without the question mark."""
    return bare(_(question.label))


def asked_next(question: Question, facts: Facts) -> str:
    """Name what is still asked: the question, or what a coarse answer to it leaves open."""
    said = question.asked_next(facts)
    return question_name(question) if said == question.label else _(said)


def choice_of(question: Question, answer: object, facts: Facts | None = None) -> Choice | None:
    """Find the choice that an answer means; where two share a value, the one that fits the other answers."""
    fitting = question.offered(facts) if facts is not None else question.choices
    for choices in (fitting, question.choices):
        for choice in choices:
            if choice.value == answer:
                return choice
    return None


def in_words(question: Question, answer: object, facts: Facts | None = None) -> str:
    """Write an answer as a reader expects it."""
    if answer is None:
        return _("Not known")
    if question.kind == "yes_no":
        return _("Yes") if answer else _("No")
    if question.kind == "choice":
        choice = choice_of(question, answer, facts)
        if choice is None:
            return str(answer)
        if len(choice.label) <= 3 and choice.hint:
            return explained(_(choice.label), bare(_(choice.hint)))
        return _(choice.label)
    if question.kind == "date":
        return date_in_words(str(answer))
    number = f"{answer:.6g}"
    unit = _(question.unit) if question.unit else ""
    if question is AGE:  # Chinese counts a life in other years than a time
        unit = pgettext("of age", "years")
    # "12 months", "45 %", but no space before a Chinese unit.
    return f"{number}{'' if unit == '%' or unit >= CHINESE else ' '}{unit}".strip()


def date_in_words(iso: str) -> str:
    """Write an ISO day or month with the month's name, so that nobody takes it for another."""
    if len(iso) == 7:
        return date_format(date.fromisoformat(f"{iso}-01"), "YEAR_MONTH_FORMAT")
    return date_format(date.fromisoformat(iso), "DATE_FORMAT")


def lesion_name(facts: Facts) -> str:
    """Name a lesion by what is known of where it is: "Left femur, subtrochanteric"."""
    return place_name(*where(facts))


def case_line(answers: Answers, lesion: str | None = None) -> str:
    """Tell a case apart without saying whose it is: "Left femur, shaft · 62 f · breast".

    Where there are several lesions and none is meant, say how many.
    """
    count, facts = len(answers.lesions), answers.facts(None)
    if lesion is None and count > 1:
        place = ngettext("%(n)d lesion", "%(n)d lesions", count) % {"n": count}
    else:
        place = lesion_name(answers.facts(lesion or answers.first))
    return told_apart(place, facts)


def told_apart(place: str, facts: Facts) -> str:
    """Say a place, age, sex and primary, as far as they are known, and nothing of who it is."""
    letters = {"female": pgettext("sex", "f"), "male": pgettext("sex", "m")}
    age, sex = facts.answer(AGE), letters.get(str(facts.answer(SEX)), "")
    person = " ".join(part for part in ("" if age is None else str(age), sex) if part)
    primary = choice_of(PRIMARY, facts.answer(PRIMARY))
    parts = (place, person, _(primary.label).lower() if primary else "")
    return " · ".join(part for part in parts if part)


def place_name(bone_said: str, side_said: str, part_said: str) -> str:
    """Name a place in the skeleton, as far as it is said."""
    bone = choice_of(BONE, bone_said)
    if bone is None:
        return _("Bone not entered yet")
    side = choice_of(SIDE, side_said)
    name = _(bone.label)
    if side is not None:
        name = _("{side} {bone}").format(side=_(side.label), bone=name.lower())
    level = choice_of(LEVEL, part_said) if bone_said == "spine" else None
    if level is not None:
        return _("{bone}, {part}").format(bone=name, part=_(level.label))
    part = choice_of(SEGMENT, part_said, Facts({BONE.key: bone_said}))
    return name if part is None else _("{bone}, {part}").format(bone=name, part=_(part.label).lower())
