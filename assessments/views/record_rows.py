"""What a record offers, row by row: where it would be an answer, in which words, and what stands against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from assessments.answers.document import CASE_KEYS, SECTION_BY_KEY
from assessments.answers.parsing import read_number
from assessments.answers.wording import date_in_words, in_words, lesion_name, question_name
from assessments.clinical.evaluation.case import is_later
from assessments.clinical.sections.patient import ASSESSED_ON
from assessments.exchange.left import Why

from .access import lesion_of
from .place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.exchange.reading import Offer, Reading
    from assessments.models import Revision


@dataclass(frozen=True, slots=True)
class Row:
    """One value on offer for one place, with what stands against taking it; empty where nothing does."""

    offer: Offer
    place: Place
    lesion_name: str
    against: str

    @property
    def key(self) -> str:
        return f"{self.offer.path}:{self.offer.text}:{self.place.number}"

    @property
    def name(self) -> str:
        return question_name(self.offer.question)

    @property
    def day(self) -> str:
        return date_in_words(self.offer.on) if self.offer.on else ""

    @property
    def words(self) -> str:
        """Say what it would be as an answer: in the unit of the question."""
        question = self.offer.question
        if question.kind == "choice":
            return in_words(question, self.offer.text)
        return in_words(question, read_number(question, self.offer.text, self.offer.unit))

    @property
    def as_written(self) -> str:
        """Say what stood there, where that was in another unit."""
        unit = self.offer.unit
        return f"{self.offer.text} {_(unit)}" if unit and unit != self.offer.question.unit else ""


def rows_of(revision: Revision, reading: Reading) -> Iterator[Row]:
    """Go through what is offered: of the case once, of a lesion for each."""
    given, assessment = revision.given, revision.assessment
    for offer in reading.offers:
        section = SECTION_BY_KEY[offer.question.section]
        for of in (None,) if section.key in CASE_KEYS else given.lesions:
            lesion = None if of is None else lesion_of(assessment, UUID(of), revision.lesions)
            place = Place(assessment, revision, section, lesion)
            yield Row(offer, place, lesion_name(given.facts(of)) if of else "", _against(place, offer))


def _against(place: Place, offer: Offer) -> str:
    """Say what stands against taking a value."""
    question, stored = offer.question, place.stored
    if question.key in stored:
        return _("Answered: %(answer)s") % {"answer": in_words(question, stored[question.key])}
    if place.revision.given.facts(place.key).asked[question] is False:
        return _("Not asked, because of other answers")
    assessed = place.revision.given.facts(None).answer(ASSESSED_ON)
    if offer.on and isinstance(assessed, str) and is_later(offer.on, assessed):
        return str(Why.LATER.label)
    return ""
