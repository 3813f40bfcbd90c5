"""The columns of an export, each declared once: its name, what it means, whether it tells who somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime

from assessments.answers.columns import day_of
from assessments.clinical.scores import SCORES
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.patient import AGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assessments.clinical.language.questions import Question

    from .rows import Row

NOT_KNOWN = "not_known"
OLDEST = 90  # without identifiers whoever is older counts as so old
DAYS = "_days"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `names` marks what tells who somebody is, and all free text: people type names into it.

    A column of dates holds the date in an export with identifiers. Without, it is called `..._days` and
    holds the days from the day of the assessment.
    """

    name: str
    meaning: str
    read: Callable[[Row], Any]
    names: bool = False
    is_date: bool = False
    coarser: Callable[[Any], Any] | None = None  # what stands there without identifiers

    def title(self, *, identified: bool) -> str:
        """Give the name of the column in an export with or without identifiers."""
        return self.name if identified or not self.is_date else self.name + DAYS

    def value(self, row: Row, *, identified: bool) -> Any:
        """Give what stands in the column: text, number, truth, a list of texts, or None."""
        found = self.read(row)
        if self.coarser is not None and not identified:
            return self.coarser(found)
        if not isinstance(found, date):
            return found
        return found.isoformat() if identified else (found - row.day_0).days


def columns(*, identified: bool) -> list[Column]:
    """List the columns of an export in their order."""
    return [column for column in ALL if identified or not column.names]


def _assessed(name: str) -> Callable[[Row], Any]:
    """Read the advice, which nobody is told of a draft before the surgeon's own plan."""
    return lambda row: getattr(row.assessed, name) if row.assessment.tells_advice else ""


def _of(part: str, name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(getattr(row, part), name, "")


def _list(name: str) -> Callable[[Row], Any]:
    return lambda row: list(getattr(row.course, name))


def _life(row: Row) -> str:
    if row.outcome.died:
        return "died"
    return "alive" if row.outcome.seen_alive_on else ""


def _signed_on(row: Row) -> date | None:
    at = row.assessment.signed_at
    return localtime(at).date() if at else None


def _answer(question: Question) -> Callable[[Row], Any]:
    def read(row: Row) -> Any:
        if question.key not in row.answers:
            return None
        answer = row.answers[question.key]
        if answer is None:
            return NOT_KNOWN
        return day_of(answer) if question.kind == "date" else answer

    return read


def _grouped(age: Any) -> Any:
    return min(age, OLDEST) if isinstance(age, int) else age


def _answers() -> Iterator[Column]:
    for path, question in BY_PATH.items():
        meaning = f"{question.label} ({question.unit})" if question.unit else question.label
        if question is AGE:
            meaning += f"; without identifiers {OLDEST} means {OLDEST} or more"
        yield Column(
            f"answer.{path}",
            meaning,
            _answer(question),
            is_date=question.kind == "date",
            coarser=_grouped if question is AGE else None,
        )


def _scores() -> Iterator[Column]:
    for score in SCORES:
        for part, meaning in (
            ("low", "lowest total still possible"),
            ("high", "highest total still possible"),
            ("band", "totals of the band, empty while it is open"),
        ):
            yield Column(f"score.{score.key}.{part}", f"{score.title}: {meaning}", _score(score.key, part))


def _score(key: str, part: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.scores[key], part) if key in row.scores else None


ALL: tuple[Column, ...] = (
    Column("study_key", "random key of the patient, the same in every export", lambda row: row.study_key),
    Column("identifier", "the patient's identifier", lambda row: row.patient.identifier, names=True),
    Column("name", "the patient's name", lambda row: row.patient.name, names=True),
    Column("birth_date", "date of birth", lambda row: row.patient.birth_date, names=True, is_date=True),
    Column("unit", "the unit", lambda row: row.assessment.unit.name, names=True),
    Column(
        "author", "who wrote the assessment", lambda row: row.assessment.author.get_username(), names=True
    ),
    Column("assessment", "number in the address", lambda row: str(row.assessment.uuid), names=True),
    Column("lesion", "number of the lesion within the patient", lambda row: row.assessed.lesion.number),
    Column(
        "days_since_first",
        "days from the patient's first assessment here to the day of this one",
        lambda row: (row.day_0 - row.first_day).days,
    ),
    Column(
        "status",
        "draft, signed, amended: replaced by another, or withdrawn: a draft that counts no more",
        lambda row: row.assessment.status,
    ),
    Column("knowledge", "version of the rules", lambda row: row.revision.knowledge),
    Column("signed_on", "day of the signature", _signed_on, is_date=True),
    *_answers(),
    Column("decision", "advice: whether to operate", _assessed("decision")),
    Column("urgency", "advice: how soon", _assessed("urgency")),
    Column("aim", "advice: to what end", _assessed("aim")),
    *_scores(),
    Column("plan.intent", "the surgeon's own plan before the advice", _of("plan", "intent")),
    Column("plan.how_soon", "how soon, by that plan", _of("plan", "how_soon")),
    Column("plan.skipped", "why no plan was recorded", _of("plan", "skipped")),
    Column("response.agrees", "whether the signer agreed to the advice", _of("response", "agrees")),
    Column("response.intent", "what is done", _of("response", "intent")),
    Column("response.how_soon", "how soon it is done", _of("response", "how_soon")),
    Column("response.procedure", "by which procedure", _of("response", "procedure")),
    Column("response.reason", "why something else is done", _of("response", "reason")),
    Column("response.text", "the signer's words", _of("response", "text"), names=True),
    Column("board.intent", "what the tumour board decided last", _of("board", "intent")),
    Column("board.how_soon", "how soon, by the board", _of("board", "how_soon")),
    Column("board.procedure", "by which procedure, by the board", _of("board", "procedure")),
    Column("board.on", "day of that board", _of("board", "on"), is_date=True),
    Column("board.differs", "whether surgeon and board decided otherwise", lambda row: row.differ),
    Column("board.text", "the board's words", _of("board", "text"), names=True),
    Column(
        "comments",
        "comments and questions that stand, with who wrote them",
        lambda row: list(row.comments),
        names=True,
    ),
    Column("follow_up.operated", "whether it was operated on", _of("course", "operated")),
    Column("follow_up.operation", "the first operation", _of("course", "operation")),
    Column("follow_up.operated_on", "its day", _of("course", "operated_on"), is_date=True),
    Column("follow_up.not_operated_because", "why not", _of("course", "not_operated_because")),
    Column("follow_up.treatments", "what else was done", _list("treatments")),
    Column("follow_up.complications", "complications", _list("complications")),
    Column("follow_up.implant", "implant, the worst that was told", _of("course", "implant")),
    Column("follow_up.implant_failed_on", "day of its failure", _of("course", "implant_on"), is_date=True),
    Column("follow_up.walking", "walking, the last word", _of("course", "walking")),
    Column("follow_up.pain", "worst pain, the last word", _of("course", "pain")),
    Column("follow_up.last_on", "the last follow-up of the lesion", _of("course", "last_on"), is_date=True),
    Column("follow_up.life", "the patient: alive when last seen, or died", _life),
    Column("follow_up.seen_alive_on", "last known alive", _of("outcome", "seen_alive_on"), is_date=True),
    Column("follow_up.died_on", "date of death, if known", _of("outcome", "died_on"), is_date=True),
    Column(
        "follow_up.died_about",
        "whether only the month of death is known (the date is its middle)",
        _of("outcome", "died_about"),
    ),
    Column("follow_up.text", "words of the follow-ups", lambda row: list(row.texts), names=True),
)
