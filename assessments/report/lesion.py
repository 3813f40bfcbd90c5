"""One lesion's evaluation, in the order and the words in which it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.punctuation import bare, clauses, sentences, series, told
from assessments.answers.wording import asked_next, in_words, question_name
from assessments.clinical.advice import (
    AIMS,
    CONSIDER,
    DECISIONS,
    DIAGNOSE_FIRST,
    NON_OPERATIVE,
    OPERATE,
    STANDINGS,
)
from assessments.clinical.evaluation.headline import headline, headline_alone
from assessments.clinical.rules.criteria import P4, P5
from assessments.clinical.rules.least_urgency import urgent_sentence
from assessments.clinical.scores import SCORES
from assessments.clinical.sections import BY_PATH, LESION_SECTIONS
from assessments.clinical.sections.imaging import BONE, LEVEL, SEGMENT, SIDE

from .answers import answers_of
from .at_a_glance import first_of_all, own_estimate, patient_line, reason
from .clock import running_clock
from .fork import fork_in_words, possible_in_words
from .grounds import deciding, deciding_otherwise, looked_at
from .scores import (
    grading_line,
    not_computed,
    panel_line,
    risk_line,
    score_line,
    score_phrase,
)
from .standing import standing_of
from .survival import elsewhere, survival
from .tree import CriterionLine, LesionReport, Line, NamedText, OptionLine
from .what_if import changes
from .words import how_soon

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from assessments.clinical.evaluation.evaluate import Judged, LesionEvaluation
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.options import Offered
    from assessments.clinical.rules.contradictions import Contradiction
    from assessments.clinical.rules.rule import Rule
    from assessments.clinical.safety import SafetyRow

STRONG, CONDITIONAL = {"trial", "guideline", "source"}, {"cohort", "consensus"}
REASONS_SHOWN = 5
# What the lesion's name already says.
PLACE = frozenset({"imaging.bone", "imaging.side", "imaging.level", "imaging.segment"})


class Citations:
    """Numbers the sources in the order in which they are cited."""

    def __init__(self) -> None:
        self.keys: dict[str, int] = {}

    def __call__(self, keys: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted(self.keys.setdefault(key, len(self.keys) + 1) for key in keys))


def lesion_report(
    lesion: LesionEvaluation, number: int, name: str, cite: Citations, assessed_at: datetime | None = None
) -> LesionReport:
    """Put one lesion's evaluation into words."""
    facts = lesion.facts
    speak_for, speak_against = _sides(lesion)
    decisive = _decisive(lesion)
    strength, strength_text = _strength(decisive)
    criteria = [_criterion(judged, facts, cite) for judged in lesion.criteria]
    principles = [line for line in criteria if line.key.startswith("P")]
    timings = [line for line in criteria if line.key.startswith("T")]
    reasons = [_line(rule, cite, facts) for rule in speak_for[:REASONS_SHOWN]]
    against = [_line(rule, cite, facts) for rule in speak_against]
    told = {line.key: line for line in (*reasons, *against)}
    if lesion.decision in (OPERATE, CONSIDER):
        against += [_principle(line) for line in principles if line.verdict == "not_met"]
    return LesionReport(
        number=number,
        name=name,
        decision=lesion.decision,
        decision_text=_(DECISIONS[lesion.decision]),
        urgency=lesion.urgency,
        urgency_text=how_soon(lesion.decision, lesion.urgency),
        aim=lesion.aim or "",
        aim_text=_(AIMS[lesion.aim]) if lesion.aim else "",
        headline=headline(lesion, _),
        patient_line=patient_line(lesion, name),
        first_of_all=first_of_all(lesion),
        advice=headline_alone(lesion, _),
        reason=reason(lesion, speak_for),
        own_estimate=own_estimate(facts),
        answers=answers_of(facts, LESION_SECTIONS),
        strength=strength,
        strength_text=strength_text,
        rests_on=series(_standings(decisive)),
        settled=lesion.settled,
        purpose=_purpose(lesion),
        clock=running_clock(facts, lesion.urgency, assessed_at),
        contradictions=tuple(_contradiction(row, facts) for row in lesion.contradictions),
        options=tuple(_option(option, cite) for option in lesion.options),
        reasons=tuple(reasons),
        against_title=_against_title(lesion.decision),
        against=tuple(against),
        missing=tuple(asked_next(BY_PATH[path], facts) for path in lesion.missing),
        not_known=_labels(lesion.not_known),
        possible=possible_in_words(lesion),
        fork=fork_in_words(lesion),
        presumed=_labels(lesion.presumed),
        harmless=_labels(lesion.harmless),
        changes=changes(lesion),
        principles=tuple(principles),
        timings=tuple(timings),
        principles_told=_glance(principles),
        timings_told=_glance(timings),
        bone=str(facts.answer(BONE) or ""),
        side=str(facts.answer(SIDE) or ""),
        part=str(facts.answer(SEGMENT) or facts.answer(LEVEL) or ""),
        survival=survival(lesion, cite),
        elsewhere=elsewhere(facts, cite),
        panels=tuple(panel_line(panel, cite) for panel in lesion.panels),
        scores=tuple(score_line(reading, cite) for reading in lesion.scores),
        risks=tuple(risk_line(reading, cite) for reading in lesion.risks),
        gradings=tuple(grading_line(reading, cite) for reading in lesion.gradings),
        not_computed=not_computed(facts),
        safety=tuple(_safety(row, cite, facts) for row in lesion.safety),
        rules=tuple(
            told.get(rule.key) or _line(rule, cite, facts)
            for rule in (*lesion.stops, *lesion.least_urgencies, *lesion.reasons, *lesion.limits)
        ),
        considered=tuple(NamedText(rule.key, _(rule.title)) for rule in lesion.considered),
    )


