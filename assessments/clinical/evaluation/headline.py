"""The headline: the advice in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.advice import (
    AIMS,
    CONSIDER,
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
from assessments.clinical.sections import BY_PATH

if TYPE_CHECKING:
    from collections.abc import Callable

    from .evaluate import LesionEvaluation

HOW_SOON = {
    EMERGENCY: _("emergency, within 24 hours"),
    URGENT: _("urgent, within 72 hours"),
    EXPEDITED: _("expedited, within 2 weeks"),
    PLANNED: _("planned"),
}
SENTENCES = {
    OPERATE: _("Operate, {how_soon}: {aim}."),
    CONSIDER: _("Consider operating, {how_soon}: {aim}."),
    NON_OPERATIVE: _("No operation; other treatment: {how_soon}."),
    DIAGNOSE_FIRST: _("Diagnose before any operation: {how_soon}."),
    UNDECIDED: _("Not decided yet: answer {needed} first."),
}
BETWEEN = _(", ")
QUESTION_MARKS = "?\N{FULLWIDTH QUESTION MARK}"
NO_OPERATION = _("No operation.")
# Told in place of a provisional "no operation".
NOT_ENOUGH = _("Not enough known yet; open: {needed}.")
NOT_ENOUGH_BUT_SOON = _("Not enough known yet, but {how_soon}; open: {needed}.")
NOT_CLEAR = _("Not enough known yet: answers contradict each other.")
NOT_CLEAR_BUT_SOON = _("Not enough known yet, but {how_soon}: answers contradict each other.")
NAMED, LONGEST_NAME = 2, 45
PROVISIONAL = _("Provisional: {sentence}")


def headline(lesion: LesionEvaluation, translate: Callable[[str], str] = str) -> str:
    """Say decision, urgency and aim in one sentence of less than 140 characters."""
    if lesion.told_decision != lesion.decision:
        return _not_enough(lesion, translate)
    aim = translate(AIMS[lesion.aim]) if lesion.aim else ""
    labels = (translate(BY_PATH[path].label).rstrip(QUESTION_MARKS) for path in lesion.essential)
    needed = translate(BETWEEN).join(f"“{label}”" for label in labels)
    if lesion.decision == NON_OPERATIVE and lesion.urgency == NONE:
        sentence = translate(NO_OPERATION)
    else:
        sentence = translate(SENTENCES[lesion.decision]).format(
            how_soon=translate(HOW_SOON.get(lesion.urgency, "")),
            aim=aim[:1].lower() + aim[1:],
            needed=needed,
        )
    if lesion.settled or lesion.decision == UNDECIDED:
        return sentence
    return translate(PROVISIONAL).format(sentence=sentence)


def _not_enough(lesion: LesionEvaluation, translate: Callable[[str], str]) -> str:
    """Name what is open instead of an advice that rests on it."""
    asked = [path for path in lesion.missing if path not in lesion.not_known] or lesion.missing
    labels = [translate(BY_PATH[path].label).rstrip(QUESTION_MARKS) for path in asked]
    how_soon = translate(HOW_SOON.get(lesion.urgency, ""))
    most = 1 if how_soon else NAMED
    named = [f"“{label}”" for label in labels if len(label) <= LONGEST_NAME][:most]
    sentences = (NOT_ENOUGH, NOT_ENOUGH_BUT_SOON) if named else (NOT_CLEAR, NOT_CLEAR_BUT_SOON)
    return translate(sentences[bool(how_soon)]).format(
        how_soon=how_soon, needed=translate(BETWEEN).join(named)
    )
