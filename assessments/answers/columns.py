"""What the knowledge says of a revision, and what of it the lists search on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assessments.clinical.advice import DECISION_RANK, URGENCY_RANK
from assessments.clinical.sections.history import PRIMARY
from assessments.clinical.sections.imaging import BONE, LEVEL, SEGMENT, SIDE
from assessments.clinical.sections.patient import ASSESSED_ON

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts

    from .document import Answers


@dataclass(frozen=True, slots=True)
class LesionColumns:
    """What the lists show and search of one lesion."""

    bone: str = ""
    side: str = ""
    part: str = ""
    decision: str = ""
    urgency: str = ""
    aim: str = ""
    is_open: bool | None = None  # whether open answers leave other decisions possible

    @property
    def pressing(self) -> tuple[int, int]:
        """Rank the lesions: the most urgent first, then the one with the firmest advice."""
        return (URGENCY_RANK.get(self.urgency, -1), DECISION_RANK.get(self.decision, -1))


@dataclass(frozen=True, slots=True)
class Columns:
    """What the lists show and search of an assessment."""

    primary: str
    assessed_on: date | None
    lesions: tuple[LesionColumns, ...]

    @property
    def leading(self) -> LesionColumns:
        """Give the lesion that presses most."""
        return max(self.lesions, key=lambda lesion: lesion.pressing, default=LesionColumns())


def columns_of(answers: Answers) -> Columns:
    """Work out what the lists search on."""
    lesions = []
    for lesion in answers.lesions:
        found = answers.judged.get(lesion)
        advice = (found.decision, found.urgency, found.aim or "", len(found.possible) > 1) if found else ()
        lesions.append(LesionColumns(*where(answers.facts(lesion)), *advice))
    case = answers.facts(None)
    return Columns(_said(case.answer(PRIMARY)), day_of(case.answer(ASSESSED_ON)), tuple(lesions))


def where(facts: Facts) -> tuple[str, str, str]:
    """Read where a lesion is, as far as it is said: bone, side, and level or segment."""
    part = _said(facts.answer(LEVEL)) or _said(facts.answer(SEGMENT))
    return _said(facts.answer(BONE)), _said(facts.answer(SIDE)), part


def day_of(answer: object) -> date | None:
    """Read a day from an answer; of a month its middle."""
    text = _said(answer)
    return date.fromisoformat(text if len(text) == len("2026-10-31") else f"{text}-15") if text else None


def _said(answer: object) -> str:
    return answer if isinstance(answer, str) else ""
