"""Pain at the lesion: 0 none, 1-4 mild, 5-6 moderate, 7-10 severe (Serlin 1995)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.findings import Bands, Finding
from assessments.clinical.language.logic import Variable
from assessments.clinical.sections.pain import MECHANICAL, PAIN_IN_WORDS, PAIN_TREND, WORST_PAIN

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts


@dataclass(frozen=True, eq=False, slots=True)
class _Pain(Finding, Variable):
    """The grade of pain, by number where one was taken, else in words."""

    by_number: Bands
    name = "pain"
    looks_at = (PAIN_IN_WORDS,)

    def possible(self, facts: Facts) -> frozenset[object]:
        if facts.answer(WORST_PAIN) is None:
            return PAIN_IN_WORDS.possible(facts)
        return self.by_number.possible(facts)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        # Where one of the two is answered the other is never open.
        if facts.answer(PAIN_IN_WORDS) is not None:
            return PAIN_IN_WORDS.open_keys(facts)
        return WORST_PAIN.open_keys(facts) | PAIN_IN_WORDS.open_keys(facts)


PAIN_GRADE = _Pain(Bands(WORST_PAIN, (("none", 0), ("mild", 4), ("moderate", 6), ("severe", 10))))
SEVERE_PAIN = PAIN_GRADE.is_("severe")
PAINFUL = ~PAIN_GRADE.is_("none")
# In words, mild counts as below 4: only the number can say 4.
PAIN_OF_FOUR = (WORST_PAIN.given & WORST_PAIN.at_least(4)) | (
    ~WORST_PAIN.given & PAIN_GRADE.is_("moderate", "severe")
)
MECHANICAL_PAIN = MECHANICAL.yes
PAIN_WORSE = PAIN_TREND.is_("worse")
