"""The answers that a revision keeps, as one value: those of the case, and of each lesion by its identity."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assessments.clinical.evaluation.case import Refused
from assessments.clinical.evaluation.evaluate import evaluate
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS, QUESTIONS, SECTIONS
from assessments.clinical.sections.patient import ASSESSED_ON, PATIENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from assessments.clinical.evaluation.case import Problem
    from assessments.clinical.evaluation.evaluate import Evaluation, LesionEvaluation
    from assessments.clinical.language.questions import Question

Given = dict[str, Any]  # answers by the keys of their questions; None: not known
Sections = dict[str, Given]  # by the keys of sections
Document = dict[str, Any]  # {"case": Sections, "lesions": [Sections]}, as it is stored and written to files
SECTION_BY_KEY = {section.key: section for section in SECTIONS}
CASE_KEYS = frozenset(section.key for section in CASE_SECTIONS)


@dataclass(frozen=True, slots=True)
class AnswerPath:
    """Where an answer stands: of the case (lesion None), or of the lesion with this identity.

    The key alone says which question it is: an edition may ask it in another section than the one before.
    """

    section: str = field(compare=False)
    key: str
    lesion: str | None = None

    @classmethod
    def to(cls, question: Question, lesion: str | None) -> AnswerPath:
        """Give the place of a question while this lesion is looked at: of the case where it is the case's."""
        return cls(question.section, question.key, None if question.section in CASE_KEYS else lesion)


@dataclass(frozen=True)
class Answers:
    """All answers as they stood at one time, with those set aside; `lesions` by identity, in their order.

    Old records may hold answers to questions that are not asked any more at all: those stay where they
    are and are read by nobody.
    """

    case: Sections = field(default_factory=dict)
    lesions: dict[str, Sections] = field(default_factory=dict)

    @classmethod
    def from_document(cls, document: Document, lesions: Iterable[str]) -> Answers:
        """Read a document, whose lesions have these identities, in its order."""
        return cls(document["case"], dict(zip(lesions, document["lesions"], strict=True)))

    def as_document(self) -> Document:
        """Write the document that is stored: its lesions by their order alone."""
        return {"case": self.case, "lesions": list(self.lesions.values())}

    @property
    def first(self) -> str:
        """Give the identity of the first lesion: the one that a path of questions is about."""
        return next(iter(self.lesions))

    @classmethod
    def begun_on(cls, day: date) -> Answers:
        """Give those of one lesion before anything is answered: it is assessed on this day."""
        return cls({PATIENT.key: {ASSESSED_ON.key: day.isoformat()}}, {"1": {}})

    # -- Reading

    def number(self, lesion: str) -> int:
        """Give the place of a lesion among the others, from 1 on."""
        return list(self.lesions).index(lesion) + 1

    def part(self, lesion: str | None) -> Sections:
        """Give the sections of the case (lesion None) or of one lesion; KeyError where there is none."""
        return self.case if lesion is None else self.lesions[lesion]

    def section(self, key: str, lesion: str | None) -> Given:
        """Give the stored answers of one section; empty where there are none, or no such lesion."""
        return (self.case if lesion is None else self.lesions.get(lesion, {})).get(key, {})

    def stored(self, lesion: str | None) -> Given:
        """Give the stored answers of the case, and of one lesion where it is named, by question."""
        parts = [self.case] if lesion is None else [self.case, self.part(lesion)]
        sections = (answers for part in parts for answers in part.values())
        return {key: answer for answers in sections for key, answer in answers.items() if key in QUESTIONS}

    def to(self, questions: Iterable[Question], lesion: str) -> Given:
        """Give the stored answers to these questions, while this lesion is looked at."""
        stored = self.stored(lesion)
        return {question.key: stored[question.key] for question in questions if question.key in stored}

    def paths(self) -> Iterator[tuple[AnswerPath, Any]]:
        """Go through every stored answer, with its place."""
        for lesion in (None, *self.lesions):
            for section, answers in self.part(lesion).items():
                for key, answer in answers.items():
                    yield AnswerPath(section, key, lesion), answer

    def facts(self, lesion: str | None) -> Facts:
        """Read what counts of the case (lesion None) or of one lesion."""
        if lesion not in self._facts:
            self._facts[lesion] = Facts(usable(self.stored(lesion)))
        return self._facts[lesion]

    @cached_property
    def _facts(self) -> dict[str | None, Facts]:
        return {}

    def set_aside(self, lesion: str | None) -> list[Question]:
        """List the questions of the case (lesion None) or of a lesion whose answers are kept but not used."""
        aside = self.stored(lesion).keys() - self.facts(lesion).answers.keys()
        sections = CASE_SECTIONS if lesion is None else LESION_SECTIONS
        return [question for section in sections for question in section if question.key in aside]

    @cached_property
    def evaluated(self) -> tuple[Evaluation | None, tuple[Problem, ...]]:
        """Evaluate what counts; where that cannot be, say why instead."""
        try:
            return evaluate(self.counting()), ()
        except Refused as refused:
            return None, refused.problems

    @cached_property
    def judged(self) -> dict[str, LesionEvaluation]:
        """Give what the knowledge says of each lesion; of none where these answers cannot be evaluated."""
        evaluation, _problems = self.evaluated
        return {} if evaluation is None else dict(zip(self.lesions, evaluation.lesions, strict=True))

    def counting(self) -> Document:
        """Write the document of the answers that count: without those set aside."""
        return {"case": self._counting(None), "lesions": [*map(self._counting, self.lesions)]}

    def _counting(self, lesion: str | None) -> Sections:
        kept = self.facts(lesion).answers
        return {
            section: {key: answer for key, answer in answers.items() if key in kept}
            for section, answers in self.part(lesion).items()
        }

    # -- Changing: each gives a copy

    def with_section(self, key: str, lesion: str | None, answers: Mapping[str, Any]) -> Answers:
        """Replace the answers of one section."""
        part = {**self.part(lesion), key: dict(answers)}
        return Answers(part, self.lesions) if lesion is None else self.with_lesion(lesion, part)

    def with_lesion(self, lesion: str, sections: Sections) -> Answers:
        """Replace the answers of a lesion, or add one at the end."""
        return Answers(self.case, {**self.lesions, lesion: sections})

    def without_lesion(self, lesion: str) -> Answers:
        """Leave a lesion out, with its answers."""
        return Answers(self.case, {key: part for key, part in self.lesions.items() if key != lesion})


def is_fit(question: Question, answer: object, facts: Facts) -> bool:
    """Tell whether an answer belongs to a question that is asked, and to a choice that is offered."""
    if not question.takes_answer(facts):
        return False
    if question.kind != "choice" or answer is None:
        return True
    return any(choice.value == answer for choice in question.offered(facts))


def _is_answer(key: str, answer: object) -> bool:
    """Tell whether an answer is one that can be given today; an old record may hold one that cannot."""
    question = QUESTIONS.get(key)
    if question is None:
        return False
    return question.kind != "choice" or answer is None or answer in {c.value for c in question.choices}


def usable(answers: Mapping[str, Any]) -> Given:
    """Leave out every answer that the others have set aside.

    Leaving one out can make another unfit, so this goes on until nothing changes.
    """
    kept = {key: answer for key, answer in answers.items() if _is_answer(key, answer)}
    while True:
        facts = Facts(kept)
        unfit = [key for key, answer in kept.items() if not is_fit(QUESTIONS[key], answer, facts)]
        if not unfit:
            return kept
        for key in unfit:
            del kept[key]
