"""What was answered at the last assessment of a lesion: shown, and taken over only when somebody says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from assessments.answers.wording import date_in_words, in_words
from assessments.clinical.sections.patient import AGE, ASSESSED_ON
from assessments.models import Assessment, Status

from .fields import Raw, raw_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from assessments.clinical.language.questions import Section
    from assessments.models import Lesion

# Another day, and an age that the patient's record gives.
NEVER_THE_SAME = frozenset({ASSESSED_ON.key, AGE.key})


@dataclass(frozen=True, slots=True)
class LastTime:
    """One answer of the last assessment, and what its controls would show."""

    day: str
    words: str
    raw: Raw


def last_assessment(assessment: Assessment, lesion: Lesion | None) -> Assessment | None:
    """Find the assessment before this one: of this lesion or, for the case, of the patient."""
    before = Assessment.objects.filter(patient=assessment.patient_id, created__lt=assessment.created)
    before = before.exclude(status=Status.WITHDRAWN)
    if lesion is not None:
        before = before.filter(assessed__lesion=lesion)
    return before.order_by("-created").first()


def last_time(assessment: Assessment, section: Section, lesion: Lesion | None) -> dict[str, LastTime]:
    """Give what was answered and counted last time in a section, by question."""
    last = last_assessment(assessment, lesion)
    if last is None:
        return {}
    revision = last.latest()
    of = None if lesion is None else lesion.key
    facts, typed = revision.given.facts(of), revision.typed_in(section.key, of)
    said = revision.given.facts(None).answer(ASSESSED_ON)
    day = date_in_words(str(said or localdate(last.created).isoformat()))
    return {
        question.key: LastTime(day, in_words(question, answer, facts), raw_of(question, facts.answers, typed))
        for question in section
        if question.key not in NEVER_THE_SAME and (answer := facts.answer(question)) is not None
    }


def take_over(data: QueryDict, key: str, last: LastTime) -> None:
    """Put an answer of last time into what was typed, as if it had been typed."""
    for name in (f"{key}-unknown", f"{key}-sure"):
        data.pop(name, None)
    data[key] = last.raw.text
    if last.raw.unit:
        data[f"{key}-unit"] = last.raw.unit
