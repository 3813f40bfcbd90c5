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
        blocks.append("\n".join([word("order"), *turns]))
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
    yield from _listed(word("possible"), lesion.possible)
    if lesion.clock:
        yield lesion.clock.sentence
    yield from (told(word("contradictions"), sentence) for sentence in lesion.contradictions)
    if lesion.fork:
        yield told(_("To answer next"), lesion.fork.question)
        yield from (f"  {line.sentence}" for line in lesion.fork.lines)
    yield from _options(lesion.options)
    yield from _rules(word("why"), lesion.reasons)
    yield from _rules(lesion.against_title, lesion.against)
    shown = {line.key for line in (*lesion.reasons, *lesion.against)}
    yield from _rules(_("Rules applied"), [line for line in lesion.rules if line.key not in shown])
    yield from _rules(word("safety"), lesion.safety)
    yield from _open(lesion)
    yield from _scores(lesion.scores)
    yield from _scores(lesion.risks)


def _options(options: Iterable[OptionLine]) -> Iterator[str]:
    for place, option in enumerate(options, start=1):
        yield told(_("Option {place}").format(place=place), option.title)
        yield from _in_sentences(_("For"), option.reasons_for)
        yield from _in_sentences(word("against"), option.reasons_against)
        if option.by_band:
            yield "  " + sentences(option.by_band)


def _in_sentences(title: str, reasons: tuple[str, ...]) -> Iterator[str]:
    if reasons:
        yield "  " + told(_name(title), sentences(reasons))


def _rules(title: str, lines: Iterable[Line]) -> Iterator[str]:
    for place, line in enumerate(lines):
        if not place:
            yield stop(title)
        sentence = explained(line.sentence, series(line.facts)) if line.facts else line.sentence
        yield f"  {line.key:4} {sentence} [{line.standing}]"


def _open(lesion: LesionReport) -> Iterator[str]:
    yield from (told(_("To find out next"), label) for label in lesion.missing)
    yield from _listed(word("not_known"), lesion.not_known)
    yield from _listed(word("presumed"), lesion.presumed)
    yield from _listed(word("harmless"), lesion.harmless)
    for change in lesion.changes:
        yield stop(told(word("changes"), told(change.outcome, series(change.answers))))


def _scores(scores: Iterable[ScoreLine]) -> Iterator[str]:
    for score in scores:
        yield clauses(filter(None, (f"{score.title} {score.total}", score.band)))


def _listed(title: str, parts: tuple[str, ...]) -> Iterator[str]:
    if parts:
        yield told(_name(title), series(parts))


def _name(title: str) -> str:
    return title.rstrip(":：")