# Which rules speak for the advice, and which against it


def _sides(lesion: LesionEvaluation) -> tuple[list[Rule], list[Rule]]:
    """Sort the rules that spoke into those for the advice and those against it.

    With no operation the limits are the reasons, and what proposed an operation is against it.
    """
    stops: list[Rule] = list(lesion.stops)
    limits: list[Rule] = list(lesion.limits)
    reaching = [p.indication for p in lesion.proposals if p.left == lesion.decision]
    reached: list[Rule] = [rule for rule in lesion.reasons if rule in reaching]
    fallen: list[Rule] = [rule for rule in lesion.reasons if rule not in reaching]
    if lesion.decision == DIAGNOSE_FIRST:
        return stops, [*lesion.reasons, *limits]
    if lesion.decision == NON_OPERATIVE:
        treated = {p.indication for p in lesion.proposals if p.decision == NON_OPERATIVE}
        for_none: list[Rule] = [rule for rule in lesion.reasons if rule in treated]
        return [*for_none, *limits], [rule for rule in lesion.reasons if rule not in treated]
    return [*reached, *fallen], limits


def _against_title(decision: str) -> str:
    if decision == NON_OPERATIVE:
        return _("Arguments for surgery")
    if decision == DIAGNOSE_FIRST:
        return _("What would apply once the diagnosis is secure")
    return _("What argues against it, and limits that applied")


def _decisive(lesion: LesionEvaluation) -> list[Rule]:
    if lesion.decision == DIAGNOSE_FIRST:
        return list(lesion.stops)
    if lesion.decision == NON_OPERATIVE:
        return _sides(lesion)[0]
    return [p.indication for p in lesion.proposals if p.left == lesion.decision]


def _strength(rules: Iterable[Rule]) -> tuple[str, str]:
    """Say how firmly the advice is meant, by the best that it rests on."""
    standings = {standing for rule in rules for standing in rule.rests_on}
    if standings & STRONG:
        return "recommend", _("Recommend")
    if standings & CONDITIONAL:
        return "consider", _("Consider")
    return ("discuss", _("Discuss")) if standings else ("", "")


def _standings(rules: Iterable[Rule]) -> list[str]:
    found = {standing for rule in rules for standing in rule.all_evidence}
    return [_(words) for standing, words in STANDINGS.items() if standing in found]


def _purpose(lesion: LesionEvaluation) -> str:
    not_met = {judged.criterion.finding for judged in lesion.criteria if judged.verdict == "not_met"}
    if lesion.decision in (OPERATE, CONSIDER) and not_met & {P4, P5}:
        return _("The purpose is function, relief of pain and nursing, not cure.")
    return ""


# Words of rules, criteria, options


