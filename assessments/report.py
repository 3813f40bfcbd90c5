"""The report: an evaluation put into the order and the words in which a surgeon reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.clinical.advice import AIMS, CONSIDER, DECISIONS, OPERATE, STANDINGS, URGENCIES
from assessments.clinical.headline import headline
from assessments.clinical.references import REFERENCES
from assessments.clinical.sections import BY_PATH

from .documents import facts_of
from .shown import in_words, lesion_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.clinical.deciding import Proposed
    from assessments.clinical.evaluation import Evaluation, Judged, LesionEvaluation
    from assessments.clinical.facts import Facts
    from assessments.clinical.rules import Rule
    from assessments.clinical.safety import SafetyRow
    from assessments.clinical.scores.score import Reading
    from assessments.clinical.what_if import Change

    from .documents import Document

STRONG = {"trial", "guideline", "source"}
VERDICTS = {
    "met": "met",
    "not_met": "not met",
    "borderline": "borderline",
    "unknown": "not known",
    "not_applicable": "does not apply",
}
REASONS_SHOWN = 5
CHANGES_SHOWN = 10
OTHER_LESION = ("bone", "level", "primary", "cancer_history")


@dataclass(frozen=True, slots=True)
class Line:
    """A rule as it is printed: sentence, what it rests on, sources."""

    key: str
    title: str
    sentence: str
    standing: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion with its verdict and the answers that decided it."""

    key: str
    title: str
    verdict: str
    verdict_text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GaugeBand:
    """A band of a gauge, in its drawing's units (0 to 300)."""

    label: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score: total or range, items, band, cohort, and what it is not worth; and its gauge."""

    title: str
    total: str
    known: str
    band: str
    meaning: str
    higher_is: str
    cohort: str
    limits: tuple[str, ...]
    sources: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    bands: tuple[GaugeBand, ...]
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class LesionReport:
    """One lesion, in the order in which it is read."""

    name: str
    decision: str
    headline: str
    strength: str
    decision_text: str
    urgency_text: str
    aim_text: str
    settled: bool
    reasons: tuple[Line, ...]
    against: tuple[Line, ...]
    contradictions: tuple[str, ...]
    missing: tuple[str, ...]
    presumed: tuple[str, ...]
    harmless: tuple[str, ...]
    changes: tuple[str, ...]
    principles: tuple[CriterionLine, ...]
    timings: tuple[CriterionLine, ...]
    scores: tuple[ScoreLine, ...]
    rules: tuple[Line, ...]
    safety: tuple[Line, ...]
    options: tuple[object, ...]
    palliative: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All lesions of an assessment, with the version of the knowledge that spoke."""

    knowledge: str
    lesions: tuple[LesionReport, ...]


def report(evaluation: Evaluation, document: Document) -> Report:
    """Put an evaluation of this document into the words of the language in force."""
    lesions = tuple(
        _lesion(lesion, lesion_name(document, index), facts_of(document, index))
        for index, lesion in enumerate(evaluation.lesions)
    )
    return Report(evaluation.knowledge, lesions)


def _lesion(lesion: LesionEvaluation, name: str, facts: Facts) -> LesionReport:
    spoke = (*lesion.stops, *lesion.indications)
    criteria = [_criterion(judged, facts) for judged in lesion.criteria]
    not_met = {j.criterion.key for j in lesion.criteria if j.verdict == "not_met"}
    return LesionReport(
        name=name,
        decision=lesion.decision,
        headline=headline(lesion, _),
        strength=_strength(lesion),
        decision_text=_(DECISIONS[lesion.decision]),
        urgency_text=_(URGENCIES[lesion.urgency]),
        aim_text=_(AIMS[lesion.aim]) if lesion.aim else "",
        settled=lesion.settled,
        reasons=tuple(map(_line, _weightiest(lesion)))[:REASONS_SHOWN],
        against=tuple(map(_line, lesion.limits)),
        contradictions=tuple(_(row.sentence) for row in lesion.contradictions),
        missing=_labels(lesion.missing),
        presumed=_labels(lesion.presumed),
        harmless=_labels(lesion.harmless),
        changes=_changes(lesion, facts),
        principles=tuple(line for line in criteria if line.key.startswith("P")),
        timings=tuple(line for line in criteria if line.key.startswith("T")),
        scores=tuple(_score(reading) for reading in lesion.scores),
        rules=tuple(map(_line, (*spoke, *lesion.limits))),
        safety=tuple(_safety_line(row, lesion.facts) for row in lesion.safety),
        options=tuple(lesion.options),
        palliative=bool(not_met & {"P4", "P5"}) and lesion.decision in (OPERATE, CONSIDER),
    )


