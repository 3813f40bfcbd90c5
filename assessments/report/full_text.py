"""The whole report as text for a terminal: what the page says of each lesion, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.punctuation import clauses, explained, sentences, series, stop, told

from .words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .tree import LesionReport, Line, OptionLine, Report, ScoreLine


def full_text(report: Report) -> str:
    """Write every lesion, then the order in which to treat them."""
    blocks = ["\n".join(_lesion(lesion)) for lesion in report.lesions]
    if report.order:
        turns = (f"  {t.place}. {told(t.name, t.sentence)}" for t in report.order)
        blocks.append("\n".join([_("Order of treatment"), *turns]))
    return "\n\n".join(blocks)


def _lesion(lesion: LesionReport) -> Iterator[str]:
    number = _("Lesion {number}").format(number=lesion.number)
    yield told(explained(number, lesion.name), lesion.headline)
    for line in _parts(lesion):
        yield f"  {line}"


def _parts(lesion: LesionReport) -> Iterator[str]:
    named = ((_("Decision"), lesion.decision_text), (_("How soon"), lesion.urgency_text))
    yield series(told(name, text) for name, text in (*named, (_("Aim"), lesion.aim_text)) if text)
    if lesion.strength_text:
        yield word("strength", strength=lesion.strength_text.lower(), grounds=lesion.rests_on)
    yield from filter(None, (lesion.purpose,))
    yield from _listed(_("Decisions still possible"), lesion.possible)
    if lesion.clock:
        yield lesion.clock.sentence
    yield from (told(_("Answers that contradict each other"), sentence) for sentence in lesion.contradictions)
    if lesion.fork:
        yield told(_("To answer next"), lesion.fork.question)
        yield from (f"  {line.sentence}" for line in lesion.fork.lines)
    yield from _options(lesion.options)
    yield from _rules(_("Why"), lesion.reasons)
    yield from _rules(lesion.against_title, lesion.against)
    shown = {line.key for line in (*lesion.reasons, *lesion.against)}
    yield from _rules(_("Rules applied"), [line for line in lesion.rules if line.key not in shown])
    yield from _rules(_("Safety and work-up"), lesion.safety)
    yield from _open(lesion)
    yield from _scores(lesion.scores)
    yield from _scores(lesion.risks)


def _options(options: Iterable[OptionLine]) -> Iterator[str]:
    for place, option in enumerate(options, start=1):
        yield told(_("Option {place}").format(place=place), option.title)
        yield from _in_sentences(_("For"), option.reasons_for)
        yield from _in_sentences(_("Against"), option.reasons_against)
        if option.by_band:
            yield "  " + sentences(option.by_band)


def _in_sentences(title: str, reasons: tuple[str, ...]) -> Iterator[str]:
    if reasons:
        yield "  " + told(title, sentences(reasons))


def _rules(title: str, lines: Iterable[Line]) -> Iterator[str]:
    for place, line in enumerate(lines):
        if not place:
            yield stop(title)
        sentence = explained(line.sentence, series(line.facts)) if line.facts else line.sentence
        yield f"  {line.key:4} {sentence} [{line.standing}]"


def _open(lesion: LesionReport) -> Iterator[str]:
    yield from (told(_("To find out next"), label) for label in lesion.missing)
    yield from _listed(_("Not known, would help"), lesion.not_known)
    yield from _listed(_("Presumed until answered"), lesion.presumed)
    yield from _listed(_("Open, but cannot change the advice"), lesion.harmless)
    for change in lesion.changes:
        yield stop(told(_("What would change the advice"), told(change.outcome, series(change.answers))))


def _scores(scores: Iterable[ScoreLine]) -> Iterator[str]:
    for score in scores:
        yield clauses(filter(None, (f"{score.title} {score.total}", score.band)))


def _listed(title: str, parts: tuple[str, ...]) -> Iterator[str]:
    if parts:
        yield told(title, series(parts))