def _line(rule: Rule, cite: Citations, facts: Facts) -> Line:
    return Line(
        key=rule.key,
        title=_(rule.title),
        sentence=_(urgent_sentence(rule, facts)),
        standing=standing_of(rule),
        sources=cite(rule.references),
        facts=_grounds(rule, facts),
    )


def _grounds(rule: Rule, facts: Facts) -> tuple[str, ...]:
    """Tell the scores and answers for which a rule holds; the total of a score stands for its items."""

    def stands(less: Facts) -> bool:
        return bool(rule.when.holds(less.presumed))

    paths = deciding(rule.when.reads, facts, stands)
    ground = {*paths, *deciding_otherwise(paths, rule.when.reads, facts, stands)}
    scores, direct = looked_at(rule.when)
    told, covered = [], set[str]()
    for score in SCORES:
        items = score.reads - direct
        if score in scores and items & ground and (reading := score.read(facts)) is not None:
            told.append(score_phrase(reading))
            covered |= items
    rest = [path for path in paths if path not in covered and path not in PLACE]
    return (*told, *(_answer(path, facts) for path in rest))


def _answer(path: str, facts: Facts) -> str:
    question = BY_PATH[path]
    return told(question_name(question), bare(in_words(question, facts.answer(question), facts)))


def _criterion(judged: Judged, facts: Facts, cite: Citations) -> CriterionLine:
    criterion = judged.criterion
    if judged.verdict == "unknown":
        open_keys = criterion.finding.open_keys(facts.presumed)
        labels = [question_name(question) for path, question in BY_PATH.items() if path in open_keys]
        answers = tuple(_("Open: {question}").format(question=label) for label in labels)
    else:
        paths = deciding(
            criterion.finding.reads, facts, lambda less: criterion.verdict(less) == judged.verdict
        )
        telling = [path for path in paths if path not in PLACE] or paths
        answers = tuple(_answer(path, facts) for path in telling)
    return CriterionLine(
        criterion.key,
        _(criterion.title),
        judged.verdict,
        _verdicts()[judged.verdict],
        answers,
        _(criterion.support) if criterion.support else "",
        cite(key for key in criterion.references if key != "source"),
    )


def _verdicts() -> dict[str, str]:
    return {
        "met": _("met"),
        "not_met": _("not met"),
        "borderline": _("borderline"),
        "unknown": _("not known"),
        "not_applicable": _("does not apply"),
    }


def _glance(lines: list[CriterionLine]) -> str:
    """Count the verdicts: "4 of 6 met, 1 not known"."""
    verdicts = [line.verdict for line in lines]
    counts = [_("{met} of {all} met").format(met=verdicts.count("met"), all=len(lines))]
    others = {key: verdicts.count(key) for key in ("borderline", "unknown")}
    counts += [
        _("{number} {verdict}").format(number=number, verdict=_verdicts()[key])
        for key, number in others.items()
        if number
    ]
    return clauses(counts)


def _principle(line: CriterionLine) -> Line:
    sentence = _("Principle not met: {title}.").format(title=line.title[:1].lower() + line.title[1:])
    return Line(line.key, line.title, sentence, _(STANDINGS["source"]), (), line.answers)


def _contradiction(row: Contradiction, facts: Facts) -> str:
    """Say what does not fit, with the answers to look at again."""
    paths = deciding(row.questions, facts, lambda less: bool(row.when.holds(less)))
    answers = series(_answer(path, facts) for path in paths if path not in PLACE)
    return _("{sentence} Look again: {answers}.").format(sentence=_(row.says), answers=answers)


def _safety(row: SafetyRow, cite: Citations, facts: Facts) -> Line:
    return Line(
        key=row.key,
        title=_(row.title),
        sentence=sentences(_(sentence) for sentence in row.sentences(facts)),
        standing=standing_of(row),
        sources=cite(row.references),
    )


def _option(option: Offered, cite: Citations) -> OptionLine:
    return OptionLine(
        key=option.key,
        title=_(option.title),
        reasons_for=tuple(_(reason) for reason in option.reasons_for),
        reasons_against=tuple(_(reason) for reason in option.reasons_against),
        by_band=option.by_band(_),
        sources=cite(option.references),
    )


def _labels(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(question_name(BY_PATH[path]) for path in paths)
