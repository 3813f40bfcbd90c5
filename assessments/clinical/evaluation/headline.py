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
PROVISIONAL = _("Provisional: {sentence}")


def headline(lesion: LesionEvaluation, translate: Callable[[str], str] = str) -> str:
    """Say decision, urgency and aim in one sentence of less than 140 characters."""
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
