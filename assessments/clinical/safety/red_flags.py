"""Red flags: what cannot wait for the rest of the answers. Each is told as soon as it is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.language.translatable import _
from assessments.clinical.rules.indications import I23
from assessments.clinical.rules.least_urgency import U1
from assessments.clinical.rules.rule import Rule
from assessments.clinical.rules.stops import D1
from assessments.clinical.safety.operation import S7, S8
from assessments.clinical.sections.imaging import ALIGNMENT, SPINE

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts

RED_FLAGS: tuple[Rule, ...] = (
    U1,
    I23,
    Rule(
        key="subluxation",
        name="spine_subluxed",
        title=_("Spinal subluxation/translation"),
        when=SPINE & ALIGNMENT.is_("subluxation"),
        says=_("Lay flat and log-roll until a spinal surgeon has judged it."),
        evidence=("guideline", "expert"),
        references=("nice_ng234", "expert"),
    ),
    D1,
    S7,
    S8,
)


def red_flags(facts: Facts) -> tuple[Rule, ...]:
    """List those that hold with what is known; none needs more than its own answers."""
    return tuple(flag for flag in RED_FLAGS if flag.when.holds(facts.presumed))
