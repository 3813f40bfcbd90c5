"""Questions, the findings drawn from the answers, and references as entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.agreement import PANELS
from assessments.clinical.language.findings import Bands, Cases, Finding, Sum
from assessments.clinical.language.in_words import slug
from assessments.clinical.language.logic import Named
from assessments.clinical.language.translatable import _
from assessments.clinical.options import OPERATIONS, REASONS, SMALL_MEANS, WITHOUT_SURGERY
from assessments.clinical.references import EVERY_REFERENCE
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.rule import outcome_of
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.safety import SAFETY
from assessments.clinical.safety.red_flags import RED_FLAGS
from assessments.clinical.scores import GRADINGS, SCORES
from assessments.clinical.scores.score import Groups
from assessments.clinical.sections import SECTIONS

from .entry import Entry, Statement, Statements, outcomes, when
from .parts import parts_of, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.language.questions import Choice, Question

    from .entry import Say

READERS = (
    RED_FLAGS, INDICATIONS, LIMITS, STOPS, CRITERIA, SAFETY, SCORES, GRADINGS, PANELS, OPERATIONS,
    SMALL_MEANS, WITHOUT_SURGERY, REASONS, LEAST_URGENCIES,
)  # fmt: skip


def questions(say: Say) -> Iterator[Entry]:
    """Give every question as an entry."""
    for section in SECTIONS:
        for question in section:
            choices = tuple(_choice(choice, say) for choice in question.choices)
            yield Entry(
                "questions",
                question.path,
                say(question.label),
                (say(question.hint),) if question.hint else (),
                when(question.asked, say),
                ((say(_("Section")), say(section.title)), *_allowed(question, say)),
                (Statements(say(_("Answers")), choices),) if choices else (),
            )


def _choice(choice: Choice, say: Say) -> Statement:
    text = say(choice.label)
    if choice.hint:
        text = say(_("{question}: {answer}")).format(question=text, answer=say(choice.hint))
    return Statement(text, when(choice.when, say))


def _allowed(question: Question, say: Say) -> Iterator[tuple[str, str]]:
    if question.core:
        yield say(_("Asked")), say(_("first, as one of the core questions"))
    if question.kind == "yes_no":
        yield say(_("Answer")), say(_("yes or no"))
    if question.kind == "date":
        yield say(_("Answer")), say(_("a date, or a month"))
    if question.kind in ("integer", "decimal"):
        unit = f" {say(question.unit)}" if question.unit else ""
        text = say(_("from {low} to {high}")).format(
            low=f"{question.minimum:g}", high=f"{question.maximum:g}"
        )
        yield say(_("Answer")), f"{text}{unit}"
    if question.other_units:
        others = [say(other.unit) for other in question.other_units]
        yield say(_("Also taken in")), say(_(", ")).join(others)


# The outcomes of rules and the verdicts of criteria are told by these themselves.
TOLD_ELSEWHERE = {
    *(id(outcome_of(rule)) for rules in (INDICATIONS, LIMITS, STOPS) for rule in rules),
    *(id(criterion.finding) for criterion in CRITERIA),
}


def findings(say: Say) -> Iterator[Entry]:
    """Give every finding that a rule or score reads as an entry, in the order of its name."""
    found: dict[object, Entry] = {}
    for thing in walk(READERS):
        entry = None if id(thing) in TOLD_ELSEWHERE else _finding(thing, say)
        if entry is not None:
            found.setdefault((entry.title, entry.when, entry.more), entry)
    yield from sorted(found.values(), key=lambda entry: entry.title.casefold())


def _finding(thing: object, say: Say) -> Entry | None:
    if isinstance(thing, Named):
        return Entry("findings", slug(thing.name), say(thing.name), when=when(thing.part, say))
    if isinstance(thing, Groups):
        groups = (
            say(_("{question}: {answer}")).format(
                question=say(name),
                answer=say(_(", ")).join(say(str(value).replace("_", " ")) for value in values),
            )
            for name, values in thing.groups.items()
        )
        return _told(thing.name, say, tuple(map(Statement, groups)))
    if isinstance(thing, Cases) and all(
        isinstance(value, str) for value in (thing.otherwise, *_values(thing))
    ):
        return _told(thing.name, say, outcomes(thing, lambda value: say(str(value).replace("_", " ")), say))
    if isinstance(thing, Sum):
        numbers = " + ".join(say(number.label) for number in thing.numbers)
        return _told(thing.name, say, (Statement(numbers),))
    if isinstance(thing, Finding):
        return _of_its_own_class(thing, say)
    return None


def _values(cases: Cases) -> tuple[object, ...]:
    return tuple(value for value, _condition in cases.cases)


def _of_its_own_class(thing: Finding, say: Say) -> Entry:
    rows = [Statement(say(str(thing.__doc__)))]
    for part in parts_of(thing).values():
        if isinstance(part, Bands):
            rows += [
                Statement(say(_("{band} up to {number}")).format(band=say(band), number=f"{highest:g}"))
                for band, highest in part.bands
            ]
    return _told(thing.name, say, tuple(rows))


def _told(name: str, say: Say, rows: tuple[Statement, ...]) -> Entry:
    return Entry("findings", slug(name), say(name), more=(Statements(say(_("Is")), rows),))


def references(say: Say) -> Iterator[Entry]:
    """Give every reference as an entry."""
    for reference in EVERY_REFERENCE:
        link = ((say(_("Link")), reference.link),) if reference.link else ()
        facts = (*link, (say(_("How far it was read")), say(reference.read)))
        yield Entry("references", reference.key, say(reference.citation), facts=facts)
