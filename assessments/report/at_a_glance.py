"""What a surgeon reads in five seconds: who and what in one line, what stops all else, one reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.answers.punctuation import bare, clauses, listed, told
from assessments.answers.wording import choice_of
from assessments.clinical.evaluation.headline import HISTOLOGY_UNCONFIRMED
from assessments.clinical.rules.least_urgency import urgent_sentence
from assessments.clinical.sections.fracture import FRACTURE
from assessments.clinical.sections.history import CANCER_HISTORY, ECOG, EXPECTED_SURVIVAL, PRIMARY
from assessments.clinical.sections.imaging import ACETABULAR_CLASS, BONE, CORD_COMPRESSION, HISTOLOGY, LEVEL
from assessments.clinical.sections.neuro import FRANKEL
from assessments.clinical.sections.pain import WORST_PAIN
from assessments.clinical.sections.patient import AGE, SEX

from .scores import span
from .what_if_clauses import lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessments.clinical.evaluation.evaluate import LesionEvaluation
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.rules.rule import Rule

    from .tree import LesionReport

SCORES_TOLD = ("sins", "mirels")
# These are diseases, not organs in which a cancer began.
DISEASES = frozenset({"myeloma", "lymphoma", "melanoma", "sarcoma", "phaeochromocytoma"})
WITHOUT_PRIMARY = frozenset({"no_primary_found", "not_worked_up"})
SENTENCE = re.compile(r"(?<=[a-z)\]]\.) (?=[A-Z])|(?<=。)")
# Stops in which it is the histology that is not known, and the answer to it that makes it known.
UNPROVEN, PROVEN_OTHERWISE = frozenset({"D1", "D2", "D5"}), "primary_bone_tumour"


def patient_line(lesion: LesionEvaluation, name: str) -> str:
    """Say who and what: "62 y, female, breast cancer, T8: ESCC 3, Frankel D, SINS 11, ECOG 1"."""
    facts = lesion.facts
    person = tuple(_person(facts))
    level = choice_of(LEVEL, facts.answer(LEVEL))
    place = _(level.label) if level else lower(name) if person else name
    who = clauses((*person, place))
    found = tuple(_findings(lesion))
    return told(who, listed(found)) if found else who


def _person(facts: Facts) -> Iterator[str]:
    if (age := facts.answer(AGE)) is not None:
        yield _("{age} y").format(age=age)
    if (sex := choice_of(SEX, facts.answer(SEX))) is not None:
        yield _(sex.label).lower()
    if cancer := _cancer(facts):
        yield cancer


def _cancer(facts: Facts) -> str:
    primary = choice_of(PRIMARY, facts.answer(PRIMARY))
    if primary is None:
        return _("primary unknown") if facts.answer(CANCER_HISTORY) in WITHOUT_PRIMARY else ""
    if primary.value in DISEASES:
        return _(primary.label).lower()
    if primary.value == "other":
        return _("other cancer")
    return _("{organ} cancer").format(organ=_(primary.label).lower())


def _findings(lesion: LesionEvaluation) -> Iterator[str]:
    facts = lesion.facts
    fracture = facts.answer(FRACTURE)
    if fracture is not None:
        yield _("no fracture") if fracture == "none" else _fractured(str(fracture))
    for question, words in (
        (ACETABULAR_CLASS, _("Harrington {grade}")),
        (CORD_COMPRESSION, _("ESCC {grade}")),
        (FRANKEL, _("Frankel {grade}")),
    ):
        choice = choice_of(question, facts.answer(question), facts)
        if choice is not None:
            is_grade = len(choice.label) <= len("III")
            yield words.format(grade=_(choice.label)) if is_grade else lower(bare(_(choice.label)))
    for reading in lesion.scores:
        if reading.score.key in SCORES_TOLD and reading.known_items:
            yield f"{_(reading.score.title)} {span(reading.low, reading.high)}"
    is_spine = facts.answer(BONE) == "spine"  # there the SINS counts the pain
    if (pain := facts.answer(WORST_PAIN)) is not None and not is_spine:
        yield _("pain {worst}/10").format(worst=pain)
    if (ecog := facts.answer(ECOG)) is not None:
        yield _("ECOG {grade}").format(grade=ecog)


def _fractured(kind: str) -> str:
    return {
        "undisplaced": _("undisplaced fracture"),
        "displaced": _("displaced fracture"),
    }.get(kind, _("fractured"))


def first_of_all(lesion: LesionEvaluation) -> str:
    """Say what stands above all else while a stop is live; nothing where none is."""
    if lesion.histology_unconfirmed:
        return _(HISTOLOGY_UNCONFIRMED)
    if not lesion.stops:
        return ""
    stop = lesion.stops[0]
    unproven = stop.key in UNPROVEN and lesion.facts.answer(HISTOLOGY) != PROVEN_OTHERWISE
    return _(HISTOLOGY_UNCONFIRMED) if unproven else _(stop.title)


def reason(lesion: LesionEvaluation, rules: Sequence[Rule]) -> str:
    """Give the first of the reasons in one sentence; without any, what is urgent all the same."""
    for rule in (*rules, *lesion.least_urgencies):
        return SENTENCE.split(_(urgent_sentence(rule, lesion.facts)), maxsplit=1)[0].strip()
    return ""


def own_estimate(facts: Facts) -> str:
    """Give the surgeon's own estimate of survival, in words."""
    choice = choice_of(EXPECTED_SURVIVAL, facts.answer(EXPECTED_SURVIVAL))
    return _(choice.label) if choice else ""


def place_of(lesions: Sequence[LesionReport]) -> str:
    """Name the lesion, or say how many there are."""
    if len(lesions) == 1:
        return lesions[0].name
    return ngettext("{n} lesion", "{n} lesions", len(lesions)).format(n=len(lesions)) if lesions else ""
