"""The rules as entries: indications, limits, stops, safety rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from assessments.clinical.advice import AIMS, CONSIDER, DECISIONS, STANDINGS, URGENCIES, Proposal
from assessments.clinical.language.translatable import _
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.rule import (
    CAP_CONSIDER,
    CAP_NON_OPERATIVE,
    NO_EFFECT,
    SPARED,
    STEP_DOWN,
    Rule,
)
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.safety import SAFETY
from assessments.clinical.safety.red_flags import RED_FLAGS

from .entry import Entry, Statement, Statements, listed, outcomes, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.rules.rule import Indication, Limit

    from .entry import Say

CAPS = {
    SPARED: _("not lowered (exception)"),
    NO_EFFECT: _("nothing is lowered; it is told, to be corrected first"),
    STEP_DOWN: _("each proposal one step lower"),
    CAP_CONSIDER: _("at most “consider operating”"),
    CAP_NON_OPERATIVE: _("at most “no operation”"),
}


def rules(say: Say) -> Iterator[Entry]:
    """Give indications, limits, stops and safety rows as entries."""
    for flag in RED_FLAGS:
        if type(flag) is Rule:  # the others are rules of other kinds as well
            yield _entry("red_flags", flag, say, (), ())
    for indication in INDICATIONS:
        yield _entry("indications", indication, say, _facts(indication, say), (_proposals(indication, say),))
    for limit in LIMITS:
        effects = outcomes(limit.effect, lambda cap: say(CAPS[cast("str", cap)]), say)
        yield _entry("limits", limit, say, _aims(limit, say), (Statements(say(_("Effect")), effects),))
    for stop in STOPS:
        urgencies = outcomes(stop.urgency, lambda key: say(URGENCIES[cast("str", key)]), say)
        yield _entry("stops", stop, say, (), (Statements(say(_("Urgency")), urgencies),))
    for least in LEAST_URGENCIES:
        urgencies = outcomes(least.urgency, lambda key: say(URGENCIES[cast("str", key)]), say)
        facts = ((say(_("What is urgent")), say(least.urgent)),)
        yield _entry("urgencies", least, say, facts, (Statements(say(_("At least")), urgencies),))
    for row in SAFETY:
        extras = tuple(Statement(say(extra.says), when(extra.when, say)) for extra in row.extras)
        more = (Statements(say(_("It adds")), extras),) if extras else ()
        yield _entry("safety", row, say, (), more)


def _entry(
    kind: str, rule: Rule, say: Say, facts: tuple[tuple[str, str], ...], more: tuple[Statements, ...]
) -> Entry:
    return Entry(
        kind,
        rule.key,
        say(rule.title),
        (say(rule.says),),
        when(rule.when, say),
        (*facts, *_parts(rule, say)),
        more,
        rule.all_evidence,
        rule.references,
    )


def _parts(rule: Rule, say: Say) -> Iterator[tuple[str, str]]:
    """Tell the parts of a rule that rest on something else than what it asks."""
    advice, urgency = rule.evidence_of_advice, rule.evidence_of_urgency
    parts = (
        (_("Evidence for what it asks"), rule.evidence if advice or urgency else ()),
        (_("Evidence for what it advises"), advice),
        (_("Evidence for the urgency"), urgency),
    )
    for name, evidence in parts:
        if evidence:
            yield say(name), listed(evidence, STANDINGS, say)


def _proposals(indication: Indication, say: Say) -> Statements:
    def word(value: object) -> str:
        proposal = cast("Proposal", value)
        words = [say(DECISIONS[proposal.decision]), say(URGENCIES[proposal.urgency])]
        return say(_("; ")).join([*words, say(AIMS[proposal.aim])] if proposal.aim else words)

    return Statements(say(_("Proposes")), outcomes(indication.proposes, word, say))


def _facts(indication: Indication, say: Say) -> tuple[tuple[str, str], ...]:
    facts = []
    if indication.at_least_considered:
        facts.append((say(_("No limit takes it below")), say(DECISIONS[CONSIDER])))
    if indication.silent_beside:
        more = say(_(", ")).join(sorted(rule.key for rule in indication.silent_beside))
        facts.append((say(_("Not printed as a reason beside")), more))
    return tuple(facts)


def _aims(limit: Limit, say: Say) -> tuple[tuple[str, str], ...]:
    facts = []
    if limit.aims is not None:
        facts.append((say(_("For these aims")), listed(limit.aims, AIMS, say)))
    if limit.aim_lost:
        text = say(_("becomes relief of pain: {aims}")).format(aims=listed(limit.aim_lost, AIMS, say))
        facts.append((say(_("The aim")), text))
    if limit.exempt:
        facts.append((say(_("Does not lower")), say(_(", ")).join(sorted(rule.key for rule in limit.exempt))))
    return tuple(facts)
