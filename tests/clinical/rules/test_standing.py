"""Standing by part, typed a second time from the audit: what a rule asks, what it advises, how soon."""

import pytest

from assessments.clinical.advice import STANDINGS
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.rule import Rule
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.safety import SAFETY

RULES: tuple[Rule, ...] = (*INDICATIONS, *LEAST_URGENCIES, *LIMITS, *STOPS, *SAFETY)
BY_KEY = {rule.key: rule for rule in RULES}
SAME: tuple[str, ...] = ()
EXPERT = ("expert",)

# What it asks; what it advises and how soon, where they rest on something else (evidence-2026-11, 5.2).
PARTS = [
    ("I0", ("guideline",), EXPERT, EXPERT),
    ("I1", ("trial", "expert"), ("trial",), ("trial", "cohort")),
    ("I2", ("trial", "expert"), ("trial",), EXPERT),
    ("I2b", ("trial", "cohort"), SAME, EXPERT),
    ("I3", ("consensus",), SAME, EXPERT),
    ("I4", ("consensus", "cohort"), SAME, ("guideline",)),
    ("I5", ("consensus",), SAME, EXPERT),
    ("I6", ("consensus", "expert"), SAME, EXPERT),
    ("I7", ("consensus",), EXPERT, EXPERT),
    ("I8", ("cohort", "expert"), EXPERT, EXPERT),
    ("I9", ("consensus",), SAME, EXPERT),
    ("I10", ("source", "guideline"), SAME, EXPERT),
    ("I11", ("source", "guideline", "expert"), SAME, EXPERT),
    ("I13", ("source", "guideline", "expert"), ("guideline", "cohort"), EXPERT),
    ("I14", ("cohort",), EXPERT, EXPERT),
    ("I15", ("cohort",), EXPERT, EXPERT),
    ("I16", ("cohort", "expert"), ("cohort",), EXPERT),
    ("I18", ("cohort", "expert"), ("cohort",), EXPERT),
    ("I21", ("source", "expert"), ("source",), EXPERT),
    ("I24", ("cohort", "expert"), SAME, EXPERT),
    ("L1b", ("consensus", "expert"), SAME, SAME),
    ("L2", ("guideline", "expert"), SAME, SAME),
    ("L3", ("source", "guideline"), ("cohort", "expert"), SAME),
    ("L6", ("trial", "cohort"), EXPERT, SAME),
    ("L8", ("cohort",), EXPERT, SAME),
    ("D2", ("guideline", "cohort"), SAME, EXPERT),
    ("U4", ("consensus",), SAME, EXPERT),
    ("S2", ("guideline",), SAME, ("guideline", "expert")),
    ("S7", ("guideline",), SAME, SAME),
    ("S8", ("guideline",), SAME, SAME),
    ("S11", ("guideline", "cohort"), SAME, EXPERT),
    ("S16", ("cohort",), SAME, SAME),
    ("S17", ("cohort",), ("consensus",), EXPERT),
    ("S18", ("cohort", "guideline"), SAME, SAME),
    ("S19", ("cohort",), SAME, EXPERT),
]


@pytest.mark.parametrize(("key", "asks", "advises", "how_soon"), PARTS)
def test_each_part_has_the_standing_of_the_audit(
    key: str, asks: tuple[str, ...], advises: tuple[str, ...], how_soon: tuple[str, ...]
) -> None:
    rule = BY_KEY[key]
    assert (rule.evidence, rule.evidence_of_advice, rule.evidence_of_urgency) == (asks, advises, how_soon)


def test_an_indication_that_gives_an_hour_says_whose_it_is() -> None:
    # I23 is an expert rule as a whole; every other hour is said to be ours or somebody's.
    assert [rule.key for rule in INDICATIONS if not rule.evidence_of_urgency] == ["I23"]


def test_no_part_is_told_twice_or_of_a_standing_that_is_not_there() -> None:
    for rule in RULES:
        assert set(rule.all_evidence) <= set(STANDINGS), rule.key
        assert rule.evidence, rule.key
        assert rule.evidence_of_advice != rule.evidence, rule.key


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("I4", "of 247 patients fewer deteriorated after surgery"),
        ("L8", "of 247 patients fewer deteriorated after surgery"),
        ("I17", "in breast cancer a trial found no longer survival"),
        ("L1b", "did not predict death within 30 days"),
        ("L3", "previous performance status counts more"),
        ("I7", "SINS itself asks for a surgical consultation and names no time"),
    ],
)
def test_what_speaks_against_it_stands_beside_it(key: str, words: str) -> None:
    assert words in BY_KEY[key].says
