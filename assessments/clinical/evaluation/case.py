"""Reading a case: a document of answers is checked against the declarations, and nothing is guessed."""

from __future__ import annotations

import re
import reprlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS
from assessments.clinical.sections.history import OTHER_BONE_METASTASES, VERTEBRAL_METASTASES
from assessments.clinical.sections.imaging import BONE, CONTIGUOUS_LEVELS
from assessments.clinical.sections.patient import ASSESSED_ON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessments.clinical.language.questions import Question, Section

ISO_DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?")
TOP_LEVEL = ("case", "lesions", "expected")
LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal: which key, what was there, what is allowed.

    Where it is the answer to a question, `question` and the number of its lesion (0: the case) are told.
    """

    path: str
    value: object
    allowed: str
    question: Question | None = None
    lesion: int = 0

    @classmethod
    def of(cls, question: Question, lesion: int, value: object, allowed: str) -> Problem:
        """Tell of the answer to a question, of the case (lesion 0) or of the lesion with this number."""
        return cls(f"{_part(lesion)}.{question.path}", value, allowed, question, lesion)

    def __str__(self) -> str:
        nested = isinstance(self.value, dict | list | tuple)  # perhaps deeper than Python can follow
        shown = reprlib.repr(self.value) if nested else repr(self.value)
        if len(shown) > LONGEST_SHOWN:
            shown = f"{shown[:LONGEST_SHOWN]}..."
        return f"{self.path}: {shown} is refused: {self.allowed}"


def _part(lesion: int) -> str:
    return f"lesions[{lesion}]" if lesion else "case"


class Refused(ValueError):
    """A document that cannot be read as a case; `problems` says why, one by one."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Case:
    """A checked case: for each lesion all answers that concern it, by question key (None: not known)."""

    lesions: tuple[dict[str, object], ...]

    def facts(self) -> Iterator[Facts]:
        """Read each lesion, in order."""
        bones = [lesion.get(BONE.key) for lesion in self.lesions]
        spine = bones.count("spine")
        entered = spine, len(bones) - bones.count(None) - spine
        merged = [_merged(lesion) for lesion in self.lesions]
        return (
            Facts(lesion, entered, sum(merged) - own)
            for lesion, own in zip(self.lesions, merged, strict=True)
        )


def _merged(lesion: Mapping[str, object]) -> int:
    """Count the vertebrae beyond the first that one tumour of the spine spans; open counts as one level."""
    levels = lesion.get(CONTIGUOUS_LEVELS.key) if lesion.get(BONE.key) == "spine" else None
    return levels - 1 if isinstance(levels, int) else 0


def read_case(document: object, *, today: date | None = None) -> Case:
    """Check a document of the shape {"case": {section: answers}, "lesions": [{section: answers}]}.

    Dates are compared with the answer `assessed_on`; that one with `today` where it is given.
    Raise Refused with every problem found: unknown key, wrong type, choice not in the list, number out
    of range, answer to a question that is not asked, counts of metastases that cannot be.
    """
    problems: list[Problem] = []
    top = _table(document, "case file", problems)
    problems.extend(
        Problem(str(key), value, f"allowed here: {', '.join(TOP_LEVEL)}")
        for key, value in top.items()
        if key not in TOP_LEVEL
    )
    case = _answers(top.get("case", {}), 0, CASE_SECTIONS, problems)
    entries = top.get("lesions", [])
    if not isinstance(entries, list):
        problems.append(Problem("lesions", entries, "a list of lesions"))
        entries = []
    lesions = [
        _answers(entry, number, LESION_SECTIONS, problems) for number, entry in enumerate(entries, start=1)
    ]
    if problems:
        raise Refused(problems)
    _check_together(case, lesions, problems, today)
    if problems:
        raise Refused(problems)
    return Case(tuple(_by_key(case | lesion) for lesion in lesions))


def _by_key(answers: Mapping[Question, object]) -> dict[str, object]:
    return {question.key: answer for question, answer in answers.items()}


def _table(value: object, path: str, problems: list[Problem]) -> dict[str, object]:
    if isinstance(value, dict):
        return value
    problems.append(Problem(path, value, "a table of sections and answers"))
    return {}


