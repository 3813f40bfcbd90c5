"""The report as plain text, to be copied into a letter, in under 25 lines.

Who and what, what was decided and by whom, what was advised, options, work-up, follow-up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.answers.punctuation import bare, clauses, explained, series, stop, told

from .words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .tree import Decision, LesionReport, Report

IN_BRIEF = 3  # of so many lesions why is told, too; of more only the advice
CHANGES, MISSING, OPTIONS = 2, 6, 2


def as_text(report: Report, decided: Iterable[Decision] = (), follow_up: str = "") -> str:
    """Write what was decided and what was advised on every lesion, why, what is open and what comes next.

    `follow_up` says when the patient is to be seen again.
    """
    return "\n".join(_lines(report, tuple(decided), follow_up)) + "\n"


def _lines(report: Report, decided: tuple[Decision, ...], follow_up: str) -> Iterator[str]:
    yield from _heading(report)
    if decided:
        yield ""
    for one in decided:
        yield from _decided(one)
    yield ""
    if len(report.lesions) == 1:
        yield from _lesion(report.lesions[0])
    else:
        yield told(word("in_order"), "").rstrip()
        for lesion in report.in_order:
            yield from _in_brief(lesion, reasons=len(report.lesions) <= IN_BRIEF)
    yield from _one_line(word("letter_follow_up"), filter(None, (follow_up,)))
    yield ""
    yield word("letter_knowledge", version=report.knowledge, disclaimer=report.disclaimer)


def _heading(report: Report) -> Iterator[str]:
    identity = report.identity
    day = word("letter_assessed", day=identity.assessed_on) if identity.assessed_on else ""
    title = word("letter_title")
    yield title if report.final else explained(title, word("letter_draft"))
    yield clauses(filter(None, (identity.identifier, identity.name, day)))
    if identity.signed_by:
        yield word("signed_by", who=identity.signed_by, when=identity.signed_at)


def _decided(decision: Decision) -> Iterator[str]:
    """Say who decided what, before anything that only the advice says."""
    yield told(decision.name, explained(decision.advised, word("letter_advised")))
    if decision.done:
        said = told(decision.answer, decision.reason) if decision.reason else decision.answer
        yield stop("- " + told(word("decided_by", who=decision.by), explained(decision.done, said)))
    elif decision.plan:
        yield stop("- " + told(word("plan_before"), decision.plan))
    if decision.text:
        yield stop("- " + told(word("own_words"), _in_a_line(decision.text)))
    if decision.board:
        title = word("decided_by_board", on=decision.board_on)
        yield stop("- " + told(title, decision.board))
    if decision.board_text:
        yield stop("- " + told(word("board_words"), _in_a_line(decision.board_text)))
    for title, said in (("board_who", decision.board_who), ("board_why", decision.board_why)):
        if said:
            yield stop("- " + told(word(title), _in_a_line(said)))
    if decision.differ:
        yield "- " + word("differ")


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def _lesion(lesion: LesionReport) -> Iterator[str]:
    yield from filter(None, (lesion.patient_line and stop(lesion.patient_line),))
    yield from _one_line(
        word("scores"),
        (
            explained(f"{score.title} {score.total}", score.band)
            for score in lesion.scores
            if any(item.known for item in score.items)
        ),
    )
    yield from _advice(lesion)
    yield from _contradictions(lesion)
    if lesion.strength_text:
        yield word("strength", strength=lesion.strength_text.lower(), grounds=lesion.rests_on)
    yield from filter(None, (lesion.purpose,))
    if lesion.reasons:
        yield told(word("why"), "").rstrip()
    yield from (f"- {_with_facts(line.sentence, line.facts)}" for line in lesion.reasons)
    yield from _one_line(lesion.against_title, (bare(line.sentence) for line in lesion.against))
    yield from _one_line(word("options"), (option.title for option in lesion.options))
    yield from _work_up(lesion)
    yield from _missing(lesion)
    for change in lesion.changes[:CHANGES]:
        yield stop(told(change.outcome, series(change.answers)))


def _work_up(lesion: LesionReport) -> Iterator[str]:
    title = word("before_theatre" if lesion.is_for_theatre else "safety")
    return _one_line(title, (line.title for line in lesion.safety))


def _missing(lesion: LesionReport) -> Iterator[str]:
    """Name the most useful of the open answers, and count the rest."""
    named, rest = list(lesion.missing[:MISSING]), lesion.missing[MISSING:]
    if rest:
        named.append(word("more", n=len(rest)))
    yield from _one_line(word("missing_line"), named)


def _in_brief(lesion: LesionReport, *, reasons: bool) -> Iterator[str]:
    yield from _advice(lesion)
    if reasons:
        yield from _contradictions(lesion)
        yield from _one_line(word("why"), filter(None, (bare(lesion.reason),)))
        yield from _one_line(word("options"), (option.title for option in lesion.options[:OPTIONS]))
        yield from _missing(lesion)


def _advice(lesion: LesionReport) -> Iterator[str]:
    yield told(lesion.name, lesion.headline)
    if lesion.clock:
        act = " " + word("act_by", by=lesion.clock.by) if lesion.clock.by else ""
        yield lesion.clock.sentence + act


def _contradictions(lesion: LesionReport) -> Iterator[str]:
    return _one_line(word("contradictions"), map(bare, lesion.contradictions))


def _one_line(title: str, entries: Iterable[str]) -> Iterator[str]:
    if entered := series(entries):
        yield stop(told(title, entered))


def _with_facts(sentence: str, facts: tuple[str, ...]) -> str:
    return explained(sentence, series(facts)) if facts else sentence
