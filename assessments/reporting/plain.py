"""The report as plain text, to be copied into a letter: the advice with its reasons, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .tree import LesionReport, Report


def as_text(report: Report) -> str:
    """Write the advice on every lesion, why, what argues against it and what is open."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from _heading(report)
    for lesion in report.lesions:
        yield ""
        yield from _lesion(lesion)
    yield ""
    yield _("Knowledge {version}. {disclaimer}").format(
        version=report.knowledge, disclaimer=report.disclaimer
    )


def _heading(report: Report) -> Iterator[str]:
    identity = report.identity
    told = [identity.identifier, identity.name, _("assessed on {day}").format(day=identity.assessed_on)]
    yield _("Bone metastasis: does it need surgery?") + ("" if report.final else " " + _("(draft)"))
    yield ", ".join(part for part in told[:2] + (told[2:] if identity.assessed_on else []) if part)


def _lesion(lesion: LesionReport) -> Iterator[str]:
    yield f"{lesion.name}: {lesion.headline}"
    if lesion.strength_text:
        yield _("Strength: {strength}; rests on: {grounds}.").format(
            strength=lesion.strength_text.lower(), grounds=lesion.rests_on
        )
    yield from filter(None, (lesion.purpose, lesion.clock))
    yield from _list(_("Why"), (_with_facts(line.sentence, line.facts) for line in lesion.reasons))
    yield from _list(
        lesion.against_title, (_with_facts(line.sentence, line.facts) for line in lesion.against)
    )
    yield from _list(_("To find out next; it could change the advice"), lesion.missing)
    scores = (f"{score.title} {score.total}: {score.band}" for score in lesion.scores)
    yield from _list(_("Scores"), scores)


def _list(title: str, entries: Iterable[str]) -> Iterator[str]:
    entries = list(entries)
    if entries:
        yield f"{title}:"
        yield from (f"- {entry}" for entry in entries)


def _with_facts(sentence: str, facts: tuple[str, ...]) -> str:
    return f"{sentence} ({'; '.join(facts)})" if facts else sentence
