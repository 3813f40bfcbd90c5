"""The headline: the advice in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.advice import (
    AIMS,
    CONSIDER,
    DECISIONS,
    DIAGNOSE_FIRST,
    EMERGENCY,
    EXPEDITED,
    NON_OPERATIVE,
    NONE,
    OPERATE,
    PLANNED,
    UNDECIDED,
    URGENT,
)
from assessments.clinical.language.translatable import _
from assessments.clinical.rules.least_urgency import U1, U2, urgent_words
from assessments.clinical.rules.stops import IN_SPITE_OF_EMERGENCY
from assessments.clinical.sections import BY_PATH

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.clinical.rules.rule import LeastUrgency

    from .evaluate import LesionEvaluation

HOW_SOON = {
    EMERGENCY: _("emergency, within 24 hours"),
    URGENT: _("urgent, within 72 hours"),
    EXPEDITED: _("expedited, within 2 weeks"),
    PLANNED: _("planned"),
}
WITHIN = {
    EMERGENCY: _("within 24 hours"),
    URGENT: _("within 72 hours"),
    EXPEDITED: _("within 2 weeks"),
}
FIRST_OF_ALL = frozenset({U1, U2})
SENTENCES = {
    OPERATE: _("Operate, {how_soon}: {aim}."),
    CONSIDER: _("Consider operating, {how_soon}: {aim}."),
    NON_OPERATIVE: _("No operation; other treatment: {how_soon}."),
    DIAGNOSE_FIRST: _("Diagnosis before any operation: {how_soon}."),
    UNDECIDED: _("Undecided; still possible: {possible}. To answer first: {needed}."),
}
PROVIDED = {
    OPERATE: _("Operate, provided that: {provided}. Operation {how_soon}: {aim}."),
    CONSIDER: _("Consider operating, provided that: {provided}. Operation {how_soon}: {aim}."),
}
HISTOLOGY_FIRST = _("Histology unconfirmed: diagnosis before any operation. {sentence}")
# The same as a line of its own, above all else on a report.
HISTOLOGY_UNCONFIRMED = _("Histology unconfirmed: diagnosis before any operation")
# Where something else is more urgent than the operation, or than the diagnosis, it is said first.
URGENT_FIRST = _("{urgent}, {how_soon}. {sentence}")
NOTHING_TO_ASK = _("Undecided; still possible: {possible}.")
CALL_NOW = _(
    "Call the centre and the spinal (or trauma) surgeon now. Decompression or debridement is theirs to "
    "decide today; this stop does not delay it."
)
BETWEEN = _(", ")
QUESTION_MARKS = "?\N{FULLWIDTH QUESTION MARK}"
NO_OPERATION = _("No operation.")
# Another disease sets no urgency, but what it does to the bone may.
HOW_SOON_ALL_THE_SAME = _("{sentence} How soon: {how_soon}.")
PROVISIONAL = _("Preliminary: {sentence}")


def headline(lesion: LesionEvaluation, translate: Callable[[str], str] = str) -> str:
    """Say decision, urgency and aim in short, and before it what is more urgent.

    While the histology could still stop every operation, that is said before all else.
    """
    sentence = headline_alone(lesion, translate)
    if lesion.histology_unconfirmed and not _cannot_wait_for_the_centre(lesion):
        return translate(HISTOLOGY_FIRST).format(sentence=sentence)
    return sentence


def headline_alone(lesion: LesionEvaluation, translate: Callable[[str], str] = str) -> str:
    """Say the same where it stands above already that the histology is unconfirmed."""
    if _cannot_wait_for_the_centre(lesion):
        return translate(CALL_NOW)
    sentence = _advice(lesion, translate)
    if not (lesion.settled or lesion.decision == UNDECIDED or lesion.provided):
        sentence = translate(PROVISIONAL).format(sentence=sentence)
    if first := _more_urgent(lesion):
        sentence = translate(URGENT_FIRST).format(
            urgent=translate(urgent_words(first, lesion.facts)),
            how_soon=translate(WITHIN[lesion.urgency]),
            sentence=sentence,
        )
    return sentence


def _advice(lesion: LesionEvaluation, translate: Callable[[str], str]) -> str:
    if lesion.decision == UNDECIDED:
        return _undecided(lesion, translate)
    urgency = _urgency_to_say(lesion)
    how_soon = translate(HOW_SOON.get(urgency, ""))
    if urgency == NONE and lesion.decision == NON_OPERATIVE:
        return translate(NO_OPERATION)
    if lesion.own_urgency == NONE and lesion.decision == DIAGNOSE_FIRST:
        stop = translate(lesion.stops[0].says)
        return translate(HOW_SOON_ALL_THE_SAME).format(sentence=stop, how_soon=how_soon) if how_soon else stop
    sentences = PROVIDED if lesion.provided else SENTENCES
    return translate(sentences[lesion.decision]).format(
        how_soon=how_soon,
        aim=small(translate(AIMS[lesion.aim])) if lesion.aim else "",
        provided=translate(BETWEEN).join(translate(limit.provided) for limit in lesion.provided),
    )


def _undecided(lesion: LesionEvaluation, translate: Callable[[str], str]) -> str:
    needed = _needed(lesion, translate)
    # Where the histology is unconfirmed the diagnosis is named before the sentence already.
    possible = (
        small(translate(DECISIONS[decision]))
        for decision in lesion.possible
        if not (decision == DIAGNOSE_FIRST and lesion.histology_unconfirmed)
    )
    return translate(SENTENCES[UNDECIDED] if needed else NOTHING_TO_ASK).format(
        possible=translate(BETWEEN).join(possible), needed=needed
    )


def _urgency_to_say(lesion: LesionEvaluation) -> str:
    """Give the advice's own urgency; that of an operation which a stop holds back, where it is higher."""
    return lesion.urgency if _more_urgent(lesion) is None else lesion.own_urgency


def _needed(lesion: LesionEvaluation, translate: Callable[[str], str]) -> str:
    paths = lesion.essential or lesion.missing[:1]
    labels = (translate(BY_PATH[path].asked_next(lesion.facts)).rstrip(QUESTION_MARKS) for path in paths)
    return translate(BETWEEN).join(f"“{label}”" for label in labels)


def small(text: str) -> str:
    """Begin with a small letter, as within a sentence."""
    return text[:1].lower() + text[1:]


def _cannot_wait_for_the_centre(lesion: LesionEvaluation) -> bool:
    """Tell whether a stop that sends the patient away stands beside failing nerves or an open injury."""
    if not lesion.stops or lesion.stops[0] not in IN_SPITE_OF_EMERGENCY or lesion.urgency != EMERGENCY:
        return False
    return any(rule.key in lesion.urgency_from for rule in FIRST_OF_ALL)


def _more_urgent(lesion: LesionEvaluation) -> LeastUrgency | None:
    """Give the least urgency that asks for more than the advice itself does; None where none does."""
    if lesion.urgency == lesion.own_urgency:
        return None
    return next((rule for rule in lesion.least_urgencies if rule.key in lesion.urgency_from), None)