def _weightiest(lesion: LesionEvaluation) -> list[Rule]:
    """Give the stops, then the proposals that reach the decision, then the others."""
    order = {proposed.indication: _reach(proposed, lesion.decision) for proposed in lesion.proposals}
    return [*lesion.stops, *sorted(lesion.indications, key=lambda rule: order.get(rule, 0))]


def _reach(proposed: Proposed, decision: str) -> int:
    return 0 if proposed.left == decision else 1


def _strength(lesion: LesionEvaluation) -> str:
    """Say "recommend", "consider" or "discuss", by what the decision rests on."""
    if lesion.decision == CONSIDER:
        return _("Consider")
    reaching = [p.indication for p in lesion.proposals if p.left == lesion.decision]
    rests_on = {standing for rule in (*lesion.stops, *reaching) for standing in rule.standing}
    if lesion.decision in (OPERATE, "diagnose_first") and rests_on & STRONG:
        return _("Recommended")
    return _("To be discussed")


def _line(rule: Rule) -> Line:
    sources = tuple(REFERENCES[key].citation for key in rule.references)
    standing = "; ".join(_(STANDINGS[standing]) for standing in rule.standing)
    return Line(rule.key, _(rule.title), _(rule.sentence), standing, sources)


def _safety_line(row: SafetyRow, facts: Facts) -> Line:
    return replace(_line(row), sentence=" ".join(map(_, row.sentences(facts))))


def _labels(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(_(BY_PATH[path].label) for path in paths)


def _criterion(judged: Judged, facts: Facts) -> CriterionLine:
    answers = tuple(
        f"{_(BY_PATH[path].label).rstrip('?')}: {in_words(BY_PATH[path], facts.answer(BY_PATH[path]), facts)}"
        for path in judged.decided_by
    )
    criterion = judged.criterion
    return CriterionLine(
        criterion.key, _(criterion.title), judged.verdict, _(VERDICTS[judged.verdict]), answers
    )


def _changes(lesion: LesionEvaluation, facts: Facts) -> tuple[str, ...]:
    """Tell what would change the advice, as plain sentences; another bone is another lesion."""
    changes = [change for change in lesion.what_if if change.question.key not in OTHER_LESION]
    # What changes the decision comes before what changes only urgency or aim.
    changes.sort(key=lambda change: change.advice.decision == lesion.decision)
    return tuple(_change(change, facts) for change in changes[:CHANGES_SHOWN])


def _change(change: Change, facts: Facts) -> str:
    return _("If “{question}” were “{answer}”: {advice}.").format(
        question=_(change.question.label).rstrip("?"),
        answer=in_words(change.question, change.answer, facts).rstrip("."),
        advice=", ".join(
            text[:1].lower() + text[1:]
            for text in (
                _(DECISIONS[change.advice.decision]),
                _(URGENCIES[change.advice.urgency]),
                _(AIMS[change.advice.aim]) if change.advice.aim else "",
            )
            if text
        ),
    )


def _score(reading: Reading) -> ScoreLine:
    score = reading.score
    lowest, highest = score.bands[0].low, score.bands[-1].high
    unit = 300 / (highest - lowest + 1)
    total = str(reading.low) if reading.low == reading.high else f"{reading.low}-{reading.high}"
    known = _("{known} of {all} items known").format(known=reading.known_items, all=len(score.items))
    return ScoreLine(
        title=_(score.title),
        total=total,
        known="" if reading.complete else known,
        band=_(reading.band.label) if reading.band else _("more than one band possible"),
        meaning=_(reading.band.meaning) if reading.band else "",
        higher_is=_(score.higher_is),
        cohort=_(score.cohort),
        limits=tuple(map(_, score.limits)),
        sources=tuple(REFERENCES[key].citation for key in score.references),
        items=tuple((_(item.label), _points(reading.items[item.key])) for item in score.items),
        bands=tuple(
            GaugeBand(
                f"{band.low}-{band.high}" if band.low != band.high else str(band.low),
                (band.low - lowest) * unit,
                (band.high - band.low + 1) * unit,
            )
            for band in score.bands
        ),
        x=(reading.low - lowest) * unit,
        width=(reading.high - reading.low + 1) * unit,
    )


def _points(points: frozenset[int]) -> str:
    return str(*points) if len(points) == 1 else f"{min(points)}-{max(points)}"
