"""On what a rule rests, in words: as a whole, or part by part where the parts differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.punctuation import series
from assessments.clinical.advice import EXPERT_PART, PARTS, STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.clinical.rules.rule import Rule


def standing_of(rule: Rule) -> str:
    """Say on what a rule rests: "guideline; how soon: expert (our own)"."""
    told = [series(_(STANDINGS[standing]) for standing in rule.evidence)]
    for part, standing in (("advises", rule.evidence_of_advice), ("how_soon", rule.evidence_of_urgency)):
        if standing:
            told.append(_(PARTS[part]).format(standing=series(_in_brief(standing))))
    return series(told)


def _in_brief(standings: Iterable[str]) -> Iterable[str]:
    return (_(EXPERT_PART) if standing == "expert" else _(STANDINGS[standing]) for standing in standings)
