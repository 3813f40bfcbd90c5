"""The report as plain text, to be copied into a letter: the advice with its reasons, in under 25 lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.punctuation import bare, clauses, explained, series, stop, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .tree import Decision, LesionReport, Report

IN_BRIEF = 4  # of so many lesions why is told, too; of more only the advice
CHANGES, MISSING = 3, 6


def as_text(report: Report, decided: Iterable[Decision] = ()) -> str:
    """Write what was decided and what was advised on every lesion, why, what is open."""
    return "\n".join(_lines(report, tuple(decided))) + "\n"


def _lines(report: Report, decided: tuple[Decision, ...]) -> Iterator[str]:
    yield from _heading(report)
    if decided:
        yield ""
    for one in decided:
        yield from _decided(one)
    yield ""
    if len(report.lesions) == 1:
        yield from _lesion(report.lesions[0])
    else:
        yield told(_("In the order of treatment"), "").rstrip()
        for turn in report.order:
            yield from _in_brief(report.lesions[turn.lesion - 1], reasons=len(report.lesions) <= IN_BRIEF)
    yield ""
    yield _("Knowledge {version}. {disclaimer}").format(
        version=report.knowledge, disclaimer=report.disclaimer
    )


def _heading(report: Report) -> Iterator[str]:
    identity = report.identity
    day = _("assessed on {day}").format(day=identity.assessed_on) if identity.assessed_on else ""
    title = _("Bone metastasis: does it need surgery?")
    yield title if report.final else explained(title, _("draft"))
    yield clauses(filter(None, (identity.identifier, identity.name, day)))
    if identity.signed_by:
        yield _("Signed by {who}, {when}").format(who=identity.signed_by, when=identity.signed_at)


def _decided(decision: Decision) -> Iterator[str]:
    """Say who decided what, before anything that only the advice says."""
    yield told(decision.name, explained(decision.advised, _("advised")))
    if decision.done:
        said = told(decision.answer, decision.reason) if decision.reason else decision.answer
        yield stop("- " + told(_("Decided by {who}").format(who=decision.by), explained(decision.done, said)))
    if decision.text:
        yield stop("- " + told(_("In the signer's words"), _in_a_line(decision.text)))
    if decision.board:
        title = _("Decided by the tumour board of {on}").format(on=decision.board_on)
        yield stop("- " + told(title, decision.board))
    if decision.board_text:
        yield stop("- " + told(_("In the board's words"), _in_a_line(decision.board_text)))
    if decision.differ:
        yield "- " + _("Surgeon and tumour board decided otherwise than each other.")


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def _lesion(lesion: LesionReport) -> Iterator[str]:
    yield from _advice(lesion)
    yield from _contradictions(lesion)
    if lesion.strength_text:
        yield _("Strength: {strength}; rests on: {grounds}.").format(
            strength=lesion.strength_text.lower(), grounds=lesion.rests_on
        )
    yield from filter(None, (lesion.purpose,))
    yield from _one_line(_("Kinds of procedure"), (option.title for option in lesion.options))
    if lesion.reasons:
        yield told(_("Why"), "").rstrip()
    yield from (f"- {_with_facts(line.sentence, line.facts)}" for line in lesion.reasons)
    yield from _one_line(lesion.against_title, (bare(line.sentence) for line in lesion.against))
    yield from _missing(lesion)
    for change in lesion.changes[:CHANGES]:
        yield stop(told(change.outcome, series(change.answers)))
    yield from _one_line(
        _("Scores"),
        (
            explained(f"{score.title} {score.total}", score.band)
            for score in lesion.scores
            if any(item.known for item in score.items)
        ),
    )


def _missing(lesion: LesionReport) -> Iterator[str]:
    """Name the most useful of the open answers, and count the rest."""
    named, rest = list(lesion.missing[:MISSING]), lesion.missing[MISSING:]
    if rest:
        named.append(_("and {n} more").format(n=len(rest)))
    yield from _one_line(_("To find out next; it could change the advice"), named)


def _in_brief(lesion: LesionReport, *, reasons: bool) -> Iterator[str]:
    yield from _advice(lesion)
    if reasons:
        yield from _contradictions(lesion)
        yield from _one_line(_("Why"), (bare(line.sentence) for line in lesion.reasons))
        yield from _missing(lesion)


def _advice(lesion: LesionReport) -> Iterator[str]:
    yield told(lesion.name, lesion.headline)
    if lesion.clock:
        act = " " + _("Act {by}.").format(by=lesion.clock.by) if lesion.clock.by else ""
        yield lesion.clock.sentence + act


def _contradictions(lesion: LesionReport) -> Iterator[str]:
    return _one_line(_("Answers that contradict each other"), map(bare, lesion.contradictions))


def _one_line(title: str, entries: Iterable[str]) -> Iterator[str]:
    if entered := series(entries):
        yield stop(told(title, entered))


def _with_facts(sentence: str, facts: tuple[str, ...]) -> str:
    return explained(sentence, series(facts)) if facts else sentence