def _answers(
    value: object, lesion: int, sections: tuple[Section, ...], problems: list[Problem]
) -> dict[Question, object]:
    path = _part(lesion)
    answers: dict[Question, object] = {}
    by_key = {section.key: section for section in sections}
    for section_key, entries in _table(value, path, problems).items():
        section = by_key.get(section_key)
        if section is None:
            allowed = f"sections allowed here: {', '.join(by_key)}"
            problems.append(Problem(f"{path}.{section_key}", entries, allowed))
            continue
        questions = {question.key: question for question in section}
        where = f"{path}.{section_key}"
        for key, answer in _table(entries, where, problems).items():
            question = questions.get(key)
            if question is None:
                problems.append(Problem(f"{where}.{key}", answer, "no question of this section has that key"))
                continue
            clean, message = clean_answer(question, answer)
            if message is not None:
                problems.append(Problem.of(question, lesion, answer, message))
            answers[question] = clean
    return answers


def clean_answer(question: Question, answer: object) -> tuple[object, str | None]:
    """Check one answer by itself: give it in stored form, and a message where it is refused."""
    if answer is None:
        return None, None
    if question.kind == "date":
        return _clean_date(answer)
    return answer, _refusal(question, answer)


def _clean_date(answer: object) -> tuple[object, str | None]:
    text = answer.isoformat() if isinstance(answer, date) and not isinstance(answer, datetime) else answer
    if isinstance(text, str) and ISO_DAY_OR_MONTH.fullmatch(text):
        try:
            date.fromisoformat(text if len(text) == 10 else f"{text}-01")
        except ValueError:
            pass
        else:
            return text, None
    return answer, "a date such as 2026-10-31, or a month such as 2026-10"


def _refusal(question: Question, answer: object) -> str | None:
    if question.kind == "choice":
        values = list(dict.fromkeys(choice.value for choice in question.choices))
        return None if isinstance(answer, str) and answer in values else f"one of {', '.join(values)}"
    if question.kind == "yes_no":
        return None if isinstance(answer, bool) else "true or false"
    return _refused_number(question, answer)


def _refused_number(question: Question, answer: object) -> str | None:
    whole = question.kind == "integer"
    unit = f" {question.unit}" if question.unit else ""
    allowed = f"a {'whole ' if whole else ''}number from {question.minimum:g} to {question.maximum:g}{unit}"
    if question.multiple_of > 1:
        allowed += f", a multiple of {question.multiple_of}"
    if isinstance(answer, bool) or not isinstance(answer, int if whole else (int, float)):
        return allowed
    if not question.minimum <= answer <= question.maximum:  # false for NaN as well
        return allowed
    return allowed if answer % question.multiple_of and whole else None


def _check_together(
    case: dict[Question, object],
    lesions: list[dict[Question, object]],
    problems: list[Problem],
    today: date | None,
) -> None:
    case_facts = Facts(_by_key(case))
    for question, answer in case.items():
        _check_fit(0, question, answer, case_facts, problems)
    for number, lesion in enumerate(lesions, start=1):
        facts = Facts(_by_key(case | lesion))
        for question, answer in lesion.items():
            _check_fit(number, question, answer, facts, problems)
    day = case.get(ASSESSED_ON)
    if isinstance(day, str) and today is not None and is_later(day, today.isoformat()):
        problems.append(Problem.of(ASSESSED_ON, 0, day, "not in the future"))
    counts = [case.get(VERTEBRAL_METASTASES), case.get(OTHER_BONE_METASTASES)]
    if lesions and counts == [0, 0]:
        allowed = "at least 1 bone metastasis in all, because a lesion is entered"
        problems.append(Problem.of(OTHER_BONE_METASTASES, 0, 0, allowed))


def _check_fit(
    lesion: int, question: Question, answer: object, facts: Facts, problems: list[Problem]
) -> None:
    message = unfit_answer(question, answer, facts)
    if message is not None:
        problems.append(Problem.of(question, lesion, answer, message))


def unfit_answer(question: Question, answer: object, facts: Facts) -> str | None:
    """Say why an answer, right by itself, does not fit the other answers; None where it does."""
    if answer is None:
        return None
    if not question.takes_answer(facts):
        return "this question is not asked with the other answers given; leave it out"
    if question.kind == "choice":
        offered = list(dict.fromkeys(choice.value for choice in question.offered(facts)))
        if answer not in offered:
            return f"with the other answers given, one of {', '.join(offered)}"
    if question.kind == "date":
        day = facts.answer(ASSESSED_ON)
        if isinstance(day, str) and is_later(str(answer), day):
            return f"a date not after the assessment ({day})"
    return None


def is_later(one: str, other: str) -> bool:
    """Tell whether an ISO day or month surely lies after another."""
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def check_answer(question: Question, answer: object, facts: Facts) -> str | None:
    """Say why an answer is refused, by itself or beside the other answers; None where it is taken."""
    clean, message = clean_answer(question, answer)
    return message if message is not None else unfit_answer(question, clean, facts)
