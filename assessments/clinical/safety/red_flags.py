"""Red flags: what cannot wait for the rest of the answers. Each is told as soon as it is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.language.translatable import _
from assessments.clinical.rules.indications import INDICATIONS_BY_KEY
from assessments.clinical.rules.least_urgency import U1
from assessments.clinical.rules.rule import Rule
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.safety import SAFETY_BY_KEY
from assessments.clinical.sections.imaging import ALIGNMENT, SPINE

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts

RED_FLAGS: tuple[Rule, ...] = (
    U1,
    INDICATIONS_BY_KEY["I23"],
    Rule(
        "subluxation",
        "spine_subluxed",
        _("The spine is displaced"),
        SPINE & ALIGNMENT.is_("subluxation"),
        _("Lay flat and log-roll until a spinal surgeon has judged it."),
        ("guideline", "expert"),
        ("nice_ng234", "expert"),
    ),
    next(stop for stop in STOPS if stop.key == "D1"),
    SAFETY_BY_KEY["S7"],
    SAFETY_BY_KEY["S8"],
)


def red_flags(facts: Facts) -> tuple[Rule, ...]:
    """List those that hold with what is known; none needs more than its own answers."""
    return tuple(flag for flag in RED_FLAGS if flag.condition.holds(facts.presumed))
