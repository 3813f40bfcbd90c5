"""Taking one value of somebody else's record for an answer: never in place of one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from assessments.answers.parsing import read_number
from assessments.clinical.sections.history import BLOODS_ON, HISTORY
from assessments.record.sources import SOURCE

from .assessments import locked, write_section

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.answers.document import Given
    from assessments.clinical.language.questions import Question, Section
    from assessments.models import Assessment, Lesion, Patient, Revision
    from bonemet.accounts.models import User


class AnsweredAlreadyError(Exception):
    """The question has an answer, if only that it is not known; that is changed in its section."""


@transaction.atomic
def take_value(
    *,
    assessment: Assessment,
    section: Section,
    lesion: Lesion | None,
    question: Question,
    text: str,
    unit: str,
    source: dict[str, str],
    dates_bloods: bool,
    base_revision: int,
    by: User,
    check: Callable[[Patient], None],
) -> Revision:
    """Append a revision in which this answers an open question, as if it had been typed in that unit.

    `source` says where it is from: "from", "on" (the day) and "code". A blood value may move the date of the
    blood results back to its own, so that it is that of the oldest (`dates_bloods`).

    Raises AnsweredAlreadyError, NotUnderstood where it is no number, and StaleRevisionError, NotEditableError
    and LesionRemovedError as `write_section` does.
    """
    current = locked(assessment, check)
    of = None if lesion is None else lesion.key
    stored, typed = current.given.section(section.key, of), current.typed_in(section.key, of)
    if question.key in stored:
        raise AnsweredAlreadyError
    value: Any = text if question.kind == "choice" else read_number(question, text, unit)
    answers = stored | {question.key: value} | (_dated(stored, source["on"]) if dates_bloods else {})
    as_typed = {"value": text, "unit": unit or question.unit} if question.unit else {}
    return write_section(
        assessment=assessment,
        section=section,
        lesion=lesion,
        answers=answers,
        typed=typed | {question.key: as_typed | {SOURCE: source}},
        base_revision=base_revision,
        by=by,
        check=check,
    )


def _dated(stored: Given, on: str) -> Given:
    """Give the date of the blood results: the oldest; one that is said to be not known stays so."""
    known = stored.get(BLOODS_ON.key, on)
    return {BLOODS_ON.key: None if known is None else min(str(known), on)}


assert BLOODS_ON.section == HISTORY.key, "it is written with the section of the blood values"
