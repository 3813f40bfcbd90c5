"""By loop over everything declared. This does not prove the medicine, only that nothing is left out."""

import subprocess
import sys
from itertools import pairwise

import pytest

from assessments.clinical.advice import STANDINGS
from assessments.clinical.language.in_words import cases_in_words, in_words
from assessments.clinical.references import REFERENCES
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.rule import Rule
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.scores import SCORES
from assessments.clinical.sections import QUESTIONS, SECTIONS

RULES: tuple[Rule, ...] = (*INDICATIONS, *LIMITS, *STOPS, *LEAST_URGENCIES)

QUESTION_COUNT = {"patient": 3, "history": 41, "imaging": 35, "pain": 4, "fracture": 4, "neuro": 11}


def test_the_rules_are_those_of_the_policy() -> None:
    assert [rule.key for rule in INDICATIONS] == [
        "I0", "I1", "I2", "I2b", "I3", "I4", "I5", "I6", "I7", "I7b", "I8", "I8b", "I9", "I24", "I10", "I11",
        "I12", "I13", "I14", "I15", "I16", "I16b", "I17", "I18", "I19", "I20", "I20b", "I21", "I22", "I23",
    ]  # fmt: skip
    assert {rule.key for rule in LIMITS} == {
        "L1", "L1b", "L2", "L3", "L4", "L6", "L7", "L8", "L9", "L10", "L11",
    }  # fmt: skip
    assert LIMITS[0].key == "L4", "the step down comes before every cap"
    assert [stop.key for stop in STOPS] == ["D3", "D1", "D4", "D5", "D2"]
    assert [criterion.key for criterion in CRITERIA] == (
        ["P1", "P2", "P3", "P4", "P5", "P6", *(f"T{number}" for number in range(1, 11))]
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_every_rule_has_words_sources_and_standing(rule: Rule) -> None:
    assert rule.title
    assert rule.says.endswith(".")
    assert rule.evidence
    assert set(rule.evidence) <= set(STANDINGS)
    assert rule.references
    assert set(rule.references) <= set(REFERENCES)
    assert in_words(rule.when)
    assert in_words(rule.when, whole=True)


def test_every_score_has_sources_and_its_bands_tile_its_range() -> None:
    for score in SCORES:
        assert set(score.references) <= set(REFERENCES), score.key
        edges = [(band.low, band.high) for band in score.bands]
        assert edges[0][0] == score.lowest, score.key
        assert edges[-1][1] == score.highest, score.key
        for (_low, high), (low, _high) in pairwise(edges):
            assert low == high + 1, score.key


def test_every_finding_can_be_told_in_words() -> None:
    for criterion in CRITERIA:
        assert "else" in cases_in_words(criterion.finding)


def test_question_keys_are_unique_and_none_is_lost() -> None:
    assert {section.key: len(section.questions) for section in SECTIONS} == QUESTION_COUNT
    assert len(QUESTIONS) == sum(QUESTION_COUNT.values())


def test_the_knowledge_needs_no_django() -> None:
    code = (
        "import sys; sys.modules['django'] = None; import assessments.clinical.evaluation.evaluate; "
        "import assessments.clinical.language.in_words, assessments.clinical.case_files.compare"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
